"""Sitemaps: XML by sitemaps.org with its extensions, an index of further ones, or one address a line (pure)."""

from collections.abc import Iterator
from datetime import UTC

from extract.dates import to_datetime
from extract.listings.link import Link
from extract.listings.xml_records import Grammar, Record, records, text_of_listing
from extract.page import Page

GRAMMAR = Grammar(kind="sitemap", roots=("urlset", "sitemapindex"), entries=("url", "sitemap"))


def sitemap(page: Page) -> Iterator[Link]:
    """List a sitemap, or the sitemaps of an index: XML or a line for each address, plain or gzipped.

    The date is `lastmod`; where that is missing, the day of publication that the news extension gives. Images and
    videos are none of ours.
    """
    text = text_of_listing(page)
    if text.lstrip("\ufeff \t\r\n")[:8].lower().startswith(("http://", "https://")):
        yield from (Link(url=line.strip()) for line in text.splitlines() if line.strip().startswith("http"))
        return
    for record in records(page, text, GRAMMAR):
        if address := record.first("loc"):
            stated = record.first("lastmod") or _published(record)
            modified = to_datetime(stated, zone=UTC, fetched_at=page.fetched_at) if stated else None
            yield Link(url=address, listing=record.name == "sitemap", modified_at=modified)


def _published(record: Record) -> str:
    # Google News; beside it the tag of the video extension has the same name, but stands in `video`.
    return record.first("news", "publication_date")
