"""Moments: a text to the time that it states, and how precisely it states it (pure).

A text that does not surely state a time gives None: a missing value is better than a guess. Days and months are read
in the languages of `months.py` and the digits of any script. Other libraries were weighed: those that know as many
languages guess what a text leaves out, or take milliseconds a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from extract.dates.clocks import Clock, clock_ahead, clock_behind
from extract.dates.relative import SECONDS, counted_back, named_day
from extract.dates.written_days import WrittenDay, written_days

EARLIEST_YEAR = 1900
LONGEST_DATE = 200
# What programs write where they know no date; as near as a zone may move it.
PLACEHOLDERS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC))
NEAR = timedelta(days=1)

DIGITS = {
    chr(zero + number): str(number)
    # Arabic, Persian, Devanagari, Bengali, Thai, and the wide ones of Chinese and Japanese.
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
    for number in range(10)
}
# One for one, so that places in the text stay what they are.
_PLAIN = str.maketrans(
    DIGITS
    | dict.fromkeys("\u00a0\u202f\u2009\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\t\n", " ")
)
_ISO = re.compile(
    r"(?<![\d.,:/\-])(\d{4}-\d\d-\d\d)"
    r"(?:(?:T|\s{1,2})(\d\d:?\d\d(?::?\d\d)?)([.,]\d{1,9})?\s?(Z\b|[+-]\d\d:?(?:\d\d)?|UTC\b|GMT\b)?)?(?!\d)",
    re.IGNORECASE,
)
_CLEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})[/\-](\d{1,2})[/\-](?:19|20)\d\d(?![\d/\-])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")


@dataclass(frozen=True, kw_only=True)
class DateContext:
    """What a written date is read by.

    `zone` is for times that do not state theirs, `fetched_at` (aware UTC) for those that count back from it, and none
    is after it. `language` tells what `12/03/2026` is; where it does not, `page_text` may: a page that has one of the
    two days in the form 2026-03-12 means that one, and one that has 25/03/2026 puts the day first.
    """

    zone: tzinfo
    fetched_at: datetime
    language: str | None = None
    page_text: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time as a text states it: the words from `start` to `end`.

    `at` is aware UTC, None where the text does not tell day from month; `day` is the day as written, in its own zone.
    A day without a zone is no instant, and stands for itself: as its midnight in UTC, wherever the site is.
    `precision` is `day`, `minute`, `second` or `ambiguous`; `zone` is `stated` or `assumed`. Midnight to the second
    is what programs write that know a day only. `roughly` is true for a day of a calendar that follows the moon.
    """

    at: datetime | None
    day: date | None
    precision: str
    zone: str
    start: int
    end: int
    roughly: bool = False


def to_datetime(text: str, *, zone: tzinfo, fetched_at: datetime, language: str | None = None) -> datetime | None:
    """Return the time that a text states as aware UTC, None for one that it does not surely state."""
    moment = read_moment(text, DateContext(zone=zone, fetched_at=fetched_at, language=language))
    return None if moment is None else moment.at


def read_moment(text: str, basis: DateContext) -> Moment | None:
    """Return the first time that a text states and that can be: from 1900 to the capture."""
    return next(moments_in(text, basis), None)


def moments_in(text: str, basis: DateContext) -> Iterator[Moment]:
    """Yield the times that a text states, in order."""
    stated = text[:LONGEST_DATE].translate(_PLAIN)
    try:
        found = _of_a_program(stated, basis) or _counted(stated, basis)
        yield from filter(None, [found] if found else _written(stated, basis))
    except (ValueError, OverflowError):
        # There is no such day or hour, or it leaves the calendar in another zone.
        return


def _of_a_program(text: str, basis: DateContext) -> Moment | None:
    """Return a time in a form that only programs write: ISO 8601, or seconds since 1970."""
    if match := _ISO.search(text):
        return _iso(match, basis)
    bare = text.strip()
    if match := _COMPACT.fullmatch(bare):
        *parts, zulu = match.groups()
        year, month, day, hour, minute, second = (int(part or 0) for part in parts)
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC if zulu else None)
        return _moment(at, basis, "day" if parts[3] is None else "second", (0, len(text)))
    if match := _EPOCH.fullmatch(bare):
        return _moment(datetime.fromtimestamp(int(match.group(1)), UTC), basis, "second", (0, len(text)))
    return None


