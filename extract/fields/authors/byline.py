"""Splits a byline's text into the names in it (pure).

A name is kept as the page writes it: initials, particles, `Jr.`, degrees behind a comma. What stands around it is
dropped: `By`, dates, reading times, e-mail addresses, job titles, places, agencies and papers, photo credits.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.dates import MONTH_SPELLINGS, spans_of_days
from extract.fields.authors.credits import MARK, OTHERS_MARK, has_other_credit, without_brackets, writers_texts
from extract.fields.authors.east_asian import east_asian_credits, is_writers_label
from extract.fields.authors.names import (
    begins_with_article,
    is_agency,
    is_aside,
    is_caseless,
    is_name,
    is_organisation,
    is_role,
    may_be_name,
    may_stand_behind,
    without_role,
)
from extract.text import any_pattern, any_word, clean_visible, fold_case, folded_pattern, lazy_pattern
from extract.words import byline_words as words
from extract.words import credit_words

MAX_LINE_CHARACTERS = 600
# A text that states a day and little else.
MAX_DATE_LINE_CHARACTERS = 60

_BY = folded_pattern(
    rf"(?:(?:{any_pattern(words.BEFORE)})(?:\s*[:：]|(?=\s|$))|(?:{credit_words.TEXT})\s+{MARK}(?=\s)|(?:{any_pattern(words.LABELS)})\s*(?:[{words.COLONS}]|$))\s*"
)
# `Text Ann Arbour Foto Ben Brook`
_TEXT = lazy_pattern(rf"(?:{credit_words.TEXT})\s+(?=[^\W\d_])", re.IGNORECASE)
_GAP = r"[\s,;|(/·•–—-]"
_MONTHS = any_word(MONTH_SPELLINGS)
# A date, a clock time or a number of minutes: no name stands behind it. A run of separators is matched as a whole:
# otherwise hundreds of them would be tried from each to each.
_DATE = lazy_pattern(
    rf"(?:^|{_GAP}++)(?:(?:on|am|at|le|el|em|il|op|den|om|vom|dne|the|updated|posted|um)\s+)?"
    rf"(?:(?:{words.DAYS}|{_MONTHS})\.?,?\s+)*\d+(?:st|nd|rd|th|h|min|[{words.YEARS_AND_DAYS}])?(?![^\W\d_]).*",
    re.IGNORECASE | re.DOTALL,
)
_DAY = folded_pattern(
    rf"\b(?:{_MONTHS})(?!\w)\.?,?\s+\d|\d(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?:{_MONTHS})(?!\w)|"
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d\s?[{words.YEARS_AND_DAYS}]|\d\s+{words.AGO}"
)
MAX_WORDS_BEFORE_PLACE = 3
_CLOCK_OR_DAY = lazy_pattern(
    r"\|?,?\s*(?:(?:at|um|à|a las|kl\.?|в|,)\s*)?\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s(?:Uhr|[A-Z]{2,4}))?"
    rf"|(?<!\w)(?:{words.DAYS})\b\.?,?(?=\s*\|)",
    re.IGNORECASE,
)
_ENDS_WITH_OTHER = lazy_pattern(
    rf"(?:^|{_GAP})(?!reviewed)(?:{words.OTHERS})(?:\s+(?:by|von|par|por|di|door|av|af|de)\s*:?|\s*[{words.COLONS}])$"
    rf"|(?:^|{_GAP})(?:{any_pattern(credit_words.HELPED)})\s*:?$",
    re.IGNORECASE,
)
_DIGIT = lazy_pattern(r"\d")
# How long a text is: `4 min`, `800 words`.
_LENGTH = lazy_pattern(rf"\W{{0,4}}\d+\s?(?:{words.LENGTHS})\b[^|·•]{{0,12}}", re.IGNORECASE)
_FULL_STOP = lazy_pattern(r"(?<=[^\W\d_][^\W\d_A-Z]{2})(?<!Esq)(?<!Inc)(?<!Ltd)(?<!Jun)(?<!Sen)\.$")
# A line with the date before the author: `12.3.2026 10:30 von Olga`.
_BY_AFTER_DATE = lazy_pattern(
    r"\d\S*\s(?:[^\W\d]{1,12}\s|[|,–—-]\s)*(?:by|von|par|por|da|di|door|av|af|oleh|przez)\s+(\S.{1,80})$",
    re.IGNORECASE,
)
# `for The Review`, `in Technology`, `aus Berlin`, and `on` whose date was removed.
_BEHIND_NAME = lazy_pattern(
    r",?\s+(?:(?i:in|for|für|pour|para|per|voor|from|aus|à|en|w|из|в)\s+(?=[^\W\d_a-zà-ÿ])|"
    r"(?i:with\s+(?:contributions|additional|reporting|inputs|files)|(?:special|exclusive)(?:ly)?\s+(?:to|for)\b|"
    r"for\s+the\s|of\s+the\s|(?:filed |posted )?(?:under|unter)\b)|(?:on|in|am|um|at|posted|updated|says|writes)$).*",
    re.DOTALL,
)
_PLACE_BEHIND = lazy_pattern(r",?\s+(?:on|na|a|at)\s+(?:the\s+)?[^\W\d_a-zà-ÿ][^\W\d_]+(?:\s[^\W\d_]+)?$")
# Between commas: `de Lisboa`, `aus Berlin`.
_FROM = lazy_pattern(r"(?:aus|desde|do|da|de|em|en|from|in|no|na|w|à|из|в)\s[^\W\d_a-zà-ÿ][^\W\d_]+")
# One person did both: `Text und Fotos: Jane Doe`.
_WRITTEN = "Text: "
_BOTH = lazy_pattern(
    rf"\b(?:(?:{credit_words.TEXT}|story)\s*(?:[&+/,]|{any_pattern(words.AND)})\s*(?:{words.OTHERS})"
    rf"|(?:{words.OTHERS})\s*(?:[&+/,]|{any_pattern(words.AND)})\s*(?:{credit_words.TEXT}|story))"
    rf"(?:\s+(?:by|von|par|por|di|door|av|af|de)\b\s*:?|\s*[{words.COLONS}])\s*",
    re.IGNORECASE,
)
_RANK = lazy_pattern(rf"\s*(?:{words.RANKS})(?:\s*외\s*)?$|(?<=[\uac00-\ud7af]{{2}})\s+(?:{words.KOREAN_TITLES})$")
# An e-mail address, a user name such as `@ann`, and pronouns: `(she/her)`.
_CONTACT = lazy_pattern(
    r"[<(]?\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}[>)]?|\s[<(]?@\w{2,30}\b[>)]?|"
    r"\s\([a-z]{1,8}/[a-z]{1,8}(?:/[a-z]{1,8})?\)"
)
_DOTS = "|•●∙⋅◦‣▪▫■□◆◇◊▸▹►▶○★☆※✦⟡∎¦│❘‖"
# ruff: noqa: RUF001 - dashes and marks as papers print them
_SEPARATOR = lazy_pattern(
    rf"\s+[{_DOTS}·~›»>→–—-]\s+|\s*[{_DOTS}]\s*|\s+·\s*|\s*·\s+|·(?=[^\W\d_a-zà-ÿ\u3400-\u9fff])"
)
_SLASH = lazy_pattern(r"\s*[/／\\]\s*")
_COMMA = lazy_pattern(rf"\s*[{words.COMMAS}]\s*")
_CONJUNCTION = lazy_pattern(rf"\s*[;；]\s*|,?\s+(?:{any_pattern(words.AND)}|{words.AND_IN_CAPITALS})\s+")
_COLLEAGUES_BEHIND = lazy_pattern(
    rf",?\s+(?:{any_pattern(words.AND)})\s+(?:(?:our|the|unser\w{{0,2}}|d[ei][er]|notre|la|el|nuestro|nuestra|de)\s(?:[^\s,;]{{1,30}}\s){{0,5}})?"
    rf"(?:{credit_words.COLLEAGUES})$",
    re.IGNORECASE,
)
_LAST_AND = lazy_pattern(rf",?\s+(?:{any_pattern(words.AND)}|{words.AND_IN_CAPITALS})$")
_EDGES = f" \t,;:/·–—-*›»«>©@←→\\[]{{}}〔〕【】「」『』~{_DOTS}"
_CREDENTIAL = lazy_pattern(rf"(?:(?:{words.DEGREES})\.?(?:\s?\d{{3}})?(?:\s+\([^)]*\))?(?:\s+|$))+")
_DOMAIN = lazy_pattern(r"\w\.[a-z]{2,}$", re.IGNORECASE)


def text_after_by(text: str) -> str | None:
    """Return the text behind `By` or `Author:` at a text's start, "" where it ends there; None without them."""
    match = _BY.match(fold_case(text)) or _BOTH.match(text)
    if match:
        return text[match.end() :].strip()
    if (match := _TEXT.match(text)) and text[match.end()].isupper() and has_other_credit(text):
        return text[match.end() :].strip()
    return "" if is_caseless(text) and is_writers_label(text) else None


