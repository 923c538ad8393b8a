"""Splits a byline's text into the names in it (pure).

A name is kept as the page writes it: initials, particles, `Jr.`, degrees behind a comma. What stands around it is
dropped: `By`, dates, reading times, e-mail addresses, job titles, photo credits.
"""

import re
from collections.abc import Iterator

from extract.dates import MONTH_SPELLINGS
from extract.text import all_words, any_pattern, clean_visible
from extract.words import byline_words as words

MAX_LINE_CHARACTERS = 600
MAX_NAME_CHARACTERS = 80
MAX_NAME_WORDS = 6
# A text that states a day and little else.
MAX_DATE_LINE_CHARACTERS = 60
# In scripts without capital letters.
MAX_CASELESS_NAME_CHARACTERS = 30
MIN_PERSON_WORDS, MAX_PERSON_WORDS = 2, 5
# A short name may have hiragana.
MAX_KANA_NAME_CHARACTERS = 6

_BY = re.compile(
    rf"(?:(?:{any_pattern(words.BEFORE)})(?:\s*[:：]|(?=\s|$))|(?:{any_pattern(words.LABELS)})\s*(?:[{words.COLONS}]|$))\s*",  # noqa: RUF001 - full width
    re.IGNORECASE,
)
_GAP = r"[\s,;|(/·•–—-]"  # noqa: RUF001 - dashes as sites write them
_OTHER_CREDIT = re.compile(
    rf"(?:^|{_GAP})(?:{words.OTHERS})(?:\s+(?:by|von|par|por|di|door))?(?:\s*[{words.COLONS}]|\s|$)", re.IGNORECASE
)
_MONTHS = "|".join(sorted(map(re.escape, MONTH_SPELLINGS), key=len, reverse=True))
# A date, a clock time or a number of minutes: no name stands behind it. A run of separators is matched as a whole:
# otherwise hundreds of them would be tried from each to each.
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
# A line with the date before the author: `12.3.2026 10:30 von Olga`.
_BY_AFTER_DATE = re.compile(
    r"\d\S*\s(?:[^\W\d]{1,12}\s|[|,–—-]\s)*(?:by|von|par|por|da|di|door|av|af|oleh|przez)\s+(\S.{1,80})$",  # noqa: RUF001 - dashes
    re.IGNORECASE,
)
# `for The Review`, `in Technology`, and `on` whose date was removed.
_AFTER_NAME = re.compile(
    r"\s+(?:(?:in|for|für|pour|para|per|voor)\s+(?=[^\W\d_a-zà-ÿ])|with\s+(?:contributions|additional|reporting)|"
    r"(?:filed |posted )?(?:under|unter)\b|(?:on|in|am|um|at|posted|updated|says|writes)$).*",
    re.DOTALL,
)
_RANK = re.compile(rf"\s*(?:{words.RANKS})(?:\s*외\s*)?$")
# An e-mail address, a user name such as `@ann`, and pronouns: `(she/her)`.
_CONTACT = re.compile(
    r"[<(]?\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}[>)]?|\s[<(]?@\w{2,30}\b[>)]?|"
    r"\s\([a-z]{1,8}/[a-z]{1,8}(?:/[a-z]{1,8})?\)"
)
_SEPARATOR = re.compile(r"\s+[|•·●∙–—-]\s+|\s*[|•·●∙]\s*")  # noqa: RUF001 - dashes as sites write them
_COMMA = re.compile(rf"\s*[{words.COMMAS}]\s*")
_CONJUNCTION = re.compile(rf"\s*[;；]\s*|,?\s+(?:{any_pattern(words.AND)}|{words.AND_IN_CAPITALS})\s+")  # noqa: RUF001 - full width
_EDGES = " \t,;:|/·•–—-*›»«>©@←→"  # noqa: RUF001 - dashes as sites write them
_CREDENTIAL = re.compile(rf"(?:(?:{words.DEGREES})\.?(?:\s?\d{{3}})?(?:\s+\([^)]*\))?(?:\s+|$))+")
_ORGANISATION = re.compile(rf"\b(?:{words.ORGANISATIONS})\b", re.IGNORECASE)
_DOMAIN = re.compile(r"\w\.[a-z]{2,}$", re.IGNORECASE)
_NO_NAME = re.compile(words.NOT_IN_NAMES, re.IGNORECASE)
# Scripts without capital letters, where a name has few letters.
_CASELESS = re.compile("[\u0590-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOBLE = re.compile("[dl]['\u2019]", re.IGNORECASE)
# Two hiragana in a row are of a Japanese sentence: printed names have few.
_KANA = re.compile("[\u3041-\u3093]{2}")


def text_after_by(text: str) -> str | None:
    """Return the text behind `By` or `Author:` at a text's start, "" where it ends there; None without them."""
    match = _BY.match(text)
    return text[match.end() :].strip() if match else None


def after_date(text: str) -> str | None:
    """Return the text behind `by` in a line that begins with a date, None where there is neither."""
    match = _BY_AFTER_DATE.search(text) if states_day(text[:MAX_DATE_LINE_CHARACTERS]) else None
    return match.group(1) if match else None


def states_day(text: str) -> bool:
    """Tell whether a text is short and states a day, as the line with an article's date does."""
    return len(text) <= MAX_DATE_LINE_CHARACTERS and _DIGIT.search(text) is not None and _DAY.search(text) is not None


def first_part(text: str) -> str:
    """Return the text before the first bar or dot of a line such as `Name | Title | Date`."""
    return _SEPARATOR.split(text, maxsplit=1)[0]


def split_names(text: str) -> Iterator[str]:
    """Yield the names in a byline's text, in order; nothing from a text that is no list of names."""
    line = clean_visible(text[:MAX_LINE_CHARACTERS])
    for part in _SEPARATOR.split(text_after_by(line) or line):
        bare = _bare_names(part)
        if bare:
            yield from _people(bare)
            return


def _bare_names(text: str) -> str:
    """Return a text without credits of others, contacts, dates, job titles and `By`."""
    other = _OTHER_CREDIT.search(text)
    text = _CONTACT.sub("", text[: other.start()] if other else text)
    if _DIGIT.search(text):
        text = _DATE.sub("", text, count=1)
    if not _ORGANISATION.search(text):
        text = _AFTER_NAME.sub("", text, count=1)
    text = _RANK.sub("", text.strip())
    return (text_after_by(text) or text).strip(_EDGES)


def _people(text: str) -> Iterator[str]:
    """Split at commas and at `and`; an organisation with an `and` in its name stays whole."""
    groups = _CONJUNCTION.split(text)
    is_list = _COMMA.search(text) is not None or all(" " in group or _CASELESS.search(group) for group in groups)
    for group in groups if is_list and not _ORGANISATION.search(text) else [text]:
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
    """Tell whether a text holds the word of a job title."""
    return any(word.strip(".,").casefold() in _ROLES for word in text.split())


def may_be_name(text: str) -> bool:
    """Tell whether a text that the page marks as a name can be a name."""
    folded = text.casefold().strip(" .:")
    return (
        1 < len(text) <= MAX_NAME_CHARACTERS
        and len(text.split()) <= MAX_NAME_WORDS
        and folded not in _NO_NAMES
        and folded not in _PARTICLES
        and folded not in MONTH_SPELLINGS
        and any(map(str.isalpha, text))
        and not (len(text) > MAX_KANA_NAME_CHARACTERS and _KANA.search(text))
        and not _NO_NAME.search(text)
    )


def is_name(text: str) -> bool:
    """Tell whether a text reads like a person's name: two to five capitalised words, or few letters of CJK."""
    if _DIGIT.search(text) or is_role(text) or not may_be_name(text):
        return False
    parts = text.split()
    if _CASELESS.search(text):
        return len(text) <= MAX_CASELESS_NAME_CHARACTERS and len(parts) <= MAX_PERSON_WORDS
    if not MIN_PERSON_WORDS <= len(parts) <= MAX_PERSON_WORDS:
        return False
    if not (parts[0][0].isupper() and _NOBLE.sub("", parts[-1])[:1].isupper()):
        return False
    return all(map(_is_name_word, parts))


def _is_name_word(word: str) -> bool:
    folded = word.casefold()
    if folded.strip(".,") in _NO_NAMES:
        return False
    return word[0].isupper() or folded in _PARTICLES or _NOBLE.match(word) is not None
