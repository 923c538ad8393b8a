"""Calls all examinations of an archive and its machine, one after the other (reads disk, database and processes).

folder, settings → profiles → notices → lock → time zones → versions, browser
database → schedule → robots.txt → disk → WARC files → clock

Each examination gathers facts and decides by them; one that cannot be made gives a finding that says why.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.settings import load_settings
from archive.upkeep import DAMAGE, Finding, disk_findings, forecast, last_starts, warc_findings
from archive.warc import unfinished_rewriting
from commentary.cli.doctor.clock import clock_findings, newest_dates, zone_findings
from commentary.cli.doctor.database import database_findings
from commentary.cli.doctor.folder import folder_findings, settings_findings
from commentary.cli.doctor.lock import lock_findings
from commentary.cli.doctor.notices import NOTICES, notice_findings
from commentary.cli.doctor.profiles import profile_findings, sites_in_use
from commentary.cli.doctor.robots import robots_findings
from commentary.cli.doctor.schedule import schedule_findings, started_by
from commentary.cli.doctor.versions import browser_findings, version_findings
from extract.errors import CommentaryError, ProfileError
from extract.site import Site
from sites import load_each

# What is looked at, as a person calls it, and the examination; its errors are told under this name.
Examination = tuple[str, Callable[[], Iterable[Finding]]]


def examine(data: Path, now: datetime | None = None) -> Iterator[Finding]:
    """Yield what is found in an archive and around it, also what is fine; nothing is changed."""
    now = now or datetime.now(UTC)
    loaded = list(load_each(data / "sites"))
    problem, started = _last_starts(data)
    every = _schedule(data)
    known = [each for each in loaded if isinstance(each, Site)]
    sites = sites_in_use(known, data / "sites", {*started, *(every or ())})
    broken = [each for each in loaded if isinstance(each, ProfileError)]
    without_database: list[Examination] = [
        ("folder", lambda: folder_findings(data)),
        ("settings", lambda: settings_findings(data, sites)),
        ("profiles", lambda: profile_findings(sites, broken, data / "sites", started)),
        (NOTICES, lambda: notice_findings(data)),
        ("lock", lambda: lock_findings(data, now)),
        ("clock", lambda: zone_findings(sites)),
        ("versions", version_findings),
        ("browser", lambda: browser_findings(sites)),
    ]
    with_database: list[Examination] = [
        ("database", lambda: database_findings(data)),
        ("schedule", lambda: _schedule_findings(data, every, known, started, now)),
        ("robots.txt", lambda: robots_findings(data, sites)),
        ("disk", lambda: disk_findings(forecast(data, now))),
        (DAMAGE, lambda: _warc_findings(data, now)),
        ("clock", lambda: clock_findings(newest_dates(data), now)),
    ]
    for kind, look in without_database:
        yield from _looked(kind, look)
    if problem:
        what = f"{problem} Without it schedule, robots.txt, disk, WARC files and clock cannot be looked at."
        yield Finding(kind="database", level="error", what=what)
        return
    for kind, look in with_database:
        yield from _looked(kind, look)


def _looked(kind: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (CommentaryError, OSError) as error:
        yield Finding(kind=kind, level="error", what=f"This could not be looked at: {error}")


def _last_starts(data: Path) -> tuple[str, dict[str, datetime]]:
    """Return why the database cannot be read, "" if it can be, and when the last run of each site started."""
    try:
        return "", last_starts(data)
    except CommentaryError as error:
        return str(error), {}


def _schedule(data: Path) -> Mapping[str, timedelta] | None:
    """Return the schedule, None if the settings cannot be read: their own examination tells why."""
    try:
        return load_settings(data).schedule
    except CommentaryError:
        return None


def _schedule_findings(
    data: Path,
    every: Mapping[str, timedelta] | None,
    known: Iterable[Site],
    started: Mapping[str, datetime],
    now: datetime,
) -> Iterator[Finding]:
    if every is None:
        return
    timers = started_by(data) if every else []
    yield from schedule_findings(every, {each.name for each in known}, started, timers, now)


def _warc_findings(data: Path, now: datetime) -> Iterator[Finding]:
    if unfinished_rewriting(data):
        # Files and database need not agree yet; the examinations of folder and lock tell of it.
        return
    found = warc_findings(data, now=now)
    yield from found
    if not found:
        what = "The WARC files have their sizes and whole ends, and the records that were read today are right."
        yield Finding(kind=DAMAGE, level="fine", what=what)
