"""Looks up one capture in an archive, beside a crawl that may be writing to it (reads only)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from archive import database
from archive.readonly import open_read_only
from archive.records import Recorded
from archive.rows import capture_of
from archive.tables import LAST_CAPTURE, Tables
from archive.warc import read_at


def open_tables(data: Path) -> Tables:
    """Open an archive's tables for reading only; ArchiveError when the folder holds none of this release."""
    db = open_read_only(data / database.NAME)
    db.row_factory = sqlite3.Row
    return Tables(data / database.NAME, data / "warc", db=db)


def last_recorded(data: Path, url: str) -> Recorded | None:
    """Return the newest whole answer of a URL with its response, None when there is none.

    ArchiveError when the folder holds no archive, or its WARC file lacks the record.
    """
    with closing(open_read_only(data / database.NAME)) as db, database.plain_errors(data / database.NAME):
        db.row_factory = sqlite3.Row
        row = db.execute(LAST_CAPTURE, (url,)).fetchone()
    if row is None:
        return None
    capture = capture_of(row)
    return read_at(data / "warc" / capture.warc, capture)
