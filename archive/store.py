"""Archive: a data folder with its lock, its database and its WARC files; runs and replay (disk)."""

import json
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.ask import count_url_statuses
from archive.compact import finish_compacting
from archive.database import DATABASE_NAME, Lock
from archive.derive import count_lost, events_of
from archive.digests import ENDED_BEFORE, last_run, unnamed_runs
from archive.forget import finish_forgetting
from archive.loss import Judge, refuse_loss
from archive.read_captures import Progress, Replayed, no_progress, read_unread
from archive.recover import recover
from archive.replay import Rebuild, rebuild
from archive.schema import to_sql
from archive.tables import Tables
from archive.unfinished import discard_stale
from archive.warc import RunEnd, RunStart, WarcFile, to_second
from archive.watch import open_alarms
from extract.errors import ArchiveError
from extract.site import Site
from extract.urls import canonical_url

# So many pages that a run did not request are written as one WARC record and in one transaction.
PAGES_PER_RECORD = 500
COUNT_ARTICLES = """
WITH seen AS (
    SELECT DISTINCT article FROM readings JOIN captures ON captures.id = readings.capture
    WHERE captures.run = :run AND version IS NOT NULL AND held IS NULL
), judged AS (
    SELECT (
        SELECT captures.run FROM readings JOIN captures ON captures.id = readings.capture
        WHERE readings.article = seen.article AND outcome = 'article' ORDER BY readings.captured_at, capture LIMIT 1
    ) = :run AS is_new, EXISTS (
        SELECT 1 FROM history JOIN captures ON captures.id = history.capture
        WHERE history.article = seen.article AND captures.run = :run
    ) AS is_changed FROM seen
)
SELECT coalesce(sum(is_new), 0), coalesce(sum(is_changed AND NOT is_new), 0) FROM judged
"""
FOUND = """
SELECT url FROM sources WHERE site = :site GROUP BY url
HAVING min(first_found_at) >= (SELECT started_at FROM runs WHERE id = :run)
"""
COUNT_HELD = """
SELECT count(DISTINCT captures.address) FROM readings JOIN captures ON captures.id = readings.capture
WHERE captures.run = ? AND held IS NOT NULL
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A crawl in progress: its id, site and start, and the WARC files to which it writes."""

    id: str
    site: Site
    started_at: datetime
    warc: WarcFile


