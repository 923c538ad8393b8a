"""Writes the database anew without its free pages, and tells what that frees (SQLite)."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from archive.database import database_bytes, write_anew
from archive.tables import Tables

# SQLite writes a second database beside the first, and copies it back through the -wal file.
ROOM = 2


@dataclass(frozen=True, kw_only=True)
class Vacuumed:
    """The bytes of a database with its -wal file before and after; `why_not` is a sentence where less was done."""

    before: int
    after: int
    why_not: str = ""


def least_freed(db: sqlite3.Connection, path: Path) -> int:
    """Return how many bytes a vacuum frees at least: those of free pages and of the -wal file.

    It fills half-empty pages as well, which frees more; how much more is known only when every page has been read.
    """
    pages, free, page_bytes = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count", "page_size")
    )
    return max(0, database_bytes(path) - (pages - free) * page_bytes)


def vacuum(tables: Tables) -> Vacuumed:
    """Write a database anew, unless the disk has too little room for that."""
    before = database_bytes(tables.path)
    free = shutil.disk_usage(tables.path.parent).free
    if free < ROOM * before:
        why = f"{tables.path} needs {ROOM * before:,} bytes of free space to be written anew, and {free:,} are there."
        return Vacuumed(before=before, after=before, why_not=why)
    why = ""
    if not write_anew(tables.db, tables.path, index="optimize"):
        why = (
            f"{tables.path} is read by another program, so that its -wal file could not be emptied. End that program,"
            " such as `commentary serve`, and run `commentary compact` again."
        )
    return Vacuumed(before=before, after=database_bytes(tables.path), why_not=why)
