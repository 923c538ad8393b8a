"""Collects what a site itself says of its articles: REST interface, feeds, links, JSON-LD, `meta` (pure).

lists as captured | entries, matched to pages by URL | what other pages call the page | what its own head says | Told

For each field the first that says something counts, in this order: WordPress, feed, links, JSON-LD, `meta`. A text
in a list counts as that of the article if it is not an extract. The text of a link to an article counts as its title
if the article shows it too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from extract.body import read_body
from extract.errors import ExtractionError
from extract.html import jsonld_strings, text_of
from extract.learn.same import plain
from extract.learn.samples import short_texts_of
from extract.learn.values import Told
from extract.listings import Entry, find_entries
from extract.page import Page
from extract.text import clean_text, fold_words, to_names
from extract.urls import comparable_url

ENTRY_ORDER = {"wordpress": 0, "feed": 1}
LINK, JSONLD, META = "link", "jsonld", "meta"
# In words: a shorter text may be an extract, or the note of an editor.
MIN_BODY_WORDS = 60
MAX_NAMES = 20
# Of a page; of a text that may be a title.
MAX_LINKS = 2000
MIN_TITLE_CHARACTERS, MAX_TITLE_CHARACTERS = 10, 300
# Where the head says it, in order of trust.
JSONLD_PATHS: Mapping[str, Sequence[str]] = {
    "title": ("headline", "name"),
    "authors": ("author.name",),
    "published_at": ("datePublished",),
    "updated_at": ("dateModified",),
    "categories": ("articleSection",),
    "body": ("articleBody",),
}
META_NAMES: Mapping[str, Sequence[str]] = {
    "title": ("citation_title", "parsely-title", "dc.title"),
    "authors": ("citation_author", "parsely-author", "author", "dc.creator", "article:author"),
    "published_at": ("article:published_time", "parsely-pub-date", "datepublished", "dc.date.issued"),
    "updated_at": ("article:modified_time", "og:updated_time", "datemodified"),
    "categories": ("article:section", "parsely-section"),
    "tags": ("article:tag",),
}
# How an extract ends.
_CUT_OFF = re.compile(
    r"(?:\[?(?:\u2026|\.\.\.)\]?|(?:read more|continue reading|weiterlesen|lire la suite)\W*)\Z", re.IGNORECASE
)


def tell(pages: Sequence[Page], lists: Sequence[Page] = ()) -> dict[str, Told]:
    """Return what the site says of each page, by the page's own URL.

    `lists` are responses of the REST interface (best with `_embed`, for names), feeds, and HTML pages that link to
    articles. A page of which nothing is said is left out.
    """
    by_url: dict[str, list[Entry]] = {}
    for entry in sorted(_entries(lists), key=lambda entry: ENTRY_ORDER[entry.kind]):
        for url in entry.urls:
            by_url.setdefault(comparable_url(url), []).append(entry)
    linked = _linked_texts((*pages, *lists))
    told = (_told(page, by_url, linked) for page in pages)
    return {each.url: each for each in told if each is not None}


def _entries(lists: Sequence[Page]) -> Iterator[Entry]:
    for page in lists:
        try:
            yield from find_entries(page)
        except ExtractionError:
            continue


def _linked_texts(pages: Sequence[Page]) -> dict[str, Counter[str]]:
    """Return the texts of links to other pages by the URL that they lead to, each with how many pages have it."""
    found: dict[str, Counter[str]] = {}
    for page in pages:
        own = comparable_url(page.url)
        for url, text in set(_links(page)):
            if (target := comparable_url(url)) != own:
                found.setdefault(target, Counter())[text] += 1
    return found


def _links(page: Page) -> Iterator[tuple[str, str]]:
    try:
        links = list(page.tree.iter("a")) if _is_html(page) else []
    except ExtractionError:
        return
    for link in links[:MAX_LINKS]:
        text, href = text_of(link), link.get("href", "")
        if href and MIN_TITLE_CHARACTERS <= len(text) <= MAX_TITLE_CHARACTERS:
            yield page.absolute(href), text


def _is_html(page: Page) -> bool:
    return "json" not in page.content_type and "xml" not in page.content_type.replace("xhtml+xml", "")


def _linked_title(page: Page, linked: Mapping[str, Counter[str]]) -> str:
    """Return the title by which other pages link to a page, "" unless it shows the same text."""
    texts = linked.get(comparable_url(page.url), Counter())
    if not texts:
        return ""
    shown = {plain(text) for text, element in short_texts_of(page) if element.tag != "a"}
    return max(
        (text for text in texts if plain(text) in shown), key=lambda text: (texts[text], len(text), text), default=""
    )


def _told(page: Page, by_url: Mapping[str, Sequence[Entry]], linked: Mapping[str, Counter[str]]) -> Told | None:
    values: dict[str, tuple[str, ...]] = {}
    by: dict[str, str] = {}
    html: str | None = None
    for entry in by_url.get(comparable_url(page.url), ()):
        for name, texts in entry.values.items():
            if values.setdefault(name, texts) is texts:
                by[name] = entry.kind
        if "body" not in values and (text := whole_text(entry.html, page)):
            values["body"], by["body"], html = (text,), entry.kind, entry.html
    try:
        if "title" not in values and (title := _linked_title(page, linked)):
            values["title"], by["title"] = (title,), LINK
        stated = [(JSONLD, _of_jsonld(page)), (META, _of_metas(page))]
    except ExtractionError:
        stated = []
    for kind, found in stated:
        for name, texts in found.items():
            if texts and name not in values:
                values[name], by[name] = texts, kind
    return Told(url=page.url, values=values, html=html, by=by) if values else None


def whole_text(html: str, page: Page) -> str:
    """Return the plain text of an article's HTML as the reader writes it, "" for an extract or a short note."""
    if not html.strip():
        return ""
    body = f"<html><body>{html}</body></html>".encode()
    wrapped = Page(url=page.url, fetched_at=page.fetched_at, content_type="text/html; charset=utf-8", body=body)
    try:
        container = wrapped.tree.find("body")
        text = "" if container is None else str(read_body(container, wrapped)["body_text"])
    except ExtractionError:
        return ""
    is_short = len(fold_words(text).split()) < MIN_BODY_WORDS
    return "" if is_short or _CUT_OFF.search(text.rstrip()) else text


