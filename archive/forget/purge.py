"""Leaves nothing of deleted rows on the pages of a database, in its full-text index and in its -wal file (SQLite)."""

import sqlite3
from pathlib import Path

from archive.database import write_anew
from extract.errors import ArchiveError


def purge(db: sqlite3.Connection, path: Path) -> None:
    """Write the database anew without its free pages, and empty its -wal file.

    A deleted row of a full-text index leaves its words there until the index is made anew. Raises ArchiveError while
    another program reads the database: its -wal file cannot be emptied then.
    """
    if not write_anew(db, path, index="rebuild"):
        raise ArchiveError(
            f"{path} is read by another program, so that its -wal file cannot be emptied. End that program, such as"
            " `commentary serve`, and run `commentary forget --finish`."
        )
