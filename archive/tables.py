"""Writes captures, readings and runs to the database, and derives articles from them (disk)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from archive.ask import Reads
from archive.database import open_for_writing, transaction
from archive.derive import (
    affected_runs,
    judge_ended_run,
    judge_readings,
    judge_runs,
    lend,
    refresh,
    unjudge,
)
from archive.reading import Reading, is_readable, source_of
from archive.schema import (
    PART,
    Row,
    address_of,
    capture_row,
    insert_rows,
    part_row,
    reading_row,
    refusal_row,
    source_rows,
    summary_row,
    to_sql,
    unfetched_rows,
    version_row,
)
from archive.warc import Capture, RunEnd, RunStart, Unfetched
from extract.article import Article
from extract.listings import Link
from extract.site import ARTICLE, Source
from extract.urls import canonical_url

ArticleChange = Literal["new", "changed", "same"]

# A copy of a WARC file holds the same records; the file name that sorts first is kept, in any order of loading.
KEEP_FIRST_PLACE = """ON CONFLICT (id) DO UPDATE SET warc = excluded.warc, "offset" = excluded."offset"
WHERE (excluded.warc, excluded."offset") < (captures.warc, captures."offset")"""
KEEP_SPAN = """ON CONFLICT (site, url, source_kind, source_url) DO UPDATE SET
modified_at = CASE WHEN excluded.last_found_at > last_found_at THEN excluded.modified_at
    WHEN excluded.last_found_at < last_found_at THEN modified_at
    ELSE max(ifnull(modified_at, excluded.modified_at), ifnull(excluded.modified_at, modified_at)) END,
first_found_at = min(first_found_at, excluded.first_found_at),
last_found_at = max(last_found_at, excluded.last_found_at)"""
# If a run gives two reasons for a URL, the same one is kept in any order.
KEEP_FIRST_REASON = "ON CONFLICT (run, url) DO UPDATE SET reason = min(reason, excluded.reason)"
PREVIOUS = """
SELECT previous.version, previous.revision, this.version AS shown FROM readings AS previous, readings AS this
WHERE this.capture = ? AND previous.article = this.article
    AND (previous.captured_at, previous.capture) < (this.captured_at, this.capture)
