"""Recognises lines that count something or say how long ago it was, and say nothing else (pure).

`1,234 views`, `Post Views: 12`, `12 shares · 3 comments`, `4.3/5 - (57 votes)`, `12 people are reading this`,
`Updated 5 minutes ago`, `2 days 4 hours 7 minutes`: such a line changes without its author.
"""

import re
from collections.abc import Iterator, Mapping

from extract.text import any_pattern, any_word, fold_text, lazy_pattern
from extract.words.box_counter_words import COUNT_FILLERS, LISTEN, PEOPLE, REACTIONS, READ_TIMES, READING_NOW
from extract.words.count_units import COUNT_UNITS
from extract.words.counter_words import COMMENTS, MINUTES, VIEWS
from extract.words.date_words import PUBLISHED, UPDATED
from extract.words.relative_time import RELATIVE_TIME
from extract.words.shop_words import CURRENCIES, OF_GOAL, OUT_OF, RAISED

# A longer line is prose.
MAX_CHARACTERS = 90
# A shorter line may be one of a dialogue: `Listen!`
MIN_LISTEN = 14
UNITS = ("second", "minute", "hour", "day", "week")

_SCALES = any_word(word for row in COUNT_UNITS.values() for words in row.values() for word in words.split())


def _words(key: str) -> Iterator[str]:
    for row in RELATIVE_TIME.values():
        yield from (word.replace("_", " ") for word in row[key].split())


def _piece(pattern: str) -> re.Pattern[str]:
    """Return the pattern of some words with no letter right before or behind them; digits may touch them."""
    return lazy_pattern(rf"(?<![^\W\d])(?:{pattern})(?![^\W\d])")


def _any_unit(row: Mapping[str, str]) -> str:
    """Return the pattern of one language's units of time: an abbreviation is whole, other words may go on."""
    units = [unit for key in UNITS for unit in row[key].split()]
    return "|".join(
        rf"{re.escape(unit[:-1])}" if unit[-1] == "." else rf"{re.escape(unit)}[^\W\d]{{0,4}}" for unit in units
    )


_NUMBER = lazy_pattern(rf"\d[\d.,'\u00a0\u202f\u2009 \u066b\u066c]*\s?%?(?:\s?(?:{_SCALES})(?![^\W\d]))?\s?\+?")
_COUNTED = _piece(f"{any_pattern(VIEWS)}|{any_pattern(COMMENTS)}|{any_pattern(REACTIONS)}")
_PRESENT = _piece(rf"(?:{any_pattern(PEOPLE)})\s(?:{any_pattern(READING_NOW)})")
_TIMES = tuple((_piece(participle), _piece(rf"(?<=\d)\s?(?:{times})")) for participle, times in READ_TIMES.values())
_ANY_AGO = _piece(any_word(_words("ago")))
_DATED = lazy_pattern(rf"\w*(?:{any_pattern(UPDATED)}|{any_pattern(PUBLISHED)})\w*")
_PAST_BY_LANGUAGE = tuple(
    (_piece(any_word(word.replace("_", " ") for word in row["ago"].split())), _piece(_any_unit(row)))
    for row in RELATIVE_TIME.values()
)
_FILLER = _piece(any_pattern(COUNT_FILLERS))
# Three units or more, from days to seconds.
_TIMED = rf"\d{{1,3}}\s?(?:[dhms]|{'|'.join(map(_any_unit, RELATIVE_TIME.values()))})(?![^\W\d])"
_COUNTDOWN = lazy_pattern(rf"\D{{0,40}}{_TIMED}(?:[\s,:]{{0,3}}{_TIMED}){{2,3}}\W{{0,3}}")
# A player's words, behind them how long it plays.
_LISTEN = lazy_pattern(
    rf"\W{{0,4}}(?:{any_pattern(LISTEN)})\W{{0,4}}(?:\d{{1,3}}(?::\d\d){{0,2}}\W{{0,2}}(?:{any_pattern(MINUTES)})?\W{{0,3}})?"
)
_RAISED_WORDS = rf"(?:(?:{any_pattern(RAISED)})(?![^\W\d]))"
_SHARE_OF_GOAL = lazy_pattern(
    rf"\W{{0,3}}(?:{_RAISED_WORDS}\s)*\d{{1,3}}(?:[.,]\d)?\s?%\s(?:{any_pattern(OF_GOAL)})\W{{0,3}}"
)
_SUM = rf"(?:(?:{CURRENCIES})\s?)?\d[\d.,'\u00a0\u202f ]{{0,14}}(?:\s?(?:{CURRENCIES}|k))?"
_SUM_OF_GOAL = lazy_pattern(
    rf"[^\w€$£¥₹₽₺]{{0,3}}(?P<before>(?:{_RAISED_WORDS}\W{{1,3}})*)(?P<money>{_SUM})(?P<between>(?:\s{_RAISED_WORDS})*)\s?(?:{OUT_OF})\s"
    rf"(?:(?:our|a|the|the\s)\s)?{_SUM}(?P<behind>(?:\s{_RAISED_WORDS})*)\W{{0,3}}"
)
_RAISED = lazy_pattern(rf"{_RAISED_WORDS}|{CURRENCIES}")
_LETTER = lazy_pattern(r"[^\W\d_]")
_DIGIT = lazy_pattern(r"\d")


