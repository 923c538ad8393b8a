"""Reads the time of day and the zone beside a written day (pure).

Twelve and twenty-four hours, `14h30`, `14.30 Uhr`, `kl. 9`, `오후 3:24`, `下午3时24分`; the zone behind them as an
offset, or an abbreviation that means one zone only. The words stand in `words/clock_words.py`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from extract.text import all_words
from extract.words.clock_words import AT_HOUR, EVENING, HOUR_MARKS, MINUTE_MARKS, MORNING

# Zones of mail (RFC 5322, 4.3), and the abbreviations that the IANA database uses for a single offset; in hours.
# `IST` is Indian, Irish and Israeli time: it is left out.
OFFSETS: Mapping[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "PKT": 5, "WIB": 7, "WITA": 8,
    "WIT": 9, "HKT": 8, "JST": 9, "KST": 9, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3,
}  # fmt: skip
# Zones of the United States, written without regard to daylight saving time.
GENERIC_ZONES: Mapping[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}


def _pattern(words: Iterable[str]) -> str:
    """Return the pattern of any of some words; a dot may be left out, and a space may stand behind it."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        r"\.?\s?".join(map(re.escape, word.rstrip(".").split("."))) + r"\.?" * word.endswith(".")
        for word in longest_first
    )


def _bare(half: str) -> str:
    return half.lower().replace(".", "").replace(" ", "")


# Chinese, Japanese and Korean write the half of the day before the hour, and put no space before it.
_FIRST_OF_EAST_ASIA = "\u2e7f"
_MORNING, _EVENING, _HOUR_MARKS = all_words(MORNING), all_words(EVENING), all_words(HOUR_MARKS)
_IS_MORNING = frozenset(map(_bare, _MORNING))
_IS_EVENING = frozenset(map(_bare, _EVENING))
_HALF_AHEAD = _pattern(word for word in _MORNING | _EVENING if word > _FIRST_OF_EAST_ASIA)
_HALF_BEHIND = _pattern(word for word in _MORNING | _EVENING if word < _FIRST_OF_EAST_ASIA)
_BEFORE = rf"(?:{_HALF_AHEAD}|(?<!\w)(?:{MORNING['tr']}|{EVENING['tr']}))"
_BEHIND = rf"(?:{_HALF_BEHIND})(?!\w)\.?"
_HOUR_MARK = rf"[:.hH\uff1a]|{_pattern(_HOUR_MARKS)}"
_HOUR_SIGN = _pattern(word for word in _HOUR_MARKS if word > _FIRST_OF_EAST_ASIA)
_MINUTE_MARK = _pattern(all_words(MINUTE_MARKS))
_MINUTES = (
    rf"(?P<half>{_BEFORE})?\s?(?P<h>[01]?\d|2[0-4])(?:\s?(?P<mark>{_HOUR_MARK})\s?|:\s)"
    rf"(?P<m>[0-5]\d)(?![\d%])(?:(?:[:.]|\s?[分분]\s?)(?P<s>[0-5]\d)(?!\d))?(?:\s?(?:{_MINUTE_MARK}))?\s?(?P<half2>{_BEHIND})?"
)
_HOURS = (
    rf"(?P<half3>{_BEFORE})?\s?(?P<h2>[01]?\d|2[0-4])(?:\s?(?P<half4>[ap]\.?\s?m\b\.?)|\s?(?:Uhr\b|h\b|{_HOUR_SIGN}))"
    rf"|\b(?:{_pattern(all_words(AT_HOUR))})\.?\s?(?P<h3>[01]?\d|2[0-3])(?![\d:.,/]|\s?h)"
)
_CLOCK = rf"(?:{_MINUTES}|{_HOURS})"
# What may stand between a day and its time has no digits, so that the next number is the time or there is none.
_AFTER = re.compile(rf"(?P<glue>\D{{0,25}}?){_CLOCK}", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?<![\d.:,/\-]){_CLOCK}(?P<zone>(?:\s?[A-Z]{{1,4}})?(?:[+-]\d\d:?\d\d)?)(?P<glue>\D{{0,20}})$", re.IGNORECASE
)
_ZONE = re.compile(
    r"\s?[(\[]?(?:(?P<name>[A-Z]{1,4})\b)?(?:(?<=GMT|UTC)\s?(?P<short>[+-]\d{1,2})(?![\d:])|\s?(?P<offset>[+-]\d\d:?\d\d))?(?!\d)"
)


class Clock(NamedTuple):
    """A time of day, whether it has seconds, its zone where it is stated, and the length of its text."""

    time: time
    second: bool
    zone: tzinfo | None
    length: int


def clock_behind(text: str) -> Clock | None:
    """Return the time of day at the start of the text behind a day, None where there is none."""
    match = _AFTER.match(text[:60])
    # `12. 30` and `2026 1.30` are numbers; a dot between hour and minutes is a clock's only close to the day.
    if match is None or (match["mark"] == "." and not match["half2"] and len(match["glue"]) > 12):
        return None
    zone, length = zone_in(text[match.end() :])
    return _clock(match, zone, match.end() + length)


def clock_ahead(text: str) -> Clock | None:
    """Return the time of day at the end of the text before a day: `12:30 Uhr, `; None where there is none."""
    tail = text[-45:]
    match = _AHEAD.search(tail)
    if match is None or match["mark"] == ".":
        return None
    zone, _ = zone_in(match["zone"])
    return _clock(match, zone, len(tail) - match.start())


def zone_in(text: str) -> tuple[tzinfo | None, int]:
    """Return the zone at the start of a text and its length; None for no zone or an ambiguous abbreviation."""
    match = _ZONE.match(text[:20])
    if match is None:
        return None, 0
    name, offset = match["name"], match["offset"] or match["short"]
    if offset and (name is None or name in {"GMT", "UTC", "UT"}):
        sign, digits = (-1 if offset[0] == "-" else 1), offset[1:].replace(":", "")
        hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:2], digits[2:])
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return (timezone(sign * away), match.end()) if away <= timedelta(hours=15) else (None, 0)
    if name in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[name])), match.end("name")
    if name in GENERIC_ZONES:
        return ZoneInfo(GENERIC_ZONES[name]), match.end("name")
    return None, 0


def _clock(match: re.Match[str], zone: tzinfo | None, length: int) -> Clock | None:
    hour = int(match["h"] or match["h2"] or match["h3"])
    half = _bare(match["half"] or match["half2"] or match["half3"] or match["half4"] or "")
    if half in _IS_EVENING:
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif half in _IS_MORNING:
        hour %= 12
    second = match["s"]
    return Clock(time(hour % 24, int(match["m"] or 0), int(second or 0)), second is not None, zone, length)
