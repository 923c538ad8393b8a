"""Frontier: what a run has found, what it has asked for and what came of it (one SQLite file).

named by a source ─┬─ not due → waiting
                   └─ due → queued → asked ─┬─ answered → done
                              ↑             ├─ to be tried again, later
                              └─────────────┘
                                            └─ not fetched after all, and why → left

It is working state and no part of the archive: the next run goes on with what is queued here. Who deletes it loses
that order and nothing else, because a run after one that was cut short reads its sources to their end.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Self

from crawler.run_state.queued import QueuedRequest
from extract.errors import ArchiveError
from extract.site import Source
from extract.urls import canonical_url

FRONTIER_NAME = "frontier.db"
# Raise it when the tables change: a file of another version is begun anew.
VERSION = 1

# What says that a file is no such database, and not that it cannot be opened now.
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

SCHEMA = """
CREATE TABLE asks (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    reason TEXT,
    source_kind TEXT,
    source_url TEXT,
    first INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    referer TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    on_sitemap INTEGER NOT NULL DEFAULT 0,
    led_from INTEGER,
    UNIQUE (site, key)
);
CREATE INDEX queue ON asks (site, priority DESC, id) WHERE state = 'queued';
CREATE INDEX delayed ON asks (site, not_before) WHERE state = 'queued' AND not_before > 0;
CREATE TABLE listed (hash INTEGER PRIMARY KEY);
"""
# What was named and not due becomes due by another source's word; what was asked for is not asked for twice.
ADD = """
INSERT INTO asks (site, key, url, state, why, source_kind, source_url, first, priority, depth, referer)
VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (site, key) DO UPDATE SET state = 'queued', why = excluded.why, priority = excluded.priority
WHERE state = 'waiting'
"""
WAIT = """
INSERT INTO asks (site, key, url, state, why, first, priority, depth) VALUES (?, ?, ?, 'waiting', ?, 0, 0, 0)
ON CONFLICT (site, key) DO UPDATE SET why = excluded.why WHERE state = 'waiting'
"""
CLAIM = """
INSERT INTO asks (site, key, url, state, why, first, priority, depth, led_from)
SELECT ?, ?, ?, 'done', 'a redirect leads there', 0, 0, depth, id FROM asks WHERE id = ?
ON CONFLICT (site, key) DO UPDATE SET state = 'done' WHERE led_from = excluded.led_from
"""
NEXT = """
SELECT * FROM asks WHERE site = ? AND state = 'queued' AND not_before <= ? AND (source_kind IS NOT NULL OR ?)
ORDER BY priority DESC, id LIMIT 1
"""
QUEUED = "SELECT * FROM asks WHERE site = ? AND state = 'queued' AND source_kind IS NULL ORDER BY priority DESC, id"
UNFETCHED = """
SELECT key, ifnull(reason, ?) FROM asks
WHERE site = ? AND source_kind IS NULL AND state IN ('queued', 'asked', 'left') ORDER BY key
"""


class Frontier:
    """The frontier of one site's run. ArchiveError when its file cannot be written."""

    def __init__(self, path: Path, site: str, db: sqlite3.Connection) -> None:
        self.path = path
        self.site = site
        self.db = db

    @classmethod
    def open(cls, path: Path, site: str, *, is_captured: Callable[[str], bool] = lambda _: False) -> Self:
        """Open or make the file, and keep of the site's last run only the pages that it had still to ask for.

        `is_captured` tells whether that run captured an address: what was under way when it died may have been. A
        file that a crash has damaged, or of another version, is begun anew.
        """
        with _plain_errors(path):
            try:
                db = _connect(path)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in DAMAGED:
                    raise
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                db = _connect(path)
            with _together(db):
                asked = db.execute("SELECT id, key FROM asks WHERE site = ? AND state = 'asked'", (site,)).fetchall()
                done = [(row["id"],) for row in asked if is_captured(row["key"])]
                db.executemany("UPDATE asks SET state = 'done' WHERE id = ?", done)
                wanted = "state IN ('queued', 'asked') AND source_kind IS NULL"
                db.execute(f"DELETE FROM asks WHERE site = ? AND NOT ({wanted})", (site,))  # noqa: S608 - our own words
                again = "UPDATE asks SET state = 'queued', tries = 0, not_before = 0, on_sitemap = 0 WHERE site = ?"
                db.execute(again, (site,))
                db.execute("DELETE FROM listed")
        return cls(path, site, db)

    def close(self) -> None:
        """Close the file; harmless when closed already."""
        self.db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write what happens within in one transaction."""
        with _plain_errors(self.path), _together(self.db):
            yield

    def add(self, ask: QueuedRequest) -> bool:
        """Queue what is to be asked for; False when this run has heard of it and not put it off."""
        source = (ask.source.kind, ask.source.url) if ask.source else (None, None)
        how = (int(ask.first), ask.priority, ask.depth, ask.referer)
        return self._write(ADD, (self.site, ask.key, ask.url, ask.why, *source, *how)) > 0

    def wait(self, url: str, why: str) -> None:
        """Note a page that a source names and that need not be looked at, unless it was queued before."""
        self._write(WAIT, (self.site, canonical_url(url), url, why))

    def claim(self, url: str, led_from: int) -> bool:
        """Take a page as the end of a redirect; False when it is asked for in its own right, or need not be."""
        return self._write(CLAIM, (self.site, canonical_url(url), url, led_from)) > 0

    def mark_on_sitemap(self, address: str) -> None:
        """Note that a sitemap lists a page which was added or put off."""
        self._write("UPDATE asks SET on_sitemap = 1 WHERE site = ? AND key = ?", (self.site, address))

    def note_listed(self, source: Source, address: str) -> bool:
        """Note that a source lists an address; False when it has done so before in this run."""
        text = f"{self.site} {source.kind} {source.url} {address}"
        number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
        return self._write("INSERT INTO listed VALUES (?) ON CONFLICT DO NOTHING", (number,)) > 0

    def next(self, now: float, *, pages: bool = True) -> QueuedRequest | None:
        """Hand out what is next: sources before pages, in the order in which they were found.

        `now` is in seconds since the epoch; without `pages` only listings are handed out.
        """
        with _plain_errors(self.path):
            row = self.db.execute(NEXT, (self.site, now, int(pages))).fetchone()
        if row is None:
            return None
        self._write("UPDATE asks SET state = 'asked' WHERE id = ?", (row["id"],))
        return _ask(row)

    def has_queued(self, *, pages: bool = True) -> bool:
        """Tell whether anything is still to be asked for, be it later."""
        query = "SELECT 1 FROM asks WHERE site = ? AND state = 'queued' AND (source_kind IS NOT NULL OR ?) LIMIT 1"
        return self.db.execute(query, (self.site, int(pages))).fetchone() is not None

    def ready_at(self) -> float | None:
        """Return when the first of those that were put off is to be asked for, in seconds since the epoch."""
        query = "SELECT min(not_before) FROM asks WHERE site = ? AND state = 'queued' AND not_before > 0"
        (moment,) = self.db.execute(query, (self.site,)).fetchone()
        return None if moment is None else float(moment)

    def again(self, number: int, *, at: float) -> None:
        """Queue once more what was asked for in vain, not before a moment in seconds since the epoch."""
        self._write("UPDATE asks SET state = 'queued', tries = tries + 1, not_before = ? WHERE id = ?", (at, number))

    def put_back(self, number: int) -> None:
        """Queue what was handed out and never sent."""
        self._write("UPDATE asks SET state = 'queued' WHERE id = ?", (number,))

    def done(self, number: int) -> None:
        """Note that an answer was captured."""
        self._write("UPDATE asks SET state = 'done' WHERE id = ?", (number,))

    def leave(self, number: int, reason: str) -> None:
        """Note that it will not be fetched in this run, and why."""
        self._write("UPDATE asks SET state = 'left', reason = ? WHERE id = ?", (reason, number))

    def look(self, address: str) -> sqlite3.Row | None:
        """Return state, why, depth and on_sitemap of a page, None when this run has not heard of it."""
        query = "SELECT state, why, depth, on_sitemap FROM asks WHERE site = ? AND key = ?"
        row: sqlite3.Row | None = self.db.execute(query, (self.site, address)).fetchone()
        return row

    def count(self, state: str) -> int:
        """Return how many pages are in a state."""
        query = "SELECT count(*) FROM asks WHERE site = ? AND state = ? AND source_kind IS NULL"
        return int(self.db.execute(query, (self.site, state)).fetchone()[0])

    def queued(self) -> Iterator[QueuedRequest]:
        """Yield the pages still to be asked for, in order."""
        return (_ask(row) for row in self.db.execute(QUEUED, (self.site,)))

    def unfetched(self, reason: str) -> Iterator[tuple[str, str]]:
        """Yield the addresses that were not fetched and why; `reason` is that of what is still queued."""
        return ((row[0], row[1]) for row in self.db.execute(UNFETCHED, (reason, self.site)))

    def forget(self) -> None:
        """Drop everything of the site: its run has come to its end."""
        self._write("DELETE FROM asks WHERE site = ?", (self.site,))

    def _write(self, statement: str, parameters: tuple[object, ...]) -> int:
        with _plain_errors(self.path):
            return self.db.execute(statement, parameters).rowcount


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file as ArchiveError; errors in our own SQL stay what they are."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        advice = "Make room on the disk, or delete that file, and run it again; nothing stored is lost."
        raise ArchiveError(f"{path}: {error}. {advice}") from error


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        # A process that dies loses nothing; a power cut may cost this file, which can be lost.
        db.execute("PRAGMA synchronous = OFF")
        # So that it is cheap to fold the WAL in, and that file stays small.
        db.execute("PRAGMA wal_autocheckpoint = 250")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0 and not db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
            db.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")
        elif version != VERSION or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged or of another version")  # noqa: TRY301 - as SQLite says it of worse
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def _together(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    except BaseException:
        # A full disk has rolled it back already.
        with suppress(sqlite3.OperationalError):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _ask(row: sqlite3.Row) -> QueuedRequest:
    source = Source(kind=row["source_kind"], url=row["source_url"]) if row["source_kind"] else None
    return QueuedRequest(
        url=row["url"],
        why=row["why"],
        source=source,
        first=bool(row["first"]),
        priority=row["priority"],
        depth=row["depth"],
        referer=row["referer"],
        id=row["id"],
        tries=row["tries"],
    )
