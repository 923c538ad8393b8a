"""Tells a line of an event from that of a publication: hours from and to, a full hour with a place, days to come (pure).

`7 June 2025, 7 to 9 pm`, `7 June 2025, 7 pm, Town Hall`, `28 February to 5 June 2026`. The words stand in
`words/date_words.py`.
"""

import re
from collections.abc import Sequence

from extract.dates.date_kind import is_range, says_of_itself
from extract.dates.parse import Moment, spans_of_days
from extract.text import any_pattern, lazy_pattern
from extract.words.byline_words import BEFORE
from extract.words.date_words import (
    DATE_LABELS,
    HOUR_SIGNS,
    PLACE_LABELS,
    TIME_LABELS,
    TO,
    UPDATED,
    VENUE_LABELS,
    VENUES,
)

_CLOCK = r"\d{1,2}(?:[:.h]\d\d)?"
_SIGN = rf"(?:{HOUR_SIGNS})(?!\w)"
# A single mark or word stands between the hours, with at most the sign of the first before it.
_HOURS = lazy_pattern(
    rf"(?<![\d.,:/-])(?:\d{{1,2}}[:.h]\d\d|{_CLOCK}\s?{_SIGN})\s?(?:{TO})\s?\d{{1,2}}[:.h]\d\d(?!\d)"
    rf"|(?<![\d.,:/-]){_CLOCK}(?:\s?{_SIGN})?\s?(?:{TO})\s?{_CLOCK}\s?{_SIGN}",
    re.IGNORECASE,
)
# Programs that print when something came out print its minutes.
_FULL_HOUR = lazy_pattern(rf"(?<![\d.:/-])\d{{1,2}}\s?{_SIGN}\.?", re.IGNORECASE)
_QUARTER = lazy_pattern(rf"(?<![\d.:/-])\d{{1,2}}[:.h](?:00|15|30|45)(?![\d:])(?:\s?{_SIGN})?\.?", re.IGNORECASE)
# A byline or an update is no place, nor does it go on a sentence.
_NO_PLACE = rf"(?!(?:{any_pattern(BEFORE)})\b|{any_pattern(UPDATED)})"
_PLACE = lazy_pattern(
    rf"\s?(?:[,·•|@]|\s[\u2013\u2014-])\s?{_NO_PLACE}(?=[^\W\d_])|\s(?:at|in|im|à|en)\s",
    re.IGNORECASE,
)
_VENUE = lazy_pattern(rf"(?<![^\W\d_])(?:{any_pattern(VENUES)})(?![^\W\d_])", re.IGNORECASE)
# `On 5 May 2019 the company came.`
_ON = lazy_pattern(r"\W{0,3}(?:on|since|am|seit|le|depuis|el|il|op|em|dne)\s", re.IGNORECASE)
_GOES_ON = lazy_pattern(rf",?\s{_NO_PLACE}[^\W\dA-ZÀ-Þ_][^\W\d_]*\s\w")
# `Date: 7 June 2025, Venue: Town Hall`; a press release names its place so too, but no time.
_EVENT = lazy_pattern(
    rf"(?<!\w)(?:{any_pattern(VENUE_LABELS)})\s?[:\uff1a]"
    rf"|(?<!\w)(?:{any_pattern(TIME_LABELS)})\s?[:\uff1a].*?(?<!\w)(?:{any_pattern(PLACE_LABELS)})\s?[:\uff1a]",
    re.IGNORECASE,
)
_DATE = lazy_pattern(rf"(?<!\w)(?:{any_pattern(DATE_LABELS)})\s?[:\uff1a]\s?$", re.IGNORECASE)
_TO_NEXT = lazy_pattern(rf"\s?(?:{TO})\s?")


def kind_in_line(kind: str, text: str, moments: Sequence[Moment], moment: Moment) -> str:
    """Return the kind of a day in a line, of which the words beside it say `kind`; `other` for an event's."""
    # `The post was put up on 3 March at 11:03 pm` is of itself: nobody tells the minutes of something else.
    is_own = moment.precision in {"minute", "second"} or says_of_itself(text)
    if is_range(text, moments, moment) or (kind in {"published", "updated"} and not is_own):
        return "other"
    if not kind and (goes_on_to_a_day(text, moment) or names_hours_or_place(text, moment)):
        return "other"
    return kind


def names_hours_or_place(text: str, moment: Moment) -> bool:
    """Tell whether a line names hours from and to, or a place behind its day and its hour."""
    if _HOURS.search(text):
        return True
    if (hour := _FULL_HOUR.search(text, moment.start)) is not None:
        return _PLACE.match(text, hour.end()) is not None
    hour = _QUARTER.search(text, moment.start)
    is_at_place = hour is not None and _PLACE.match(text, hour.end()) is not None
    return hour is not None and is_at_place and _VENUE.search(text, hour.end()) is not None


def is_labelled_date(before: str) -> bool:
    """Tell whether `Date:` and no word such as `Published` stands before a day, as in the facts of an event."""
    return _DATE.search(before) is not None


def names_labelled_place(text: str) -> bool:
    """Tell whether a text names the place of an event behind a label, as `Venue: Town Hall`."""
    return _EVENT.search(text) is not None


def goes_on_to_a_day(text: str, moment: Moment) -> bool:
    """Tell whether a day is followed by the last one of a span, which may be after the capture."""
    to = _TO_NEXT.match(text, moment.end)
    return to is not None and any(start == to.end() for start, _ in spans_of_days(text))


def tells_what_happened(text: str, moment: Moment) -> bool:
    """Tell whether a text is a sentence that begins with its day: `On 5 May 2019 the company came`."""
    return _ON.fullmatch(text, 0, moment.start) is not None and _GOES_ON.match(text, moment.end) is not None
