"""Formats times and days as HTML: captures in UTC, dates of publication as the site's day (pure, but for ZONES).

A date of publication is a day of the site's calendar, the same in every list, file and page; its local time, UTC
offset and UTC stand in the title of the element, and beside it where the reader asked for zones (`?_zones=1`), since
a phone shows no titles.
"""

import re
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from markupsafe import Markup, escape

from archive.ask import day_at
from archive.web.plugins.values import text_of

# The precisions of a date that has no time of day.
DAYS = frozenset({"day", "week"})
# Whether the present request asks for zones beside each date.
ZONES: ContextVar[bool] = ContextVar("zones", default=False)

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:\+00:00|Z)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?")


class Fields(Protocol):
    """A row of which columns are read by name; a column that it has not is a KeyError or IndexError."""

    def __getitem__(self, name: str, /) -> Any: ...


def site_day(row: Fields | None, kind: str = "published") -> Markup:
    """Return the site's day of a row's date (`published` or `updated`), empty if it has none.

    Read from the columns KIND_day, KIND_offset, KIND_at and KIND_precision, of which all but one may be missing.
    """
    return Markup("") if row is None else day_in_site(*(_field(row, f"{kind}_{name}") for name in _NAMES))


_NAMES = ("day", "offset", "at", "precision")


def day_in_site(day: str, offset: str, at: str, precision: str) -> Markup:
    """Return a `<time>` with the site's day, its title the local time with offset and the time in UTC.

    Without `day`, of an archive that does not know it yet, it is the day in the zone of `offset`, or in UTC.
    """
    if not _is_day(day):
        day = _local(at, offset)[:10] if is_time(at) and precision not in DAYS else day_of(at)
    if not _is_day(day):
        return escape(at or day)
    zones = "" if precision in DAYS or not is_time(at) else _zones(at, offset)
    # The day stands before it already.
    short = zones.replace(f"{day} ", "")
    beside = Markup(' <small class="zone">{}</small>').format(short) if zones and ZONES.get() else ""
    title = Markup(' title="{}"').format(zones) if zones else ""
    return Markup('<time datetime="{}"{}>{}</time>{}').format(day, title, day, beside)


def _zones(at: str, offset: str) -> str:
    utc = f"{at[:10]} {at[11:16]} UTC"
    return f"{_local(at, offset)} {offset}, {utc}" if _OFFSET.fullmatch(offset) else utc


def _local(at: str, offset: str) -> str:
    """Return a time in UTC as `YYYY-MM-DD HH:MM` at an offset from UTC."""
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return at[:16].replace("T", " ")
    sign, *parts = found.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    difference = timedelta(hours=hours, minutes=minutes, seconds=seconds) * (-1 if sign == "-" else 1)
    try:
        there = datetime.fromisoformat(at).replace(tzinfo=UTC) + difference
    except (ValueError, OverflowError):
        return at[:16].replace("T", " ")
    return there.isoformat(" ")[:16]


def _field(row: Fields, name: str) -> str:
    try:
        return text_of(row[name]) or ""
    except (KeyError, IndexError):
        return ""


def _is_day(day: str) -> bool:
    return bool(_DAY.fullmatch(day)) and is_time(day)


def moment(value: object, precision: str | None = None) -> Markup:
    """Return a stored time with its zone, or only its day if `precision` is one of DAYS; what is no time as it is."""
    text = text_of(value) or ""
    found = _MOMENT.fullmatch(text)
    if found is None or not is_time(text):
        return escape(text)
    if precision in DAYS:
        return Markup('<time datetime="{0}">{0}</time>').format(day_of(text))
    return Markup('<time datetime="{}" title="{}">{}&nbsp;{}</time> UTC').format(text, text, *found.groups())


def second(value: object) -> Markup:
    """Return a stored time to the second with its zone, where two events may lie in one minute."""
    text = text_of(value) or ""
    if not is_moment(text):
        return escape(text)
    return Markup('<time datetime="{}">{}&nbsp;{}</time> UTC').format(text, text[:10], text[11:19])


def bare_moment(value: str, *, seconds: bool) -> Markup:
    """Return a stored time without its zone, for a column whose heading says UTC; what is no time as it is."""
    if not is_moment(value):
        return escape(value)
    shown = value[11:19] if seconds else value[11:16]
    # A narrow column parts them, and neither of them.
    return Markup('<time datetime="{}" title="{}"><span>{}</span> <span>{}</span></time>').format(
        value, f"{value[:10]} {value[11:19]} UTC", value[:10], shown
    )


def needs_seconds(values: Iterable[object]) -> bool:
    """Tell whether two different times of a page lie in one minute."""
    times = {value for value in values if isinstance(value, str) and is_moment(value)}
    return len({value[:16] for value in times}) < len({value[:19] for value in times})


def day_of(value: str) -> str:
    """Return the day of a time that stands for a day: in UTC its midnight may be the evening before, or later."""
    if not is_time(value):
        return value
    return day_at(datetime.fromisoformat(value)).isoformat()


def first_day(value: object) -> str:
    """Return the day with which a stored time begins, cut like any text where it is no time."""
    return (text_of(value) or "")[:10]


def is_moment(value: str) -> bool:
    """Tell whether a text is a time as it is stored: ISO 8601 in UTC."""
    return _MOMENT.fullmatch(value) is not None and is_time(value)


def is_time(value: str) -> bool:
    """Tell whether a text is a time that the calendar has."""
    try:
        # Its day is in the calendar too.
        day_at(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return False
    return True


def plain_moment(value: str) -> str:
    """Return a stored time as `YYYY-MM-DD HH:MM`, other texts as they are."""
    found = _MOMENT.fullmatch(value)
    return " ".join(found.groups()) if found else value
