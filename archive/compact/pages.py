"""Writes the database anew without its free pages, and empties its -wal file (SQLite)."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from archive.database import plain_errors
from archive.tables import Tables

# SQLite writes a second database beside the first, and copies it back through the -wal file.
ROOM = 2
INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING FTS5%'"


@dataclass(frozen=True, kw_only=True)
class Vacuumed:
    """The bytes of a database with its -wal file before and after; `why_not` is a sentence where less was done."""

    before: int
    after: int
    why_not: str = ""


def free_pages(db: sqlite3.Connection) -> int:
    """Return how many bytes of a database are free pages, at least which a vacuum frees."""
    (pages,), (size,) = db.execute("PRAGMA freelist_count").fetchone(), db.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def vacuum(tables: Tables) -> Vacuumed:
    """Write a database anew, unless the disk has too little room for that."""
    before = _bytes(tables.path)
    free = shutil.disk_usage(tables.path.parent).free
    if free < ROOM * before:
        why = f"{tables.path} needs {ROOM * before:,} bytes of free space to be written anew, and {free:,} are there."
        return Vacuumed(before=before, after=before, why_not=why)
    with plain_errors(tables.path):
        for (name,) in map(tuple, tables.db.execute(INDEXES).fetchall()):
            tables.db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 - names of the schema
        tables.db.execute("VACUUM")
        busy = tables.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    why = ""
    if busy:
        why = (
            f"{tables.path} is read by another program, so that its -wal file could not be emptied. End that program,"
            " such as `commentary serve`, and run `commentary compact` again."
        )
    return Vacuumed(before=before, after=_bytes(tables.path), why_not=why)


def _bytes(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(each.stat().st_size for each in files if each.exists())
