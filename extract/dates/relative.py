"""Reads times that count back from the capture: `2 hours ago`, `vor 2 Stunden`, `قبل ساعتين`, `yesterday` (pure).

Months and years are read only where they stand alone or behind a word such as `Published`: `what we learned 3 years
ago` is a heading. The words stand in `words/relative_time.py` and `words/relative_spans.py`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from extract.text import any_pattern, any_word, fold_case, fold_name, folded_pattern, lazy_pattern
from extract.words.date_words import PUBLISHED, UPDATED
from extract.words.relative_spans import ABOUT, MONTH_AND_YEAR, NOW, SPAN_FORMS
from extract.words.relative_time import COUNTED_FORMS, RELATIVE_TIME

SECONDS: Mapping[str, int] = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 30 * 86_400, "year": 365 * 86_400,
}  # fmt: skip
# What counts back further in one of these units, as `45 days ago`, is no date of a page.
FURTHEST: Mapping[int, timedelta] = {
    SECONDS["month"]: timedelta(days=3 * 365),
    SECONDS["year"]: timedelta(days=60 * 365),
}
FURTHEST_OF_SHORT_UNITS = timedelta(days=31)
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
            number, unit = int(match[1] or 1), self.seconds[fold_name(match[2])]
        elif self.counted_forms and (match := self.counted_forms.search(text)):
            number, unit = self.forms[match.group()][0], SECONDS[self.forms[match.group()][1]]
        else:
            return None
        return (number, unit) if unit < SECONDS["month"] or self._is_alone(text, match) else None

    def _is_alone(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether nothing but a label stands between a count and the next mark on either side."""
        before = _MARK.split(text[: match.start()])[-1]
        behind = _MARK.split(text[match.end() :].lstrip("."), maxsplit=1)[0].partition(" ")
        # The ending of the unit's word, as in `months`, is of no matter.
        rest = self.ago.sub(" ", f"{before} {behind[2] if match[0][-1:].isalpha() else ''.join(behind)}")
        return not any(map(str.isalpha, _LABEL.sub(" ", fold_case(self.ago.sub(" ", rest)))))


_MARK = lazy_pattern(r"[·•|,:\u2013\u2014(]|\s-\s")
_LABEL = folded_pattern(
    rf"(?<!\w)(?:\w*(?:{any_pattern(UPDATED)}|{any_pattern(PUBLISHED)})\w*"
    rf"|(?:{any_word(phrase for row in ABOUT.values() for phrase in row.split('|'))}|last|de|di|le|il|am|on|du)(?!\w))"
)
_LANGUAGES: Mapping[str, _Language] = {
    code: _Language(
        {**words, "month": MONTH_AND_YEAR[code][0], "year": MONTH_AND_YEAR[code][1]},
        {**COUNTED_FORMS.get(code, {}), **SPAN_FORMS.get(code, {})},
    )
    for code, words in RELATIVE_TIME.items()
}
_NOW = frozenset(fold_name(phrase) for row in NOW.values() for phrase in row.split("|"))
# Any phrase of this moment, for a quick look.
NOW_WORDS = any_word(phrase for row in NOW.values() for phrase in row.split("|"))
# How many days back a named day lies, by its name.
DAYS_BACK: Mapping[str, int] = {
    name: back
    for back, day in enumerate(("today", "yesterday"))
    for words in RELATIVE_TIME.values()
    for name in _words(words[day])
}
_DAYS_BACK_BY_CASE = {fold_case(name): back for name, back in DAYS_BACK.items()}
_FOLDED_DAYS_BACK = {fold_name(name): back for name, back in DAYS_BACK.items()}
# Any word that says that a time is past.
AGO = _whole_word({word for words in RELATIVE_TIME.values() for word in _words(words["ago"])})
_AGO = folded_pattern(AGO)
# `Sie sind hier` is no yesterday: the word begins the text or what stands behind a label, and a time stands behind it.
_DAY = folded_pattern(
    rf"(?:^|[:|]\s)(?P<day>{any_word({*DAYS_BACK, *_FOLDED_DAYS_BACK})})(?!\w)"
    r"(?=\D{0,12}\d{1,2}\s?[:.h時时點点시])"
)


def counted_back(text: str, language: str | None = None) -> tuple[timedelta, int] | None:
    """Return how long ago a short text says that something was, and the unit in seconds that it counts in.

    `language` (a tag such as `pt-BR`) comes before any other; None when the text is longer than MAX_CHARACTERS, does
    not count back, or counts further than FURTHEST.
    """
    if len(text) > MAX_CHARACTERS:
        return None
    folded = fold_case(text)
    if fold_name(_LABEL.sub("", folded)) in _NOW or fold_name(folded) in _NOW:
        return timedelta(), SECONDS["minute"]
    if not _AGO.search(folded):
        return None
    own = (language or "").lower().replace("_", "-").partition("-")[0]
    for code in _LANGUAGES if own not in _LANGUAGES else (own, *_LANGUAGES):
        if counted := _LANGUAGES[code].read(text):
            number, unit = counted
            span = timedelta(seconds=number * unit)
            return (span, unit) if span <= FURTHEST.get(unit, FURTHEST_OF_SHORT_UNITS) else None
    return None


def named_day(text: str) -> tuple[int, int] | None:
    """Return how many days back the day lies that a short text names (`yesterday`), and where that word ends."""
    if len(text) > MAX_CHARACTERS:
        return None
    folded = fold_case(text)
    for piece in _MARK.split(folded):
        bare, labels = _LABEL.subn("", piece)
        back = _DAYS_BACK_BY_CASE.get(bare := bare.strip(" ."))
        # Alone, `today` is a heading, and French `hier` is German for where the reader is.
        if back is not None and (labels or (back == 1 and bare != "hier")):
            return back, len(text)
    match = _DAY.search(folded)
    return (_FOLDED_DAYS_BACK[fold_name(match["day"])], match.end("day")) if match else None
