"""Opens an archive's database for reading only, beside a crawl that may be writing to it."""

import sqlite3
from pathlib import Path

from archive.migrations import VERSION, check_version
from extract.errors import ArchiveError


def open_read_only(database: Path) -> sqlite3.Connection:
    """Return a connection that cannot write; raise ArchiveError for what is not an archive of this release."""
    if not database.is_file():
        raise ArchiveError(f"{database} does not exist. Crawl a site into this folder first, or name another folder.")
    try:
        version = _check(database, "mode=ro")
    except sqlite3.OperationalError:
        # SQLite wants to write its -shm file beside a WAL database. On a medium that cannot be written nobody else
        # writes either, and the file may be read as one that never changes.
        version = _check(database, "immutable=1")
        return _connect(database, "immutable=1")
    if version < VERSION:
        problem = f"has the older schema {version}" if version else "is empty"
        raise ArchiveError(f"{database} {problem}. Crawl or replay into it once with this release.")
    return _connect(database, "mode=ro")


def _check(database: Path, mode: str) -> int:
    connection = _connect(database, mode)
    try:
        return check_version(connection, str(database))
    except sqlite3.OperationalError as error:
        if mode == "mode=ro":
            raise
        raise ArchiveError(f"{database} cannot be read: {error}. Look at its permissions.") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{database} is not a database: {error}. Name another folder, or move it away.") from error
    finally:
        connection.close()


def _connect(database: Path, mode: str) -> sqlite3.Connection:
    # The URI is quoted: a folder may have `?`, `#` or `%` in its name.
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?{mode}", uri=True, check_same_thread=False)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    connection.execute("PRAGMA query_only = 1")
    return connection
