"""Looks up captures, their readings and their responses (reads the database and WARC files, writes nothing)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.database import DATABASE_NAME, open_read_only
from archive.schema import capture_of
from archive.warc import Capture, Recorded, read_at, warc_path, with_payload
from extract.errors import ArchiveError
from extract.kind import PASSING_REASONS
from extract.listings import SOURCES

# A capture is read again if a version is to be stored in the form that it shows, because the one that lent its own is
# gone (`archive/derive/lenders.py`).
#
# A revisit record with status 200 has the payload of another capture, and is read when that one is there.
READABLE = f"""captures.status BETWEEN 200 AND 299 AND NOT captures.broken_off
    AND (captures.revisit_of IS NULL OR EXISTS (SELECT 1 FROM captures AS original
        WHERE original.id = captures.revisit_of AND original.revisit_of IS NULL AND NOT original.broken_off))
    AND (source_kind IS NULL OR source_kind IN ({", ".join(f"'{kind}'" for kind in SOURCES)}))"""  # noqa: S608 - our own names
COUNT_READABLE = f"SELECT count(*) FROM captures WHERE {READABLE}"  # noqa: S608 - our own names
UNREAD = f"""
FROM captures LEFT JOIN readings ON readings.capture = captures.id
WHERE (readings.capture IS NULL OR captures.id IN (SELECT lent_by FROM versions WHERE lent_at IS NULL))
    AND found IS NULL AND {READABLE}
"""  # noqa: S608 - our own names
# After so many tries a crawl no longer spends its time on a page; a replay does.
MAX_TRIES = 3
TO_BE_TRIED = f"""{UNREAD} AND NOT EXISTS (
    SELECT 1 FROM attempts WHERE attempts.capture = captures.id AND tries >= {MAX_TRIES})"""  # noqa: S608 - our own names
# While a run goes on, its newest captures are being read.
STILL_UNREAD = f"""
SELECT captures.site, captures.url, captures.captured_at, ifnull(attempts.tries, 0) AS tries, attempts.reason
{UNREAD.replace("WHERE", "LEFT JOIN attempts ON attempts.capture = captures.id WHERE", 1)}
    AND (attempts.capture IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM runs WHERE runs.id = captures.run AND runs.status = 'running'))
ORDER BY captures.site, captures.url, captures.captured_at
"""  # noqa: S608 - our own names
LAST_CAPTURE = """
SELECT * FROM captures WHERE url = ? AND status = 200 AND revisit_of IS NULL AND NOT broken_off
ORDER BY captured_at DESC, id DESC LIMIT 1
"""
# The outcome of a reading that says nothing of the article: it could not be read, or showed a fault that may pass.
FAILED_READING = f"""(outcome = 'error' OR (outcome = 'not an article' AND (reason GLOB 'status 2[0-9][0-9]'
        OR reason IN ({", ".join(f"'{reason}'" for reason in sorted(PASSING_REASONS))}))))"""
# What was not read well, or whose reading is held, is requested again in full.
CONDITIONAL = f"""
SELECT * FROM ({LAST_CAPTURE}) AS last WHERE coalesce(etag, last_modified) IS NOT NULL
    AND (found IS NOT NULL
        OR EXISTS (SELECT 1 FROM readings WHERE capture = last.id AND NOT {FAILED_READING} AND held IS NULL))
"""  # noqa: S608 - our own names


@dataclass(frozen=True, kw_only=True)
class StillUnread:
    """A captured page that is still to be read: how often its reader did not come to an end, and why the last time.

    `reason` is None if it was never tried, as after a kill, or without a profile.
    """

    site: str
    url: str
    captured_at: str
    tries: int
    reason: str | None

    @property
    def why(self) -> str:
        """The reason, with the number of tries."""
        if self.reason is None:
            return "captured and not yet read"
        return f"{self.reason}, {self.tries} {'try' if self.tries == 1 else 'tries'}"


def still_unread(db: sqlite3.Connection) -> list[StillUnread]:
    """Return the captured pages that are still to be read, by site and URL."""
    names = ("site", "url", "captured_at", "tries", "reason")
    return [StillUnread(**dict(zip(names, row, strict=True))) for row in db.execute(STILL_UNREAD).fetchall()]


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
        """Return the reading of a capture, None if it was not read.

        Its columns outcome, reason, page_number, next_page_url and leads_to.
        """
        query = "SELECT outcome, reason, page_number, next_page_url, leads_to FROM readings WHERE capture = ?"
        row: sqlite3.Row | None = self.db.execute(query, (capture,)).fetchone()
        return row

    def unread(self) -> Iterator[Capture]:
        """Yield the captures that are still to be read, in their order in the WARC files.

        Those that could not be read in MAX_TRIES tries are left out.
        """
        # 500 at a time, not one open query: readings are stored while the caller iterates.
        place = ("", 0)
        after = f'SELECT captures.* {TO_BE_TRIED} AND (warc, "offset") > (?, ?) ORDER BY warc, "offset" LIMIT 500'
        while rows := self.db.execute(after, place).fetchall():
            yield from map(capture_of, rows)
            place = (rows[-1]["warc"], rows[-1]["offset"])

    def unread_in(self, warc: str, after: int = -1) -> Iterator[Capture]:
        """Yield the captures of a WARC file behind an offset that are still to be read, in their order."""
        query = f'SELECT captures.* {TO_BE_TRIED} AND warc = ? AND "offset" > ? ORDER BY "offset" LIMIT 500'
        while rows := self.db.execute(query, (warc, after)).fetchall():
            yield from map(capture_of, rows)
            after = rows[-1]["offset"]

    def count_readable(self) -> int:
        """Return how many captures are read or still to be read."""
        return int(self.db.execute(COUNT_READABLE).fetchone()[0])

    def count_unread(self) -> int:
        """Return how many captures `unread` yields."""
        return int(self.db.execute(f"SELECT count(*) {TO_BE_TRIED}").fetchone()[0])

    def count_to_lend(self) -> int:
        """Return how many versions are to be stored as a capture shows them that has to be read again."""
        return int(self.db.execute("SELECT count(*) FROM versions WHERE lent_at IS NULL").fetchone()[0])

    def recorded_of(self, capture: str) -> Recorded | None:
        """Return a capture, by its id, with its response; None if it is not in the archive, or its record is gone."""
        row = self.db.execute("SELECT * FROM captures WHERE id = ?", (capture,)).fetchone()
        try:
            return self.recorded(capture_of(row)) if row else None
        except ArchiveError:
            return None

    def recorded(self, capture: Capture) -> Recorded:
        """Return a capture with its response out of its WARC file, a revisit record with the payload it repeats."""
        recorded = read_at(warc_path(self.warc_folder, capture.warc), capture)
        if not capture.revisit_of:
            return recorded
        original = self.original_of(capture)
        return with_payload(recorded, read_at(warc_path(self.warc_folder, original.warc), original))

    def original_of(self, capture: Capture) -> Capture:
        """Return the capture whose payload a revisit record repeats; ArchiveError if it is not in the archive."""
        row = self.db.execute("SELECT * FROM captures WHERE id = ?", (capture.revisit_of,)).fetchone()
        if row is None:
            raise ArchiveError(
                f"The capture {capture.revisit_of}, which {capture.id} repeats, is not in the archive."
            )
        return capture_of(row)


def open_reads(data: Path) -> Reads:
    """Open the archive in a data folder for reading only, beside a crawl that may be writing to it.

    Raises ArchiveError when the folder holds no archive of this release.
    """
    db = open_read_only(data / DATABASE_NAME)
    db.row_factory = sqlite3.Row
    return Reads(db, data / "warc")
