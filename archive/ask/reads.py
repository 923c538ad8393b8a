"""Looks up captures, their readings and their responses (reads the database and WARC files, writes nothing)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.database import DATABASE_NAME, open_read_only
from archive.schema import capture_of
from archive.warc import Capture, Recorded, read_at
from extract.listings import SOURCES

# A capture is read again if a version is to be stored in the form that it shows, because the one that lent its own is
# gone (`archive/derive/lenders.py`).
UNREAD = f"""
FROM captures LEFT JOIN readings ON readings.capture = captures.id
WHERE (readings.capture IS NULL OR captures.id IN (SELECT lent_by FROM versions WHERE lent_at IS NULL))
    AND found IS NULL AND status BETWEEN 200 AND 299 AND revisit_of IS NULL
    AND (source_kind IS NULL OR source_kind IN ({", ".join(f"'{kind}'" for kind in SOURCES)}))
"""
LAST_CAPTURE = """
SELECT * FROM captures WHERE url = ? AND status = 200 AND revisit_of IS NULL
ORDER BY captured_at DESC, id DESC LIMIT 1
"""
# A capture that could not be read, or whose reading is held, is requested again in full.
CONDITIONAL = f"""
SELECT * FROM ({LAST_CAPTURE}) AS last WHERE coalesce(etag, last_modified) IS NOT NULL
    AND (found IS NOT NULL
        OR EXISTS (SELECT 1 FROM readings WHERE capture = last.id AND outcome <> 'error' AND held IS NULL))
"""  # noqa: S608 - our own names


class Reads:
    """Looks up captures in a database, and their responses in the folder of WARC files beside it.

    Close it, or use it in a `with` block, when it has a connection of its own (`open_reads`).
    """

    def __init__(self, db: sqlite3.Connection, warc_folder: Path) -> None:
        self.db = db
        self.warc_folder = warc_folder

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def last_capture(self, url: str) -> Capture | None:
        """Return the newest capture of a URL with status 200."""
        row = self.db.execute(LAST_CAPTURE, (url,)).fetchone()
        return capture_of(row) if row else None

    def unchanged_since(self, url: str) -> Capture | None:
        """Return the last capture of a URL for a conditional request: one that was read and has a validator."""
        row = self.db.execute(CONDITIONAL, (url,)).fetchone()
        return capture_of(row) if row else None

    def reading_of(self, capture: str) -> sqlite3.Row | None:
        """Return outcome, reason, page_number and next_page_url of a capture's reading, None if it was not read."""
        query = "SELECT outcome, reason, page_number, next_page_url FROM readings WHERE capture = ?"
        row: sqlite3.Row | None = self.db.execute(query, (capture,)).fetchone()
        return row

    def unread(self) -> Iterator[Capture]:
        """Yield the captures that are still to be read, in their order in the WARC files."""
        # 500 at a time, not one open query: readings are stored while the caller iterates.
        place = ("", 0)
        after = f'SELECT captures.* {UNREAD} AND (warc, "offset") > (?, ?) ORDER BY warc, "offset" LIMIT 500'
        while rows := self.db.execute(after, place).fetchall():
            yield from map(capture_of, rows)
            place = (rows[-1]["warc"], rows[-1]["offset"])

    def count_unread(self) -> int:
        """Return how many captures `unread` yields."""
        return int(self.db.execute(f"SELECT count(*) {UNREAD}").fetchone()[0])

    def recorded(self, capture: Capture) -> Recorded:
        """Return a capture with its response out of its WARC file."""
        return read_at(self.warc_folder / capture.warc, capture)


def open_reads(data: Path) -> Reads:
    """Open the archive in a data folder for reading only, beside a crawl that may be writing to it.

    Raises ArchiveError when the folder holds no archive of this release.
    """
    db = open_read_only(data / DATABASE_NAME)
    db.row_factory = sqlite3.Row
    return Reads(db, data / "warc")
