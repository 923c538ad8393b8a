"""Tells which headings and titles name no article: counts of comments, and what templates print (pure)."""

import re
from functools import lru_cache

from extract.text import any_pattern, fold_text, lazy_pattern
from extract.words.title_words import COMMENTS, NUMBERED, TEMPLATES

# A longer text is a headline, whatever it begins with.
MAX_CHARACTERS = 150

_TEMPLATES = frozenset(title for row in TEMPLATES.values() for title in row.split("|"))
_COMMENTS = lazy_pattern(any_pattern(COMMENTS), re.IGNORECASE)
_NUMBERED = lazy_pattern(NUMBERED, re.IGNORECASE)
_COUNT_IN_BRACKETS = lazy_pattern(r"\s?[(\uff08]\d+[)\uff09]$|[:!.]+$")


def names_nothing(text: str) -> bool:
    """Tell whether a text is about comments, or a template's own title."""
    return is_about_comments(text) or is_of_template(text)


@lru_cache(maxsize=1024)
def is_about_comments(text: str) -> bool:
    """Tell whether a text is a count of comments, or a call to write one."""
    return len(text) <= MAX_CHARACTERS and _COMMENTS.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=1024)
def is_of_template(text: str) -> bool:
    """Tell whether a text is what a template prints where it has no title: `Untitled`, `{{ title }}`."""
    if len(text) > MAX_CHARACTERS:
        return False
    folded, bare = fold_text(text), _bare(text)
    return folded in _TEMPLATES or bare in _TEMPLATES or "{{" in folded or _NUMBERED.fullmatch(bare) is not None


def _bare(text: str) -> str:
    return _COUNT_IN_BRACKETS.sub("", fold_text(text))
