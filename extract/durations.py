"""Reads and writes durations as people type them in TOML and on a command line (pure)."""

import re
from datetime import timedelta

_DURATION = re.compile(
    r"(?P<number>\d{1,5}(?:\.\d{1,3})?)\s*(?:(?P<minutes>m|min|minutes?)|(?P<hours>h|hours?)|(?P<days>d|days?)"
    r"|(?P<weeks>w|weeks?))"
)
# What starts `commentary run` does so every ten minutes, and nobody plans a visit for later than next year.
MIN_INTERVAL, MAX_INTERVAL = timedelta(minutes=10), timedelta(days=366)
# The largest first, so that a duration is written in the fewest digits.
_UNITS = (("w", timedelta(weeks=1)), ("d", timedelta(days=1)), ("h", timedelta(hours=1)))


def parse_duration(text: str) -> timedelta:
    """Return a duration such as `90m`, `6 hours`, `2d` or `1 week`; ValueError for anything else, and for none."""
    found = _DURATION.fullmatch(text.strip().lower())
    unit = found.lastgroup if found else None
    duration = timedelta(**{unit: float(found["number"])}) if found and unit else timedelta()
    if not duration:
        raise ValueError("not a duration; write a number and m, h, d or w, such as 90m, 6h, 2 days or 1w")
    return duration


def parse_interval(text: str) -> timedelta:
    """Return the duration after which something is done again; ValueError if it is none, too short or too long."""
    interval = parse_duration(text)
    if not MIN_INTERVAL <= interval <= MAX_INTERVAL:
        raise ValueError("out of range; write an interval between 10 minutes and 366 days")
    return interval


def duration_text(duration: timedelta) -> str:
    """Return a duration in the largest unit of which it is a whole number, such as `6h`; else in minutes."""
    for unit, length in _UNITS:
        if duration and not duration % length:
            return f"{duration // length}{unit}"
    return f"{duration / timedelta(minutes=1):g}m"
