"""Gathers what is new, edited, withdrawn and back on some days, each site in its own days (reads the database).

now → last_day → span_of → read_digest → Digest → digest_text, digest_html
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from archive.ask import ArticleChange, Event, changes_of
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from extract.errors import ProfileError
from sites import load_each

Every = Literal["daily", "weekly"]

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SITES = "SELECT DISTINCT site FROM changes ORDER BY site"
# In the order of the digest; a renamed article is none of them.
TOLD: Mapping[Event, str] = {"new": "New", "edit": "Edited", "gone": "Withdrawn", "back": "Back"}


@dataclass(frozen=True, kw_only=True)
class Zone:
    """The title of a site and the time zone that its days are in."""

    title: str
    zone: ZoneInfo


@dataclass(frozen=True, kw_only=True)
class SiteDigest:
    """What changed on one site: `changes` by event, each in the order of time."""

    site: str
    title: str
    zone: str
    changes: Mapping[Event, tuple[ArticleChange, ...]]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What changed from the first day to the last, both included; only sites on which something did, by name."""

    first: date
    last: date
    sites: tuple[SiteDigest, ...]

    def count(self, event: Event) -> int:
        """Return how many changes are of one event."""
        return sum(len(site.changes.get(event, ())) for site in self.sites)


def read_zones(data: Path) -> dict[str, Zone]:
    """Return the zone of each site that has a profile which can be read, by name."""
    sites = (each for each in load_each(data / "sites") if not isinstance(each, ProfileError))
    return {site.name: Zone(title=site.title, zone=ZoneInfo(site.timezone)) for site in sites}


def sites_of(data: Path) -> list[str]:
    """Return the names of the sites that have changes in the archive."""
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        return [name for (name,) in db.execute(SITES)]


def last_day(now: datetime, zones: Iterable[ZoneInfo]) -> date:
    """Return the last day that is over in all of these zones, in UTC without any."""
    return min((now.astimezone(zone).date() for zone in zones), default=now.astimezone(UTC).date()) - DAY


def span_of(every: Every, last: date) -> tuple[date, date]:
    """Return first and last day of the digest that was due last when `last` was over: a day, or Monday to Sunday."""
    if every == "daily":
        return last, last
    sunday = last - timedelta(days=last.isoweekday() % 7)
    return sunday - WEEK + DAY, sunday


def span_with(every: Every, day: date) -> tuple[date, date]:
    """Return first and last day of the digest in which a day is."""
    monday = day - timedelta(days=day.weekday())
    return (day, day) if every == "daily" else (monday, monday + WEEK - DAY)


def due_span(every: Every, last: date, digested: date | None) -> tuple[date, date] | None:
    """Return the days of the digest that is due, None if none is: those since the last one, which was to `digested`.

    Without a last one nothing is due: the first begins when this one is over.
    """
    _, end = span_of(every, last)
    return (digested + DAY, end) if digested is not None and end > digested else None


def read_digest(data: Path, first: date, last: date, *, zones: Mapping[str, Zone], site: str | None = None) -> Digest:
    """Return what changed on these days; ArchiveError for a database that cannot be read.

    A site without a profile has its days in UTC. Each article has the title that it had then.
    """
    database = data / DATABASE_NAME
    with closing(open_read_only(database)) as db, plain_errors(database):
        names = [name for (name,) in db.execute(SITES) if site in {None, name}]
        db.row_factory = sqlite3.Row
        found = [_of_site(db, name, first, last, zones.get(name)) for name in names]
    return Digest(first=first, last=last, sites=tuple(each for each in found if each.changes))


def _of_site(db: sqlite3.Connection, name: str, first: date, last: date, zone: Zone | None) -> SiteDigest:
    known = zone or Zone(title=name, zone=ZoneInfo("UTC"))
    since, until = (datetime.combine(day, time(), known.zone).astimezone(UTC) for day in (first, last + DAY))
    told: dict[Event, list[ArticleChange]] = {event: [] for event in TOLD}
    for change in changes_of(db, site=name, since=since, until=until):
        if change.event in told:
            told[change.event].append(_titled(db, change))
    changes = {event: tuple(found) for event, found in told.items() if found}
    return SiteDigest(site=name, title=known.title, zone=known.zone.key, changes=changes)


def _titled(db: sqlite3.Connection, change: ArticleChange) -> ArticleChange:
    """Give a change the title of its version: the article may have another one since."""
    row = db.execute("SELECT title FROM versions WHERE id = ?", (change.version,)).fetchone()
    return replace(change, title=row["title"]) if row is not None and row["title"] else change
