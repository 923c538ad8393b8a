"""Reads a day, a month or a year as people type it (pure)."""

import re
from calendar import monthrange
from datetime import date

from extract.errors import SearchError

_PARTIAL = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:T[\d:.,+Z-]*)?)?)?")
_TURNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")


def first_day(text: str) -> date:
    """Return the first day of a date such as 2025, 2025-06 or 2025-06-30; raise SearchError for anything else."""
    year, month, day = _parts(text)
    return _date(text, year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> date:
    """Return the last day of such a date."""
    year, month, day = _parts(text)
    month = 12 if month is None else month
    last = monthrange(max(year, 1), month)[1] if 0 < month < 13 else 1
    return _date(text, year, month, last if day is None else day)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(text.strip())
    if found is None or not text.isascii():
        raise _no_date(text)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return year or 0, month, day


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_date(text) from error


def _no_date(text: str) -> SearchError:
    return SearchError(
        f"“{text[:40]}” is no date. Write a year, a month or a day: 2025, 2025-06 or 2025-06-30.", meant=_meant(text)
    )


def _meant(text: str) -> str | None:
    """Return the date that stands for one whose year comes last; None where day and month cannot be told apart."""
    text = text.strip()
    if not text.isascii():
        return None
    if found := _MONTH_FIRST.fullmatch(text):
        return _valid(found[2], found[1], None)
    if not (found := _TURNED.fullmatch(text)):
        return None
    first, second, year = found.groups()
    if first != second and int(first) < 13 and int(second) < 13:
        return None
    return _valid(year, second, first) or _valid(year, first, second)


def _valid(year: str, month: str, day: str | None) -> str | None:
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
