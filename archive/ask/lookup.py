"""Looks up responses in WARC files, beside a crawl that may be writing to the archive (reads database and files)."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.ask.reads import LAST_CAPTURE
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.schema import capture_of
from archive.warc import Recorded, read_at, warc_path
from extract.errors import ArchiveError
from extract.site import Source

# In a response to `modified_after`, X-WP-Total counts only the posts that were modified since.
LAST_OF_SOURCE = """
SELECT * FROM captures WHERE site = :site AND source_kind = :kind AND source_url = :url
    AND status = 200 AND revisit_of IS NULL AND url NOT LIKE '%modified_after=%'
ORDER BY captured_at DESC, id DESC LIMIT 1
"""


def last_response(data: Path, url: str) -> Recorded | None:
    """Return the newest response with status 200 of a URL, None if there is none.

    Raises ArchiveError when the folder holds no archive, or its WARC file lacks the record.
    """
    with (
        closing(open_read_only(data / DATABASE_NAME)) as db,
        plain_errors(data / DATABASE_NAME),
    ):
        db.row_factory = sqlite3.Row
        row = db.execute(LAST_CAPTURE, (url,)).fetchone()
    if row is None:
        return None
    capture = capture_of(row)
    return read_at(warc_path(data / "warc", capture.warc), capture)


def article_at(db: sqlite3.Connection, address: str) -> tuple[str, int] | None:
    """Return the URL of the article at an address, which may be one of its later pages, and its number of pages.

    None if there is no article.
    """
    query = """
    SELECT articles.url, articles.page_count FROM addresses JOIN articles ON articles.id = addresses.article
    WHERE addresses.url = ?
    """
    row = db.execute(query, (address,)).fetchone()
    return (row["url"], row["page_count"] or 1) if row else None


def settled_date(db: sqlite3.Connection, address: str) -> tuple[str, str, str] | None:
    """Return the date of an article, the words that it is read from and the time of the capture that printed them.

    None if its newest reading has a date of its own, because its page states one or is the first to count back so.
    """
    query = """
    SELECT articles.published_at, dating.shown_text, dating.captured_at FROM addresses
    JOIN articles ON articles.id = addresses.article JOIN readings ON readings.capture = articles.capture
    JOIN readings AS dating ON dating.capture = readings.dated_by AND dating.capture <> readings.capture
    WHERE addresses.url = ?
    """
    row = db.execute(query, (address,)).fetchone()
    return (row["published_at"], row["shown_text"], row["captured_at"]) if row else None


def claimed_total(data: Path, site: str, source: Source) -> int | None:
    """Return the number of posts (X-WP-Total) in the last response of a site's REST interface that listed them all.

    None if there is no such response or header, or if its WARC file is gone.
    """
    with (
        closing(open_read_only(data / DATABASE_NAME)) as db,
        plain_errors(data / DATABASE_NAME),
    ):
        db.row_factory = sqlite3.Row
        row = db.execute(LAST_OF_SOURCE, {"site": site, "kind": source.kind, "url": source.url}).fetchone()
    if row is None:
        return None
    capture = capture_of(row)
    try:
        headers = read_at(warc_path(data / "warc", capture.warc), capture).headers
    except ArchiveError:
        return None
    total = next((value.strip() for name, value in headers if name.lower() == "x-wp-total"), "")
    return int(total) if re.fullmatch(r"\d{1,9}", total) else None
