"""Reads captures again, in worker processes, and rebuilds the database from the WARC files (disk).

warc/*.warc.gz → captures → unread → read_recorded (in a worker) → readings → articles …
             into commentary.db.new, which replaces the content of commentary.db in one transaction
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from archive.database import plain_errors
from archive.loss import Judge, find_loss, refuse_loss
from archive.pool import ReadingPool
from archive.reading import Outcome, Reading, site_of
from archive.recover import load_warc
from archive.tables import Tables
from archive.warc import Capture, Recorded, warc_files, why_unreadable
from extract.errors import ArchiveError
from extract.site import Site

# After a kill at most so many pages have to be read again.
READINGS_PER_TRANSACTION = 100

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


def read_unread(tables: Tables, sites: Mapping[str, Site], *, progress: Progress = no_progress) -> Iterator[Replayed]:
    """Read all captures that are still to be read; yield the outcome of each."""
    before, waiting = 0, -1
    # What was read last may leave a version to be stored as a capture shows it that was read before.
    while waiting not in {0, before}:
        yield from _read_once(tables, sites, progress)
        before, waiting = waiting, tables.reads.count_to_lend()
    tables.judge_readings()


def _read_once(tables: Tables, sites: Mapping[str, Site], progress: Progress) -> Iterator[Replayed]:
    total, done = tables.reads.count_unread(), 0
    problems: list[Replayed] = []
    with ReadingPool(sites) as pool:
        readings = pool.read(_pages_to_read(tables, sites, problems))
        while True:
            together = list(islice(readings, READINGS_PER_TRANSACTION))
            with tables.batch(judge=False):
                for reading in together:
                    tables.add_reading(reading)
            outcomes = problems + [_replayed(reading) for reading in together]
            problems.clear()
            if not outcomes:
                return
            done += len(outcomes)
            progress(done, total)
            yield from outcomes


def rebuild(
    tables: Tables,
    sites: Mapping[str, Site],
    *,
    only: str | None = None,
    progress: Progress = no_progress,
    judge: Judge = refuse_loss,
) -> Iterator[Replayed]:
    """Build a new database beside the old one; when it is complete, its content replaces that of the old one.

    Until then the old one stays as it is, so that a replay which is killed, or whose outcomes are not read to their
    end, loses nothing. `judge` gets what the new one lacks, also if that is nothing, and raises ArchiveError to keep
    the old one. With `only`, the name of a site, all but that site's readings are copied from the old one.
    """
    if only is not None and only not in sites:
        raise ArchiveError(f"There is no profile {only}, so its captures cannot be read.")
    path = _new_path(tables)
    discard_unfinished(tables)
    if only is not None:
        with plain_errors(path), closing(sqlite3.connect(path)) as copy:
            tables.db.backup(copy)
    fresh = Tables(path, tables.warc_folder)
    try:
        # This file can be lost without harm, so that no write has to wait for the disk.
        fresh.db.execute("PRAGMA synchronous = OFF")
        if only is None:
            yield from _load_all(fresh, tables)
        else:
            fresh.forget_readings(only)
        yield from read_unread(fresh, sites, progress=progress)
        judge(find_loss(fresh.db, tables.path, tables.warc_folder, sites.keys()))
        # To rename the file would leave the old -wal file beside it, and readers on the old database. A backup is one
        # transaction: readers see the old content until it ends, and a kill leaves the old content in place.
        with plain_errors(tables.path):
            fresh.db.backup(tables.db)
    finally:
        fresh.close()
        discard_unfinished(tables)


def discard_unfinished(tables: Tables) -> None:
    """Remove the unfinished database of a replay that was killed."""
    for suffix in ("", "-wal", "-shm"):
        _new_path(tables).with_name(_new_path(tables).name + suffix).unlink(missing_ok=True)


def _load_all(fresh: Tables, old: Tables) -> Iterator[Replayed]:
    paths = warc_files(old.warc_folder)
    known = {row["name"] for row in old.db.execute("SELECT name FROM warcs")}
    for name in sorted(known - {path.name for path in paths}):
        yield Replayed(
            outcome="damaged", warc=name, offset=0, problem="the file is missing, and its captures with it"
        )
    for path in paths:
        if why := why_unreadable(path):
            yield Replayed(outcome="damaged", warc=path.name, offset=0, problem=f"the file {why}")
            continue
        for damage in load_warc(fresh, path):
            yield Replayed(outcome="damaged", warc=path.name, offset=damage.offset, problem=damage.problem)
        fresh.mark_loaded(path)


def _pages_to_read(
    tables: Tables, sites: Mapping[str, Site], problems: list[Replayed]
) -> Iterator[tuple[Recorded, str]]:
    for capture in tables.reads.unread():
        site = site_of(capture, sites)
        if site is None:
            problem = f"there is no profile {capture.site}" if capture.site else "no profile names its host"
            problems.append(_problem(capture, "no profile", problem))
            continue
        try:
            recorded = tables.reads.recorded(capture)
        except ArchiveError as error:
            problems.append(_problem(capture, "damaged", str(error)))
            continue
        yield replace(recorded, capture=replace(capture, site=site.name)), site.name


def _problem(capture: Capture, outcome: Literal["no profile", "damaged"], problem: str) -> Replayed:
    return Replayed(outcome=outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=problem)


def _replayed(reading: Reading) -> Replayed:
    capture = reading.capture
    return Replayed(
        outcome=reading.outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=reading.reason
    )


def _new_path(tables: Tables) -> Path:
    return tables.path.with_name(f"{tables.path.name}.new")
