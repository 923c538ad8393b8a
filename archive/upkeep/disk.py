"""Forecasts when the disk of an archive is full, by what its last runs took (reads the database and the disk).

bytes a day = WARC files of the last runs / days that they span, and the database's share beside them
"""

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from archive.database import DATABASE_NAME, database_bytes, open_read_only, plain_errors
from archive.upkeep.finding import Finding, Level
from archive.warc import parts_of, run_of_name, warc_path

DAY = timedelta(days=1)
# Of each site so many runs are looked at, and more if they span no day. The first one of all is left out: it fetches
# all that there is.
LAST_RUNS = 30
# Of so many runs the largest counts as one of middle size: a redesign has every page fetched once.
WITHOUT_LARGEST = 4
# Of what lies beyond it, the pace of the last runs tells nothing.
LONGEST = timedelta(days=3_650)
WARN_BELOW, ERROR_BELOW = 30, 3
# A crawl writes until the disk is full, and a replay makes a second database beside the first.
LEAST_FREE = 100_000_000
RUNS = "SELECT id, site, started_at FROM runs WHERE imported_at IS NULL"
WARCS = "SELECT name, bytes FROM warcs"
WHAT_TO_DO = (
    "Free some space, move the archive to a larger disk, or run `commentary compact`, which says with --dry-run what"
    " it would free."
)


@dataclass(frozen=True, kw_only=True)
class RunSize:
    """How many bytes of WARC files a run wrote."""

    site: str
    started_at: datetime
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """How the disk of an archive fills: all in bytes.

    `free` is what the archive's user can still write; `warcs` and `database` what the archive takes. `bytes_a_day`
    is None until a site has been crawled twice. `full_on` is the day on which the disk is full at that pace, None if
    that is not known or lies ten years ahead.
    """

    free: int
    warcs: int
    database: int
    bytes_a_day: float | None
    full_on: date | None

    @property
    def days(self) -> float | None:
        """The days until the disk is full; None where it is not known or nothing is added."""
        return self.free / self.bytes_a_day if self.bytes_a_day else None


def forecast(data: Path, now: datetime | None = None) -> Forecast:
    """Return the forecast of an archive at a time; ArchiveError if its database cannot be read."""
    now = now or datetime.now(UTC)
    path = data / DATABASE_NAME
    with closing(open_read_only(path)) as db, plain_errors(path):
        sizes, warcs = _run_sizes(db, data / "warc")
    database = database_bytes(path)
    daily = bytes_a_day(sizes, now)
    if daily is not None and warcs:
        # The database has grown with the WARC files until now.
        daily *= 1 + database / warcs
    free = shutil.disk_usage(data).free
    left = timedelta(days=free / daily) if daily and free / daily < LONGEST.days else None
    return Forecast(
        free=free, warcs=warcs, database=database, bytes_a_day=daily, full_on=(now + left).date() if left else None
    )


def bytes_a_day(runs: Iterable[RunSize], now: datetime) -> float | None:
    """Return how many bytes a day the runs of all sites write, None if no site was crawled twice (pure).

    Of each site the last runs, those of a day at least, are added up, and divided by the days from the start of the
    run before them until now, which count as one if they are fewer: a site that is crawled no longer counts less from
    day to day.
    """
    of_sites: defaultdict[str, list[RunSize]] = defaultdict(list)
    for run in sorted(runs, key=lambda each: each.started_at):
        of_sites[run.site].append(run)
    paces = [_pace(each, now) for each in of_sites.values() if len(each) > 1]
    return sum(paces) if paces else None


def disk_findings(found: Forecast) -> list[Finding]:
    """Return what the forecast says: one finding, which is fine if the disk will do (pure)."""
    needed = found.database + LEAST_FREE
    if found.free < LEAST_FREE or (found.days is not None and found.days < ERROR_BELOW):
        return [_finding("error", f"{_size(found.free)} are free on the disk{_until(found)}.")]
    if found.days is not None and found.days < WARN_BELOW:
        return [_finding("warning", f"{_size(found.free)} are free on the disk{_until(found)}.")]
    if found.free < needed:
        what = f"{_size(found.free)} are free on the disk, and a replay needs {_size(needed)}."
        return [_finding("warning", what)]
    return [Finding(kind="disk", level="fine", what=f"{_size(found.free)} are free on the disk{_until(found)}.")]


def _run_sizes(db: sqlite3.Connection, folder: Path) -> tuple[list[RunSize], int]:
    """Return the sizes of all runs, and the bytes of all WARC files that the database knows."""
    taken: defaultdict[str, int] = defaultdict(int)
    total = 0
    for name, size in map(tuple, db.execute(WARCS)):
        taken[run_of_name(name) or ""] += size
        for part in parts_of(warc_path(folder, name)):
            taken[run_of_name(part.file) or ""] += part.bytes
        total += size
    runs = [
        RunSize(site=site, started_at=datetime.fromisoformat(started_at), bytes=taken[run])
        for run, site, started_at in map(tuple, db.execute(RUNS))
        if run in taken
    ]
    return runs, total


def _pace(runs: list[RunSize], now: datetime) -> float:
    first = max(1, len(runs) - LAST_RUNS)
    # Thirty runs that are minutes apart span some hours, and would be taken for all that comes in a day.
    while first > 1 and now - runs[first - 1].started_at < DAY:
        first -= 1
    sizes = sorted(run.bytes for run in runs[first:])
    if len(sizes) >= WITHOUT_LARGEST:
        sizes[-1] = round(median(sizes[:-1]))
    return sum(sizes) / (max(now - runs[first - 1].started_at, DAY) / DAY)


def _finding(level: Level, what: str) -> Finding:
    return Finding(kind="disk", level=level, what=what, do=WHAT_TO_DO)


def _until(found: Forecast) -> str:
    if found.bytes_a_day is None or found.full_on is None:
        return ""
    return f", and {_size(found.bytes_a_day)} a day come to it: it is full on {found.full_on}"


def _size(number: float) -> str:
    if number < 1e5:
        return f"{number / 1e3:,.1f} KB"
    return f"{number / 1e6:,.1f} MB" if number < 10e9 else f"{number / 1e9:,.0f} GB"