def is_counter_line(text: str) -> bool:
    """Tell whether a line holds numbers and the words of what they count, and no other word."""
    if len(text) > MAX_CHARACTERS:
        return False
    if not _has_digit(text):
        return len(text) > MIN_LISTEN and _LISTEN.fullmatch(fold_text(text)) is not None
    line = fold_text(text)
    if _LISTEN.fullmatch(line):
        return True
    without_present, present = _PRESENT.subn(" ", line)
    without_counted, counted = _COUNTED.subn(" ", without_present)
    if (present or counted) and not _LETTER.search(_FILLER.sub(" ", _NUMBER.sub(" ", without_counted))):
        return True
    return _is_goal(line) or _is_read_times(line) or _is_past(line) or _COUNTDOWN.fullmatch(line) is not None


def _has_digit(text: str) -> bool:
    # Beside the digits of `\d`, Unicode has those of superscripts and the like.
    return _DIGIT.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


def _is_goal(line: str) -> bool:
    """Tell whether a line says how much of what a publisher collects has come in: `31% of our goal`."""
    if _SHARE_OF_GOAL.fullmatch(line):
        return True
    match = _SUM_OF_GOAL.fullmatch(line)
    return match is not None and any(
        map(_RAISED.search, (match["before"], match["between"], match["behind"], match["money"]))
    )


def _is_read_times(line: str) -> bool:
    """Tell whether a line says how many times something was read, and nothing else."""
    for participle, times in _TIMES:
        without_times, found = times.subn(" ", line)
        if found and participle.search(line):
            rest = participle.sub(" ", without_times)
            return not _LETTER.search(_FILLER.sub(" ", _NUMBER.sub(" ", rest)))
    return False


def _is_past(line: str) -> bool:
    """Tell whether a line says how long ago something was, as one language says it, and nothing else."""
    if not _ANY_AGO.search(line):
        return False
    bare = _DATED.sub(" ", line)
    for ago, unit in _PAST_BY_LANGUAGE:
        without_ago, past = ago.subn(" ", bare)
        without_units, counted = unit.subn(" ", without_ago) if past else ("", 0)
        if counted and not _LETTER.search(_FILLER.sub(" ", _NUMBER.sub(" ", without_units))):
            return True
    return False


def is_bare_number(text: str) -> bool:
    """Tell whether a text has a digit and no letter but that of a unit: `1,234`, `16k`, `(12)`."""
    return len(text) <= MAX_CHARACTERS and _has_digit(text) and not _LETTER.search(_NUMBER.sub(" ", text.lower()))
