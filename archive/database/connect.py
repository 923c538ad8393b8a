"""Opens the SQLite database for writing, and turns SQLite's errors into ArchiveError with advice (disk)."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from archive.database.migrations import migrate
from archive.schema import add_cut_words, add_form_functions
from extract.errors import ArchiveError

DATABASE_NAME = "commentary.db"
# What a crawl still has to request (`crawler/run_state/frontier.py`); beside the archive, and no part of it.
FRONTIER_NAME = "frontier.db"
# Where `commentary repair` puts what it takes out of its place, and where `commentary import` unpacks.
REMOVED_NAME, IMPORT_NAME = "removed", "import.tmp"
BUSY_SECONDS = 30
# Of a new database, in bytes. A row of 2 to 4 KB, as one of versions, has a page of 4 KB for itself, and each of a
# hundred trees a page that is half full.
PAGE_BYTES = 2048


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a database, creating it or migrating it to the newest schema.

    WAL lets Datasette read while a crawl writes. `synchronous=NORMAL` may lose the last commits in a power cut, never
    the database; what is lost comes back from the WARC files. `transaction` begins one as IMMEDIATE: SQLite
    ignores the busy timeout when a transaction reads first and writes later.
    """
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder. Move it away; `commentary replay` makes the database anew.")
    if path.is_symlink() and not path.exists():
        # SQLite would make the file to which it leads.
        raise ArchiveError(f"{path} is a link to nowhere. Remove it, or put its file back.")
    with plain_errors(path), ExitStack() as opened:
        db = opened.enter_context(closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)))
        db.row_factory = sqlite3.Row
        add_form_functions(db)
        add_cut_words(db)
        # A database that has pages keeps their size.
        db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        # A checkpoint waits for the disk; at 16 MB it is rare enough not to slow a crawl.
        db.execute("PRAGMA wal_autocheckpoint = 8000")
        migrate(db, str(path))
        # Only now: the migration drops and recreates tables to which others refer.
        db.execute("PRAGMA foreign_keys = ON")
        # Nothing has failed, and it stays open.
        opened.pop_all()
    return db


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Commit all of a `with` block or nothing of it; inside an open transaction, join that one."""
    if db.in_transaction:
        yield
        return
    with plain_errors(path):
        db.execute("BEGIN IMMEDIATE")
        with db:
            yield


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file as ArchiveError; an IntegrityError is a bug and passes."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise ArchiveError(f"{path}: {error}. {_advice(error)}") from error


def _advice(error: sqlite3.Error) -> str:
    advice = {
        sqlite3.SQLITE_FULL: "Free disk space and run the command again; nothing stored is lost.",
        sqlite3.SQLITE_BUSY: "Another program has locked it; end that program and run the command again.",
        sqlite3.SQLITE_READONLY: "Make the file writable, or give another data folder.",
        sqlite3.SQLITE_CANTOPEN: "Check that the folder exists and is writable.",
        sqlite3.SQLITE_NOTADB: "Move the file away; `commentary replay` rebuilds it from the WARC files.",
        sqlite3.SQLITE_CORRUPT: "Move the file away; `commentary replay` rebuilds it from the WARC files.",
        sqlite3.SQLITE_IOERR: "Check the disk; `commentary replay` rebuilds the database from the WARC files.",
    }
    # The extended code's low byte is the kind of the error.
    return advice.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "See docs/operations.md.")