class Archive:
    """A data folder: its `tables` (commentary.db), `warc/`, and the lock that makes this process its only writer.

    `problems` are sentences about damage that was found in the WARC files when it was opened.
    """

    def __init__(self, data: Path, lock: Lock) -> None:
        self.data = data
        self.tables = Tables(data / DATABASE_NAME, data / "warc")
        self.problems: tuple[str, ...] = ()
        self._lock = lock

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open or create the archive in a folder, and recover from an interrupted run.

        WARC records that the database lacks are loaded, and an incomplete record at the end of a file is cut off;
        `problems` reports this in sentences. Call `read_unread` to read captures that were not read.
        """
        try:
            (data / "warc").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{data} cannot be created: {error.strerror}. Give another data folder.") from error
        with ExitStack() as opened:
            lock = Lock(data)
            opened.callback(lock.release)
            archive = cls(data, lock)
            opened.callback(archive.tables.close)
            discard_stale(archive.tables.path)
            # Before files are read that they were about to replace.
            finish_forgetting(archive.tables)
            finish_compacting(archive.tables)
            archive.problems = recover(archive.tables)
            # Nothing has failed, and all of it stays open.
            opened.pop_all()
        return archive

    def close(self) -> None:
        """Close the database and release the lock."""
        self.tables.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def await_new_second(self, site: Site) -> datetime:
        """Wait until the second has passed in which the last run of a site ended, and return the time.

        Times are stored in whole seconds, and what is listed since the start of a run is what that run has found.
        """
        query = "SELECT max(ifnull(finished_at, started_at)) FROM runs WHERE site = ?"
        last = self.tables.db.execute(query, (site.name,)).fetchone()[0]
        now = datetime.now(UTC)
        if last == to_second(now).isoformat():
            time.sleep(1 - now.microsecond / 1e6)
            now = max(datetime.now(UTC), to_second(now) + timedelta(seconds=1))
        return now

    def start_run(self, site: Site, *, started_at: datetime, accepts_changes: bool = False) -> Run:
        """Start a run and its first WARC file, which names the run before it and that one's digest.

        `accepts_changes` tells that changes alike in many articles are real, and none of them is held.
        """
        self.tables.tombstones.check_site(site.name)
        started_at = to_second(started_at)
        run = f"{site.name}-{started_at:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        previous_run, previous_digest = last_run(self.tables.db)
        start = RunStart(
            run=run,
            site=site.name,
            started_at=started_at,
            accepts_changes=accepts_changes,
            previous_run=previous_run,
            previous_digest=previous_digest,
        )
        # The file first: a replay would not find a run that is in no WARC file.
        warc = WarcFile(self.tables.warc_folder, start)
        self.tables.add_run(start, status="running")
        return Run(id=run, site=site, started_at=started_at, warc=warc)

    def finish_run(self, run: Run, summary: Mapping[str, Any], *, unfetched: Iterable[tuple[str, str]] = ()) -> None:
        """Write the summary of a run and the pages that it did not request to its WARC file and to the database.

        `unfetched` yields pairs of a URL and the reason, in the same words for the same cause; pages that answered
        are not among them. Keys of the summary that are columns of the table `runs` fill these columns; its column
        `summary` gets all keys as JSON, and the counts of an audit.
        """
        hidden = self.tables.tombstones
        for pages in _in_chunks((url, reason) for url, reason in unfetched if not hidden.hides_url(url)):
            self.tables.add_unfetched(run.warc.write_unfetched(pages))
        whole = {"status": "finished", "finished_at": to_second(datetime.now(UTC)), **summary}
        if unnamed := unnamed_runs(self.tables.db, run.id):
            whole[ENDED_BEFORE] = unnamed
        # Through JSON and back, so that the row is the one that a replay makes of the WARC.
        whole = json.loads(json.dumps(whole, default=to_sql))
        with self.tables.transaction():
            # First, because the audit depends on whether the run met an outage.
            self.tables.end_run(RunEnd(run=run.id, summary=whole))
            whole["audit"] = count_url_statuses(self.tables.db, run.site)
            run.warc.finish(whole)
            self.tables.put_summary(RunEnd(run=run.id, summary=whole))
            for path in self.tables.warc_folder.glob(f"{run.id}-*"):
                self.tables.mark_loaded(path, run.warc.digests.get(path.name))

    def count_lost(self, run: Run) -> tuple[int, int]:
        """Return how many pages a run has lost so far and how many were there, by the last response of each.

        A page is lost if it answered 404 or 410, and 2xx or 304 at any time before. With 5 or more lost and fewer
        than a tenth of both there, the run met an outage, and no article is marked as gone.
        """
        return count_lost(self.tables.db, run.id)

    def judge_readings(self, run: Run) -> int:
        """Hold readings of a run that is about to end, and find its events and alarms; return how many are held."""
        self.tables.judge_readings(run.id)
        (held,) = self.tables.db.execute(COUNT_HELD, (run.id,)).fetchone()
        return int(held)

    def begun_alarms(self, run: Run) -> tuple[str, ...]:
        """Return the alarms that begin with a run whose readings were judged, each in a sentence.

        If an alarm tells of events of the run, these are returned in its place. An event whose alarm began with an
        earlier run is left out.
        """
        events = events_of(self.tables.db, run.id)
        alarms = [alarm for alarm in open_alarms(self.tables.db, run.site.name) if alarm.began_run == run.id]
        begun = [event for event in events if any(event in alarm.what for alarm in alarms)]
        others = [alarm.sentence for alarm in alarms if not any(event in alarm.what for event in events)]
        return (*begun, *others)

    def count_articles(self, run: Run) -> tuple[int, int]:
        """Return how many new and how many changed articles a run has read so far.

        A redirect that is captured later may show that a new URL belongs to a known article.
        """
        new, changed = self.tables.db.execute(COUNT_ARTICLES, {"run": run.id}).fetchone()
        return new, changed

    def found_urls(self, run: Run) -> Iterator[str]:
        """Yield the URLs that the sources, or links of articles, listed in a run and never before."""
        rows = self.tables.db.execute(FOUND, {"site": run.site.name, "run": run.id}).fetchall()
        return (url for (url,) in map(tuple, rows))

    def read_unread(self, sites: Mapping[str, Site], *, progress: Progress = no_progress) -> Iterator[Replayed]:
        """Read captures that were not read, as after an interrupted run."""
        return read_unread(self.tables, sites, progress=progress)

    def replay(
        self,
        sites: Mapping[str, Site],
        *,
        only: str | None = None,
        progress: Progress = no_progress,
        judge: Judge = refuse_loss,
    ) -> Iterator[Replayed]:
        """Rebuild the database from the WARC files; with `only`, read the captures of that site again.

        `judge` is called with what would be lost; without another one, ArchiveError if that is anything.
        """
        return rebuild(self.tables, sites, only=only, progress=progress, judge=judge)

    def new_database(self, sites: Mapping[str, Site], *, only: str | None = None) -> Rebuild:
        """Return a replay whose new database can be compared with the old one before it is put in place."""
        return Rebuild(self.tables, sites, only)


def _in_chunks(unfetched: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    pairs = ((to_sql(canonical_url(url)), to_sql(reason)) for url, reason in unfetched)
    while chunk := tuple(islice(pairs, PAGES_PER_RECORD)):
        yield chunk
