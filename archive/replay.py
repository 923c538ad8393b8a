"""Reads captures again, in worker processes, and rebuilds the database from the WARC files (disk).

warc/*.warc.gz → captures → unread → read_recorded (in a worker) → readings → articles …
             into commentary.db.new, which replaces the content of commentary.db in one transaction
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from archive.database import build_search, pause_search, plain_errors
from archive.derive import parts_of_everything, refresh
from archive.effect import EXAMPLES, Effect, find_effect
from archive.loss import Judge, Loss, find_loss, refuse_loss
from archive.pool import ReadingPool, Stored, Unreadable
from archive.reading import Outcome, Reading, site_of
from archive.recover import load_warc
from archive.tables import Tables
from archive.unfinished import Purpose, discard_unfinished, new_path
from archive.warc import Capture, warc_files, why_unreadable
from extract.errors import ArchiveError
from extract.site import Site

# After a kill at most so many pages have to be read again.
READINGS_PER_TRANSACTION = 100
CACHE_KILOBYTES = 64 * 1024
# What the disk or the file of the new database is to blame for: it is in the way, or of no use.
FATAL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}
# What an unfinished new database has read of its captures: readings, and listings, which have none.
KEPT = """
SELECT outcome, count(*) FROM readings WHERE ifnull(site = :only, TRUE) GROUP BY outcome
UNION ALL SELECT 'listing', count(*) FROM captures WHERE found IS NOT NULL AND ifnull(site = :only, TRUE)
    AND NOT EXISTS (SELECT 1 FROM readings WHERE capture = captures.id)
