"""Verifies what an archive needs around it: disk, clock, lock, and no files left from what was ended (disk)."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import DATABASE_NAME
from archive.unfinished import marker_of, new_path
from archive.upkeep import LEAST_FREE
from archive.verify.report import Report
from archive.verify.state import Known
from archive.warc import JOURNAL, REWRITING, run_of_name

# Clocks of two machines differ by less.
CLOCK_TOLERANCE = timedelta(minutes=5)
FILE_TIME_TOLERANCE = timedelta(days=1)
NEWEST = "SELECT url, captured_at FROM arc.captures ORDER BY captured_at DESC LIMIT 1"
FRONTIER = "frontier.db"


def verify_clock(known: Known, now: datetime, report: Report) -> None:
    """Find captures that are later than the clock."""
    row = known.db.execute(NEWEST).fetchone() if known.db is not None and known.has_tables else None
    if row is None:
        return
    try:
        newest = datetime.fromisoformat(row["captured_at"])
    except (TypeError, ValueError):
        # Told as a value that is not that of its record.
        return
    if newest.tzinfo is not None and newest > now + CLOCK_TOLERANCE:
        problem = (
            f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC, and {row['url']} was captured at {row['captured_at']}."
        )
        report.add("clock", "", problem)


def verify_file_time(path: Path, now: datetime, report: Report) -> None:
    """Find a file that was changed after now, or before its run started."""
    try:
        changed_at = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return
    where = f"warc/{path.name}"
    if changed_at > now + FILE_TIME_TOLERANCE:
        report.add("file-time", where, f"was changed at {changed_at:%Y-%m-%d %H:%M:%S} UTC, which is to come.")
    started_at = _start_of(path.name)
    if started_at is not None and changed_at < started_at - FILE_TIME_TOLERANCE:
        problem = f"was last changed at {changed_at:%Y-%m-%d %H:%M:%S} UTC, before its run started."
        report.add("file-time", where, problem)


def verify_disk(data: Path, report: Report) -> None:
    """Find a disk with too little room for the next crawl or replay."""
    report_disk(shutil.disk_usage(data).free, _size(data / DATABASE_NAME), report)


def report_disk(free: int, database: int, report: Report) -> None:
    """Report too little room, in bytes, for a database of this size."""
    needed = database + LEAST_FREE
    if free < needed:
        problem = f"{free / 1e6:,.0f} MB are free on its disk, and a replay needs {needed / 1e6:,.0f} MB."
        report.add("disk-space", "", problem)


def verify_leftovers(known: Known, report: Report) -> None:
    """Find files that belong to no process any more, and runs that were killed."""
    data = known.data
    for run in sorted(known.unfinished):
        report.add("unfinished-run", f"warc/{run}-00000.warc.gz", f"the run {run} has not ended, and none goes on.")
    if known.is_writing:
        _verify_lock(data, report)
        return
    if not (data / DATABASE_NAME).exists():
        for suffix in ("-wal", "-shm"):
            if (data / f"{DATABASE_NAME}{suffix}").exists():
                report.add("leftover", f"{DATABASE_NAME}{suffix}", "belongs to a database that is not there.")
    new = new_path(known.database)
    # The next replay goes on with one of which it is known what it is for.
    if new.exists() and not marker_of(known.database).exists():
        report.add("leftover", new.name, "was left by a replay that was ended, and no replay can go on with it.")
    elif new.exists():
        report.leave_out(f"{new.name} was not looked at: a replay was ended, and the next one goes on with it.")
    _verify_journals(data, report)
    frontier = data / FRONTIER
    if frontier.is_file() and frontier.stat().st_size and not _is_database(frontier):
        problem = "is no database: a crawl would not know what an earlier run has still to request."
        report.add("leftover", FRONTIER, problem)


def _verify_journals(data: Path, report: Report) -> None:
    for command, folder in REWRITING.items():
        if (data / folder / JOURNAL).exists():
            problem = (
                f"A `commentary {command}` was interrupted: files and tables need not agree until it is finished."
            )
            report.add(f"unfinished-{command}", f"{folder}/{JOURNAL}", problem)


def _verify_lock(data: Path, report: Report) -> None:
    """Report a lock whose owner has ended: a child of it, which inherited the lock, goes on."""
    owner = (data / "lock").read_text("utf-8", "replace").strip()
    if owner.isdigit() and not _is_alive(int(owner)):
        problem = f"is held, and the process {owner} that took it has ended: one that it started goes on."
        report.add("stale-lock", "lock", problem)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _start_of(name: str) -> datetime | None:
    run = run_of_name(name)
    try:
        return datetime.strptime(run.rsplit("-", 2)[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if run else None
    except ValueError:
        return None
