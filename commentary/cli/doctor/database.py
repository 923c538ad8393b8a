"""Examines the database: does it open, is it whole, how large is its -wal file (reads the database)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.upkeep import Finding
from commentary.cli.show.text import size

KIND = "database"
# A crawl writes the -wal file back at 16 MB, unless a program reads meanwhile.
LARGEST_WAL = 200_000_000
REPAIR = "Run `commentary verify`, which says what is damaged, and then `commentary repair`."


def database_findings(data: Path) -> Iterator[Finding]:
    """Yield what is wrong with the database, or that nothing is; ArchiveError if it cannot be opened."""
    path = data / DATABASE_NAME
    with closing(open_read_only(path)) as db, plain_errors(path):
        problem = _quick_check(db)
    if problem is not None:
        yield Finding(kind=KIND, level="error", what=f"{path} is damaged: {problem}.", do=REPAIR)
        return
    wal = path.with_name(f"{path.name}-wal")
    taken = wal.stat().st_size if wal.exists() else 0
    if taken > LARGEST_WAL:
        do = "End programs that read it for long, such as `commentary serve`, and run `commentary compact`."
        yield Finding(kind=KIND, level="warning", what=f"{wal} has grown to {size(taken)}.", do=do)
        return
    what = f"The database, {size(path.stat().st_size)} with {size(taken)} not yet written back, is whole."
    yield Finding(kind=KIND, level="fine", what=what)


def _quick_check(db: sqlite3.Connection) -> str | None:
    (told,) = db.execute("PRAGMA quick_check(1)").fetchone()
    return None if told == "ok" else " ".join(str(told).split()).rstrip(".")
