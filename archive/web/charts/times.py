"""Places times on an axis: years, months, days and moments, with few labels that do not touch (pure)."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

Unit = Literal["year", "month", "day", "moment"]

_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("year", re.compile(r"\d{4}", re.ASCII)),
    ("month", re.compile(r"\d{4}-\d\d", re.ASCII)),
    ("day", re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)),
    ("moment", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.ASCII)),
)
_SECONDS_PER_DAY = 86_400
# Between two labels, in characters.
_GAP = 2


class Tick(NamedTuple):
    """A label at a place, in days since 0001-01-01."""

    at: float
    label: str


def unit_of(texts: Sequence[str]) -> Unit | None:
    """Return what all of these texts are: years, months, days or moments; None if some are something else."""
    units = {_unit(text) for text in texts}
    if len(units) == 1:
        return units.pop()
    return "moment" if units == {"day", "moment"} else None


def _unit(text: str) -> Unit | None:
    unit = next((unit for unit, pattern in _UNITS if pattern.fullmatch(text)), None)
    if unit is None:
        return None
    try:
        place(text, unit)
    except (ValueError, OverflowError):
        return None
    return unit


def place(text: str, unit: Unit) -> float:
    """Return where a time stands in days since 0001-01-01, moments in UTC; ValueError for a day that is none."""
    if unit == "moment":
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return moment.timestamp() / _SECONDS_PER_DAY + date(1970, 1, 1).toordinal()
    return date(*_parts(text)).toordinal()


def readable(text: str) -> str:
    """Return a moment as people read it, with its zone; any other text as it is."""
    if _unit(text) != "moment":
        return text
    moment = datetime.fromisoformat(text)
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def step_of(text: str, unit: Unit) -> int:
    """Return the number of a year, month or day, so that one follows another."""
    year, month, day = _parts(text)
    return {"year": year, "month": year * 12 + month - 1}.get(unit, date(year, month, day).toordinal())


def name_of_step(step: int, unit: Unit) -> str:
    """Return the year, month or day with a number."""
    if unit == "year":
        return f"{step:04}"
    return f"{step // 12:04}-{step % 12 + 1:02}" if unit == "month" else date.fromordinal(step).isoformat()


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the months from one to another, both included; only the two where one of them is no month."""
    if unit_of([first, last]) != "month":
        return tuple(dict.fromkeys((first, last)))
    return tuple(name_of_step(step, "month") for step in range(step_of(first, "month"), step_of(last, "month") + 1))


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, text[:10].split("-")), 1, 1)[:3]
    return year, month, day


def ticks_between(first: float, last: float, *, unit: Unit, room: int) -> tuple[Tick, ...]:
    """Return ticks between two places at round times, the finest whose labels have at most `room` characters.

    A day is written as 2026-03-02, a month as 2026-03, a year as 2026. Moments within two days are told by both ends.
    """
    if unit == "moment" and last - first < 2:
        return tuple(Tick(at, _to_minute(at)) for at in dict.fromkeys((first, last)))
    for ticks in _candidates(unit):
        found, left = [], room
        for tick in ticks(first, last):
            found.append(tick)
            left -= len(tick.label) + _GAP
            if left < 0:
                break
        if found and left >= 0:
            return tuple(found)
    # Between two round times there may be none.
    return (Tick(first, name_of_step(int(first), "day")),)


def _candidates(unit: Unit) -> Iterator[Callable[[float, float], Iterator[Tick]]]:
    if unit in {"day", "moment"}:
        yield _days(1)
        yield _days(7)
    if unit != "year":
        for months in (1, 3, 6):
            yield _months(months)
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000):
        yield _years(years)


def _days(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def ticks(first: float, last: float) -> Iterator[Tick]:
        day = date.fromordinal(max(1, -int(-first // 1)))
        while day.toordinal() <= last:
            yield Tick(day.toordinal(), day.isoformat())
            if date.max - day < timedelta(days=every):
                return
            day += timedelta(days=every)

    return ticks


def _months(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def ticks(first: float, last: float) -> Iterator[Tick]:
        begin = date.fromordinal(max(1, int(first)))
        number = -(-(begin.year * 12 + begin.month - 1) // every) * every
        while number // 12 <= date.max.year:
            at = date(number // 12, number % 12 + 1, 1).toordinal()
            if at > last:
                return
            if at >= first:
                yield Tick(at, name_of_step(number, "month"))
            number += every

    return ticks


def _years(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def ticks(first: float, last: float) -> Iterator[Tick]:
        year = max(1, -(-date.fromordinal(max(1, int(first))).year // every) * every)
        while year <= date.max.year:
            at = date(year, 1, 1).toordinal()
            if at > last:
                return
            if at >= first:
                yield Tick(at, f"{year:04}")
            year += every

    return ticks


def _to_minute(at: float) -> str:
    whole = datetime.fromordinal(max(1, int(at))) + timedelta(days=at % 1)
    return f"{whole + timedelta(milliseconds=1):%Y-%m-%d %H:%M} UTC"
