"""Tells whether what a rule read from a page is what the site told of it: exactly that, and nothing more (pure)."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from extract.article import EMPTY, Article
from extract.dates import DAY_PRECISIONS
from extract.profile import Values
from extract.text import fold_words, name_key

# What programs round, or set a moment later.
MAX_SECONDS_APART = 60
# A text is the same from this share of words on: what is embedded is written differently, and a feed adds a line.
MIN_SAME_BODY = 0.97
TIMES = frozenset({"published_at", "updated_at"})
LISTS = frozenset({"authors", "categories", "tags"})
LINES = frozenset({"title", "subtitle"})
COUNTS = frozenset({"views", "reading_minutes", "comment_count"})

_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--", "\u00ad\u200b")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text in the form in which titles and topics are compared: without case, width and kinds of quotes."""
    return " ".join(
        unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().replace("...", "\u2026").split()
    )


def is_same(field: str, told: Sequence[str], values: Values, zone: ZoneInfo) -> bool:
    """Tell whether the values of a field are the told ones; both have some."""
    if field in TIMES:
        return is_same_moment(told[0], values, field.removesuffix("_at"), zone)
    if field == "body":
        return body_likeness(told[0], values["body_text"]) >= MIN_SAME_BODY
    value = values[field]
    if field == "authors":
        return set(map(name_key, told)) == set(map(name_key, value))
    if field in LISTS:
        return set(map(plain, told)) == set(map(plain, value))
    return plain(told[0]) == plain(str(value))


def is_same_moment(told: str, values: Values, stem: str, zone: ZoneInfo) -> bool:
    """Tell whether a time as read is the told one: to the minute, or on the site's day where one of them is a day."""
    at: datetime | None = values.get(f"{stem}_at")
    day: str | None = values.get(f"{stem}_day")
    if at is None:
        return False
    stated = told_time(told)
    if stated is None:
        return told[:10] == day
    if values.get(f"{stem}_precision") in DAY_PRECISIONS:
        return stated.astimezone(zone).date().isoformat() == day
    return abs((stated - at).total_seconds()) < MAX_SECONDS_APART


def told_time(told: str) -> datetime | None:
    """Return a told time as aware UTC; None for a bare day."""
    return datetime.fromisoformat(told).astimezone(UTC) if len(told) > len("2026-03-01") else None


def body_likeness(one: str, other: str) -> float:
    """Return the F1 of the words of two texts (as multisets), 0 to 1."""
    some, others = word_counts(one), word_counts(other)
    same = (some & others).total()
    return 2 * same / (some.total() + others.total()) if same else 0.0


@lru_cache(maxsize=512)
def word_counts(text: str) -> Counter[str]:
    """Return how often a text has each word; the result is shared and must not be changed."""
    return Counter(fold_words(text).split())


def values_of(field: str, article: Article) -> Values:
    """Return the values of an article that stand for a field, empty where it has none."""
    stem = field.removesuffix("_at")
    names = (
        [field, f"{stem}_day", f"{stem}_precision"] if field in TIMES else ["body_text" if field == "body" else field]
    )
    values = {name: getattr(article, name) for name in names}
    return {} if values[names[0]] in EMPTY else values


def shown(field: str, values: Values) -> str:
    """Return a value as a person reads it, cut."""
    if field == "body":
        return " ".join(values["body_text"].split())[:100]
    value = values[field]
    if isinstance(value, datetime):
        stem = field.removesuffix("_at")
        return (
            str(values.get(f"{stem}_day"))
            if values.get(f"{stem}_precision") in DAY_PRECISIONS
            else f"{value:%Y-%m-%d %H:%M}"
        )
    return ", ".join(value) if isinstance(value, tuple) else str(value)
