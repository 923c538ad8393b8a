"""Finds the dates that a page states for programs: in `meta`, JSON-LD, attributes, its URL and scripts (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from extract.html import PROSE_CHARACTERS, is_article_object, jsonld_types, strings_at, text_of
from extract.page import Page
from extract.text import fold_words, lazy_pattern

# Names of `meta` elements, the most used and most exact first. Those of the second rank also hold other dates.
META_NAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "published": (
        (
            "article:published_time", "og:article:published_time", "article:published", "article.published",
            "og:published_time", "datepublished", "parsely-pub-date", "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime", "sailthru.date", "shareaholic:article_published_time", "citation_online_date",
            "citation_publication_date", "publish_date", "publish-date", "published_date", "published-date",
            "publication_date", "publication-date", "publisheddate", "publishdate", "og:publish_date", "pubdate",
            "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dcterms.available",
            "prism.publicationdate", "rnews:datepublished", "bt:pubdate", "vr:published_time", "dateposted",
            "published",
        ),
        (
            "date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "dc.created", "date.created",
            "datecreated", "created", "creation_date", "citation_date", "uploaddate", "displaydate", "release_date",
        ),
    ),
    "updated": (
        (
            "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
            "datemodified",
            "dc.date.modified", "dcterms.modified", "cxenseparse:recs:modifiedtime",
            "shareaholic:article_modified_time", "lastmod", "last-modified", "modified_date",
            "updated_date", "date.modified", "date.updated", "revised",
        ),
        (),
    ),
}  # fmt: skip
# The same as properties of schema.org, in JSON-LD and microdata.
PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "published": ("datePublished", "dateCreated", "uploadDate"),
    "updated": ("dateModified", "dateUpdated"),
}
# Types of schema.org whose dates are of a part of the page, of what it is about, or of readers' comments.
OTHER_TYPES = (
    "Answer", "AudioObject", "Book", "Comment", "Dataset", "Event", "ImageObject", "ItemList", "JobPosting",
    "MediaObject", "Movie", "Offer", "Organization", "Person", "PodcastEpisode", "Product", "Review",
    "SoftwareApplication", "VideoObject", "WebSite",
)  # fmt: skip
# Regular expressions for keys in the JSON of scripts.
SCRIPT_KEYS: Mapping[str, str] = {
    "published": r"date_?(?:published|posted)|(?:published|posted)_?(?:at|date|time|on)|publish_?(?:date|time)"
    r"|publication_?(?:date|time)|first_?publish(?:ed)?_?(?:at|date)|pub_?date",
    "updated": r"date_?modified|(?:last_?)?(?:modified|updated)_?(?:at|date|time)|last_?(?:modified|updated)",
}
MAX_SCRIPT_CHARACTERS = 2_000_000
MAX_CANDIDATES = 50

_URL_DAY = lazy_pattern(
    r"(?<!\d)((?:19|20)\d\d)([/\-_.]?)(0[1-9]|1[0-2]|(?<=[/\-_.])[1-9])\2"
    r"(0[1-9]|[12]\d|3[01]|(?<=[/\-_.])[1-9])(?!\d)"
)
# `/2026/0301/`, `/2026-03/01/`, `/202603/01/`, and to the second: `/20260301123000`, but for
# the day of a web archive's capture.
_URL_DAY_IN_PARTS = lazy_pattern(
    r"(?:(?<=/)((?:19|20)\d\d)(?:/(0[1-9]|1[0-2])|-?(0[1-9]|1[0-2])/)|(?<!\d)(?<!/web/)((?:19|20)\d\d)(0[1-9]|1[0-2])(?=\d{8}(?!\d)))"
    r"(0[1-9]|[12]\d|3[01])(?:(?=[/_.\-]|$)|(?<=\d{8})(?:[01]\d|2[0-3])(?:[0-5]\d){2})"
)
_UPDATED = lazy_pattern("updat|modif", re.IGNORECASE)
_URL_WORD = lazy_pattern(r"/((?:19|20)\d\d)/([A-Za-z]{3,9})/(\d{1,2})(?=/|$)")
_URL_DAY_FIRST = lazy_pattern(r"(?<![\d\-.])\d\d([\-.])\d\d\1(?:19|20)\d\d(?![\d\-.])")
_URL_MONTH = lazy_pattern(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
_QUOTE = r"\\?[\"']"
_IN_SCRIPT = {
    kind: re.compile(
        rf"{_QUOTE}(?:{keys}){_QUOTE}\s?:\s?(?:{_QUOTE}(?P<text>[^\"'\\]{{6,40}}){_QUOTE}|(?P<number>\d{{10}}(?:\d{{3}})?)\b)",
        re.IGNORECASE,
    )
    for kind, keys in SCRIPT_KEYS.items()
}
# Attributes and classes that mark the element of a date: microdata, hAtom and its followers.
_WITH_PROPERTY = etree.XPath("(//@itemprop | //@pubdate)/parent::*[not(self::meta)]")
DATE_ATTRIBUTES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "published": (("datePublished", "dateCreated", "pubdate"), ("published", "entry-date", "dt-published")),
    "updated": (("dateModified",), ("updated", "dt-updated")),
}


class StatedDate(NamedTuple):
    """A text that should be a date, its reader, and its rank: 0 for a name that means just that date, else 1."""

    text: str
    reader: str
    rank: int
    element: HtmlElement | None = None


def jsonld_dates(page: Page, kind: str, title: str) -> Iterator[StatedDate]:
    """Yield the dates of the page's own article in JSON-LD, then those of the page."""
    articles = [node for node in page.linked_data if is_article_object(node)]
    for node in own_first(articles, page, title)[:1]:
        yield from _of_node(node, kind, 0, page)
    for node in page.linked_data[:MAX_CANDIDATES]:
        if not is_article_object(node) and not any(name in OTHER_TYPES for name in jsonld_types(node)):
            yield from _of_node(node, kind, 1, page)


