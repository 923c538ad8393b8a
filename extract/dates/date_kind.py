"""Tells by the words beside a date whether it is of the publication, of a change, or of something else (pure).

The words stand in `words/date_words.py`.
"""

import re

from extract.text import any_pattern
from extract.words.date_words import OTHER, PUBLISHED, UPDATED

MAX_CHARACTERS_BEFORE = 60
MAX_CHARACTERS_BEHIND = 20

_KINDS = re.compile(
    f"(?P<updated>{any_pattern(UPDATED)})|(?P<published>{any_pattern(PUBLISHED)})|(?P<other>{any_pattern(OTHER)})",
    re.IGNORECASE,
)


def date_kind(before: str, behind: str) -> str:
    """Return `published`, `updated` or `other` by the last such word before a date, else the word behind it; or ""."""
    last = next(reversed(list(_KINDS.finditer(before[-MAX_CHARACTERS_BEFORE:]))), None)
    # Japanese, Korean and Turkish, among others, put the word behind.
    found = last or _KINDS.match(behind.lstrip(" :)(,"), 0, MAX_CHARACTERS_BEHIND)
    return (found.lastgroup or "") if found else ""