def after_date(text: str) -> str | None:
    """Return the text behind `by` in a line that begins with a date, None where there is neither."""
    match = _BY_AFTER_DATE.search(text) if states_day(text[:MAX_DATE_LINE_CHARACTERS]) else None
    return match.group(1) if match else None


def states_day(text: str) -> bool:
    """Tell whether a text is short and states a day, as the line with an article's date does."""
    if len(text) > MAX_DATE_LINE_CHARACTERS or not _DIGIT.search(text):
        return False
    return _DAY.search(fold_case(text)) is not None


def first_part(text: str) -> str:
    """Return the text before the first bar or dot of a line such as `Name | Title | Date`, without a last `in`."""
    return _BEHIND_NAME.sub("", _SEPARATOR.split(text, maxsplit=1)[0])


def begins_with_length(text: str) -> bool:
    """Tell whether a short line begins with how long the text is: `4 min · Jane Doe`."""
    return len(text) <= MAX_DATE_LINE_CHARACTERS and _LENGTH.match(text) is not None


def is_name_and_job(text: str) -> bool:
    """Tell whether a short line is a name, a mark, and a job or an agency: `Jane Doe | Correspondent`."""
    name, *rest = _SEPARATOR.split(text) if _SEPARATOR.search(text) else text.rsplit(", ", 1)
    is_short = len(text) <= MAX_DATE_LINE_CHARACTERS and len(rest) == 1
    return is_short and is_name(name) and (is_role(rest[0]) or is_agency(rest[0]))