def own_first(articles: Sequence[dict[str, Any]], page: Page, title: str) -> list[dict[str, Any]]:
    """Return the objects of JSON-LD, first that with the page's URL or headline."""
    if len(articles) < 2:
        return list(articles)
    path = _path(page.url)
    heads = [_words(text) for text in [title, *page.metas.get("og:title", ())[:1], *_title_texts(page)] if text]

    def rating(node: dict[str, Any]) -> int:
        steps = (["url"], ["mainEntityOfPage", "@id"], ["@id"])
        paths = {_path(url) for step in steps for url in strings_at(node, step)}
        words = _words(next(strings_at(node, ["headline"]), ""))
        alike = any(len(words & head) * 2 > len(words | head) for head in heads)
        return 2 * (path != "" and path in paths) + alike

    return sorted(articles[:MAX_CANDIDATES], key=lambda node: -rating(node))


def _title_texts(page: Page) -> list[str]:
    return [text_of(element) for element in islice(page.tree.iter("title"), 1)]


def _path(url: str) -> str:
    """Return the path of a URL without the slash at its end, "" where it has none."""
    try:
        return unquote(urlsplit(url).path).rstrip("/") if url.startswith("http") else ""
    except ValueError:
        return ""


def meta_dates(page: Page, kind: str) -> Iterator[StatedDate]:
    """Yield the dates of the head's `meta` elements."""
    for rank, names in enumerate(META_NAMES[kind]):
        for name in names:
            for content in page.metas.get(name, ())[:1]:
                yield StatedDate(content, f"meta {name}", rank)


def url_dates(page: Page) -> Iterator[StatedDate]:
    """Yield the day in the page's URL: `/2026/03/01/`, `-20260301-`, `/2026/mar/01/`."""
    path = urlsplit(page.url).path
    if match := _URL_DAY.search(path):
        year, _, month, day = match.groups()
        yield StatedDate(f"{year}-{month:0>2}-{day:0>2}", "url", 0)
    elif match := _URL_DAY_IN_PARTS.search(path):
        yield StatedDate("-".join(filter(None, match.groups())), "url", 0)
    elif match := _URL_WORD.search(path):
        yield StatedDate(" ".join(reversed(match.groups())), "url", 0)
    elif match := _URL_DAY_FIRST.search(path):
        yield StatedDate(match.group(), "url", 0)


def url_month(page: Page) -> str:
    """Return `2026-03` where the page's URL has a year and a month, else ""."""
    match = _URL_MONTH.search(urlsplit(page.url).path)
    return "-".join(match.groups()) if match else ""


def script_dates(page: Page, kind: str) -> Iterator[StatedDate]:
    """Yield the dates in the JSON of scripts, in page order."""
    left, found = MAX_SCRIPT_CHARACTERS, 0
    for script in page.tree.iter("script"):
        text = script.text or ""
        if "ld+json" in script.get("type", "") or not text or left <= 0:
            continue
        for match in _IN_SCRIPT[kind].finditer(text[:left]):
            yield StatedDate(match["text"] or match["number"], "script", 0, None)
            found += 1
            if found >= MAX_CANDIDATES:
                return
        left -= len(text)


def elements_with_date_attributes(page: Page) -> list[HtmlElement]:
    """Return the elements with `itemprop` or `pubdate`, in page order, for `attribute_dates`."""
    return list(_WITH_PROPERTY(page.tree))


def attribute_dates(page: Page, kind: str, elements: Sequence[HtmlElement]) -> Iterator[StatedDate]:
    """Yield the dates of elements whose `itemprop`, `pubdate` or class says that they hold the date."""
    properties, classes = DATE_ATTRIBUTES[kind]
    for element in elements:
        if any(name in properties for name in (element.get("itemprop") or "pubdate").split()):
            yield _of_element(element, "microdata")
    for name in classes:
        for element in page.by_class.get(name, ()):
            # `<span class="updated-on"><time class="entry-date">` holds an update all the same.
            around = "" if (above := element.getparent()) is None else above.get("class", "")
            if element.tag in {"time", "abbr"} and (kind == "updated" or not _UPDATED.search(around)):
                yield _of_element(element, "microformat")
    if kind == "published":
        # WordPress's block of a post's date; within a list it is the date of another post.
        for block in page.by_class.get("wp-block-post-date", ()):
            if next(block.iterancestors("li"), None) is None:
                yield from (_of_element(element, "wp-block-post-date") for element in block.iter("time"))


def _of_element(element: HtmlElement, reader: str) -> StatedDate:
    stated = (element.get("datetime") or element.get("content") or element.get("title") or "").strip()
    return StatedDate(stated or text_of(element)[:PROSE_CHARACTERS], reader, 0, element)


def _of_node(node: dict[str, Any], kind: str, rank: int, page: Page) -> Iterator[StatedDate]:
    for name in PROPERTIES[kind]:
        for text in list(strings_at(node, [name], page.linked_data))[:1]:
            yield StatedDate(text, f"jsonld {next(iter(jsonld_types(node)), '')}.{name}"[:80], rank)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_words(text).split())
