"""Moves captures between WARC files that were renamed, and counts tries to read them (SQL on an open transaction)."""

import json
import sqlite3
from collections.abc import Collection, Iterable

from archive.digests import settle_runs
from archive.reading import Reading
from archive.warc import Capture

MOVE = """
UPDATE captures SET warc = ?, "offset" = ?, length = ? WHERE id = ? AND warc IN (SELECT value FROM json_each(?))
"""
FORGET_FILE = "DELETE FROM warcs WHERE name = ? AND NOT EXISTS (SELECT 1 FROM captures WHERE warc = name)"
ADD_ATTEMPT = """
INSERT INTO attempts (capture, tries, reason) VALUES (?, 1, ?)
ON CONFLICT (capture) DO UPDATE SET tries = tries + 1, reason = excluded.reason
"""


def move_capture(db: sqlite3.Connection, capture: Capture, missing: Collection[str]) -> None:
    """Take a capture that is stored as one of a `missing` file for one of the file in which it was found."""
    db.execute(MOVE, (capture.warc, capture.offset, capture.length, capture.id, json.dumps(sorted(missing))))


def forget_files(db: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Forget those of these files of which there is no capture; return their names."""
    forgotten = {name for name in names if db.execute(FORGET_FILE, (name,)).rowcount}
    settle_runs(db, forgotten)
    return forgotten


def count_try(db: sqlite3.Connection, reading: Reading) -> None:
    """Count a try to read a capture of which the reader did not come to the end, with its reason."""
    db.execute(ADD_ATTEMPT, (reading.capture.id, reading.reason))