"""
FOREIGN = "SELECT 1 FROM captures WHERE run = '' LIMIT 1"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """The outcome for one capture, or for a WARC file that is missing or damaged at `offset` (then `url` is empty).

    `problem` is None unless something went wrong.
    """

    outcome: Outcome | Literal["no profile", "damaged"]
    warc: str
    offset: int
    url: str = ""
    problem: str | None = None


def no_progress(done: int, total: int) -> None:
    """Report no progress (the default)."""


def read_unread(
    tables: Tables, sites: Mapping[str, Site], *, progress: Progress = no_progress, kept: int = 0
) -> Iterator[Replayed]:
    """Read all captures that are still to be read; yield the outcome of each.

    `kept` were read before, and count for the progress.
    """
    before, waiting = 0, -1
    # What was read last may leave a version to be stored as a capture shows it that was read before.
    while waiting not in {0, before}:
        yield from _read_once(tables, sites, progress, kept)
        before, waiting = waiting, tables.reads.count_to_lend()
    tables.judge_readings()


def _read_once(tables: Tables, sites: Mapping[str, Site], progress: Progress, kept: int = 0) -> Iterator[Replayed]:
    total, done = tables.reads.count_unread() + kept, kept
    problems: list[Replayed] = []
    with ReadingPool(sites) as pool:
        readings = pool.read(_pages_to_read(tables, sites, problems))
        while True:
            together = list(islice(readings, READINGS_PER_TRANSACTION))
            with tables.batch(judge=False):
                for reading in together:
                    if isinstance(reading, Reading):
                        tables.add_reading(reading)
            outcomes = problems + [_replayed(reading) for reading in together]
            problems.clear()
            if not outcomes:
                return
            done += len(outcomes)
            progress(done, total)
            yield from outcomes


class Rebuild:
    """A new database beside the old one, under way; a `with` block closes it, and keeps it for the next replay.

    Call `read` and exhaust it, then `loss`, `effect` and `put_in_place` as you like. Until the last, the old one
    stays as it is, so that a replay which is killed, or whose outcomes are not read to their end, loses nothing.
    `kept` counts the outcomes of an unfinished replay with which this one goes on; `anew` tells why it does not go on
    with the one that there was.
    """

    def __init__(self, old: Tables, sites: Mapping[str, Site], only: str | None = None) -> None:
        if only is not None and only not in sites:
            raise ArchiveError(f"There is no profile {only}, so its captures cannot be read.")
        self.old = old
        self.sites = sites
        self.only = only
        self.anew: str | None = None
        self.purpose = Purpose.of(old, {name: site.revision for name, site in sites.items()}, only)
        self.tables = self._go_on() or self._begin()
        # This file can be lost without harm, so that no write has to wait for the disk.
        self.tables.db.execute("PRAGMA synchronous = OFF")
        self.tables.db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        rows = self.tables.db.execute(KEPT, {"only": only}).fetchall()
        self.kept = Counter({outcome: count for outcome, count in map(tuple, rows) if count})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.tables.close()
        cause = error and error.__cause__
        if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in FATAL:
            discard_unfinished(self.old.path)

    def read(self, progress: Progress = no_progress) -> Iterator[Replayed]:
        """Load what the new database lacks of the WARC files, read what is unread, and yield each outcome."""
        if self.only is not None:
            yield from read_unread(self.tables, self.sites, progress=progress)
            return
        yield from self._load()
        if self.purpose.is_derived and not self.tables.reads.count_unread():
            return
        self._save(is_derived=False)
        self.tables.is_deferred = True
        yield from _read_once(self.tables, self.sites, progress, self.kept.total())
        self.tables.is_deferred = False
        derive_all(self.tables)
        if self.tables.reads.count_to_lend():
            yield from read_unread(self.tables, self.sites, progress=progress)
        self.tables.judge_readings()
        with self.tables.transaction():
            build_search(self.tables.db)
        self._save(is_derived=True)

    def loss(self) -> Loss:
        """Return what the new database lacks of the old one."""
        return find_loss(self.tables.db, self.old.path, self.old.warc_folder, self.sites.keys())

    def effect(self, examples: int = EXAMPLES) -> Effect:
        """Return in what the new database differs from the old one, with so many examples of each."""
        return find_effect(self.tables.db, self.old.path, examples)

    def put_in_place(self) -> None:
        """Replace the content of the old database."""
        # To rename the file would leave the old -wal file beside it, and readers on the old database. A backup is one
        # transaction: readers see the old content until it ends, and a kill leaves the old content in place.
        with plain_errors(self.old.path):
            self.tables.db.backup(self.old.db)
        self.tables.close()
        discard_unfinished(self.old.path)

    def _go_on(self) -> Tables | None:
        """Open the unfinished new database if it is of use; what is stale of it is made to be read again."""
        purpose, now = Purpose.read(self.old.path), self.purpose
        if purpose is None or not purpose.is_begun or not new_path(self.old.path).exists():
            return None
        try:
            tables = Tables(new_path(self.old.path), self.old.warc_folder)
        except ArchiveError as error:
            self.anew = str(error)
            return None
        loaded = dict(map(tuple, tables.db.execute("SELECT name, bytes FROM warcs").fetchall()))
        self.anew = purpose.why_not(now, loaded)
        stale = purpose.stale_sites(now)
        is_other = purpose.sites != now.sites
        if self.anew is None and is_other and (self.only or tables.db.execute(FOREIGN).fetchone()):
            # Which profile reads a capture without a run depends on all of them.
            self.anew = "profiles have changed"
        if self.anew is not None:
            tables.close()
            return None
        for site in sorted(stale):
            tables.forget_readings(site)
        # A replay tries each page again.
        tables.db.execute("DELETE FROM attempts")
        damages = [damage for damage in purpose.damages if damage[0] in loaded]
        self._save(is_begun=True, is_derived=purpose.is_derived and not stale, damages=damages)
        return tables

    def _begin(self) -> Tables:
        discard_unfinished(self.old.path)
        # First, so that there is never a database of which nobody knows what it is for.
        self.purpose.write(self.old.path)
        path = new_path(self.old.path)
        if self.only is not None:
            with plain_errors(path), closing(sqlite3.connect(path)) as copy:
                self.old.db.backup(copy)
        tables = Tables(path, self.old.warc_folder)
        if self.only is not None:
            tables.forget_readings(self.only)
        self._save(is_begun=True)
        return tables

    def _save(self, **changed: Any) -> None:
        self.purpose = replace(self.purpose, **changed)
        self.purpose.write(self.old.path)

    def _load(self) -> Iterator[Replayed]:
        """Load the files that the new database lacks; yield what is damaged, also if it was loaded before."""
        paths = warc_files(self.old.warc_folder)
        known = {row["name"] for row in self.old.db.execute("SELECT name FROM warcs")}
        for name in sorted(known - {path.name for path in paths}):
            problem = "the file is missing, and its captures with it"
            yield Replayed(outcome="damaged", warc=name, offset=0, problem=problem)
        loaded = {row["name"] for row in self.tables.db.execute("SELECT name FROM warcs")}
        for path in paths:
            if why := why_unreadable(path):
                yield Replayed(outcome="damaged", warc=path.name, offset=0, problem=f"the file {why}")
            elif path.name not in loaded:
                self._load_file(path)
        for warc, offset, problem in self.purpose.damages:
            yield Replayed(outcome="damaged", warc=warc, offset=offset, problem=problem)

    def _load_file(self, path: Path) -> None:
        self._save(is_derived=False)
        self.tables.is_deferred = True
        damages = load_warc(self.tables, path)
        self.tables.is_deferred = False
        if damages:
            named = [(path.name, each.offset, each.problem) for each in damages]
            self._save(damages=self.purpose.damages + named)
        self.tables.mark_loaded(path)


def rebuild(
    tables: Tables,
    sites: Mapping[str, Site],
    *,
    only: str | None = None,
    progress: Progress = no_progress,
    judge: Judge = refuse_loss,
) -> Iterator[Replayed]:
    """Build a new database beside the old one; when it is complete, its content replaces that of the old one.

    `judge` gets what the new one lacks, also if that is nothing, and raises ArchiveError to keep the old one. With
    `only`, the name of a site, all but that site's readings are copied from the old one.
    """
    with Rebuild(tables, sites, only) as new:
        yield from new.read(progress)
        judge(new.loss())
        new.put_in_place()


def derive_all(tables: Tables) -> None:
    """Derive everything from captures and readings, but for the full-text index: see `build_search`."""
    with tables.transaction():
        pause_search(tables.db)
    with plain_errors(tables.path):
        for addresses, versions in parts_of_everything(tables.db):
            with tables.transaction():
                refresh(tables.db, addresses, versions)


def _pages_to_read(
    tables: Tables, sites: Mapping[str, Site], problems: list[Replayed]
) -> Iterator[tuple[Stored, str]]:
    for capture in tables.reads.unread():
        site = site_of(capture, sites)
        if site is None:
            problem = f"there is no profile {capture.site}" if capture.site else "no profile names its host"
            problems.append(_problem(capture, "no profile", problem))
        else:
            original = tables.reads.original_of(capture) if capture.revisit_of else None
            named = replace(capture, site=site.name)
            yield Stored(folder=tables.warc_folder, capture=named, original=original), site.name


def _problem(capture: Capture, outcome: Literal["no profile", "damaged"], problem: str) -> Replayed:
    return Replayed(outcome=outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=problem)


def _replayed(reading: Reading | Unreadable) -> Replayed:
    capture = reading.capture
    if isinstance(reading, Unreadable):
        return _problem(capture, "damaged", reading.problem)
    return Replayed(
        outcome=reading.outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=reading.reason
    )
