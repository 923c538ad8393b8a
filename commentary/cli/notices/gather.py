"""Gathers what needs a person, as events: alarms of sites, runs that failed, findings of the machine (reads disk)."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.settings import Settings
from archive.upkeep import DAMAGE, Finding, machine_findings
from archive.watch import SAID_ONCE, Alarm, all_alarms
from commentary.cli.notices.event import Event, Source
from commentary.cli.notices.runs import ERROR, error_events, run_events
from extract.errors import ArchiveError

# A finding whose subject is a site.
LATE = "late"

# The kinds of what a run tells, by what says the same of the site better.
BETTER: Mapping[str, Collection[str]] = {ERROR: ("failed",), "consent wall": ("blocked",)}
# The run in which something happens may be interrupted, and then the next one tells it.
LATELY = timedelta(days=8)

Gathered = tuple[list[Event], Collection[Source], list[str]]


def gather(
    data: Path, settings: Settings, now: datetime, *, told: Iterable[Event], errors: Mapping[str, str]
) -> Gathered:
    """Return the events that are open now, the sources that could not be read, and sentences that say why."""
    known = list(told)
    at = now.isoformat(timespec="seconds")
    database = data / DATABASE_NAME
    unread: list[Source] = []
    troubles: list[str] = []
    found: list[Event] = []
    try:
        if database.exists():
            with closing(open_read_only(database)) as db, plain_errors(database):
                found = [*error_events(db, known, errors, at), *run_events(db), *alarm_events(db, now)]
            damaged = [event.subject for event in known if event.kind == DAMAGE]
            found += (_of_machine(each, at) for each in machine_findings(data, settings, now, damaged=damaged))
        else:
            # Somebody has deleted it, and `commentary replay` makes it again with the same alarms.
            unread += ["alarm", "run", "machine"]
            found = list(error_events(None, known, errors, at))
    except ArchiveError as error:
        unread += ["alarm", "run", "machine"]
        troubles.append(f"alarms and runs are not known: {error}")
        found = list(error_events(None, known, errors, at))
    return _each_once(found), unread, troubles


def alarm_events(db: sqlite3.Connection, now: datetime) -> Iterator[Event]:
    """Yield an event for each alarm that is open, and for what happened at one moment of the last days."""
    since = (now - LATELY).astimezone(UTC).isoformat()
    for alarm in all_alarms(db):
        if alarm.is_open or (alarm.kind in SAID_ONCE and alarm.began_at >= since):
            yield _of_alarm(alarm)


def _of_alarm(alarm: Alarm) -> Event:
    is_said_once = alarm.kind in SAID_ONCE
    return Event(
        source="alarm",
        site=alarm.site,
        kind=alarm.kind,
        # The next change of robots.txt is another event, also if it comes within days.
        subject=f"{alarm.subject} {alarm.began_run}".strip() if is_said_once else alarm.subject,
        what=alarm.what,
        do=alarm.do,
        since=alarm.began_at,
        has_end=not is_said_once,
    )


def _of_machine(finding: Finding, at: str) -> Event:
    return Event(
        source="machine",
        # Its subject may be a site, and it is told beside what else is told of it.
        site=finding.subject if finding.kind == LATE else "",
        kind=finding.kind,
        subject="" if finding.kind == LATE else finding.subject,
        what=finding.what,
        do=finding.do,
        since=at,
        level="error" if finding.level == "error" else "warning",
    )


def _each_once(found: Iterable[Event]) -> list[Event]:
    """Leave out what another event says better: of a run that failed its error, of one that was blocked the wall."""
    # An alarm says more than a run of the same kind, and stands behind it.
    events = {event.key: event for event in found}
    said = {(event.site, kind) for event in events.values() for kind in BETTER.get(event.kind, ())}
    return [event for event in events.values() if event.source != "run" or (event.site, event.kind) not in said]