def _of_jsonld(page: Page) -> dict[str, tuple[str, ...]]:
    nodes = page.linked_data
    found = {
        name: next(filter(None, (_clean(name, jsonld_strings(nodes, path)) for path in paths)), ())
        for name, paths in JSONLD_PATHS.items()
    }
    text = found.get("body", ())
    if text and (len(fold_words(text[0]).split()) < MIN_BODY_WORDS or _CUT_OFF.search(text[0])):
        found["body"] = ()
    return found


def _of_metas(page: Page) -> dict[str, tuple[str, ...]]:
    return {
        name: next(filter(None, (_clean(name, page.metas.get(meta, ())) for meta in metas)), ())
        for name, metas in META_NAMES.items()
    }


def _clean(name: str, texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    cleaned = [clean_text(text) for text in texts if text.strip()][:MAX_NAMES]
    if name.endswith("_at"):
        return next(filter(None, map(_iso, cleaned)), ())
    if name == "authors":
        return to_names(cleaned)
    return tuple(dict.fromkeys(cleaned)) if name in {"categories", "tags"} else tuple(cleaned[:1])


def _iso(text: str) -> tuple[str, ...]:
    """Return a time of the head in ISO 8601 with an offset, or a bare day; () for one without a zone."""
    try:
        if len(text) == len("2026-03-01"):
            return (datetime.fromisoformat(text).date().isoformat(),)
        at = datetime.fromisoformat(text)
    except ValueError:
        return ()
    return () if at.tzinfo is None else (at.astimezone(UTC).isoformat(),)
