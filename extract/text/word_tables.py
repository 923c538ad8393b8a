"""Joins the rows of a table of `words/`, one for each language, to what all languages have (pure)."""

import re
from collections.abc import Iterable, Mapping


def all_words(table: Mapping[str, str], *, separator: str | None = None) -> frozenset[str]:
    """Return the words of all languages; an underscore stands for a space where spaces part words."""
    if separator is not None:
        return frozenset(word for row in table.values() for word in row.split(separator))
    return frozenset(word.replace("_", " ") for row in table.values() for word in row.split())


def any_pattern(table: Mapping[str, str]) -> str:
    """Return the regular expression that matches what the expression of any language does."""
    return "|".join(table.values())


def any_word(words: Iterable[str]) -> str:
    """Return the regular expression of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
