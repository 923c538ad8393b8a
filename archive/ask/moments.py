"""Reads the days and times by which people ask for what was seen then (pure)."""

from datetime import UTC, date, datetime, time, timedelta

_DAY_CHARACTERS = len("2026-03-01")
_HALF_A_DAY = timedelta(hours=12)


def to_moment(text: str, *, is_end: bool = False) -> datetime:
    """Return a day or time in ISO 8601, by default in UTC, as aware UTC; ValueError for what is none.

    A day stands for its first second. With `is_end` the moment is the first behind the day or second, so that what
    was seen in it counts.
    """
    text = text.strip()
    try:
        if len(text) == _DAY_CHARACTERS:
            first = datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
            return first + timedelta(days=is_end)
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment + timedelta(seconds=is_end)
    except OverflowError as error:
        raise ValueError(f"{text} is beyond the calendar") from error


def day_at(midnight: datetime) -> date:
    """Return the day for which a time stands: in UTC its midnight may be the evening before, or later.

    OverflowError where that is beyond the calendar.
    """
    return (midnight + _HALF_A_DAY).date()
