"""Writes a database anew without its free pages, and empties its -wal file (SQLite)."""

import sqlite3
from pathlib import Path
from typing import Literal

from archive.database.connect import plain_errors

INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING FTS5%'"


def write_anew(db: sqlite3.Connection, path: Path, *, index: Literal["optimize", "rebuild"]) -> bool:
    """Write a database anew; return False if another program reads it, so that its -wal file could not be emptied.

    Each full-text index is put in order first: `rebuild` leaves nothing of the words of deleted rows, `optimize` only
    joins its parts, and is faster.
    """
    with plain_errors(path):
        for (name,) in map(tuple, db.execute(INDEXES).fetchall()):
            db.execute(f"INSERT INTO {name}({name}) VALUES ('{index}')")  # noqa: S608 - names of the schema
        db.execute("VACUUM")
        busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def database_bytes(path: Path) -> int:
    """Return the bytes of a database and its -wal file."""
    return sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())
