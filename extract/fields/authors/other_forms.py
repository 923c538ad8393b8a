"""Reads the names in lines near the headline that begin with something else than `By` (pure).

NORTHPORT (Reuters) - By Jane Doe      Wie das Salz grau wurde. Von Anna Bach
Foto: Otto See / Text: Anna Bach       Tribune de Zoé Lac, historienne

Of a line only persons' names are taken: whatever else stands there makes it no byline.
"""

import re

from extract.fields.authors.byline import split_names, text_after_by
from extract.fields.authors.credits import has_other_credit, writers_credit
from extract.fields.authors.names import is_agency, is_name, may_stand_behind
from extract.text import any_pattern, lazy_pattern
from extract.words import byline_words as words

MAX_LINE_CHARACTERS, MAX_DECK_CHARACTERS = 150, 400
SENTENCE_ENDS = ".!?…:"

# ruff: noqa: RUF001 - dashes as papers print them
_BEHIND_DATELINE = lazy_pattern(r"[^\W\d_][^()]{1,60}\((?P<agency>[^()]{2,40})\)\s?[-–—]{1,2}\s?(?P<rest>\S.*)$")
_BEHIND_SENTENCE = lazy_pattern(
    rf"(?<=[.!?…»”\"])\s+(?P<rest>(?:{any_pattern(words.BY)})\s[^.!?:]{{4,80}})\.?$", re.IGNORECASE
)
_CAPITALISED = lazy_pattern(r"[^\W\d_a-zà-ÿ]\S*(?:\s(?:[a-z]{2,3}\s)?[^\W\d_a-zà-ÿ]\S*){1,3}")
_GENRE = lazy_pattern(rf"(?:{any_pattern(words.GENRES)})(?=[^\W\d_])", re.IGNORECASE)
_KIND = lazy_pattern(rf"(?:{any_pattern(words.KINDS)})\s?[{words.COLONS}]\s*(?=[^\W\d_])", re.IGNORECASE)


def names_behind_kind(text: str) -> list[str]:
    """Return the persons behind the kind of a text: `Column: Jane Doe`; [] where anything else stands there."""
    match = _KIND.match(text) if len(text) <= MAX_LINE_CHARACTERS else None
    names = _persons(text[match.end() :]) if match else []
    return names if all(map(may_stand_behind, names)) else []


def names_in_other_forms(text: str) -> list[str]:
    """Return the names of who wrote according to a line that does not begin with `By`; [] where it names nobody."""
    if len(text) > MAX_DECK_CHARACTERS:
        return []
    if match := _BEHIND_SENTENCE.search(text):
        return _persons(text_after_by(match["rest"]))
    if len(text) > MAX_LINE_CHARACTERS:
        return []
    if match := _BEHIND_DATELINE.match(text):
        # Behind an agency and `By` nothing else than a name has capitals alone.
        names = list(split_names(text_after_by(match["rest"]) or "")) if is_agency(match["agency"]) else []
        return names if all(map(_CAPITALISED.fullmatch, names)) else []
    if match := _GENRE.match(text):
        names = _persons(text[match.end() :])
        # `A report by Amnesty International says …` is a sentence, and no byline.
        return names if text[-1] not in SENTENCE_ENDS and all(map(may_stand_behind, names)) else []
    return _persons(writers_credit(text)) if has_other_credit(text) else []


def _persons(text: str | None) -> list[str]:
    """Return the names in a text, where all of them are persons'."""
    names = list(split_names(text)) if text else []
    return names if all(map(is_name, names)) else []
