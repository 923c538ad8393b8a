"""Keeps what was found in the files of others in a database of its own, so that memory is bounded (disk)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from archive.intake.judge import Found
from archive.intake.unpack import Place
from archive.schema import to_sql
from extract.urls import canonical_url

# `file` numbers the files in the order in which they are read. `fate` is NULL for what is taken, else known, method
# (an answer to POST) or refused for a `problem`; `visit` tells with which others it was captured. `concurrent_to` is
# an id until the number of the request is known.
SCHEMA = """
CREATE TABLE found (
    number INTEGER PRIMARY KEY, file INTEGER, place INTEGER, skip INTEGER, kind TEXT, id TEXT, url TEXT, address TEXT,
    at TEXT, block_hash TEXT, status INTEGER, source_kind TEXT, source_url TEXT, method TEXT, concurrent_to TEXT,
    is_not_modified INTEGER, original_id TEXT, original_url TEXT, original_at TEXT,
    fate TEXT, problem TEXT, visit INTEGER
);
CREATE INDEX found_id ON found (id);
CREATE INDEX found_address ON found (address, at);
CREATE INDEX found_concurrent ON found (concurrent_to) WHERE concurrent_to <> '';
CREATE INDEX found_visit ON found (visit, file, place, skip);
CREATE TABLE digests (digest TEXT, id TEXT);
CREATE INDEX digests_digest ON digests (digest);
CREATE INDEX digests_id ON digests (id);
"""
INSERT = """
INSERT INTO found (file, place, skip, kind, id, url, address, at, block_hash, status, source_kind, source_url, method,
    concurrent_to, is_not_modified, original_id, original_url, original_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class FoundRecords:
    """The records that were found; `db` is the database, which is removed with the folder of the import."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.row_factory = sqlite3.Row
        # It can be lost without harm.
        self.db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def add(self, file: int, place: Place, found: Found) -> None:
        """Add a record of a file."""
        source = found.source
        self.db.execute(
            INSERT,
            (
                file, place.offset, place.skip, found.kind, found.id, found.url, canonical_url(found.url),
                to_sql(found.at), found.block_hash, found.status, source and source.kind, source and source.url,
                found.method, found.concurrent_to, found.is_not_modified, found.original_id, found.original_url,
                found.original_at and to_sql(found.original_at),
            ),
        )  # fmt: skip
        if found.kind == "response":
            self.db.executemany("INSERT INTO digests VALUES (?, ?)", [(each, found.id) for each in found.digests])
        elif found.digests:
            self.db.execute("INSERT INTO digests VALUES (?, ?)", (found.digests[0], f"revisit:{found.id}"))

    def refuse(self, file: int, offset: int, url: str, problem: str) -> None:
        """Add a record, or a range of bytes, that is not taken, and why."""
        query = (
            "INSERT INTO found (file, place, skip, kind, url, fate, problem) VALUES (?, ?, 0, '', ?, 'refused', ?)"
        )
        self.db.execute(query, (file, offset, url, problem))

    def visits(self) -> list[sqlite3.Row]:
        """Return the visits in the order of time: number, first and last time, captures."""
        query = """
        SELECT visit, min(at) AS first, max(at) AS last, count(*) AS captures FROM found
        WHERE visit IS NOT NULL AND kind <> 'request' GROUP BY visit ORDER BY min(at), visit
        """
        return self.db.execute(query).fetchall()

    def of_visit(self, visit: int) -> Iterator[sqlite3.Row]:
        """Yield the records of a visit in their order in the files."""
        yield from self.db.execute("SELECT * FROM found WHERE visit = ? ORDER BY file, place, skip", (visit,))

    def counts(self) -> dict[str, int]:
        """Return how many captures there are by their fate, "taken" for those that are taken."""
        query = "SELECT ifnull(fate, 'taken'), count(*) FROM found WHERE kind <> 'request' GROUP BY 1"
        return dict(map(tuple, self.db.execute(query)))

    def methods(self) -> dict[str, int]:
        """Return how many answers to other methods than GET there are, by the method."""
        query = "SELECT method, count(*) FROM found WHERE fate = 'method' GROUP BY method ORDER BY method"
        return dict(map(tuple, self.db.execute(query)))

    def problems(self) -> Iterator[sqlite3.Row]:
        """Yield what is not taken for a reason: file, place, url, problem."""
        query = "SELECT file, place, url, problem FROM found WHERE problem IS NOT NULL ORDER BY file, place, skip"
        yield from self.db.execute(query)
