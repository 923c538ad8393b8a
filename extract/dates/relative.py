"""Reads times that count back from the capture: `2 hours ago`, `vor 2 Stunden`, `قبل ساعتين`, `yesterday` (pure).

Only what is close is read: with "3 months ago" nobody can say which day. The words stand in `words/relative_time.py`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from extract.text import any_word, fold_name
from extract.words.relative_time import COUNTED_FORMS, RELATIVE_TIME

SECONDS: Mapping[str, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
# What counts back further does not tell the day.
FURTHEST = timedelta(days=31)
MAX_CHARACTERS = 60


def _words(text: str) -> Iterator[str]:
    yield from (word.replace("_", " ") for word in text.split())


def _whole_word(words: Iterable[str]) -> str:
    """Return a pattern of any of some whole words; Thai, Chinese, Japanese and Korean write on without a space."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for word in words:
        (unspaced if word[0] > "\u0dff" else spaced).append(word)
    patterns = [rf"(?<!\w)(?:{any_word(spaced)})(?!\w)"] if spaced else []
    return "|".join([*patterns, *([any_word(unspaced)] if unspaced else [])])


@dataclass(frozen=True)
class _Language:
    """How one language counts back."""

    words: Mapping[str, str]
    forms: Mapping[str, tuple[int, str]]

    @cached_property
    def ago(self) -> re.Pattern[str]:
        return re.compile(_whole_word(_words(self.words["ago"])), re.IGNORECASE)

    @cached_property
    def seconds(self) -> Mapping[str, int]:
        """The length of a unit in seconds by its word, folded."""
        return {fold_name(word): length for unit, length in SECONDS.items() for word in _words(self.words[unit])}

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """A number or a word for one, and the beginning of a unit's word or the whole of an abbreviation."""
        words = [word for unit in SECONDS for word in _words(self.words[unit])]
        # Capitals bear no accents in Greek: `2 ΩΡΕΣ`.
        begun = any_word({spelling for word in words if word[-1] != "." for spelling in (word, fold_name(word))})
        whole = any_word(word[:-1] for word in words if word[-1] == ".") or "(?!)"
        one = "|".join(_words(self.words["one"])) or "(?!)"
        return re.compile(
            rf"(?:(?<!\d)(\d{{1,3}})|(?<!\w)(?:{one}))[\s+]{{0,2}}(?:de\s)?({begun}|(?:{whole})(?!\w))", re.IGNORECASE
        )

    @cached_property
    def counted_forms(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?<!\w)(?:{any_word(self.forms)})(?!\w)") if self.forms else None

    def read(self, text: str) -> tuple[int, int] | None:
        """Return number and unit in seconds of a text, None when it is not past or counts nothing."""
        if not self.ago.search(text):
            return None
        if match := self.counted.search(text):
            return int(match[1] or 1), self.seconds[fold_name(match[2])]
        if self.counted_forms and (form := self.counted_forms.search(text)):
            number, unit = self.forms[form.group()]
            return number, SECONDS[unit]
        return None


_LANGUAGES: Mapping[str, _Language] = {
    code: _Language(words, COUNTED_FORMS.get(code, {})) for code, words in RELATIVE_TIME.items()
}
# How many days back a named day lies, by its name.
DAYS_BACK: Mapping[str, int] = {
    name: back
    for back, day in enumerate(("today", "yesterday"))
    for words in RELATIVE_TIME.values()
    for name in _words(words[day])
}
_FOLDED_DAYS_BACK = {fold_name(name): back for name, back in DAYS_BACK.items()}
# Any word that says that a time is past.
AGO = _whole_word({word for words in RELATIVE_TIME.values() for word in _words(words["ago"])})
_AGO = re.compile(AGO, re.IGNORECASE)
# `Sie sind hier` is no yesterday: the word begins the text or what stands behind a label, and a time stands behind it.
_DAY = re.compile(
    rf"(?:^|[:|]\s)(?P<day>{any_word({*DAYS_BACK, *_FOLDED_DAYS_BACK})})(?!\w)"
    r"(?=\D{0,12}\d{1,2}\s?[:.h時时點点시])",
    re.IGNORECASE,
)


def counted_back(text: str, language: str | None = None) -> tuple[timedelta, int] | None:
    """Return how long ago a short text says that something was, and the unit in seconds that it counts in.

    `language` (a tag such as `pt-BR`) comes before any other; None when the text is longer than MAX_CHARACTERS, does
    not count back, or counts further than FURTHEST.
    """
    if len(text) > MAX_CHARACTERS or not _AGO.search(text):
        return None
    own = (language or "").lower().replace("_", "-").partition("-")[0]
    for code in _LANGUAGES if own not in _LANGUAGES else (own, *_LANGUAGES):
        if counted := _LANGUAGES[code].read(text):
            number, unit = counted
            span = timedelta(seconds=number * unit)
            return (span, unit) if span <= FURTHEST else None
    return None


def named_day(text: str) -> tuple[int, int] | None:
    """Return how many days back the day lies that a short text names (`yesterday`), and where that word ends."""
    if len(text) > MAX_CHARACTERS:
        return None
    # Alone, `today` is a heading, and French `hier` is German for where the reader is.
    bare = text.strip().lower()
    if DAYS_BACK.get(bare) == 1 and bare != "hier":
        return 1, len(text)
    match = _DAY.search(text)
    return (_FOLDED_DAYS_BACK[fold_name(match["day"])], match.end("day")) if match else None
