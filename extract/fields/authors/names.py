"""Names: who a byline's text names, as written, and what in it is no name (pure).

A name is kept as the page writes it: initials, particles, `Jr.`, degrees behind a comma. What stands around it goes:
`By`, dates, reading times, addresses, job titles, who took the photograph.
"""

import re
from collections.abc import Iterator

from extract.dates import MONTH_SPELLINGS
from extract.text import all_words, any_pattern, clean_visible
from extract.words import byline_words as words

LONGEST_LINE = 600
LONGEST_NAME = 80
MOST_WORDS = 6
# A text that states a day and little else.
SHORT = 60

_BY = re.compile(
    rf"(?:(?:{any_pattern(words.BEFORE)})(?:\s*[:：]|(?=\s|$))|(?:{any_pattern(words.LABELS)})\s*(?:[{words.COLONS}]|$))\s*",  # noqa: RUF001 - full width
    re.IGNORECASE,
)
_GAP = r"[\s,;|(/·•–—-]"  # noqa: RUF001 - dashes as sites write them
_OTHERS = re.compile(
    rf"(?:^|{_GAP})(?:{words.OTHERS})(?:\s+(?:by|von|par|por|di|door))?(?:\s*[{words.COLONS}]|\s|$)", re.IGNORECASE
)
_MONTHS = "|".join(sorted(map(re.escape, MONTH_SPELLINGS), key=len, reverse=True))
# A date, a clock time or a number of minutes: all from there on is no name. A run of marks is taken as a whole:
# one of hundreds would be tried from each of them to each of them.
_DATE = re.compile(
    rf"(?:^|{_GAP}++)(?:(?:on|am|at|le|el|em|il|op|den|om|vom|dne|the|updated|posted|um)\s+)?"
    rf"(?:(?:{words.DAYS}|{_MONTHS})\.?,?\s+)*\d+(?:st|nd|rd|th|h|min|[{words.YEARS_AND_DAYS}])?(?![^\W\d_]).*",
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(
    rf"\b(?:{_MONTHS})\b\.?,?\s+\d|\d(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?:{_MONTHS})\b|"
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d\s?[{words.YEARS_AND_DAYS}]|\d\s+{words.AGO}",
    re.IGNORECASE,
)
_ROLES, _NO_NAMES, _PARTICLES = all_words(words.ROLES), all_words(words.NO_NAMES), frozenset(words.PARTICLES.split())
_DIGIT = re.compile(r"\d")
# A line that states the day first: `12.3.2026 10:30 von Olga`.
_BY_LATER = re.compile(
    r"\d\S*\s(?:[^\W\d]{1,12}\s|[|,–—-]\s)*(?:by|von|par|por|da|di|door|av|af|oleh|przez)\s+(\S.{1,80})$",  # noqa: RUF001 - dashes
    re.IGNORECASE,
)
# `for The Review`, `in Technology`, and what is left of `on` when its date is gone.
_TAIL = re.compile(
    r"\s+(?:(?:in|for|für|pour|para|per|voor)\s+(?=[^\W\d_a-zà-ÿ])|with\s+(?:contributions|additional|reporting)|"
    r"(?:filed |posted )?(?:under|unter)\b|(?:on|in|am|um|at|posted|updated|says|writes)$).*",
    re.DOTALL,
)
_RANK = re.compile(rf"\s*(?:{words.RANKS})(?:\s*외\s*)?$")
# An address, a name on a network, and how to speak of someone: `(she/her)`.
_ADDRESS = re.compile(
    r"[<(]?\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}[>)]?|\s[<(]?@\w{2,30}\b[>)]?|"
    r"\s\([a-z]{1,8}/[a-z]{1,8}(?:/[a-z]{1,8})?\)"
)
_BREAK = re.compile(r"\s+[|•·●∙–—-]\s+|\s*[|•·●∙]\s*")  # noqa: RUF001 - dashes as sites write them
_COMMA = re.compile(rf"\s*[{words.COMMAS}]\s*")
_JOINED = re.compile(rf"\s*[;；]\s*|,?\s+(?:{any_pattern(words.AND)}|{words.AND_IN_CAPITALS})\s+")  # noqa: RUF001 - full width
_EDGES = " \t,;:|/·•–—-*›»«>©@←→"  # noqa: RUF001 - dashes as sites write them
_CREDENTIAL = re.compile(rf"(?:(?:{words.DEGREES})\.?(?:\s?\d{{3}})?(?:\s+\([^)]*\))?(?:\s+|$))+")
_ORGANISATION = re.compile(rf"\b(?:{words.ORGANISATIONS})\b", re.IGNORECASE)
_DOMAIN = re.compile(r"\w\.[a-z]{2,}$", re.IGNORECASE)
_NO_NAME = re.compile(words.NOT_IN_NAMES, re.IGNORECASE)
# Scripts without capital letters, where a name has few letters.
_CASELESS = re.compile("[\u0590-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOBLE = re.compile("[dl]['\u2019]", re.IGNORECASE)
# Words of a sentence in Japanese: a name in print has few letters of its own.
_KANA = re.compile("[\u3041-\u3093]{2}")


def text_after_by(text: str) -> str | None:
    """Return what stands behind `By` or `Author:` at a text's start, "" when nothing does; None without them."""
    match = _BY.match(text)
    return text[match.end() :].strip() if match else None


def after_date(text: str) -> str | None:
    """Return what stands behind `by` in a line that states a day first, None when it does not."""
    match = _BY_LATER.search(text) if states_day(text[:SHORT]) else None
    return match.group(1) if match else None


def states_day(text: str) -> bool:
    """Tell whether a short text is about a day, as the date of an article is."""
    return len(text) <= SHORT and _DIGIT.search(text) is not None and _DAY.search(text) is not None


def first_part(text: str) -> str:
    """Return what stands before the first bar or dot of a line such as `Name | Title | Date`."""
    return _BREAK.split(text, maxsplit=1)[0]


def split_names(text: str) -> Iterator[str]:
    """Yield the names in a byline's text, in order; none from a text that holds something else."""
    line = clean_visible(text[:LONGEST_LINE])
    for part in _BREAK.split(text_after_by(line) or line):
        bare = _without_surroundings(part)
        if bare:
            yield from _people(bare)
            return


def _without_surroundings(text: str) -> str:
    other = _OTHERS.search(text)
    text = _ADDRESS.sub("", text[: other.start()] if other else text)
    if _DIGIT.search(text):
        text = _DATE.sub("", text, count=1)
    if not _ORGANISATION.search(text):
        text = _TAIL.sub("", text, count=1)
    text = _RANK.sub("", text.strip())
    return (text_after_by(text) or text).strip(_EDGES)


def _people(text: str) -> Iterator[str]:
    """Split at commas and at `and`; what has an `and` in its own name, as a firm has, stays whole."""
    groups = _JOINED.split(text)
    splits = _COMMA.search(text) is not None or all(" " in one or _CASELESS.search(one) for one in groups)
    for group in groups if splits and not _ORGANISATION.search(text) else [text]:
        yield from filter(may_be_name, _in_list(group))


def _in_list(text: str) -> list[str]:
    """Return the names between commas: a degree stays with its name, a job title ends the list."""
    names: list[str] = []
    for part in filter(None, _COMMA.split(text)):
        if names and _CREDENTIAL.fullmatch(part):
            names[-1] += ", " + part
        elif names and (is_role(part) or _DOMAIN.search(names[-1])):
            break
        else:
            names.append(part)
    return names


def is_role(text: str) -> bool:
    """Tell a job title from a name."""
    return any(word.strip(".,").casefold() in _ROLES for word in text.split())


def may_be_name(text: str) -> bool:
    """Tell whether a text that the page marks as a name can be one."""
    folded = text.casefold().strip(" .:")
    return (
        1 < len(text) <= LONGEST_NAME
        and len(text.split()) <= MOST_WORDS
        and folded not in _NO_NAMES
        and folded not in _PARTICLES
        and folded not in MONTH_SPELLINGS
        and any(map(str.isalpha, text))
        and not (len(text) > 6 and _KANA.search(text))
        and not _NO_NAME.search(text)
    )


def is_name(text: str) -> bool:
    """Tell whether a bare text reads like a person's name: two to five capitalised words, or few letters of CJK."""
    if _DIGIT.search(text) or is_role(text) or not may_be_name(text):
        return False
    parts = text.split()
    if _CASELESS.search(text):
        return len(text) <= 30 and len(parts) <= 5
    if not 2 <= len(parts) <= 5 or not (parts[0][0].isupper() and _NOBLE.sub("", parts[-1])[:1].isupper()):
        return False
    return all(map(_is_of_name, parts))


def _is_of_name(word: str) -> bool:
    folded = word.casefold()
    if folded.strip(".,") in _NO_NAMES:
        return False
    return word[0].isupper() or folded in _PARTICLES or _NOBLE.match(word) is not None
