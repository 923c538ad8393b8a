"""Opens SQLite as a writer of this archive needs it, and turns its errors into one plain sentence (disk)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database.migrations import migrate
from extract.errors import ArchiveError

DATABASE_NAME = "commentary.db"
BUSY_SECONDS = 30


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open or make a database of the newest schema.

    WAL lets Datasette read while a crawl writes. `synchronous=NORMAL` may lose the last commits in a power cut, never
    the database; what is lost comes back from the WARC files. Transactions are begun by hand as IMMEDIATE: one that
    begins by reading and then writes would ignore the busy timeout.
    """
    with plain_errors(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        db.row_factory = sqlite3.Row
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            # A checkpoint waits for the disk; at 16 MB it is rare enough not to slow a crawl.
            db.execute("PRAGMA wal_autocheckpoint = 4000")
            migrate(db, str(path))
            # Not before: a table that is made anew is gone for a moment, and so is what refers to it.
            db.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Write all of a block or nothing of it; within an open transaction, be part of that."""
    if db.in_transaction:
        yield
        return
    with plain_errors(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.commit()
        except BaseException:
            db.rollback()
            raise


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file as ArchiveError; errors in our own SQL stay what they are."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise ArchiveError(f"{path}: {error}. {_advice(error)}") from error


def _advice(error: sqlite3.Error) -> str:
    advice = {
        sqlite3.SQLITE_FULL: "Make room on the disk and run it again; nothing stored is lost.",
        sqlite3.SQLITE_BUSY: "Another program holds it; end that and run it again.",
        sqlite3.SQLITE_READONLY: "Make it writable, or name another data folder.",
        sqlite3.SQLITE_CANTOPEN: "See that the folder exists and is writable.",
        sqlite3.SQLITE_NOTADB: "Move it away; `commentary replay` makes it anew from the WARC files.",
        sqlite3.SQLITE_CORRUPT: "Move it away; `commentary replay` makes it anew from the WARC files.",
        sqlite3.SQLITE_IOERR: "See to the disk; `commentary replay` makes it anew from the WARC files.",
    }
    # The extended code's low byte is the kind of the error.
    return advice.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "See docs/operations.")
