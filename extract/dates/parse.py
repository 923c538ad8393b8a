"""Reads the time that a text states, and how precisely it states it (pure).

A text that does not surely state a time gives None: a missing value is better than a guess. Days and months are read
in the languages of `words/months.py` and the digits of any script. Other libraries were compared: those that know as
many languages guess what a text leaves out, or take milliseconds a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from extract.dates.clocks import Clock, clock_ahead, clock_behind
from extract.dates.relative import SECONDS, counted_back, named_day
from extract.dates.written_days import WrittenDay, written_days

EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
MAX_DATE_CHARACTERS = 200
# What counts back in one of these is kept as a day, and as precise as its unit.
UNITS = {SECONDS[unit]: unit for unit in ("day", "week", "month", "year")}
# What programs write where they have no date, and how far a zone may move it.
PLACEHOLDERS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC))
PLACEHOLDER_TOLERANCE = timedelta(days=1)

DIGITS = {
    chr(zero + number): str(number)
    # Arabic, Persian, Devanagari, Bengali, Thai, and the wide ones of Chinese and Japanese.
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
    for number in range(10)
}
# Each character becomes one character, so that positions in the text stay valid.
_PLAIN = DIGITS | dict.fromkeys(
    "\u00a0\u202f\u2009\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\t\n", " "
)
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_ISO = re.compile(
    r"(?<![\d.,:/\-])(\d{4}-\d\d-\d\d)"
    r"(?:(?:T|\s{1,2})(\d\d:?\d\d(?::?\d\d)?)([.,]\d{1,9})?\s?(Z\b|[+-]\d\d:?(?:\d\d)?|UTC\b|GMT\b)?)?(?!\d)",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(r"(?<![\d/.\-])(\d{1,2})[/\-](\d{1,2})[/\-](?:19|20)\d\d(?![\d/\-])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")


@dataclass(frozen=True, kw_only=True)
class DateContext:
    """What a page tells about the dates written on it.

    `zone` is for times that do not state theirs. `fetched_at` (aware UTC) is what `2 hours ago` counts back from; no
    time is later. `language` (a tag such as `en-GB`) tells whether `12/03/2026` is in March or December. Where it
    does not, `page_text` (the page's HTML) may tell: if it also has `2026-03-12`, that day is meant; if it has
    `25/03/2026`, the day stands first on this page.
    """

    zone: tzinfo
    fetched_at: datetime
    language: str | None = None
    page_text: str = field(default="", repr=False)
    # The lines beside a text are read for its dates, for its first lines and for the candidates of each.
    known: dict[str, tuple["Moment", ...]] = field(init=False, repr=False, compare=False, default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time as a text states it: the words from `start` to `end`.

    `at` is aware UTC, None where the text does not tell day from month; `day` is the day as written, in its own zone.
    A day without a zone is kept as its midnight in UTC, wherever the site is.
    `precision` is `day`, `minute`, `second` or `ambiguous`; `zone` is `stated` or `assumed`. Midnight to the second
    counts as `day`, since programs that know a day only write it so. `offset` is that from UTC where the text states
    a zone. `roughly` is true for a day of a calendar that follows the moon.
    Of words that count back from the capture `precision` may be `hour`, `week`, `month` or `year`, and `earliest` and `latest` are the
    times between which they allow it to be: one unit either way, since programs round or cut off.
    """

    at: datetime | None
    day: date | None
    precision: str
    zone: str
    start: int
    end: int
    roughly: bool = False
    earliest: datetime | None = None
    latest: datetime | None = None
    offset: timedelta | None = None


def to_datetime(text: str, *, zone: tzinfo, fetched_at: datetime, language: str | None = None) -> datetime | None:
    """Return the first time that a text states as aware UTC, None where it does not surely state one."""
    moment = read_moment(text, DateContext(zone=zone, fetched_at=fetched_at, language=language))
    return None if moment is None else moment.at


def read_moment(text: str, date_context: DateContext) -> Moment | None:
    """Return the first time that a text states between 1900 and the capture, None where there is none."""
    return next(moments_in(text, date_context), None)


def spans_of_days(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each day that a text names begins and ends, without its time of day, whatever day it is."""
    stated = _plain(text[:MAX_DATE_CHARACTERS])
    yield from ((written.start, written.end) for written in written_days(stated, None, LATEST_YEAR))


def moments_in(text: str, date_context: DateContext) -> Iterator[Moment]:
    """Yield the times that a text states between 1900 and the capture, in order."""
    key = text[:MAX_DATE_CHARACTERS]
    moments = date_context.known.get(key)
    if moments is None:
        moments = date_context.known[key] = tuple(_moments_in(_plain(key), date_context))
    return iter(moments)


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub(lambda match: _PLAIN[match.group()], text)


def _moments_in(stated: str, date_context: DateContext) -> Iterator[Moment]:
    try:
        if found := _machine_readable(stated, date_context):
            yield found
            return
        # `1 March 2026, updated 2 hours ago` states a day all the same.
        has_written = False
        for written in filter(None, _written(stated, date_context)):
            has_written = True
            yield written
        if not has_written and (counted := _relative(stated, date_context)):
            yield counted
    except (ValueError, OverflowError):
        # There is no such day or hour, or UTC puts it before year 1 or after year 9999.
        return


def _machine_readable(text: str, date_context: DateContext) -> Moment | None:
    """Return a time in a form that only programs write: ISO 8601, or seconds since 1970."""
    if match := _ISO.search(text):
        return _iso(match, date_context)
    bare = text.strip()
    if match := _COMPACT.fullmatch(bare):
        *parts, zulu = match.groups()
        year, month, day, hour, minute, second = (int(part or 0) for part in parts)
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC if zulu else None)
        return _moment(at, date_context, "day" if parts[3] is None else "second", (0, len(text)))
    if match := _EPOCH.fullmatch(bare):
        return _moment(datetime.fromtimestamp(int(match.group(1)), UTC), date_context, "second", (0, len(text)))
    return None


def _iso(match: re.Match[str], date_context: DateContext) -> Moment | None:
    day, clock, fraction, zone = match.groups()
    if clock is None:
        return _moment(datetime.fromisoformat(day), date_context, "day", match.span())
    offset = "+00:00" if zone and zone[0] not in "+-" else (zone or "").rstrip(":")
    at = datetime.fromisoformat(f"{day}T{clock}{(fraction or '').replace(',', '.')}{offset}")
    precision = "second" if len(clock.replace(":", "")) == 6 else "minute"
    return _moment(at, date_context, precision, match.span())


def _relative(text: str, date_context: DateContext) -> Moment | None:
    """Return a time that counts back from the capture."""
    if back := counted_back(text.strip(), date_context.language):
        span, unit = back
        at = date_context.fetched_at - span
        if unit < SECONDS["day"]:
            moment = _moment(at, date_context, "minute" if unit < SECONDS["hour"] else "hour", (0, len(text)))
        else:
            day = _midnight(at.astimezone(date_context.zone).date())
            moment = _moment(day, date_context, UNITS[unit], (0, len(text)))
        return moment and _between(moment, at, timedelta(seconds=unit), date_context)
    if named := named_day(text):
        back_days, end = named
        today = date_context.fetched_at.astimezone(date_context.zone).date()
        found = _with_clock(text, WrittenDay(0, end, (today - timedelta(days=back_days),)), date_context)
        if found is None or found.at is None:
            return None
        if found.precision != "day":
            return _between(found, found.at, timedelta(minutes=1), date_context)
        at = date_context.fetched_at - timedelta(days=back_days)
        return _between(found, at, timedelta(days=1), date_context)
    return None


def _between(moment: Moment, at: datetime, unit: timedelta, date_context: DateContext) -> Moment:
    """Return a time that counts back with the times between which its words allow it to be."""
    return replace(moment, earliest=at - unit, latest=min(at + unit, date_context.fetched_at))


def _written(text: str, date_context: DateContext) -> Iterator[Moment | None]:
    """Yield the days of a text with their times of day."""
    if not any(map(str.isdigit, text)):
        return
    end = 0
    for written in written_days(text, date_context.language, date_context.fetched_at.year):
        if len(written.days) > 1 and not (days := _days_by_page(written, date_context)):
            yield Moment(
                at=None, day=None, precision="ambiguous", zone="assumed", start=written.start, end=written.end
            )
            continue
        unambiguous = written if len(written.days) == 1 else written._replace(days=days)
        # What stands before a day may be the time of the day before it.
        moment = _with_clock(text, unambiguous, date_context, begin=end)
        end = moment.end if moment else written.end
        yield moment


def _days_by_page(written: WrittenDay, date_context: DateContext) -> tuple[date, ...]:
    """Return which of two days is meant, by clear dates elsewhere on the page; () where they do not tell."""
    possible = tuple(
        day
        for day in written.days
        if _midnight(day).replace(tzinfo=UTC) <= date_context.fetched_at + timedelta(days=1)
    )
    seen = tuple(
        day for day in possible if any(f"{day:%Y{mark}%m{mark}%d}" in date_context.page_text for mark in "-/")
    )
    if len(seen) == 1:
        return seen
    firsts = {
        int(first) > 12
        for first, second in _DAY_AND_MONTH.findall(date_context.page_text)
        if (int(first) > 12) != (int(second) > 12)
    }
    return (written.days[0 if firsts.pop() else 1],) if len(firsts) == 1 else ()


def _with_clock(text: str, written: WrittenDay, date_context: DateContext, begin: int = 0) -> Moment | None:
    """Return a day with the time of day behind it, else with that before it (not before `begin`), else alone."""
    start, end = written.start, written.end
    clock: Clock | None = clock_behind(text[end:])
    if clock is not None:
        end += clock.length
    elif clock := clock_ahead(text[begin:start]):
        start -= clock.length
    elif ":" in text[start:end]:
        # `Sun Mar 1 12:30:00 +0000 2026` has it within.
        clock = clock_behind(text[text.index(":", start) - 3 : end])
    start, end = start + len(text[start:end]) - len(text[start:end].lstrip()), len(text[:end].rstrip())
    if clock is None:
        at, precision = _midnight(written.days[0]), "day"
    else:
        at, precision = (
            datetime.combine(written.days[0], clock.time, clock.zone),
            "second" if clock.second else "minute",
        )
    moment = _moment(at, date_context, precision, (start, end))
    return replace(moment, roughly=True) if moment and written.roughly else moment


def _moment(at: datetime, date_context: DateContext, precision: str, span: tuple[int, int]) -> Moment | None:
    """Return a Moment, None where it is after the capture, before EARLIEST_YEAR, or a placeholder of a program."""
    if at.time() == time() and precision == "second":
        precision = "day"
    utc = (at if at.tzinfo else at.replace(tzinfo=date_context.zone)).astimezone(UTC)
    if (
        utc > date_context.fetched_at
        or utc.year < EARLIEST_YEAR
        or any(abs(utc - placeholder) < PLACEHOLDER_TOLERANCE for placeholder in PLACEHOLDERS)
    ):
        return None
    zone = "stated" if at.tzinfo else "assumed"
    if precision in UNITS.values() and zone == "assumed":
        utc = datetime(at.year, at.month, at.day, tzinfo=UTC)
    return Moment(
        at=utc,
        day=at.date(),
        precision=precision,
        zone=zone,
        start=span[0],
        end=span[1],
        offset=at.utcoffset(),
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the caller adds the zone