def beside_day(text: str) -> str:
    """Return the first thing that a short line states beside a day and a length: `Jane Doe, 2 April 2026`."""
    bare, end = "", 0
    for start, behind in spans_of_days(text):
        bare += f"{text[end:start]}|"
        end = behind
    parts = _SEPARATOR.split(_CLOCK_OR_DAY.sub("|", bare + text[end:]))
    stated = (part.strip(f"() {_EDGES}") for part in parts)
    return next((part for part in stated if part and not _LENGTH.fullmatch(part)), "")


def ends_with_other_credit(text: str) -> bool:
    """Tell whether a line ends where the name of a photographer, an editor or a translator should follow."""
    return _ENDS_WITH_OTHER.search(text) is not None and _BOTH.search(text) is None


class _Rules(NamedTuple):
    """What is left out behind a person's name: between commas, and joined by `and`."""

    is_aside: Callable[[str], bool]
    is_agency: Callable[[str], bool]


def split_names(text: str) -> Iterator[str]:
    """Yield the names in a byline's text, in order; nothing from a text that is no list of names.

    Agencies, papers and places behind a person's name are left out.
    """
    return _split(text, _Rules(is_aside, is_agency))


def split_stated_names(text: str) -> Iterator[str]:
    """Yield the names in a text that the head states: what stands between its commas are names."""
    return _split(text, _Rules(_never, _never))


def _never(_text: str) -> bool:
    return False


