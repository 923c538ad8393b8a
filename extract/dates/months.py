"""Looks up the number and the calendar of a month by its name (pure).

The names stand in `words/months.py`.
"""

from collections.abc import Iterable, Mapping

from extract.text import fold_name
from extract.words.months import MONTH_NAMES, OTHER_CALENDARS, OWN_LANGUAGE_ONLY


def _month_numbers(lines: Iterable[str]) -> dict[str, int]:
    return {fold_name(name): number for line in lines for number, name in enumerate(line.split(), 1)}


_BY_LANGUAGE: Mapping[str, Mapping[str, int]] = {
    language: _month_numbers(lines) for language, lines in MONTH_NAMES.items()
}
# Where languages disagree, as on `listopada`, the month that Croatian alone means is read in Croatian pages only.
_BY_NAME: Mapping[str, int] = {
    name: number
    for language in sorted(MONTH_NAMES, key=lambda code: code != "hr")
    for name, number in _BY_LANGUAGE[language].items()
    if name not in OWN_LANGUAGE_ONLY
}
_OTHER_CALENDARS: Mapping[str, tuple[str, int]] = {
    name: (calendar, number)
    for calendar, lines in OTHER_CALENDARS.items()
    for name, number in _month_numbers(lines).items()
}
# Every name that means a month in any page, as written in lower case and without accents.
MONTH_SPELLINGS: frozenset[str] = frozenset(
    spelling
    for lines in MONTH_NAMES.values()
    for line in lines
    for name in line.split()
    if fold_name(name) not in OWN_LANGUAGE_ONLY
    for spelling in (name.casefold().replace("_", " "), fold_name(name))
)
# Names of two words as pages write them, and as one word.
COMPOUND_NAMES: Mapping[str, str] = {
    name.replace("_", " "): name
    for lines in (*MONTH_NAMES.values(), *OTHER_CALENDARS.values())
    for line in lines
    for name in line.split()
    if "_" in name
}


def month_of(word: str, language: str | None) -> tuple[str, int] | None:
    """Return calendar and number (from 1) of the month that a word names, None when it names none.

    The page's language (a tag such as `pt-BR`) comes before any other.
    """
    name = fold_name(word)
    own = _BY_LANGUAGE.get((language or "").lower().replace("_", "-").partition("-")[0], {})
    number = own.get(name) or _BY_NAME.get(name)
    return ("gregorian", number) if number else _OTHER_CALENDARS.get(name)
