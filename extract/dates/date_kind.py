"""Tells by the words beside a date whether it is of the publication, of a change, or of something else (pure).

The words stand in `words/date_words.py`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.dates.parse import Moment
from extract.dates.relative import AGO
from extract.text import any_pattern, lazy_pattern
from extract.words.date_words import OTHER, PUBLISHED, TEXTS, THIS, TO, UPDATED

MAX_CHARACTERS_BEFORE = 60
MAX_CHARACTERS_BEHIND = 20

# The first day of a span, and what stands between its days.
_DAY_BEFORE = lazy_pattern(r"(?<![\d./:-])\d{1,2}\.?\s?[\u2013\u2014-]\s?$")
_TO = lazy_pattern(rf"\s?(?:{TO})\s?")
_WORD = lazy_pattern(r"[^\W\d_]+")
# So many words without a capital make a sentence, with a mark at its end and without.
MIN_SMALL_WORDS_OF_SENTENCE, MIN_SMALL_WORDS = 5, 10
SENTENCE_ENDS = ".!?\u2026"
_AGO = lazy_pattern(AGO, re.IGNORECASE)
_KINDS = lazy_pattern(
    f"(?P<updated>{any_pattern(UPDATED)})|(?P<published>{any_pattern(PUBLISHED)})|(?P<other>{any_pattern(OTHER)})",
    re.IGNORECASE,
)
_CLOSING = " \"'\u201d\u00bb)"
_LATIN = lazy_pattern(r"[A-Za-z]{3}")
_OF_ITSELF = lazy_pattern(
    rf"\W{{0,4}}(?:(?:{any_pattern(THIS)})\b|(?:\w{{1,20}}['\u2019\s]){{0,3}}(?:{any_pattern(TEXTS)})\b"
    rf"|(?:\w{{1,20}}\s)?(?:{any_pattern(UPDATED)}|{any_pattern(PUBLISHED)}))",
    re.IGNORECASE,
)


def date_kind(before: str, behind: str) -> str:
    """Return `published`, `updated` or `other` by the last such word before a date, else the word behind it; or ""."""
    last = next(reversed(list(_KINDS.finditer(before[-MAX_CHARACTERS_BEFORE:]))), None)
    # Japanese, Korean and Turkish, among others, put the word behind.
    found = last or _KINDS.match(behind.lstrip(" :)(,"), 0, MAX_CHARACTERS_BEHIND)
    return (found.lastgroup or "") if found else ""


def says_of_itself(text: str) -> bool:
    """Tell whether a sentence with such a word is of its own page, as `This essay was first published on …`.

    `The first map was published on …` is of something else. A line that no mark ends is no sentence here, and where
    the script is another one than the Latin, every sentence counts.
    """
    is_sentence_of_words = is_sentence(text) and text.rstrip(_CLOSING).endswith(tuple(SENTENCE_ENDS))
    return not is_sentence_of_words or _LATIN.search(text) is None or _OF_ITSELF.match(text) is not None


def behind_ago(text: str) -> str:
    """Return what stands behind `updated 2 hours ago` in a text before a date."""
    return text[max((match.end() for match in _AGO.finditer(text)), default=0) :]


def is_range(text: str, moments: Sequence[Moment], moment: Moment) -> bool:
    """Tell whether a day begins or ends a span of days, as an event does: `12 May to 14 May 2026`."""
    spans = ((first.end, second.start) for first, second in pairwise(moments) if moment in {first, second})
    return _DAY_BEFORE.search(text, 0, moment.start) is not None or any(
        _TO.fullmatch(text, begin, end) for begin, end in spans
    )


def is_sentence(text: str, moments: Sequence[Moment] = ()) -> bool:
    """Tell whether a text is a sentence rather than a line of dates, names and topics.

    Where no mark ends it, the words of its days and times do not count: in French, Spanish and Portuguese they are many.
    """
    small = _small_words(text)
    ends = text.rstrip(_CLOSING)[-1:]
    return (
        small - sum(_small_words(text[moment.start : moment.end]) for moment in moments) >= MIN_SMALL_WORDS
        or (small >= MIN_SMALL_WORDS_OF_SENTENCE and ends in SENTENCE_ENDS)
        or (ends != "" and ends in "。।۔")
    )


def _small_words(text: str) -> int:
    return sum(word[0].islower() for word in _WORD.findall(text))
