"""A scratch database with the archive's own attached for reading: `arc` (writes into a temporary folder).

What was seen in the WARC files is noted there and not in memory, which stays the same however large the archive is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.database import attach_read_only
from archive.schema import add_form_functions

SEEN = """
CREATE TABLE seen (id TEXT PRIMARY KEY, file TEXT, "offset" INTEGER) WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, state TEXT, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE damaged (file TEXT, start INTEGER, stop INTEGER);
CREATE TABLE given_up (run TEXT, url TEXT, reason TEXT, PRIMARY KEY (run, url)) WITHOUT ROWID;
CREATE TABLE ended (run TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE started (run TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@contextmanager
def workspace(database: Path) -> Iterator[sqlite3.Connection]:
    """Open a scratch database with another one attached as `arc`, both in one transaction that sees one state of it.

    Raises sqlite3.DatabaseError if the file cannot be opened as a database.
    """
    with TemporaryDirectory(prefix="commentary-verify-") as folder:
        db = sqlite3.connect(Path(folder) / "work.db", isolation_level=None, uri=True)
        try:
            db.row_factory = sqlite3.Row
            db.text_factory = lambda text: text.decode("utf-8", "replace")
            add_form_functions(db)
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.executescript(SEEN)
            attach_read_only(db, database, "arc")
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM arc.sqlite_schema").fetchone()
            yield db
        finally:
            db.close()
