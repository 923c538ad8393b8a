"""Texts and words in the form in which two of them are compared (pure).

fold_case     a pattern finds a word in a text whatever its case: letter by letter, so that positions stay valid
fold_text     a phrase is looked up in a text: lower case, straight apostrophes, single spaces
fold_words    two texts say the same: words alone, no punctuation
split_words   two texts share words, or one has more: words one by one, letters where a script has no spaces
fold_name     two spellings of one name or word are the same: no accents, no spaces, no punctuation
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Of a text whose folded form is kept for the next call.
MAX_KEPT_CHARACTERS = 1000

_WORD = re.compile(r"\w+")
# Each character of ASCII that is no letter, digit or `_` becomes a space, each capital a small letter.
_ASCII = "".join(map(chr, range(128))).lower()
_ASCII_WORDS = re.sub(r"\W", " ", _ASCII).encode().ljust(256)
# Chinese, Japanese, Korean, Thai and Lao are written without spaces: each letter counts as a word.
_WORD_OR_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]|\\w+")
# Tables are applied with `str.replace`: `str.translate` looks up each letter of a text, and takes ten times as long.
_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2026": "..."}
# Latin, Greek and Cyrillic accents are left out in capitals and by whoever cannot type them; the vowel signs of other
# scripts are part of the word. The last is the stroke that stretches an Arabic word.
_ACCENT = re.compile("[\u0300-\u036f\u0640]")

# Letters that are another letter in another form: final sigma, dotless and long letters, and Greek ones as symbols.
_FORMS = dict(
    zip(
        "\u0131\u017f\u03c2\u00b5\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5",
        "is\u03c3\u03bc\u03b2\u03b8\u03c6\u03c0\u03ba\u03c1\u03b5",
        strict=True,
    )
)


def fold_case(text: str) -> str:
    """Return a text with each letter in lower case and in one of its forms; it stays as long as it was."""
    return text.lower() if text.isascii() else fold_forms(text.replace("\u0130", "i").lower())


def fold_forms(text: str) -> str:
    """Return a text with each letter in one of its forms, whatever its case."""
    return _replaced(text, _FORMS)


def fold_text(text: str) -> str:
    """Return a text in lower case with straight apostrophes, three dots for an ellipsis, and single spaces."""
    return _fold_short_text(text) if len(text) <= MAX_KEPT_CHARACTERS else _fold_text(text)


def _fold_text(text: str) -> str:
    return " ".join(_replaced(text.lower(), _STRAIGHT).split())


def _replaced(text: str, table: Mapping[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


# The same lines are folded for each kind of box that they may belong to.
_fold_short_text = lru_cache(maxsize=2048)(_fold_text)


def fold_words(text: str) -> str:
    """Return the words of a text in lower case, parted by single spaces."""
    return _fold_short(text) if len(text) <= MAX_KEPT_CHARACTERS else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        # The same, in a third of the time.
        return " ".join(text.encode().translate(_ASCII_WORDS).decode().split())
    return " ".join(_WORD.findall(text.lower()))


# The same blocks and titles are folded for several fields of a page.
_fold_short = lru_cache(maxsize=2048)(_fold)


@lru_cache(maxsize=1024)
def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case or width (NFKC); in scripts without spaces, its letters."""
    return tuple(_WORD_OR_LETTER.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=4096)
def fold_name(text: str) -> str:
    """Return the letters and digits of a text without case, accents or width (NFKD), as hosts and logins write names.

    The Turkish `i` without a dot is `i`, since capitals and other keyboards do not tell them apart.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold())).replace("\u0131", "i")
    return "".join(letter for letter in bare if letter.isalnum() or unicodedata.category(letter)[0] == "M")