def _iso(match: re.Match[str], basis: DateContext) -> Moment | None:
    day, clock, fraction, zone = match.groups()
    if clock is None:
        return _moment(datetime.fromisoformat(day), basis, "day", match.span())
    offset = "+00:00" if zone and zone[0] not in "+-" else (zone or "").rstrip(":")
    at = datetime.fromisoformat(f"{day}T{clock}{(fraction or '').replace(',', '.')}{offset}")
    precision = "second" if len(clock.replace(":", "")) == 6 else "minute"
    return _moment(at, basis, precision, match.span())


def _counted(text: str, basis: DateContext) -> Moment | None:
    """Return a time that counts back from the capture."""
    if back := counted_back(text.strip(), basis.language):
        span, unit = back
        at = basis.fetched_at - span
        if unit < SECONDS["day"]:
            return _moment(at, basis, "minute", (0, len(text)))
        return _moment(_midnight(at.astimezone(basis.zone).date()), basis, "day", (0, len(text)))
    if day := named_day(text):
        back_days, end = day
        today = basis.fetched_at.astimezone(basis.zone).date()
        return _with_clock(text, WrittenDay(0, end, (today - timedelta(days=back_days),)), basis)
    return None


def _written(text: str, basis: DateContext) -> Iterator[Moment | None]:
    if not any(map(str.isdigit, text)):
        return
    end = 0
    for written in written_days(text, basis.language, basis.fetched_at.year):
        if len(written.days) > 1 and not (days := _witnessed(written, basis)):
            yield Moment(
                at=None, day=None, precision="ambiguous", zone="assumed", start=written.start, end=written.end
            )
            continue
        clear = written if len(written.days) == 1 else written._replace(days=days)
        # What stands before a day may be the time of the day before it.
        moment = _with_clock(text, clear, basis, begin=end)
        end = moment.end if moment else written.end
        yield moment


def _witnessed(written: WrittenDay, basis: DateContext) -> tuple[date, ...]:
    """Return which of two days is meant: the one that the page has elsewhere in a form that is clear."""
    possible = tuple(
        day for day in written.days if _midnight(day).replace(tzinfo=UTC) <= basis.fetched_at + timedelta(days=1)
    )
    seen = tuple(day for day in possible if any(f"{day:%Y{mark}%m{mark}%d}" in basis.page_text for mark in "-/"))
    if len(seen) == 1:
        return seen
    firsts = {
        int(first) > 12
        for first, second in _CLEAR.findall(basis.page_text)
        if (int(first) > 12) != (int(second) > 12)
    }
    return (written.days[0 if firsts.pop() else 1],) if len(firsts) == 1 else ()


def _with_clock(text: str, written: WrittenDay, basis: DateContext, begin: int = 0) -> Moment | None:
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
    moment = _moment(at, basis, precision, (start, end))
    return replace(moment, roughly=True) if moment and written.roughly else moment


def _moment(at: datetime, basis: DateContext, precision: str, span: tuple[int, int]) -> Moment | None:
    """Return a Moment, or None where it is after the capture, too early, or what programs write for no date."""
    if at.time() == time() and precision == "second":
        precision = "day"
    utc = (at if at.tzinfo else at.replace(tzinfo=basis.zone)).astimezone(UTC)
    if utc > basis.fetched_at or utc.year < EARLIEST_YEAR or any(abs(utc - one) < NEAR for one in PLACEHOLDERS):
        return None
    zone = "stated" if at.tzinfo else "assumed"
    if precision == "day" and zone == "assumed":
        utc = datetime(at.year, at.month, at.day, tzinfo=UTC)
    return Moment(at=utc, day=at.date(), precision=precision, zone=zone, start=span[0], end=span[1])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone is the caller's to know
