"""Cleaning: strings to values (pure).

A string that does not surely say a value gives None: a missing value is better than a guess.
"""

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from dateutil import parser

from extract.months import DAY_FIRST, MONTHS

EARLIEST_YEAR = 1900
LONGEST_DATE = 200
LONGEST_NAME = 150

# Obsolete zones of mail (RFC 5322, 4.3), in seconds; any other abbreviation has several meanings.
ZONES = {"UT": 0, "UTC": 0, "GMT": 0} | {
    f"{zone}{season}T": (hours + (season == "D")) * 3600
    for zone, hours in {"E": -5, "C": -6, "M": -7, "P": -8}.items()
    for season in "SD"
}
SPANS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "week": 604800}

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|i|ins|mark|p|q|s|small|span|strong|su[bp]|u)\b[^<>]*>",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?(?:\d\d)?)?)?(?!\d)", re.IGNORECASE
)
_WORDS = re.compile(
    r"(?P<a>\d{1,2}|[^\W\d_]+)(?P<s>\.?,?\s+(?:de\s+)?|[.\-/])(?P<b>\d{1,2}|[^\W\d_]+)(?:st|nd|rd|th|\.|ª|º)?,?[\s.\-/]+(?:de\s+)?(?P<y>\d{4})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[./\-年년]\s?(\d{1,2})\s?[./\-月월]\s?(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?\s*([ap]\.?m\b)?", re.IGNORECASE)
_ZONED = re.compile(
    r"(?P<time>(?:[^\W\d_]+,?\s+)?(?:\d{1,2}\s+[^\W\d_]{3,9}\.?|[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?),?\s+\d{4},?\s+(?:at\s+)?"
    r"\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[+-]\d\d:?\d\d|U?T|UTC|GMT|[ECMP][SD]T))(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_NO_DATE = datetime(1, 1, 1)  # noqa: DTZ001 - its year is refused, whatever its zone
_AGO = re.compile(r"\b(\d{1,3}|an?)\s+(second|sec|minute|min|hour|hr|day|week)s?\.?\s+ago\b", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:written|posted|words|story|text) by|by|von|par|por|di|door|av)\s*:?\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"https?://|www\.|^\S+@\S+\.\S+$|^[\W\d_]*$")


def clean_text(text: str) -> str:
    """Return a text out of an attribute or JSON, where tags and entities may stand, entities escaped twice too."""
    once = html.unescape(text)
    return clean_visible(_TAG.sub("", once) if "<" in once else once)


def clean_visible(text: str) -> str:
    """Return a text as a reader sees it, where what looks like a tag is none; single spaces, entities unescaped."""
    return " ".join(_INVISIBLE.sub("", html.unescape(text) if "&" in text else text).split())


def to_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each name of clean texts once, as written: marks within a name, as ` | `, dots and `&`, belong to it."""
    names = (_BY.sub("", text).strip(" ,;") for text in texts)
    return tuple(dict.fromkeys(name for name in names if len(name) <= LONGEST_NAME and not _NO_NAME.search(name)))


def to_datetime(text: str, *, zone: tzinfo, fetched_at: datetime, language: str | None = None) -> datetime | None:
    """Return the time that a text states as aware UTC, None for one that it does not surely state.

    `zone` is for times that do not say; `language` decides what `12/03/2026` is. A time after the capture is none.
    """
    text = text[:LONGEST_DATE].strip()
    try:
        found = _iso(text) or _zoned(text) or _relative(text, fetched_at) or _worded(text, language)
        if found is None:
            return None
        at = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at <= fetched_at and at.year >= EARLIEST_YEAR else None


def _iso(text: str) -> datetime | None:
    match = _ISO.search(text)
    if match is None:
        return None
    stated = match.group().upper().replace(",", ".")
    # A space may stand before the offset, where Python allows none.
    return datetime.fromisoformat(stated[:11] + stated[11:].replace(" ", ""))


def _zoned(text: str) -> datetime | None:
    """Return a time in English that names a month and ends in its zone, as in mail headers and many bylines."""
    stated = _ZONED.fullmatch(text)
    # Without a default of our own, what a text leaves out would be today's.
    return parser.parse(stated["time"], default=_NO_DATE, tzinfos=ZONES) if stated else None


def _relative(text: str, fetched_at: datetime) -> datetime | None:
    match = _AGO.search(text)
    if match is None:
        return None
    count = 1 if match.group(1).lower().startswith("a") else int(match.group(1))
    return fetched_at - timedelta(seconds=count * SPANS[match.group(2).lower()])


def _worded(text: str, language: str | None) -> datetime | None:
    """Return a date with a month's name or with numbers, and the clock time behind it."""
    year_first = _YEAR_FIRST.search(text)
    if year_first:
        year, month, day = map(int, year_first.groups())
        return _with_clock(text[year_first.end() :], year, month, day)
    for match in _WORDS.finditer(text):
        # Where dots stand between numbers, the day goes first in every language that writes so.
        day_month = _day_and_month(match["a"], match["b"], "de" if match["s"].startswith(".") else language)
        if day_month:
            return _with_clock(text[match.end() :], int(match["y"]), day_month[1], day_month[0])
    return None


def _day_and_month(first: str, second: str, language: str | None) -> tuple[int, int] | None:
    if first.isdigit() and second.isdigit():
        return _numeric(int(first), int(second), language)
    if first.isdigit():
        month = MONTHS.get(second.casefold())
        return (int(first), month) if month else None
    month = MONTHS.get(first.casefold())
    return (int(second), month) if month and second.isdigit() else None


def _numeric(first: int, second: int, language: str | None) -> tuple[int, int] | None:
    if first > 12 or second > 12 or first == second:
        return (first, second) if first > 12 else (second, first)
    code = (language or "").lower().replace("_", "-")
    if code in {"en-us", "en-ph"}:
        return second, first
    return (first, second) if code in DAY_FIRST or code.partition("-")[0] in DAY_FIRST else None


def _with_clock(rest: str, year: int, month: int, day: int) -> datetime:
    date = datetime(year, month, day)  # noqa: DTZ001 - the zone is the caller's to know
    match = _CLOCK.search(rest[:30])
    if match is None:
        return date
    hour, half = int(match.group(1)), (match.group(3) or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return date.replace(hour=hour, minute=int(match.group(2)))
