"""Reads feeds (RSS, RDF, Atom, JSON Feed), and finds their next page (pure).

An entry of a link blog has two URLs: that of the page on which it comments, and its own. Which one is the main one
differs by program. So all that may be its own are given, and `find_links` takes the first that lies on the site.
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.listings.json_document import find_json, json_start
from extract.listings.link import Link
from extract.listings.paging import link_header_urls, next_page_url
from extract.listings.statements import stated_names, stated_time, stated_title
from extract.listings.xml_records import (
    MAX_DATE_CHARACTERS,
    XmlFormat,
    XmlRecord,
    read_records,
    root_start,
    text_of_listing,
)
from extract.page import Page

FORMAT = XmlFormat(kind="feed", roots=("rss", "RDF", "feed"), entries=("item", "entry"), heads=("generator", "link"))
# A paged feed links to its next page, an archived feed to the archive before it (RFC 5005).
NEXT_RELATIONS = frozenset({"next", "prev-archive"})
# Atom links to feeds of comments and to sounds too; an alternate link may be of any type.
PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
# Of one entry, and of its elements of one name.
MAX_ADDRESSES = 50
JSON_FEED_VERSION = "jsonfeed.org/version/1"


def feed(page: Page) -> Iterator[Link]:
    """List the entries of a feed (RSS, Atom or JSON Feed), and its next page: as linked, or of WordPress."""
    text = text_of_listing(page)
    json, xml = json_start(text), root_start(text, FORMAT.roots)
    is_json = json is not None and (xml is None or json < xml)
    yield from _json_feed(page, text) if is_json else _xml_feed(page, text)


def _xml_feed(page: Page, text: str) -> Iterator[Link]:
    next_pages = dict.fromkeys(link_header_urls(page, "next"))
    count, by_wordpress = 0, False
    for record in read_records(page, text, FORMAT):
        if record.name in FORMAT.entries:
            count += 1
            base = record.base or page.url
            if addresses := [page.absolute(address, base) for address in _addresses(record)]:
                stated = record.first("updated") or record.first("modified")
                yield Link(
                    url=addresses[0],
                    modified_at=_utc(stated, page),
                    others=tuple(addresses[1:]),
                    title=stated_title(record.first("title")),
                    authors=stated_names(entry_authors(record)),
                    published_at=stated_time(entry_published(record)),
                )
        elif record.name == "generator":
            by_wordpress = by_wordpress or "wordpress" in record.first().lower()
        elif NEXT_RELATIONS & _relations(record):
            next_pages[page.absolute(record.attributes.get("href", ""), record.base or page.url)] = None
    if next_pages:
        yield from (Link(url=address, listing=True) for address in next_pages)
    elif count and by_wordpress:
        yield Link(url=next_page_url(page.url, "paged"), listing=True)


def _json_feed(page: Page, text: str) -> Iterator[Link]:
    try:
        document = find_json(text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError(page.url, f"not JSON: {error}") from error
    if not (
        isinstance(document, dict)
        and JSON_FEED_VERSION in str(document.get("version"))
        and isinstance(document.get("items"), list)
    ):
        raise ExtractionError(page.url, "not a feed")
    for item in document["items"]:
        if isinstance(item, dict) and (addresses := _json_addresses(item)):
            modified = item.get("date_modified")
            yield Link(
                url=addresses[0],
                modified_at=_utc(modified, page) if isinstance(modified, str) else None,
                others=tuple(addresses[1:]),
                title=stated_title(item.get("title")),
                authors=stated_names(item_authors(item)),
                published_at=stated_time(item.get("date_published")),
            )
    if isinstance(document.get("next_url"), str):
        yield Link(url=document["next_url"], listing=True)


def _json_addresses(item: dict[str, Any]) -> list[str]:
    """Return the URLs of an item: its `url`, its `id` where that is a URL, and `external_url`, mostly its subject."""
    given = ((key, item.get(key)) for key in ("url", "id", "external_url"))
    stated = [(key, value.strip()) for key, value in given if isinstance(value, str) and value.strip()]
    return [value for key, value in stated if key == "url" or value.startswith("http")]


def item_authors(item: Mapping[str, Any]) -> Iterator[object]:
    """Yield the names of an item of a JSON feed, whose version 1 has one author."""
    given = item.get("authors")
    for author in given[:MAX_ADDRESSES] if isinstance(given, list) else [item.get("author")]:
        yield author.get("name") if isinstance(author, dict) else None


def entry_authors(entry: XmlRecord) -> Iterator[str]:
    """Yield the names of an entry: of Dublin Core, which RSS uses, or of Atom; RSS's own is a mail address."""
    yield from (creator.first() for creator in entry.all("creator")[:MAX_ADDRESSES])
    yield from (author.first("name") for author in entry.all("author")[:MAX_ADDRESSES])


def entry_published(entry: XmlRecord) -> str:
    """Return when an entry was published, as RSS, Atom or Dublin Core states it, "" where none does."""
    return next(filter(None, map(entry.first, ("pubDate", "published", "issued", "date"))), "")


def _addresses(entry: XmlRecord) -> list[str]:
    """Return an entry's URLs, the main one first: RSS writes it as text, Atom as an attribute of its alternate link.

    FeedBurner replaces it by a URL of its own and keeps the entry's in `origLink`. Behind it come those that may be
    the entry's own page where the main one leads elsewhere: a permanent `guid`, Atom's `related` and its `id`, the
    page of the readers' comments.
    """
    main = [entry.first("origLink"), *entry_links(entry, "alternate"), *_texts(entry, "guid")]
    if not any(main):
        return []
    others = (*entry_links(entry, "related"), *entry_links(entry, "replies"), *_texts(entry, "id", "comments"))
    return [url for url in (*main, *others) if url][:MAX_ADDRESSES]


def entry_links(entry: XmlRecord, relation: str) -> Iterator[str]:
    """Yield the URLs of pages to which an entry links; "" for a link without one."""
    for link in entry.all("link")[:MAX_ADDRESSES]:
        is_page = relation == "alternate" or link.attributes.get("type", "") in PAGE_TYPES
        if is_page and relation in _relations(link):
            yield (link.attributes.get("href") or link.first()).strip()


def _texts(entry: XmlRecord, *names: str) -> Iterator[str]:
    """Yield the URLs that an entry has as text, without what says that it is no permanent link."""
    for element in itertools.chain.from_iterable(entry.all(name)[:MAX_ADDRESSES] for name in names):
        if element.attributes.get("isPermaLink", "").lower() != "false" and element.first().startswith("http"):
            yield element.first()


def _relations(link: XmlRecord) -> set[str]:
    return set(link.attributes.get("rel", "alternate").lower().split())


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text[:MAX_DATE_CHARACTERS], zone=UTC, fetched_at=page.fetched_at) if text else None
