"""Finds the days that a text names, and which days each may be (pure).

A day is written with a month's name (`1 March 2026`, `March 1, 2026`, `2026. március 1.`), with numbers
(`01.03.2026`, `2026/3/1`, `2026年3月1日`, `ngày 1 tháng 3 năm 2026`), or in another calendar that its month, its era
or the page's language names (`12 رمضان 1447`, `10 اسفند 1404`, `1 มีนาคม 2569`, `令和8年3月1日`). A day without a year
is not read.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extract.dates.calendars import CALENDARS, ERAS
from extract.dates.months import COMPOUND_NAMES, month_of
from extract.text import all_words, any_word, lazy_pattern
from extract.words.date_phrases import BEHIND_YEAR, ERA_BEFORE_YEAR, JOINERS, ORDINALS
from extract.words.months import DAY_FIRST, MONTH_FIRST

# A word that may be a month: punctuation ends it, dots do not, as in `มี.ค.`.
_WORD = r"[^\W\d_][^\s\d,،/|:;()\[\]\-\u2010-\u2015]{0,23}"
_GAP = r"[\s.,،\-\u2013/]{0,4}"
# `d'abril` has no space behind the joiner, and may have a typeset apostrophe.
_JOIN = rf"(?:(?:{any_word(all_words(JOINERS))})(?:\s+|(?<=')))?".replace("'", "['\u2019]")
_ORDINAL = rf"(?:{any_word(all_words(ORDINALS))})?"
_BEHIND_YEAR = rf"(?:(?:{any_word(all_words(BEHIND_YEAR))})\s?)?"
_ERA_BEFORE_YEAR = rf"(?:(?:{any_word(all_words(ERA_BEFORE_YEAR))})\s?)?"
# Two digits are a year only where nothing stands behind them that makes them an hour or a count.
_YEAR = r"(?P<y>\d{4}(?!\d)|['\u2019]\d\d(?!\d)|\d\d(?=\s*(?:$|[|,;)\]·•]|\d\d?:\d\d)))"
_NOT_IN_NUMBER = r"(?<![\d.,:/\-])"

_DAY_WORD = lazy_pattern(
    rf"(?<!\d)(?<!\d[.,:/])(?P<d>\d{{1,2}}){_ORDINAL}{_GAP}{_JOIN}(?P<m>{_WORD})(?:/{_WORD})?{_GAP}{_JOIN}{_ERA_BEFORE_YEAR}{_YEAR}",
    re.IGNORECASE,
)
# It is looked for from the start of each word on; at every letter, that takes five times as long.
_WORD_DAY = lazy_pattern(
    rf"(?<![^\W\d_])(?P<m>{_WORD}(?:\s{_WORD})?){_GAP}{_JOIN}(?P<d>\d{{1,2}}){_ORDINAL}(?:,\s?|\s|[.\-/])[\s]?{_JOIN}(?P<y>\d{{4}}(?!\d)|['\u2019]\d\d(?!\d))",
    re.IGNORECASE,
)
_YEAR_WORD = lazy_pattern(
    rf"(?<!\d)(?P<y>\d{{4}}){_GAP}{_BEHIND_YEAR}(?P<m>{_WORD}){_GAP}(?P<d>\d{{1,2}})(?![\d:])", re.IGNORECASE
)
# `2026. gada 1. marts`
_YEAR_DAY_WORD = lazy_pattern(
    rf"(?<!\d)(?P<y>\d{{4}})\.?\s(?:{any_word(all_words(BEHIND_YEAR))})\s(?P<d>\d{{1,2}})\.?\s(?P<m>{_WORD})",
    re.IGNORECASE,
)
# `Sun Mar 1 12:30:00 +0000 2026`, as programs print it.
_PRINTED = lazy_pattern(
    r"\b(?P<m>[A-Z][a-z]{2})\s{1,2}(?P<d>\d{1,2})\s(?=[\d:]{8}\s)[\d:]{8}\s(?:\S{1,6}\s)?(?P<y>\d{4})(?!\d)"
)
_ERA = lazy_pattern(
    rf"(?P<era>{'|'.join(ERAS)})\s?(?P<y>\d{{1,3}}|元)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日?"
)
_YEAR_FIRST = lazy_pattern(
    r"(?<![\d.,:/\-])(?P<y>\d{4})\s?(?:[./\-]|年|년)\s?(?P<m>\d{1,2})\s?(?:[./\-]|月|월)\s?(?P<d>\d{1,2})(?![\d/])(?:\s?[日일]|\.)?"
)
_MONTH_NUMBER = lazy_pattern(
    r"(?<!\d)(?P<d>\d{1,2})\s(?:tháng|thg|th)\.?\s?(?P<m>\d{1,2})(?:,?\s(?:năm\s)?|/)(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = lazy_pattern(
    rf"{_NOT_IN_NUMBER}(?P<a>\d{{1,2}})(?P<s>\s?[./\-]\s?)(?P<b>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d\d)(?![\d/\-])(?!\.\d)"
)
_ERA_BEHIND = lazy_pattern(r"\s?(?:هـ|ه(?!\w)|AH\b)")
_COMPOUND = lazy_pattern(any_word(COMPOUND_NAMES), re.IGNORECASE)


class WrittenDay(NamedTuple):
    """A day and its position in a text.

    `days` holds two days where the text does not tell day from month, else a single day. `roughly` is true for the
    Islamic calendar, whose days may be off by one.
    """

    start: int
    end: int
    days: tuple[date, ...]
    roughly: bool = False


class _Source(NamedTuple):
    """A text, the language of its page, and the latest year that can be meant."""

    text: str
    language: str | None
    latest_year: int


def written_days(text: str, language: str | None, latest_year: int) -> Iterator[WrittenDay]:
    """Yield the days that a text names, in order; none overlaps another."""
    if not text.isascii():
        text = _COMPOUND.sub(lambda match: COMPOUND_NAMES[match.group().lower()], text)
    source = _Source(text, language, latest_year)
    found = [day for read in (_of_an_era, _worded, _year_first, _numbered) for day in read(source)]
    end = -1
    for day in sorted(found, key=lambda day: (day.start, -day.end)):
        if day.start >= end:
            yield day
            end = day.end


def _of_an_era(source: _Source) -> Iterator[WrittenDay]:
    for match in _ERA.finditer(source.text):
        year = ERAS[match["era"]] + (1 if match["y"] == "元" else int(match["y"]))
        yield from _day(source, match.span(), "gregorian", (str(year), int(match["m"]), match["d"]))


def _worded(source: _Source) -> Iterator[WrittenDay]:
    for pattern in (_DAY_WORD, _WORD_DAY, _YEAR_WORD, _YEAR_DAY_WORD, _PRINTED):
        start = 0
        while match := pattern.search(source.text, start):
            month = _month(match["m"], source.language)
            if month is None:
                # What was taken for the month may hold the beginning of a day: `Version 5 1 March 2026`.
                start = match.start() + 1 if pattern is _DAY_WORD else max(match.start("d"), match.start() + 1)
                continue
            calendar, number, offset = month
            begin = min(match.start("m") + offset, match.start("d"), match.start("y"))
            yield from _day(source, (begin, match.end()), calendar, (match["y"], number, match["d"]))
            start = match.end()


def _month(words: str, language: str | None) -> tuple[str, int, int] | None:
    """Return calendar, number and position of the month in a word or two; of two, the last is nearest to the day."""
    if month := month_of(words, language):
        return *month, 0
    first, _, last = words.rpartition(" ")
    month = month_of(last, language) if first else None
    return (*month, len(first) + 1) if month else None


def _year_first(source: _Source) -> Iterator[WrittenDay]:
    for pattern in (_YEAR_FIRST, _MONTH_NUMBER):
        for match in pattern.finditer(source.text):
            calendar = _calendar(source, match)
            yield from _day(source, match.span(), calendar, (match["y"], int(match["m"]), match["d"]))


def _numbered(source: _Source) -> Iterator[WrittenDay]:
    for match in _NUMBERS.finditer(source.text):
        calendar = _calendar(source, match)
        orders = _orders(int(match["a"]), int(match["b"]), match["s"].strip(), source.language)
        found = [
            written
            for day, month in orders
            for written in _day(source, match.span(), calendar, (match["y"], month, str(day)))
        ]
        if found:
            days = tuple(dict.fromkeys(day for written in found for day in written.days))
            yield WrittenDay(found[0].start, found[0].end, days, found[0].roughly)


def _day(source: _Source, span: tuple[int, int], calendar: str, parts: tuple[str, int, str]) -> Iterator[WrittenDay]:
    """Yield the day of a year, month and day; nothing where the calendar has no such day."""
    year, month, day = parts
    start, end = span
    count = _full_year(year, calendar, source)
    if calendar == "gregorian" and count > source.latest_year + 300:
        calendar = "buddhist"
    if calendar == "hijri" and (behind := _ERA_BEHIND.match(source.text, end)):
        end = behind.end()
    try:
        found = CALENDARS[calendar](count, month, int(day))
    except (ValueError, OverflowError):
        return
    yield WrittenDay(start, end, (found,), calendar == "hijri")


def _full_year(year: str, calendar: str, source: _Source) -> int:
    """Return a year of two digits in full: the last such year that is not after the capture."""
    count = int(year.strip("'\u2019"))
    # Programs write `0001-01-01` for no date.
    if count > 99 or len(year) > 3:
        return count
    if calendar == "jalali":
        return 1400 + count if count < 50 else 1300 + count
    if calendar == "gregorian" and any("\u0e00" <= character <= "\u0e7f" for character in source.text):
        return 2500 + count
    return 2000 + count if 2000 + count <= source.latest_year else 1900 + count


def _calendar(source: _Source, match: re.Match[str]) -> str:
    """Return the calendar of a date in numbers: Islamic where its era says so, Persian where the language does."""
    if not 1250 <= int(match["y"]) < 1600:
        return "gregorian"
    if _ERA_BEHIND.match(source.text, match.end()):
        return "hijri"
    return "jalali" if (source.language or "").lower().startswith(("fa", "ps", "ckb")) else "gregorian"


def _orders(first: int, second: int, mark: str, language: str | None) -> list[tuple[int, int]]:
    """Return which (day, month) the first two of three numbers may be, one pair or two."""
    if first > 12 or second > 12 or first == second:
        return [(first, second)] if first > 12 else [(second, first)]
    code = (language or "").lower().replace("_", "-")
    # Where dots stand between numbers, the day goes first in every language that writes so.
    if mark == "." or code in DAY_FIRST or (code.partition("-")[0] in DAY_FIRST):
        return [(first, second)]
    return [(second, first)] if code in MONTH_FIRST else [(first, second), (second, first)]
