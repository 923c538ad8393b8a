"""Opens an archive's database for reading only, beside a crawl that may be writing to it (disk)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.database.migrations import check_version
from archive.schema import SCHEMA_VERSION, add_cut_words, add_form_functions
from extract.errors import ArchiveError

# So long a reader waits for another program that has locked the database, as SQLite's own default.
WAIT_SECONDS = 5.0


def open_read_only(database: Path, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Return a connection that cannot write; raise ArchiveError if the file is no archive with the newest schema.

    It waits for so many seconds while another program has locked the database.
    """
    if database.is_dir():
        raise ArchiveError(f"{database} is a folder. Move it away; `commentary replay` makes the database anew.")
    if database.is_symlink() and not database.exists():
        raise ArchiveError(f"{database} is a link to nowhere. Remove it, or put its file back.")
    if not database.is_file():
        raise ArchiveError(f"{database} does not exist. Crawl a site into this folder first, or give another folder.")
    mode = _mode(database)
    try:
        with closing(_connect(database, mode, wait)) as connection:
            version = check_version(connection, str(database))
    except sqlite3.DatabaseError as error:
        if is_locked(error):
            raise ArchiveError(f"{database} is locked by another program. End that one, or wait for it.") from error
        raise ArchiveError(
            f"{database} cannot be read: {error}. Give another folder, or move the file away."
        ) from error
    if version < SCHEMA_VERSION:
        problem = f"has the older schema {version}" if version else "is empty"
        raise ArchiveError(f"{database} {problem}. Crawl or replay into it once with this release.")
    return _connect(database, mode, wait)


def is_locked(error: BaseException | None) -> bool:
    """Tell whether SQLite says that another program has locked the database."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def attach_read_only(connection: sqlite3.Connection, database: Path, name: str) -> None:
    """Attach a database under a name so that it cannot be written; sqlite3.DatabaseError if the file is none.

    The connection must have been opened with `uri=True`.
    """
    connection.execute("ATTACH DATABASE ? AS ?", (_uri(database, _mode(database)), name))


def _mode(database: Path) -> str:
    """Return the URI parameter with which SQLite can read the database.

    For a database in WAL mode SQLite writes a -shm file beside it. In a folder that cannot be written to, no other
    process writes either, so the database can be opened as immutable; unless it was copied during a crawl, because
    then SQLite would ignore the changes in its -wal file.
    """
    wal = database.with_name(f"{database.name}-wal")
    try:
        # A lock is told when the database is opened.
        with closing(_connect(database, "mode=ro", 0.0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            return "mode=ro"
        if wal.exists() and wal.stat().st_size:
            raise ArchiveError(
                f"{database} has changes in its -wal file, and its folder is read-only. Copy the folder to where it"
                " can be written."
            ) from error
        return "immutable=1"
    return "mode=ro"


def _connect(database: Path, mode: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(_uri(database, mode), uri=True, check_same_thread=False, timeout=wait)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    add_form_functions(connection)
    add_cut_words(connection)
    connection.execute("PRAGMA query_only = 1")
    return connection


def _uri(database: Path, mode: str) -> str:
    # It is quoted: a folder may have `?`, `#` or `%` in its name.
    return f"{database.absolute().as_uri()}?{mode}"
