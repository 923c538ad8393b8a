"""Frontier: the requests of a run and what became of each (one SQLite file).

listed by a source ─┬─ not due → not_due
                    └─ due → queued → sent ─┬─ response captured → done
                               ↑            ├─ to be retried later
                               └────────────┘
                                            └─ not fetched, with the reason → skipped

It is working state and no part of the archive: the next run continues with what is queued here. Who deletes the file
loses the order of requests and nothing else, because a run after one that was cut short reads its sources to their
end.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Self

from crawler.run_state.frontier_schema import HAS_QUEUED, HAS_QUEUED_ASSETS, NEXT, NEXT_ASSET, SCHEMA, VERSION
from crawler.run_state.queued_request import QueuedRequest
from extract.errors import ArchiveError
from extract.site import ASSET, Source
from extract.urls import canonical_url

# SQLite's errors for a file that is damaged or no database; others say that it cannot be opened now.
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

# A page that was not due becomes due when another source calls it modified; what was requested is not queued twice.
ADD = """
INSERT INTO requests (
    site, key, url, state, reason, source_kind, source_url, is_first, priority, depth, referer, redirected_from)
VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (site, key) DO UPDATE SET state = 'queued', reason = excluded.reason, priority = excluded.priority
WHERE state = 'not_due'
"""
ADD_NOT_DUE = """
INSERT INTO requests (site, key, url, state, reason, is_first, priority, depth, due_at)
VALUES (?, ?, ?, 'not_due', ?, 0, 0, 0, ?)
ON CONFLICT (site, key) DO UPDATE SET reason = excluded.reason, due_at = excluded.due_at WHERE state = 'not_due'
"""
CLAIM = """
INSERT INTO requests (site, key, url, state, reason, is_first, priority, depth, redirected_from)
SELECT ?, ?, ?, 'done', 'a redirect leads there', 0, 0, depth, id FROM requests WHERE id = ?
ON CONFLICT (site, key) DO UPDATE SET state = 'done' WHERE redirected_from = excluded.redirected_from
"""
REDIRECTS_BEFORE = """
WITH RECURSIVE way(id, steps) AS (
    VALUES (?, 0)
    UNION ALL SELECT redirected_from, steps + 1 FROM requests JOIN way USING (id)
    WHERE redirected_from IS NOT NULL AND steps < ?)
