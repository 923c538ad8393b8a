"""Joins the rows of a table of `words/`, one for each language, to what all languages have (pure)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter


def all_words(table: Mapping[str, str], *, separator: str | None = None) -> frozenset[str]:
    """Return the words of all languages; an underscore stands for a space where spaces part words."""
    if separator is not None:
        return frozenset(word for row in table.values() for word in row.split(separator))
    return frozenset(word.replace("_", " ") for row in table.values() for word in row.split())


def any_pattern(table: Mapping[str, str]) -> str:
    """Return the regular expression that matches what the expression of any language does."""
    return "|".join(table.values())


def any_word(words: Iterable[str]) -> str:
    """Return the regular expression of any of some words; of two that begin alike, it tries the longer one first.

    Words share the beginnings that they have in common: an expression that tries hundreds of words one after another
    at each character takes ten times as long.
    """
    return _tree(sorted(set(words)))


def _tree(words: Sequence[str]) -> str:
    """Return the expression of any of some words in order, without an empty one."""
    by_first = groupby(filter(None, words), key=itemgetter(0))
    return "|".join(re.escape(first) + _endings([word[1:] for word in group]) for first, group in by_first)


def _endings(words: Sequence[str]) -> str:
    """Return the expression of what follows a beginning; an empty word is where it ends."""
    if words == [""]:
        return ""
    tree = _tree(words)
    if not words[0]:
        return f"(?:{tree})?"
    return tree if len({word[0] for word in words}) == 1 else f"(?:{tree})"
