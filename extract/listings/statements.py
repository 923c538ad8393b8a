"""Cleans what an entry of a listing states of its article: title, names, time of publication (pure).

A listing may have thousands of entries, so that only the two ways to write a time are read that feeds and interfaces
are to use: ISO 8601 and that of mail (RFC 5322).
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from extract.text import clean_text, to_names

MAX_TITLE_CHARACTERS = 300
MAX_NAMES = 20
MAX_TIME_CHARACTERS = 40


def stated_title(text: object) -> str | None:
    """Return a title as plain text, cut; None where there is none."""
    return (
        clean_text(text[: 4 * MAX_TITLE_CHARACTERS])[:MAX_TITLE_CHARACTERS] or None if isinstance(text, str) else None
    )


def stated_names(texts: Iterable[object]) -> tuple[str, ...]:
    """Return names as plain text, each once."""
    given = [clean_text(text[:MAX_TITLE_CHARACTERS]) for text in texts if isinstance(text, str)]
    return to_names(given)[:MAX_NAMES]


def stated_time(text: object) -> datetime | None:
    """Return a time as aware UTC, one without a zone taken as UTC; None for a day, and for what is none."""
    if not isinstance(text, str) or not len("2026-03-01") < len(text) <= MAX_TIME_CHARACTERS:
        return None
    try:
        time = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    # A day beyond the calendar, or a zone of more than a day.
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