SELECT max(steps) FROM way
"""
QUEUED = """
SELECT * FROM requests WHERE site = ? AND state = 'queued' AND source_kind IS NULL ORDER BY priority DESC, id
"""
UNFETCHED = """
SELECT key, ifnull(skip_reason, ?) FROM requests
WHERE site = ? AND source_kind IS NULL AND state IN ('queued', 'sent', 'skipped') ORDER BY key
"""


class Frontier:
    """The frontier of one site's run. ArchiveError when its file cannot be read or written."""

    def __init__(self, path: Path, site: str, db: sqlite3.Connection) -> None:
        self.path = path
        self.site = site
        self.db = db

    @classmethod
    def open(cls, path: Path, site: str, *, is_captured: Callable[[str], bool] = lambda _: False) -> Self:
        """Open or make the file, and keep of the site's last run only the pages that are still to be requested.

        `is_captured` tells whether that run captured a canonical URL: a request that was sent when the run was killed
        may have been answered. A file that is damaged or of another version is made anew.
        """
        with _sqlite_errors(path):
            try:
                db = _connect(path)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in DAMAGED:
                    raise
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                db = _connect(path)
            with _transaction(db):
                sent = db.execute(
                    "SELECT id, key FROM requests WHERE site = ? AND state = 'sent'", (site,)
                ).fetchall()
                done = [(row["id"],) for row in sent if is_captured(row["key"])]
                db.executemany("UPDATE requests SET state = 'done' WHERE id = ?", done)
                kept = f"state IN ('queued', 'sent') AND (source_kind IS NULL OR source_kind = '{ASSET}')"
                db.execute(f"DELETE FROM requests WHERE site = ? AND NOT ({kept})", (site,))  # noqa: S608 - our own words
                reset = (
                    "UPDATE requests SET state = 'queued', tries = 0, not_before = 0, on_sitemap = 0 WHERE site = ?"
                )
                db.execute(reset, (site,))
                # Runs of other sites may go on beside this one.
                db.execute("DELETE FROM listed WHERE site = ?", (site,))
        return cls(path, site, db)

    def close(self) -> None:
        """Close the file; harmless when it is closed already."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write in one transaction what is written within the block."""
        with _sqlite_errors(self.path), _transaction(self.db):
            yield

    def add(self, request: QueuedRequest) -> bool:
        """Queue a request; False when this run has requested the same already, or has it in its queue."""
        source = (request.source.kind, request.source.url) if request.source else (None, None)
        order = (int(request.is_first), request.priority, request.depth)
        values = (request.key, request.url, request.reason, *source, *order, request.referer, request.redirected_from)
        return self._write(ADD, (self.site, *values)) > 0

    def add_not_due(self, url: str, reason: str, due_at: datetime | None = None) -> None:
        """Store a page that a source lists and that need not be requested until `due_at`, unless it was queued."""
        seconds = None if due_at is None else due_at.timestamp()
        self._write(ADD_NOT_DUE, (self.site, canonical_url(url), url, reason, seconds))

    def next_due_at(self) -> datetime | None:
        """Return when the first of the pages that were not due is due; None where that is unknown of all."""
        query = "SELECT min(due_at) FROM requests WHERE site = ? AND state = 'not_due'"
        (seconds,) = self.db.execute(query, (self.site,)).fetchone()
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)

    def claim_redirect_target(self, url: str, redirected_from: int) -> bool:
        """Reserve the page to which the request `redirected_from` was redirected.

        False when that page is not due, or another request of this run is for it or led to it.
        """
        return self._write(CLAIM, (self.site, canonical_url(url), url, redirected_from)) > 0

    def redirects_before(self, number: int, limit: int) -> int:
        """Return how many redirects led to a request, at most `limit`."""
        return int(self.db.execute(REDIRECTS_BEFORE, (number, limit)).fetchone()[0])

    def mark_on_sitemap(self, address: str) -> None:
        """Note that a sitemap lists a page that was added before."""
        self._write("UPDATE requests SET on_sitemap = 1 WHERE site = ? AND key = ?", (self.site, address))

    def mark_listed(self, source: Source, address: str) -> bool:
        """Note that a source lists a URL; False when it has done so before in this run."""
        text = f"{source.kind} {source.url} {address}"
        number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
        return self._write("INSERT INTO listed VALUES (?, ?) ON CONFLICT DO NOTHING", (self.site, number)) > 0

    def next_request(self, now: float, *, pages: bool = True) -> QueuedRequest | None:
        """Return what is to be sent next and mark it as sent: highest priority first, then in the order of adding.

        `now` is in seconds since the epoch; without `pages` only listings are returned. No asset is.
        """
        return self._send(NEXT, (self.site, now, int(pages)))

    def next_asset(self, now: float) -> QueuedRequest | None:
        """Return the image or stylesheet that is to be sent next and mark it as sent, in the order of adding."""
        return self._send(NEXT_ASSET, (self.site, now))

    def _send(self, query: str, values: tuple[object, ...]) -> QueuedRequest | None:
        with _sqlite_errors(self.path):
            row = self.db.execute(query, values).fetchone()
        if row is None:
            return None
        self._write("UPDATE requests SET state = 'sent' WHERE id = ?", (row["id"],))
        return _request(row)

    def has_queued(self, *, pages: bool = True) -> bool:
        """Tell whether a page or listing is queued, be it for later."""
        return self.db.execute(HAS_QUEUED, (self.site, int(pages))).fetchone() is not None

    def has_queued_assets(self) -> bool:
        """Tell whether an image or stylesheet is queued."""
        return self.db.execute(HAS_QUEUED_ASSETS, (self.site,)).fetchone() is not None

    def next_retry_at(self) -> float | None:
        """Return when the first retry is due, in seconds since the epoch; None when there is none."""
        query = "SELECT min(not_before) FROM requests WHERE site = ? AND state = 'queued' AND not_before > 0"
        (moment,) = self.db.execute(query, (self.site,)).fetchone()
        return None if moment is None else float(moment)

    def requeue(self, number: int, *, not_before: float) -> None:
        """Queue a request again that failed, not before a moment in seconds since the epoch."""
        query = "UPDATE requests SET state = 'queued', tries = tries + 1, not_before = ? WHERE id = ?"
        self._write(query, (not_before, number))

    def requeue_unsent(self, number: int) -> None:
        """Queue a request again that was taken out by `next_request` and never sent; that counts as no try."""
        self._write("UPDATE requests SET state = 'queued' WHERE id = ?", (number,))

    def mark_done(self, number: int) -> None:
        """Note that the response was captured."""
        self._write("UPDATE requests SET state = 'done' WHERE id = ?", (number,))

    def mark_skipped(self, number: int, reason: str) -> None:
        """Note that this run does not fetch it, and why."""
        self._write("UPDATE requests SET state = 'skipped', skip_reason = ? WHERE id = ?", (reason, number))

    def find(self, address: str) -> sqlite3.Row | None:
        """Return id, state, reason, depth and on_sitemap of a page by its canonical URL, None when there is none."""
        query = "SELECT id, state, reason, depth, on_sitemap FROM requests WHERE site = ? AND key = ?"
        row: sqlite3.Row | None = self.db.execute(query, (self.site, address)).fetchone()
        return row

    def count(self, state: str) -> int:
        """Return how many pages are in a state."""
        query = "SELECT count(*) FROM requests WHERE site = ? AND state = ? AND source_kind IS NULL"
        return int(self.db.execute(query, (self.site, state)).fetchone()[0])

    def count_assets(self) -> int:
        """Return how many images and stylesheets are still to be requested."""
        query = "SELECT count(*) FROM requests WHERE site = ? AND state IN ('queued', 'sent') AND source_kind = ?"
        return int(self.db.execute(query, (self.site, ASSET)).fetchone()[0])

    def queued_pages(self) -> Iterator[QueuedRequest]:
        """Yield the pages that are queued, in order."""
        return (_request(row) for row in self.db.execute(QUEUED, (self.site,)))

    def unfetched(self, reason: str) -> Iterator[tuple[str, str]]:
        """Yield canonical URL and reason of each page not fetched; `reason` is that of those still queued."""
        return ((row[0], row[1]) for row in self.db.execute(UNFETCHED, (reason, self.site)))

    def clear(self, *, keep_assets: bool = False) -> None:
        """Delete everything of the site, at the end of a finished run; assets that are still queued may be kept."""
        kept = f"state = 'queued' AND source_kind = '{ASSET}'"
        self._write(f"DELETE FROM requests WHERE site = ? AND NOT (? AND {kept})", (self.site, int(keep_assets)))  # noqa: S608 - our own words

    def _write(self, statement: str, parameters: tuple[object, ...]) -> int:
        """Execute a statement and return the number of changed rows."""
        with _sqlite_errors(self.path):
            return self.db.execute(statement, parameters).rowcount


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file as ArchiveError; errors in our own SQL stay what they are."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        advice = "Make room on the disk, or delete that file, and run it again; nothing stored is lost."
        raise ArchiveError(f"{path}: {error}. {advice}") from error


def _connect(path: Path) -> sqlite3.Connection:
    with ExitStack() as opened:
        db = opened.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        # A process that dies loses nothing; a power failure may damage this file, which can be made anew.
        db.execute("PRAGMA synchronous = OFF")
        # Small checkpoints keep the WAL file small.
        db.execute("PRAGMA wal_autocheckpoint = 250")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0 and not db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
            db.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")
        elif version != VERSION or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged or of another version")
        # Nothing has failed, and it stays open.
        opened.pop_all()
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    # After an error it rolls back, unless SQLite has done so by itself, as where the disk is full.
    with db:
        yield


def _request(row: sqlite3.Row) -> QueuedRequest:
    source = Source(kind=row["source_kind"], url=row["source_url"]) if row["source_kind"] else None
    return QueuedRequest(
        url=row["url"],
        reason=row["reason"],
        source=source,
        is_first=bool(row["is_first"]),
        priority=row["priority"],
        depth=row["depth"],
        referer=row["referer"],
        id=row["id"],
        tries=row["tries"],
    )
