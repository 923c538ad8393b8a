"""Converts days of the Persian, Islamic and Thai calendar to Gregorian days (pure).

Each function takes year, month from 1 and day from 1, and raises ValueError where there is no such day.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

# The Gregorian year before the first year of each era.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
BUDDHIST_OFFSET_YEARS = 543

# 1 Farvardin 1400; the leap years of the 33-year cycle are those of the observed calendar from 1178 to 1633.
_NOWRUZ = (1400, date(2021, 3, 21))
_LEAP_OF_33 = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_YEARS = range(1250, 1600)
# The day before 1 Muharram 1, counted as Python counts days.
_HIJRA = 227014


def gregorian(year: int, month: int, day: int) -> date:
    """Return a Gregorian day."""
    return date(year, month, day)


def buddhist(year: int, month: int, day: int) -> date:
    """Return a day of the Thai calendar, whose years count from 543 before our era."""
    return date(year - BUDDHIST_OFFSET_YEARS, month, day)


def jalali(year: int, month: int, day: int) -> date:
    """Return a day of the Persian calendar: six months of 31 days, five of 30, and a last month of 29 or 30."""
    lengths = [31] * 6 + [30] * 5 + [29 + _is_leap(year)]
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        raise ValueError(f"no such Persian day: {year}-{month}-{day}")
    first, at = _NOWRUZ
    years = sum(365 + _is_leap(between) for between in range(min(first, year), max(first, year)))
    return at + timedelta(days=(years if year > first else -years) + sum(lengths[: month - 1]) + day - 1)


def hijri(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar by the tabular reckoning.

    11 of 30 years are leap years. Where months begin when the moon is sighted, or by another table (as Umm
    al-Qura), the day may be one earlier or later: `choose_dates` gives such a day a low confidence.
    """
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        raise ValueError(f"no such Islamic day: {year}-{month}-{day}")
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_HIJRA + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP_OF_33


CALENDARS: Mapping[str, Callable[[int, int, int], date]] = {
    "gregorian": gregorian,
    "buddhist": buddhist,
    "jalali": jalali,
    "hijri": hijri,
}