def _split(text: str, rules: _Rules) -> Iterator[str]:
    line = _BOTH.sub(_WRITTEN, clean_visible(text[:MAX_LINE_CHARACTERS]))
    if is_caseless(line) and (credited := east_asian_credits(line)):
        yield from filter(may_be_name, credited.names)
        return
    bare = without_brackets(line)
    found: list[str] = []
    for credit in writers_texts(text_after_by(bare) or bare):
        found += _names_in_parts(credit, rules)
    yield from dict.fromkeys(found)


def _names_in_parts(text: str, rules: _Rules) -> list[str]:
    """Return the names in the parts of a text between marks; a slash parts persons, and not the words of a name."""
    found: list[str] = []
    is_first = True
    for part in _SEPARATOR.split(text):
        pieces = _SLASH.split(part)
        are_persons = len(pieces) > 1 and is_name(_bare(pieces[0]))
        if len(pieces) > 1 and is_agency(pieces[0]) and _is_person(_bare(pieces[1])):
            # `dpa/Jane Doe`
            pieces, are_persons = pieces[1:], True
        for piece in pieces if are_persons else (part,):
            bare = _bare(piece)
            names = list(_people(bare, rules)) if bare else []
            # Behind the first names only what surely names persons: papers, places and sections stand there too.
            if is_first or (all(map(is_name, found)) and all(map(may_stand_behind, names))):
                found += names
            is_first = is_first and not bare
    return found


def _is_person(text: str) -> bool:
    return is_name(text) and not begins_with_article(text)


def _bare(text: str) -> str:
    """Return a text without contacts, dates and `By`."""
    text = _CONTACT.sub("", text)
    if _DIGIT.search(text):
        text = _DATE.sub("", text, count=1)
    text = _RANK.sub("", text.strip())
    text = _FULL_STOP.sub("", text) if " " in text else text
    return _LAST_AND.sub("", (text_after_by(text) or text).strip(_EDGES))


def _people(text: str, rules: _Rules) -> Iterator[str]:
    """Split at commas and at `and`; an organisation with an `and` in its name stays whole."""
    text = _without_colleagues(text)
    if is_organisation(text):
        yield from filter(may_be_name, _in_list(text, rules))
        return
    every = _CONJUNCTION.split(text)
    are_persons = is_name(every[0]) and not begins_with_article(every[0])
    groups = [group for group in every if not (are_persons and rules.is_agency(group))] or every
    is_list = len(groups) < len(every) or _COMMA.search(text) is not None
    if not (is_list or all(" " in group or is_caseless(group) for group in groups)):
        groups = [text]
    has_place = False
    for group in groups:
        bare = _without_place(_BEHIND_NAME.sub("", group, count=1))
        # `in Berlin and Paris`, and in Spanish `corresponsal en Berlín`
        if not (has_place and " " not in bare):
            yield from filter(may_be_name, map(without_role, _in_list(bare, rules)))
        has_place = has_place or bare != group or is_role(group)


def _without_colleagues(text: str) -> str:
    """Return the names in a text without the unnamed people behind them: `Jane Doe and our data team`."""
    match = _COLLEAGUES_BEHIND.search(text)
    names = text[: match.start()] if match else ""
    if not names or is_organisation(names):
        return text
    return names if all(map(_is_person, filter(None, _COMMA.split(names)))) else text


def _without_place(text: str) -> str:
    """Return a person's name without the place behind it: `Jane Doe on Long Island`."""
    match = _PLACE_BEHIND.search(text)
    name = text[: match.start()] if match else ""
    return name if is_name(name) and len(name.split()) <= MAX_WORDS_BEFORE_PLACE else text


def _in_list(text: str, rules: _Rules) -> list[str]:
    """Return the names between commas: a degree stays with its name, a job title ends the list."""
    names: list[str] = []
    for part in filter(None, _COMMA.split(text)):
        if names and _CREDENTIAL.fullmatch(part):
            names[-1] += ", " + part
        elif names and (is_role(part) or _DOMAIN.search(names[-1])):
            break
        elif not (names and is_name(names[0].partition(",")[0]) and (rules.is_aside(part) or _FROM.fullmatch(part))):
            names.append(part)
    return [name for name in names if OTHERS_MARK not in name]
