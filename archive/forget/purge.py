"""Leaves nothing of deleted rows on the pages of a database, in its full-text index and in its -wal file (SQLite)."""

import sqlite3
from pathlib import Path

from archive.database import plain_errors
from extract.errors import ArchiveError

INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING FTS5%'"


def purge(db: sqlite3.Connection, path: Path) -> None:
    """Write the database anew without its free pages, and empty its -wal file.

    A deleted row of a full-text index leaves its words there until the index is made anew. Raises ArchiveError while
    another program reads the database: its -wal file cannot be emptied then.
    """
    with plain_errors(path):
        for (name,) in map(tuple, db.execute(INDEXES).fetchall()):
            db.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - names of the schema
        db.execute("VACUUM")
        busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise ArchiveError(
            f"{path} is read by another program, so that its -wal file cannot be emptied. End that program, such as"
            " `commentary serve`, and run `commentary forget --finish`."
        )
