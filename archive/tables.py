"""Writes captures, readings and runs to the database, and derives articles from them (disk)."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal

from archive.ask import Reads
from archive.database import open_for_writing, transaction
from archive.derive import (
    URLS,
    ComparedText,
    Stale,
    affected_runs,
    compare_listed,
    judge_ended_run,
    judge_foreign_readings,
    judge_runs,
    keep_compared_text,
    lend,
    refresh,
    unjudge,
    urls_in,
    versions_in,
)
from archive.digests import mark_file
from archive.erase import CHANGING, Erased
from archive.places import count_try
from archive.reading import Reading, is_readable, source_of
from archive.schema import (
    KEEP_FIRST_PLACE,
    KEEP_FIRST_REASON,
    KEEP_SPAN,
    KEEP_START,
    PART,
    PREVIOUS,
    WAS_REDIRECT,
    Row,
    address_of,
    capture_row,
    insert_rows,
    part_row,
    put_reading,
    reading_row,
    refusal_row,
    source_rows,
    start_row,
    summary_row,
    unfetched_rows,
    version_row,
)
from archive.tombstones import read_tombstones
from archive.warc import Capture, RunEnd, RunStart, Unfetched
from archive.watch import watch_runs
from extract.article import Article
from extract.listings import Link
from extract.site import ARTICLE, ASSET, Source
from extract.urls import canonical_url

ArticleChange = Literal["new", "changed", "same"]


class Tables:
    """Writes captures, readings and runs to a database; `reads` looks them up.

    Each `add_` method is a transaction of its own, and adding the same thing twice changes nothing. Within `batch`
    they share one, and what is derived from the added rows is derived once, at its end, unless that `is_deferred`.
    """

    def __init__(self, path: Path, warc_folder: Path) -> None:
        self.path = path
        self.warc_folder = warc_folder
        self.db = open_for_writing(path)
        self.reads = Reads(self.db, warc_folder)
        self.is_deferred = False
        self.tombstones = read_tombstones(self.db)
        self._stale: Stale | None = None

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def add_run(self, start: RunStart, *, status: str) -> None:
        """Store a run that has started."""
        with self.transaction():
            insert_rows(self.db, "runs", [start_row(start, status)], KEEP_START)

    def add_unfetched(self, unfetched: Unfetched) -> None:
        """Store the pages that a run did not request."""
        with self.transaction():
            rows = self.tombstones.visible(unfetched_rows(unfetched))
            insert_rows(self.db, "unfetched", rows, KEEP_FIRST_REASON)

    def end_run(self, end: RunEnd) -> None:
        """Store the summary of a run that has ended, and judge whether it met an outage, and its readings."""
        with self.transaction():
            self.put_summary(end)
            self._derive(*judge_ended_run(self.db, end.run))
            if self._stale is None:
                watch_runs(self.db, self.warc_folder)

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
            if running:
                # Its 404 and 410 are derived when it has ended, by the same judgement.
                judge_runs(self.db, [running])
            watch_runs(self.db, self.warc_folder, running)
            judge_foreign_readings(self.db)

    def mark_loaded(self, path: Path, digest: str | None = None) -> None:
        """Store that all of a WARC file is in the database; `digest` is its SHA-256, computed here if it is None."""
        with self.transaction():
            mark_file(self.db, path, digest)

    def add_capture(self, capture: Capture) -> None:
        """Store a capture, and derive what its redirect or 404 changes, and its run's measures."""
        row = capture_row(capture)
        with self.transaction():
            insert_rows(self.db, "captures", [row], KEEP_FIRST_PLACE)
            if capture.source_kind == ASSET:  # nothing is derived from it
                return
            if row["status"] in {301, 304, 308, 404, 410} or self.db.execute(WAS_REDIRECT, row).fetchone():
                self._derive(row["address"])
            self._unjudge(capture.run, capture.site)

    def derive_erased(self, erased: Erased) -> None:
        """Derive what depends on rows that were deleted; within `batch`."""
        self._derive(*erased.addresses, versions=erased.versions)
        for run, site in erased.runs:
            self._unjudge(run, site)

    def add_article(
        self, article: Article, capture: Capture, *, revision: str, compared: ComparedText | None = None
    ) -> ArticleChange:
        """Store the article that was read from a capture, in place of an earlier reading of that capture.

        `compared` is of its text, so that it need not be computed here. The result is "changed" if the reading before
        it in time, by the same revision, had another version.
        """
        with self.transaction():
            version = version_row(article, capture)
            if compared is not None:
                keep_compared_text(version["id"], compared)
            row = reading_row(article, capture, revision=revision, version=version["id"])
            self._put_reading(row, capture, version)
            previous = self.db.execute(PREVIOUS, (capture.id,)).fetchone()
            if previous is None:
                return "new"
            # Of an article in several pages the joined text counts.
            edited = previous["revision"] == revision and previous["version"] != previous["shown"]
            return "changed" if edited else "same"

    def add_part(self, article: Article, capture: Capture, *, revision: str) -> None:
        """Store a later page of an article, whose text is joined to that of the pages before."""
        with self.transaction():
            version = version_row(article, capture)
            self._put_reading(part_row(article, capture, revision=revision, version=version["id"]), capture, version)

    def add_refusal(
        self,
        capture: Capture,
        reason: str,
        *,
        revision: str,
        outcome: str = "not an article",
        leads_to: str | None = None,
    ) -> None:
        """Store why a capture is not an article; those that are not read, such as a 404, get no reading.

        `outcome` is "error" if it could not be read, and "redirect" if it redirects to `leads_to`.
        """
        if is_readable(capture):
            with self.transaction():
                row = refusal_row(capture, outcome, reason, revision, leads_to=leads_to)
                self._put_reading(row, capture)

    def add_links(self, links: Iterable[Link], source: Source, capture: Capture) -> None:
        """Store the links of a listing."""
        with self.transaction():
            rows = self._add_sources(source_rows(links, source, capture))
            self._compare_listed(row["url"] for row in rows if row["title"] or row["published_at"])
            self.db.execute("UPDATE captures SET found = ? WHERE id = ?", (len(rows), capture.id))
            self._unjudge(capture.run, capture.site)

    def add_reading(self, reading: Reading) -> ArticleChange | None:
        """Store a reading; return whether its article is new, changed or the same, None if it has none.

        Of one with the outcome "unread" only the attempt is counted, and the capture is still to be read.
        """
        capture = reading.capture
        with self.transaction():
            if reading.outcome == "unread":
                count_try(self.db, reading)
                return None
            # A capture from a foreign WARC gets its site when it is read.
            self.db.execute("UPDATE captures SET site = ? WHERE id = ? AND site = ''", (capture.site, capture.id))
            self.db.execute("DELETE FROM attempts WHERE capture = ?", (capture.id,))
            return self._add_reading(reading)

    def _add_reading(self, reading: Reading) -> ArticleChange | None:
        capture = reading.capture
        if reading.article:
            own = Source(kind=ARTICLE, url=canonical_url(reading.article.canonical_url))
            self._add_sources(source_rows(reading.links, own, capture))
            if reading.outcome == PART:
                self.add_part(reading.article, capture, revision=reading.revision)
                return None
            compared, revision = reading.compared, reading.revision
            return self.add_article(reading.article, capture, revision=revision, compared=compared)
        if source := source_of(capture) if reading.outcome == "listing" else None:
            self.add_links(reading.links, source, capture)
        else:
            outcome, leads_to = reading.outcome, reading.leads_to
            self.add_refusal(
                capture, reading.reason or "", revision=reading.revision, outcome=outcome, leads_to=leads_to
            )
        return None

    def _add_sources(self, rows: list[Row]) -> list[Row]:
        insert_rows(self.db, "sources", visible := self.tombstones.visible(rows), KEEP_SPAN)
        return visible

    def transaction(self) -> AbstractContextManager[None]:
        """Commit all of a `with` block or nothing of it; inside an open transaction, join that one."""
        return transaction(self.db, self.path)

    @contextmanager
    def batch(self, *, judge: bool = True) -> Iterator[None]:
        """Add everything in a `with` block in one transaction; derive and judge once, at its end.

        Without `judge`, call `judge_readings` after the last of many batches.
        """
        with self.transaction():
            stale = self._stale = Stale()
            try:
                yield
                stale.unjudge(self.db)
                if not self.is_deferred:
                    stale.refresh(self.db)
                    if judge:
                        watch_runs(self.db, self.warc_folder)
            finally:
                self._stale = None

    def _derive(self, *addresses: str, versions: Iterable[str] = (), changed: Iterable[str] = ()) -> None:
        if self._stale is None:
            refresh(self.db, addresses, versions, changed)
        else:
            self._stale.add(addresses, versions, changed)

    def _compare_listed(self, addresses: Iterable[str]) -> None:
        if self._stale is None:
            compare_listed(self.db, addresses)
        else:
            self._stale.listed.update(dict.fromkeys(addresses))

    def _unjudge(self, run: str, site: str) -> None:
        if self._stale is None:
            unjudge(self.db, run, site)
            watch_runs(self.db, self.warc_folder)
        else:
            self._stale.runs.add((run, site))

    def _put_reading(self, row: Row, capture: Capture, version: Row | None = None) -> None:
        """Store a reading and the version that it shows, and derive what depends on them."""
        query = f"SELECT {CHANGING} FROM readings WHERE capture = ?"  # noqa: S608 - our own names
        before = self.db.execute(query, (capture.id,)).fetchall()
        put_reading(self.db, row)
        changed = [version["id"]] if version is not None and lend(self.db, version) else []
        # Whether its canonical URL is believed is decided when it is derived, with version and reading in place.
        now = {name: row[name] for name in URLS if name != "canonical_url"}
        self._derive(address_of(capture), *urls_in([now, *before]), versions=versions_in(before), changed=changed)
        # A joined text that is no more may have lent it its form.
        if version is not None and lend(self.db, version, only_if_asked=True):
            self._derive(changed=[version["id"]])
        self._unjudge(capture.run, capture.site)
