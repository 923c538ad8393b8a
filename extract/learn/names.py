"""Tells which names of classes, ids and attributes will last, and how much each says (pure).

h1.entry-title     written by a person: lasts
css-1x2y3z         made by a build: gone with the next one
Article_title__x3  made by a build too, but for its beginning
post-123           of one page
"""

import re
from functools import lru_cache

from extract.words.markup_words import AROUND_WORDS, FIELD_WORDS, GENERATED_PREFIXES, LOOK_PREFIXES, STATE_PREFIXES

MAX_NAME_CHARACTERS = 60
# Pieces of names in camel case that are shorter than most words, or have no vowel.
SHORT_WORDS = frozenset(
    "a ad at bg by css dt fb id in is my nav no of on p rtl tv to ui ul up url us wp".split()  # noqa: SIM905 - a line
)
MIN_WORD_WITHOUT_VOWEL = 5

# What CSS takes for a name without an escape; the profile is read by people.
_PLAIN = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
_PARTS = re.compile(r"[-_]+")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONG_NUMBER = re.compile(r"\d{3}")
# A word, or a word and a number of a level or column: `title`, `h1`, `col12`.
_WORD_AND_NUMBER = re.compile(r"[A-Za-z]+\d{0,2}|\d{1,2}")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
# The name that a person wrote, before the hash of a CSS module: `Article_title__x3Kd9`, `module--title--1Ab2c`.
_MODULE = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9]*(?:[-_]{1,2}[A-Za-z][A-Za-z0-9]*)*)(?P<mark>__|--|_)[A-Za-z0-9+_-]{4,10}"
)


@lru_cache(maxsize=8192)
def is_lasting(name: str) -> bool:
    """Tell whether a class, id or attribute value looks as if a person wrote it, for all pages of a site."""
    if not 2 <= len(name) <= MAX_NAME_CHARACTERS or not _PLAIN.fullmatch(name):
        return False
    lower = name.lower()
    if lower.startswith(GENERATED_PREFIXES) or _LONG_NUMBER.search(name):
        return False
    if lower.startswith(STATE_PREFIXES) and any(map(str.isdigit, name)):
        return False
    parts = [part for part in _PARTS.split(name) if part]
    return all(map(_is_word, parts)) and not (len(parts) > 1 and any(map(_is_mixed, parts)))


def _is_mixed(part: str) -> bool:
    """Tell whether a part has several capitals and small letters: behind a hyphen hardly anybody writes so."""
    return sum(map(str.isupper, part)) > 1 and any(map(str.islower, part))


def _is_word(part: str) -> bool:
    """Tell whether a part of a name between hyphens may be a word, or some in camel case, with a short number."""
    if not _WORD_AND_NUMBER.fullmatch(part):
        return False
    letters = part.rstrip("0123456789")
    if letters.lower() == letters or letters.upper() == letters or letters[1:].lower() == letters[1:]:
        return len(letters) < MIN_WORD_WITHOUT_VOWEL or _VOWEL.search(letters) is not None
    # A hash in letters has pieces that are none: `LIBpto`, `hQfRkT`.
    pieces = _HUMPS.findall(letters)
    return all((len(piece) > 2 and _VOWEL.search(piece)) or piece.lower() in SHORT_WORDS for piece in pieces)


@lru_cache(maxsize=8192)
def lasting_start(name: str) -> str | None:
    """Return the part of a CSS module's class that a person wrote, with the mark behind it; None for other names."""
    found = _MODULE.fullmatch(name)
    if found is None or is_lasting(name) or not is_lasting(found["name"]):
        return None
    return found["name"] + found["mark"]


@lru_cache(maxsize=8192)
def name_cost(name: str, field: str = "") -> float:
    """Return how little a lasting name says of a field: 1 for one that names it, 3 for one of looks alone."""
    words = {word for part in _PARTS.split(name) for word in (part.lower(), *map(str.lower, _HUMPS.findall(part)))}
    length = len(name) / 200
    if words & FIELD_WORDS.get(field, frozenset()) and not name.lower().startswith(LOOK_PREFIXES):
        return 1.0 + length
    if name.lower().startswith(LOOK_PREFIXES):
        return 3.0
    return (1.3 if words & AROUND_WORDS else 1.6) + any(map(str.isdigit, name)) + length
