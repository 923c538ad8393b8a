"""Tells whether two places state the same title, names or time, however each writes it (pure).

A title is the same whatever its case, spaces and punctuation, and with the name of a section or site beside it. Names
are the same in any order, without `Dr.` and degrees. A day is the same as a time on that day, in the zone of the time
or in that of the site; a time without a zone is the same as one that shows the same minutes in another zone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from extract.text.folding import fold_name, fold_words

# What one spelling of a name has and another omits: `Dr.` before it, a degree behind it.
_TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|dame)\b\.?\s+|,.*$")
# What stands between a headline and the name of a section or site.
_JOINT = re.compile(r"\s+[-\u2013\u2014:/~\u00b7\u2022\u00bb]+\s+|\s*[|\uff5c]\s*|:\s+")
MAX_PARTS = 10
# Programs round to the minute, or store a page a few seconds after they dated it.
ROUNDING = timedelta(seconds=60)
# No zone is further from UTC, and all are multiples of a quarter of an hour (IANA).
MAX_ZONE_OFFSET, ZONE_STEP = timedelta(hours=14), timedelta(minutes=15)
_NOTHING = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class StatedTime:
    """A time as one place states it: aware, with the day as written; `at` is None for a day.

    `is_assumed` tells that it states no zone.
    """

    day: date
    at: datetime | None = None
    is_assumed: bool = False

    def __str__(self) -> str:
        return self.day.isoformat() if self.at is None else self.at.isoformat()


def name_key(name: str) -> str:
    """Return a name's letters and digits in lower case, without title and degree, to compare two spellings."""
    return fold_name(_TITLES.sub("", name.casefold()))


def is_same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same."""
    if _folded(one) == _folded(other):
        return True
    return _has_as_part(one, _folded(other)) or _has_as_part(other, _folded(one))


def is_same_names(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two lists have the same names; some programs write all of them as one: `Ada Byron, Bo Lee`."""
    one, other = list(some), list(others)
    if set(map(name_key, one)) == set(map(name_key, other)):
        return True
    return fold_name("".join(one)) == fold_name("".join(other))


def is_same_time(one: StatedTime, other: StatedTime, zone: tzinfo | None) -> bool:
    """Tell whether two times are the same; `zone` is the site's, and without it any zone may be."""
    if one.at is None or other.at is None:
        return not _days(one, zone).isdisjoint(_days(other, zone))
    apart = abs(one.at - other.at)
    if apart < ROUNDING:
        return True
    if one.is_assumed == other.is_assumed or apart > MAX_ZONE_OFFSET + ROUNDING:
        return False
    rest = apart % ZONE_STEP
    return min(rest, ZONE_STEP - rest) < ROUNDING


def _days(stated: StatedTime, zone: tzinfo | None) -> set[date]:
    if stated.at is None:
        return {stated.day}
    if zone is not None:
        return {stated.day, stated.at.astimezone(zone).date()}
    try:
        return {
            stated.day,
            *((stated.at + offset).date() for offset in (-MAX_ZONE_OFFSET, _NOTHING, MAX_ZONE_OFFSET)),
        }
    except OverflowError:
        return {stated.day}


def _folded(title: str) -> str:
    # Of signs alone there are no words.
    return fold_words(title) or title.strip()


def _has_as_part(title: str, part: str) -> bool:
    """Tell whether a folded title is the beginning or end of another, up to a mark."""
    cuts = [found.span() for found in _JOINT.finditer(title)][:MAX_PARTS]
    return any(part in {_folded(title[:start]), _folded(title[end:])} for start, end in cuts)
