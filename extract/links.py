"""Finding links on the places where a site lists its pages (pure).

To add a kind of source: write a function that yields Links and add its line to SOURCES; its docstring is its
documentation. A function gives what the listing names; whether an address is wanted is the caller's to decide.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from extract.clean import to_datetime
from extract.errors import ExtractionError
from extract.page import Page


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place where a site lists pages. `kind` is a key of SOURCES."""

    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL found on a listing.

    `listing` tells that it is one more page of the same source (a sitemap of an index, the next page of a feed)
    and not an article. `modified_at` (aware UTC) is what the listing says of it.
    """

    url: str
    listing: bool = False
    modified_at: datetime | None = None


# A sitemap may have 50,000 addresses and 50 MB by its own standard; more is an attack or a mistake.
MAX_XML_BYTES = 52_428_800
MAX_LINKS = 50_000
MAX_URL = 2000

CARDS = (
    ".p-wrap .entry-title a[href], .wp-block-post-title a[href], article h1 a[href], article h2 a[href], "
    "article h3 a[href], h2.entry-title a[href], h3.entry-title a[href], .post-title a[href]"
)
CONTENT = "main a[href], #content a[href], #main a[href]"
PAGER = (
    'a[rel~="next"], link[rel~="next"], nav.pagination-number a.next, a.next.page-numbers, .pagination a.next, '
    "a.wp-block-query-pagination-next, .nav-links .nav-previous a"
)


def find_links(page: Page, source: Source) -> tuple[Link, ...]:
    """Return what a page of a source lists, each address once; ExtractionError when it cannot be parsed."""
    found: dict[str, Link] = {}
    for link in SOURCES[source.kind](page):
        address = page.absolute(link.url, page.url)
        if address.startswith(("http://", "https://")) and len(address) <= MAX_URL:
            found.setdefault(address, Link(url=address, listing=link.listing, modified_at=link.modified_at))
        if len(found) >= MAX_LINKS:
            break
    found.pop(page.url, None)
    return tuple(found.values())


def sitemap(page: Page) -> Iterator[Link]:
    """List a sitemap, or the sitemaps of an index, plain or gzipped."""
    seen_root = False
    for element in _elements(page, ("urlset", "sitemapindex", "url", "sitemap")):
        name = etree.QName(element).localname
        seen_root = seen_root or name in {"urlset", "sitemapindex"}
        if name in {"url", "sitemap"}:
            address = _child(element, "loc")
            if address:
                modified = _utc(_child(element, "lastmod"), page)
                yield Link(url=address, listing=name == "sitemap", modified_at=modified)
            element.clear()
    if not seen_root:
        raise ExtractionError(page.url, "not a sitemap")


def feed(page: Page) -> Iterator[Link]:
    """List an RSS or Atom feed, and its next page where it names one or is WordPress's."""
    count = 0
    generator, following, seen_root = "", "", False
    for element in _elements(page, ("rss", "RDF", "feed", "item", "entry", "generator", "link")):
        name = etree.QName(element).localname
        seen_root = seen_root or name in {"rss", "RDF", "feed"}
        if name == "generator":
            generator = element.text or ""
        elif name == "link" and element.get("rel") == "next":
            following = element.get("href", "")
        elif name in {"item", "entry"}:
            count += 1
            address = _entry_address(element)
            if address:
                yield Link(
                    url=address, modified_at=_utc(_child(element, "updated") or _child(element, "modified"), page)
                )
            element.clear()
    if not seen_root:
        raise ExtractionError(page.url, "not a feed")
    if following:
        yield Link(url=following, listing=True)
    elif count and "wordpress" in generator.lower():
        yield Link(url=_numbered(page.url, "paged"), listing=True)


def wordpress(page: Page) -> Iterator[Link]:
    """List posts of the WordPress REST API, and its next page until the total."""
    posts = _json(page)
    if isinstance(posts, dict) and posts.get("code") == "rest_post_invalid_page_number":
        return
    if not isinstance(posts, list):
        told = posts.get("message", "") if isinstance(posts, dict) else ""
        raise ExtractionError(page.url, f"not a list of posts {told}".strip())
    for post in posts:
        if isinstance(post, dict) and isinstance(post.get("link"), str):
            modified = post.get("modified_gmt")
            yield Link(url=post["link"], modified_at=_utc(modified, page) if isinstance(modified, str) else None)
    if posts and _more_pages(page, len(posts)):
        yield Link(url=_numbered(page.url, "page"), listing=True)


def listing(page: Page) -> Iterator[Link]:
    """List the cards of an HTML page, or else the links of its content, and its next page."""
    cards = page.select(CARDS) or page.select(CONTENT) or page.select("a[href]")
    for element in cards:
        yield Link(url=page.absolute(element.get("href", "")))
    for element in page.select(PAGER)[:1]:
        yield Link(url=page.absolute(element.get("href", "")), listing=True)


SOURCES: Mapping[str, Callable[[Page], Iterator[Link]]] = {
    "sitemap": sitemap,
    "feed": feed,
    "wordpress": wordpress,
    "listing": listing,
}


def _elements(page: Page, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the closed elements of these local names, in any namespace, and the root first; entities stay unread."""
    source = BytesIO(_unzipped(page).lstrip())
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
    try:
        first = True
        for event, element in etree.iterparse(source, events=("start", "end"), **options):
            wanted = isinstance(element.tag, str) and etree.QName(element).localname in names
            if wanted and (event == "end" or first):
                yield element
            first = False
    except etree.XMLSyntaxError as error:
        raise ExtractionError(page.url, f"not XML: {error}") from error


def _unzipped(page: Page) -> bytes:
    """Return the body, unzipped when it is a .gz file, and never more of it than a sitemap may have."""
    if not page.body.startswith(b"\x1f\x8b"):
        return page.body[:MAX_XML_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(page.body, MAX_XML_BYTES)
    except zlib.error as error:
        raise ExtractionError(page.url, f"not gzip: {error}") from error


def _child(element: etree._Element, name: str) -> str:
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname == name:
            return (child.text or "").strip()
    return ""


def _entry_address(element: etree._Element) -> str:
    """Return an entry's address: RSS writes it as text, Atom as an attribute of its alternate link."""
    links = [child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == "link"]
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or link.text):
            return (link.get("href") or link.text or "").strip()
    return ""


def _json(page: Page) -> Any:
    try:
        return json.loads(page.text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError(page.url, f"not JSON: {error}") from error


def _more_pages(page: Page, count: int) -> bool:
    number, size = _parameter(page.url, "page", 1), _parameter(page.url, "per_page", 10)
    total = page.headers.get("x-wp-totalpages", "")
    return number < int(total) if re.fullmatch(r"\d{1,6}", total) else count >= size


def _parameter(url: str, name: str, default: int) -> int:
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def _numbered(url: str, name: str) -> str:
    """Return the address of the page after this one, which a parameter counts from 1."""
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    query = urlencode([*kept, (name, str(_parameter(url, name, 1) + 1))], safe="/,:")
    return urlunsplit(parts._replace(query=query, fragment=""))


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
