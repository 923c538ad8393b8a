"""Reads what entries of a feed or of the WordPress REST interface say of their articles, with whole texts (pure).

`find_links` reads the same lists for their URLs; here the values of each article count, to compare pages with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

from extract.errors import ExtractionError
from extract.listings.feed import FORMAT, entry_authors, entry_links, entry_published, item_authors
from extract.listings.json_document import find_json, json_start
from extract.listings.statements import stated_names
from extract.listings.wordpress import post_authors
from extract.listings.xml_records import XmlRecord, read_records, root_start, text_of_listing
from extract.page import Page
from extract.text import clean_text

WORDPRESS, FEED = "wordpress", "feed"
# Of a text's HTML, which `extract.html` may parse; of all other values.
MAX_HTML_CHARACTERS, MAX_VALUE_CHARACTERS = 2_000_000, 1000
MAX_VALUES, MAX_URLS = 60, 10
_FORMAT = replace(FORMAT, text_characters=MAX_HTML_CHARACTERS)
# The taxonomies of WordPress, by the field of an article.
TAXONOMIES = {"category": "categories", "post_tag": "tags"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What an entry of a list says of its article.

    `urls` are those that may be the article's, likeliest first. `values` are clean texts by the names of a profile's
    fields, times in ISO 8601. `html` is the article's text, or an extract of it, "" where there is none. `kind` is
    WORDPRESS or FEED.
    """

    kind: str
    urls: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    html: str = field(default="", repr=False)


def find_entries(page: Page) -> Iterator[Entry]:
    """Yield the entries of a page of the WordPress REST interface (posts, or one of them) or of a feed.

    ExtractionError when it is neither.
    """
    text = text_of_listing(page)
    json, xml = json_start(text), root_start(text, FORMAT.roots)
    if xml is not None and (json is None or xml < json):
        records = read_records(page, text, _FORMAT)
        entries: Iterator[Entry] = (_of_record(record, page) for record in records if record.name in FORMAT.entries)
    else:
        try:
            document = find_json(text)
        except (ValueError, RecursionError) as error:
            raise ExtractionError(page.url, f"neither a feed nor a list of posts: {error}") from error
        entries = _of_json(document, page)
    yield from (entry for entry in entries if entry.urls)


def _of_json(document: Any, page: Page) -> Iterator[Entry]:
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        items = filter(_is_object, document["items"])
        return (_of_json_feed(item) for item in items)
    posts = [document] if isinstance(document, dict) and "link" in document else document
    if isinstance(posts, dict):
        posts = list(posts.values())
    if not isinstance(posts, list):
        raise ExtractionError(page.url, "neither a feed nor a list of posts")
    return (_of_post(post) for post in posts if _is_object(post))


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _of_post(post: Mapping[str, Any]) -> Entry:
    """Return what a post of WordPress says; names of authors and terms come with the parameter `_embed` only."""
    embedded = _dict(post.get("_embedded"))
    values = {
        "title": _texts([_dict(post.get("title")).get("rendered")]),
        "authors": stated_names(post_authors(post)),
        "published_at": _time(post.get("date_gmt"), "+00:00"),
        "updated_at": _time(post.get("modified_gmt"), "+00:00"),
        **_terms(embedded),
    }
    content = _dict(post.get("content"))
    html = "" if content.get("protected") else _text(content.get("rendered"))[:MAX_HTML_CHARACTERS]
    return Entry(kind=WORDPRESS, urls=_urls([post.get("link")]), values=_stated(values), html=html)


def _terms(embedded: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the names of a post's terms by field."""
    found: dict[str, list[object]] = {}
    for terms in _list(embedded.get("wp:term")):
        for term in filter(_is_object, _list(terms)):
            if name := TAXONOMIES.get(str(term.get("taxonomy"))):
                found.setdefault(name, []).append(term.get("name"))
    return {name: _texts(names) for name, names in found.items()}


def _of_json_feed(item: Mapping[str, Any]) -> Entry:
    values = {
        "title": _texts([item.get("title")]),
        "authors": stated_names(item_authors(item)),
        "published_at": _time(item.get("date_published")),
        "updated_at": _time(item.get("date_modified")),
    }
    html = _text(item.get("content_html")) or escape(_text(item.get("content_text")), quote=False)
    urls = _urls([item.get("url"), item.get("id"), item.get("external_url")])
    return Entry(kind=FEED, urls=urls, values=_stated(values), html=html[:MAX_HTML_CHARACTERS])


def _of_record(record: XmlRecord, page: Page) -> Entry:
    """Return what an entry of RSS or Atom says: of the elements that may hold its text, the longest."""
    values = {
        "title": _texts([record.first("title")]),
        "authors": stated_names(entry_authors(record)),
        "published_at": _time(entry_published(record)),
        "updated_at": _time(record.first("updated") or record.first("modified")),
    }
    texts = [text.first() for name in ("encoded", "content", "description", "summary") for text in record.all(name)]
    base = record.base or page.url
    urls = [record.first("origLink"), *entry_links(record, "alternate"), record.first("guid"), record.first("id")]
    return Entry(
        kind=FEED,
        urls=_urls([page.absolute(url, base) for url in urls if url]),
        values=_stated(values),
        html=max(texts, key=len, default=""),
    )


def _stated(values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(texts) for name, texts in values.items() if texts}


def _texts(given: Sequence[object]) -> tuple[str, ...]:
    cleaned = (clean_text(text[:MAX_VALUE_CHARACTERS]) for text in given[:MAX_VALUES] if isinstance(text, str))
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _urls(given: Sequence[object]) -> tuple[str, ...]:
    urls = (url.strip() for url in given if isinstance(url, str))
    return tuple(dict.fromkeys(url for url in urls if url.startswith(("http://", "https://"))))[:MAX_URLS]


def _time(value: object, zone: str = "") -> tuple[str, ...]:
    """Return a time in ISO 8601 with its offset, or a bare day; () for none, and for a time without a zone."""
    text = _text(value).strip()
    try:
        if len(text) == len("2026-03-01"):
            return (datetime.fromisoformat(text).date().isoformat(),)
        at = datetime.fromisoformat(text + zone) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return ()
    return () if at.tzinfo is None or at.year < 1900 else (at.isoformat(),)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
