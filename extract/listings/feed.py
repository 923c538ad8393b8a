"""Reads feeds (RSS, RDF, Atom, JSON Feed), and finds their next page (pure)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.html import parse_json
from extract.listings.link import Link
from extract.listings.paging import link_header_urls, next_page_url
from extract.listings.xml_records import XmlFormat, XmlRecord, read_records, text_of_listing
from extract.page import Page

FORMAT = XmlFormat(kind="feed", roots=("rss", "RDF", "feed"), entries=("item", "entry"), heads=("generator", "link"))
# A paged feed links to its next page, an archived feed to the archive before it (RFC 5005).
NEXT_RELATIONS = frozenset({"next", "prev-archive"})
JSON_FEED_VERSION = "jsonfeed.org/version/1"


def feed(page: Page) -> Iterator[Link]:
    """List the entries of a feed (RSS, Atom or JSON Feed), and its next page: as linked, or of WordPress."""
    text = text_of_listing(page)
    yield from _json_feed(page, text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _xml_feed(page, text)


def _xml_feed(page: Page, text: str) -> Iterator[Link]:
    next_pages = dict.fromkeys(link_header_urls(page, "next"))
    count, by_wordpress = 0, False
    for record in read_records(page, text, FORMAT):
        if record.name in FORMAT.entries:
            count += 1
            if address := _address(record):
                stated = record.first("updated") or record.first("modified")
                yield Link(url=page.absolute(address, record.base or page.url), modified_at=_utc(stated, page))
        elif record.name == "generator":
            by_wordpress = by_wordpress or "wordpress" in record.first().lower()
        elif NEXT_RELATIONS & _relations(record):
            next_pages[page.absolute(record.attributes.get("href", ""), record.base or page.url)] = None
    if next_pages:
        yield from (Link(url=address, listing=True) for address in next_pages)
    elif count and by_wordpress:
        yield Link(url=next_page_url(page.url, "paged"), listing=True)


def _json_feed(page: Page, text: str) -> Iterator[Link]:
    document = parse_json(text)
    if not (
        isinstance(document, dict)
        and JSON_FEED_VERSION in str(document.get("version"))
        and isinstance(document.get("items"), list)
    ):
        raise ExtractionError(page.url, "not a feed")
    for item in document["items"]:
        if isinstance(item, dict) and (address := _json_address(item)):
            modified = item.get("date_modified")
            yield Link(url=address, modified_at=_utc(modified, page) if isinstance(modified, str) else None)
    if isinstance(document.get("next_url"), str):
        yield Link(url=document["next_url"], listing=True)


def _json_address(item: dict[str, Any]) -> str:
    """Return the URL of an item: its `url`, else its `id` where that is a URL; not `external_url`, its subject."""
    for key in ("url", "id"):
        value = item.get(key)
        if isinstance(value, str) and value.strip().startswith("http" if key == "id" else ""):
            return value.strip()
    return ""


def _address(entry: XmlRecord) -> str:
    """Return an entry's URL: RSS writes it as text, Atom as an attribute of its alternate link.

    FeedBurner replaces it by a URL of its own and keeps the entry's in `origLink`.
    """
    if original := entry.first("origLink"):
        return original
    for link in entry.all("link"):
        if "alternate" in _relations(link) and (address := link.attributes.get("href") or link.first()):
            return address.strip()
    permanent = (guid for guid in entry.all("guid") if guid.attributes.get("isPermaLink", "").lower() != "false")
    return next((guid.first() for guid in permanent if guid.first().startswith("http")), "")


def _relations(link: XmlRecord) -> set[str]:
    return set(link.attributes.get("rel", "alternate").lower().split())


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
