"""Reads sitemaps: XML by sitemaps.org with its extensions, an index of sitemaps, or a URL a line (pure)."""

import re
from collections.abc import Iterator
from datetime import UTC

from extract.dates import to_datetime
from extract.listings.link import Link
from extract.listings.xml_records import MAX_DATE_CHARACTERS, XmlFormat, XmlRecord, read_records, text_of_listing
from extract.page import Page

# What str.splitlines takes for the end of a line.
LINE_ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# Where a sitemap declares its namespaces.
MAX_HEAD_CHARACTERS = 5000
# A line that is a URL. Of 50 MB of lines that are none, no list is made.
_LINE = re.compile(rf"(?:\A\ufeff?|(?<=[{LINE_ENDS}]))(?:(?![{LINE_ENDS}])\s)*+(https?:[^{LINE_ENDS}]*+)")
FORMAT = XmlFormat(kind="sitemap", roots=("urlset", "sitemapindex"), entries=("url", "sitemap"))


def sitemap(page: Page) -> Iterator[Link]:
    """List the URLs of a sitemap, or the sitemaps of an index: XML, or text with a URL a line, plain or gzipped.

    The date is `lastmod`, else the publication date of the news extension. Images and videos are ignored.
    """
    text = text_of_listing(page)
    if text.lstrip("\ufeff \t\r\n")[:8].lower().startswith(("http://", "https://")):
        yield from (Link(url=line[1].strip()) for line in _LINE.finditer(text))
        return
    for record in read_records(page, text, FORMAT):
        if record.children and (address := record.first("loc")):
            stated = record.first("lastmod") or _published(record)
            modified = (
                to_datetime(stated[:MAX_DATE_CHARACTERS], zone=UTC, fetched_at=page.fetched_at) if stated else None
            )
            yield Link(url=address, listing=record.name == "sitemap", modified_at=modified)


def is_news_sitemap(page: Page) -> bool:
    """Tell whether a sitemap has Google's news extension: it lists what is new, and may well be empty."""
    return "/sitemap-news/" in text_of_listing(page)[:MAX_HEAD_CHARACTERS]


def _published(record: XmlRecord) -> str:
    # Google News; beside it the tag of the video extension has the same name, but stands in `video`.
    return record.first("news", "publication_date")
