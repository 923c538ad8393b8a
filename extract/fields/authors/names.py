"""Tells whether a text is a person's name, a job, an agency, a paper or a place (pure)."""

import re

from extract.dates import MONTH_SPELLINGS
from extract.text import all_words, fold_case, folded_pattern
from extract.words import byline_words as words
from extract.words import credit_words

MAX_NAME_CHARACTERS = 80
MAX_NAME_WORDS = 6
# In scripts without capital letters.
MAX_CASELESS_NAME_CHARACTERS = 30
MIN_PERSON_WORDS, MAX_PERSON_WORDS = 2, 5
# A short name may have hiragana.
MAX_KANA_NAME_CHARACTERS = 6

_ROLES, _NO_NAMES, _PARTICLES = all_words(words.ROLES), all_words(words.NO_NAMES), frozenset(words.PARTICLES.split())
_MODIFIERS = _ROLES | frozenset(words.ROLE_WORDS.split())
_REPORTERS = frozenset(words.REPORTERS.split())
_NO_PERSONS, _AGENCIES, _PLACES = (
    frozenset(names.split("|")) for names in (credit_words.NO_PERSONS, credit_words.AGENCIES, credit_words.PLACES)
)
_OUTLET_WORDS, _SECTION_WORDS = (
    frozenset(listed.split()) for listed in (credit_words.OUTLET_WORDS, credit_words.SECTION_WORDS)
)
_ACADEMIC = frozenset(words.ACADEMIC.split())
_DIGIT = re.compile(r"\d")
_ORGANISATION = re.compile(rf"\b(?:{words.ORGANISATIONS})\b", re.IGNORECASE)
_NO_NAME = folded_pattern(words.NOT_IN_NAMES)
# Scripts without capital letters, where a name has few letters.
_CASELESS = re.compile("[\u0590-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# In these, names of one word are days and sections.
_OTHER_CASELESS = re.compile("[\u0590-\u0fff]")
_NOBLE = re.compile("[dl]['\u2019]", re.IGNORECASE)
# Two hiragana in a row are of a Japanese sentence: printed names have few.
_KANA = re.compile("[\u3041-\u3093]{2}")
_BEFORE_AGENCY = re.compile(
    rf"(?:(?:the|der|die|das|les?|la|el|las|los|von|of|from|de|des|d['\u2019]|l['\u2019]|{credit_words.AGENCY_REPORTS})\s*)+",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"the", "le", "la", "les", "der", "die", "das", "el", "il"})


def is_role(text: str) -> bool:
    """Tell whether a text holds the word of a job title."""
    return any(word.strip(".,").casefold() in _ROLES for word in text.split())


def without_role(text: str) -> str:
    """Return a name without the job before or behind it: `Senior Reporter Jane Doe`, `Jane Doe Staff Writer`."""
    parts = text.split()
    bare = [part.strip(".,").casefold() for part in parts]
    if len(parts) <= MIN_PERSON_WORDS or _REPORTERS.isdisjoint(bare):
        return text
    start, end = 0, len(parts)
    while end > MIN_PERSON_WORDS and bare[end - 1] in _MODIFIERS:
        end -= 1
    while end == len(parts) and end - start > MIN_PERSON_WORDS and bare[start] in _MODIFIERS:
        start += 1
    # Between a name and a job may stand the paper.
    has_paper = end - start > MIN_PERSON_WORDS + 1 and is_outlet(" ".join(parts[start:end]))
    name = " ".join(parts[start : start + MIN_PERSON_WORDS] if has_paper else parts[start:end])
    return name if may_stand_behind(name) else text


def is_agency(text: str) -> bool:
    """Tell whether a text is a news agency: `AFP`, `Material von dpa`, `dpa/AFP`."""
    folded = text.strip(" .,()").replace("\u2019", "'").casefold()
    lead = _BEFORE_AGENCY.match(folded)
    bare = folded[lead.end() :] if lead else folded
    parts = (bare or folded).split("/") if "/" in folded else [bare]
    return folded in _AGENCIES or all(part.strip() in _AGENCIES for part in parts)


