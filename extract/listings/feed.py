"""Feeds: RSS, RDF, Atom and JSON Feed, and how they go on (pure)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.html import parse_json
from extract.listings.link import Link
from extract.listings.paging import following, header_links
from extract.listings.xml_records import Grammar, Record, records, text_of_listing
from extract.page import Page

GRAMMAR = Grammar(kind="feed", roots=("rss", "RDF", "feed"), entries=("item", "entry"), heads=("generator", "link"))
# A paged feed names its next page; an archived one, what was before it (RFC 5005).
ONWARD = frozenset({"next", "prev-archive"})
JSON_FEED = "jsonfeed.org/version/1"


def feed(page: Page) -> Iterator[Link]:
    """List a feed (RSS, Atom or JSON Feed), and its next page where it names one or is WordPress's."""
    text = text_of_listing(page)
    yield from _json_feed(page, text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _xml_feed(page, text)


def _xml_feed(page: Page, text: str) -> Iterator[Link]:
    onward = dict.fromkeys(header_links(page, "next"))
    count, by_wordpress = 0, False
    for record in records(page, text, GRAMMAR):
        if record.name in GRAMMAR.entries:
            count += 1
            if address := _address(record):
                stated = record.first("updated") or record.first("modified")
                yield Link(url=page.absolute(address, record.base or page.url), modified_at=_utc(stated, page))
        elif record.name == "generator":
            by_wordpress = by_wordpress or "wordpress" in record.first().lower()
        elif ONWARD & _relations(record):
            onward[page.absolute(record.attributes.get("href", ""), record.base or page.url)] = None
    if onward:
        yield from (Link(url=address, listing=True) for address in onward)
    elif count and by_wordpress:
        yield Link(url=following(page.url, "paged"), listing=True)


def _json_feed(page: Page, text: str) -> Iterator[Link]:
    told = parse_json(text)
    if not (isinstance(told, dict) and JSON_FEED in str(told.get("version")) and isinstance(told.get("items"), list)):
        raise ExtractionError(page.url, "not a feed")
    for item in told["items"]:
        if isinstance(item, dict) and (address := _json_address(item)):
            modified = item.get("date_modified")
            yield Link(url=address, modified_at=_utc(modified, page) if isinstance(modified, str) else None)
    if isinstance(told.get("next_url"), str):
        yield Link(url=told["next_url"], listing=True)


def _json_address(item: dict[str, Any]) -> str:
    """Return where an item is: what it is about, `external_url`, is another place; its id may be its address."""
    for key in ("url", "id"):
        value = item.get(key)
        if isinstance(value, str) and value.strip().startswith("http" if key == "id" else ""):
            return value.strip()
    return ""


def _address(entry: Record) -> str:
    """Return an entry's address: RSS writes it as text, Atom as an attribute of its alternate link.

    A feed that counts its readers gives their own address beside it (`origLink`).
    """
    if original := entry.first("origLink"):
        return original
    for link in entry.all("link"):
        if "alternate" in _relations(link) and (address := link.attributes.get("href") or link.first()):
            return address.strip()
    permanent = (each for each in entry.all("guid") if each.attributes.get("isPermaLink", "").lower() != "false")
    return next((each.first() for each in permanent if each.first().startswith("http")), "")


def _relations(link: Record) -> set[str]:
    return set(link.attributes.get("rel", "alternate").lower().split())


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