ORDER BY previous.captured_at DESC, previous.capture DESC LIMIT 1
"""


@dataclass
class Stale:
    """What is to be derived anew: addresses, versions that readings no longer show, and versions in another form."""

    addresses: dict[str, None] = field(default_factory=dict)
    versions: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)


class Tables:
    """Writes captures, readings and runs to a database; `reads` looks them up.

    Each `add_` method is a transaction of its own, and adding the same thing twice changes nothing. Within `batch`
    they share one transaction, and the tables that are derived from the added rows are derived once, at its end.
    """

    def __init__(self, path: Path, warc_folder: Path) -> None:
        self.path = path
        self.warc_folder = warc_folder
        self.db = open_for_writing(path)
        self.reads = Reads(self.db, warc_folder)
        self._stale: Stale | None = None
        # Pairs of a run and its site.
        self._unjudged: set[tuple[str, str]] = set()

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def add_run(self, start: RunStart, *, status: str) -> None:
        """Store a run that has started."""
        row = {"id": start.run, "site": start.site, "started_at": to_sql(start.started_at), "status": status}
        row["accepted"] = int(start.accepts_changes)
        with self.transaction():
            insert_rows(self.db, "runs", [row], "ON CONFLICT (id) DO NOTHING")

    def add_unfetched(self, unfetched: Unfetched) -> None:
        """Store the pages that a run did not request."""
        with self.transaction():
            insert_rows(self.db, "unfetched", unfetched_rows(unfetched), KEEP_FIRST_REASON)

    def end_run(self, end: RunEnd) -> None:
        """Store the summary of a run that has ended, and judge whether it met an outage, and its readings."""
        with self.transaction():
            self.put_summary(end)
            self._derive(*judge_ended_run(self.db, end.run))
            if self._stale is None:
                judge_readings(self.db)

    def put_summary(self, end: RunEnd) -> None:
        """Store the summary of a run."""
        row = summary_row(end.run, end.summary)
        columns = ", ".join(f"{name} = :{name}" for name in row)
        with self.transaction():
            self.db.execute(f"UPDATE runs SET {columns} WHERE id = :id", row)  # noqa: S608 - our own names

    def interrupt_runs(self) -> None:
        """Mark all runs that have not ended as interrupted."""
        with self.batch():
            query = "UPDATE runs SET status = 'interrupted' WHERE status = 'running' RETURNING id"
            for (run,) in map(tuple, self.db.execute(query).fetchall()):
                self._derive(*judge_ended_run(self.db, run))

    def judge_runs_of_file(self, path: Path) -> None:
        """Judge anew whether runs met an outage that have captures in a WARC file or depend on them."""
        with self.transaction():
            self._derive(*judge_runs(self.db, affected_runs(self.db, path.name)))

    def judge_readings(self, running: str = "") -> None:
        """Hold readings that tell nothing of their article, in all runs that have ended or are named as `running`."""
        with self.transaction():
            judge_readings(self.db, running)

    def is_own_file(self, path: Path) -> bool:
        """Tell whether a run in the database wrote a WARC file."""
        query = "SELECT 1 FROM runs WHERE substr(?, 1, length(id) + 1) = id || '-'"
        return self.db.execute(query, (path.name,)).fetchone() is not None

    def mark_loaded(self, path: Path) -> None:
        """Store that all of a WARC file is in the database."""
        row = {"name": path.name, "bytes": path.stat().st_size}
        with self.transaction():
            insert_rows(self.db, "warcs", [row], "ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes")

    def add_capture(self, capture: Capture) -> None:
        """Store a capture, and derive what its redirect or 404 changes."""
        row = capture_row(capture)
        with self.transaction():
            insert_rows(self.db, "captures", [row], KEEP_FIRST_PLACE)
            if row["status"] in {301, 304, 308, 404, 410} or self._was_redirect(row["address"]):
                self._derive(row["address"])
            if row["status"] in {301, 308}:
                self._unjudge(capture.run, capture.site)

    def forget_beyond_end(self, path: Path) -> int:
        """Delete captures that lie beyond the end of a WARC file, as after a power cut; return how many."""
        place = (path.name, path.stat().st_size)
        with self.batch():
            runs = affected_runs(self.db, path.name)
            query = 'SELECT id, address, run, site FROM captures WHERE warc = ? AND "offset" + length > ?'
            lost = self.db.execute(query, place).fetchall()
            for capture in lost:
                query = "DELETE FROM readings WHERE capture = ? RETURNING version, part, canonical_url, next_page_url"
                read = self.db.execute(query, (capture["id"],)).fetchall()
                self.db.execute("DELETE FROM captures WHERE id = ?", (capture["id"],))
                self._derive(capture["address"], *_urls_in(read), versions=_versions_in(read))
                self._unjudge(capture["run"], capture["site"])
            if lost:
                self._derive(*judge_runs(self.db, runs))
        return len(lost)

    def add_article(self, article: Article, capture: Capture, *, revision: str) -> ArticleChange:
        """Store the article that was read from a capture, in place of an earlier reading of that capture.

        It is "changed" if the reading before it in time, by the same revision, had another version.
        """
        with self.transaction():
            row = reading_row(article, capture, revision=revision, version=self._store(article, capture))
            self._put_reading(row, capture)
            previous = self.db.execute(PREVIOUS, (capture.id,)).fetchone()
            if previous is None:
                return "new"
            # Of an article in several pages the joined text counts.
            edited = previous["revision"] == revision and previous["version"] != previous["shown"]
            return "changed" if edited else "same"

    def add_part(self, article: Article, capture: Capture, *, revision: str) -> None:
        """Store a later page of an article, whose text is joined to that of the pages before."""
        with self.transaction():
            row = part_row(article, capture, revision=revision, version=self._store(article, capture))
            self._put_reading(row, capture)

    def add_refusal(self, capture: Capture, reason: str, *, revision: str, outcome: str = "not an article") -> None:
        """Store why a capture is not an article; `outcome` is "error" if it could not be read.

        Captures that are not read, such as a 404, get no reading.
        """
        if is_readable(capture):
            with self.transaction():
                self._put_reading(refusal_row(capture, outcome, reason, revision), capture)

    def add_links(self, links: Iterable[Link], source: Source, capture: Capture) -> None:
        """Store the links of a listing."""
        rows = source_rows(links, source, capture)
        with self.transaction():
            insert_rows(self.db, "sources", rows, KEEP_SPAN)
            self.db.execute("UPDATE captures SET found = ? WHERE id = ?", (len(rows), capture.id))

    def add_reading(self, reading: Reading) -> ArticleChange | None:
        """Store a reading; return whether its article is new, changed or the same, None if it has none."""
        capture = reading.capture
        with self.transaction():
            # A capture from a foreign WARC gets its site when it is read.
            self.db.execute("UPDATE captures SET site = ? WHERE id = ? AND site = ''", (capture.site, capture.id))
            return self._add_reading(reading)

    def _add_reading(self, reading: Reading) -> ArticleChange | None:
        capture = reading.capture
        if reading.article:
            own = Source(kind=ARTICLE, url=canonical_url(reading.article.canonical_url))
            insert_rows(self.db, "sources", source_rows(reading.links, own, capture), KEEP_SPAN)
            if reading.outcome == PART:
                self.add_part(reading.article, capture, revision=reading.revision)
                return None
            return self.add_article(reading.article, capture, revision=reading.revision)
        if source := source_of(capture) if reading.outcome == "listing" else None:
            self.add_links(reading.links, source, capture)
        else:
            self.add_refusal(capture, reading.reason or "", revision=reading.revision, outcome=reading.outcome)
        return None

    def forget_readings(self, site: str) -> None:
        """Delete all readings of a site, so that `reads.unread` yields its captures again."""
        with self.batch():
            query = "SELECT DISTINCT version, part, canonical_url, next_page_url FROM readings WHERE site = ?"
            read = self.db.execute(query, (site,)).fetchall()
            self._derive(*_urls_in(read), versions=_versions_in(read))
            self.db.execute("DELETE FROM readings WHERE site = ?", (site,))
            self.db.execute("DELETE FROM sources WHERE site = ?", (site,))
            self.db.execute("UPDATE captures SET found = NULL WHERE site = ?", (site,))
            self._unjudge("", site)

    def transaction(self) -> AbstractContextManager[None]:
        """Commit all of a `with` block or nothing of it; inside an open transaction, join that one."""
        return transaction(self.db, self.path)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Add everything in a `with` block in one transaction, and derive once, at its end."""
        with self.transaction():
            stale = self._stale = Stale()
            try:
                yield
                refresh(self.db, stale.addresses, stale.versions, stale.changed)
                for run, site in self._unjudged:
                    unjudge(self.db, run, site)
            finally:
                self._stale = None
                self._unjudged.clear()

    def _derive(self, *addresses: str, versions: Iterable[str] = (), changed: Iterable[str] = ()) -> None:
        if self._stale is None:
            refresh(self.db, addresses, versions, changed)
            return
        for waiting, new in (
            (self._stale.addresses, addresses),
            (self._stale.versions, versions),
            (self._stale.changed, changed),
        ):
            waiting.update(dict.fromkeys(new))

    def _store(self, article: Article, capture: Capture) -> str:
        """Store what a capture showed as a version, and return its id."""
        version = version_row(article, capture)
        if lend(self.db, version):
            self._derive(changed=[version["id"]])
        return str(version["id"])

    def _unjudge(self, run: str, site: str) -> None:
        if self._stale is None:
            unjudge(self.db, run, site)
        else:
            self._unjudged.add((run, site))

    def _was_redirect(self, address: str) -> bool:
        query = "SELECT 1 FROM captures WHERE address = ? AND status IN (301, 308) LIMIT 1"
        return self.db.execute(query, (address,)).fetchone() is not None

    def _put_reading(self, row: Row, capture: Capture) -> None:
        query = "SELECT version, part, canonical_url, next_page_url FROM readings WHERE capture = ?"
        before = self.db.execute(query, (row["capture"],)).fetchall()
        columns = ", ".join(f"{name} = excluded.{name}" for name in row if name != "capture")
        insert_rows(self.db, "readings", [row], f"ON CONFLICT (capture) DO UPDATE SET {columns}")
        self._derive(address_of(capture), *_urls_in([row, *before]), versions=_versions_in(before))
        self._unjudge(capture.run, capture.site)


def _urls_in(readings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the canonical URLs and next pages of readings, each once, sorted."""
    named = {row[name]: None for row in readings for name in ("canonical_url", "next_page_url") if row[name]}
    return sorted(named)


def _versions_in(readings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the versions that readings show, each once, sorted."""
    return sorted({row[name] for row in readings for name in ("version", "part") if row[name]})