def is_outlet(text: str) -> bool:
    """Tell whether a text is the name of a paper, a broadcaster or a site, by its last words or its article."""
    parts = text.casefold().split()
    return bool(parts) and (parts[0] == "the" or any(part.strip(".,") in _OUTLET_WORDS for part in parts[1:]))


def begins_with_article(text: str) -> bool:
    """Tell whether a text begins with an article, as the names of papers do: `Le Figaro`."""
    return text.casefold().split(maxsplit=1)[0] in _ARTICLES


def is_place(text: str) -> bool:
    """Tell whether a text is a place of several words that might be taken for a person."""
    return text.casefold().strip(" .,") in _PLACES


def is_organisation(text: str) -> bool:
    """Tell whether a text holds a word for an organisation, within whose name `and` and commas stand."""
    return _ORGANISATION.search(text) is not None


def is_caseless(text: str) -> bool:
    """Tell whether a text has letters of a script without capitals."""
    return _CASELESS.search(text) is not None


def may_be_name(text: str) -> bool:
    """Tell whether a text that the page marks as a name can be a name."""
    folded = text.casefold().strip(" .:")
    return (
        1 < len(text) <= MAX_NAME_CHARACTERS
        and len(text.split()) <= MAX_NAME_WORDS
        and folded not in _NO_NAMES
        and folded not in _NO_PERSONS
        and folded not in _PARTICLES
        and folded not in MONTH_SPELLINGS
        and any(map(str.isalpha, text))
        and not (len(text) > MAX_KANA_NAME_CHARACTERS and _KANA.search(text))
        and not _NO_NAME.search(fold_case(text))
    )


def is_name(text: str) -> bool:
    """Tell whether a text reads like a person's name: two to five capitalised words, or few letters of CJK."""
    if _DIGIT.search(text) or is_role(text) or not may_be_name(text):
        return False
    parts = text.split()
    if _CASELESS.search(text):
        return len(text) <= MAX_CASELESS_NAME_CHARACTERS and len(parts) <= MAX_PERSON_WORDS
    while len(parts) > MIN_PERSON_WORDS and parts[0].casefold().strip(".") in _ACADEMIC:
        parts = parts[1:]
    if not MIN_PERSON_WORDS <= len(parts) <= MAX_PERSON_WORDS:
        return False
    if not (parts[0][0].isupper() and _NOBLE.sub("", parts[-1])[:1].isupper()):
        return False
    return all(map(_is_name_word, parts))


def may_stand_behind(name: str) -> bool:
    """Tell whether a text behind an author's name, with a mark between, is another person's."""
    is_other = is_agency(name) or is_outlet(name) or is_place(name) or is_section(name) or is_organisation(name)
    return is_name(name) and not is_other and "&" not in name and (" " in name or not _OTHER_CASELESS.search(name))


def is_section(text: str) -> bool:
    """Tell whether a text is the name of a section or a heading, by one of its words."""
    return any(word.strip(".,:").casefold() in _SECTION_WORDS for word in text.split())


def is_aside(text: str) -> bool:
    """Tell whether what stands behind a full name and a comma is no name: an agency, a paper, a place, a phrase."""
    if is_caseless(text):
        return False
    first = text.split(maxsplit=1)[0]
    is_phrase = first[0].islower() and first.casefold() not in _PARTICLES and not _NOBLE.match(first)
    is_town = " " not in text and first[0].isupper()
    return is_phrase or is_town or is_agency(text) or is_outlet(text) or is_place(text)


def _is_name_word(word: str) -> bool:
    folded = word.casefold()
    if folded.strip(".,") in _NO_NAMES:
        return False
    return word[0].isupper() or folded in _PARTICLES or _NOBLE.match(word) is not None
