"""Examines the clock against the dates that servers gave, and the time zones (reads the database and WARC files)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archive.ask import open_reads
from archive.schema import capture_of
from archive.upkeep import Finding
from archive.warc import read_at, warc_path
from extract.errors import CommentaryError
from extract.site import Site

KIND = "clock"
# Clocks of servers differ by less, and a response takes less.
TOLERANCE = timedelta(minutes=5)
NEWEST = "SELECT * FROM captures ORDER BY captured_at DESC, id DESC LIMIT 20"
# Of fewer servers' dates nothing is concluded.
FEWEST = 3
SET = "Set the machine's clock, and have it kept by NTP: the order of captures follows it."


class ServerDate(NamedTuple):
    """When a response was captured by our clock, and when it was sent by that of the server."""

    captured_at: datetime
    sent_at: datetime | None


def newest_dates(data: Path) -> list[ServerDate]:
    """Return the times of the newest captures, by our clock and by the header Date of each response.

    None for a response of a cache, which has the date at which the page was stored there.
    """
    found = []
    with open_reads(data) as reads:
        for capture in map(capture_of, reads.db.execute(NEWEST).fetchall()):
            try:
                recorded = read_at(warc_path(data / "warc", capture.warc), capture)
            except CommentaryError:
                # Damage of a WARC file is told as such.
                continue
            headers = {name.lower(): value for name, value in recorded.headers}
            sent_at = None if "age" in headers else _date(headers.get("date", ""))
            found.append(ServerDate(capture.captured_at, sent_at))
    return found


def clock_findings(dates: Sequence[ServerDate], now: datetime) -> Iterator[Finding]:
    """Yield whether the clock was right when the newest pages were captured, and is not behind them (pure)."""
    newest = max((each.captured_at for each in dates), default=None)
    if newest is not None and newest > now + TOLERANCE:
        what = f"The clock says {now:%Y-%m-%d %H:%M} UTC, and the newest capture is of {newest:%Y-%m-%d %H:%M} UTC."
        yield Finding(kind=KIND, level="error", what=what, do=SET)
        return
    known = [each for each in dates if each.sent_at is not None]
    if len(known) < FEWEST:
        return
    off = median((each.captured_at - each.sent_at).total_seconds() for each in known if each.sent_at is not None)
    if abs(off) > TOLERANCE.total_seconds():
        side = "ahead of" if off > 0 else "behind"
        what = f"The clock was {abs(off) / 60:,.0f} minutes {side} those of the servers that answered last."
        yield Finding(kind=KIND, level="warning", what=what, do=SET)
    else:
        yield Finding(kind=KIND, level="fine", what="The clock agrees with those of the servers that answered last.")


def zone_findings(sites: Iterable[Site]) -> Iterator[Finding]:
    """Yield the sites whose time zone the machine does not know."""
    for site in sites:
        try:
            ZoneInfo(site.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            what = f"The machine does not know the time zone {site.timezone} of {site.name}."
            do = "Install its time zone data: `pip install --upgrade tzdata`."
            yield Finding(kind=KIND, level="error", what=what, do=do, subject=site.name)


def _date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
