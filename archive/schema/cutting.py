"""Cuts text into what the full-text index takes for words (pure; `add_cut_words` also tells SQLite).

FTS5's tokenizer takes a run of letters, marks and digits for a word, which fits writing with spaces. Two things are
done before it sees a text, of an article as of a question:

- Characters are folded: Unicode's form NFKC, letters with a stroke or without a dot, which have no accent that could
  be taken off, signs of vowels in Arabic and Hebrew, and the kinds of one Arabic letter.
- In scripts that put no spaces between words a run of characters becomes overlapping pairs, as in Lucene's
  CJKAnalyzer: 東京都 is indexed as 東京 京都 都. The last character stands alone too, so that a word of one character
  is the beginning of some word wherever it stands. A character is a letter with its marks.

A phrase of pairs in a row is the run of characters itself, so nothing but it is found.
"""

import re
import sqlite3
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Han, kana, bopomofo; Hangul, whose words carry their particles; Thai, Lao, Burmese, Khmer, without their digits.
UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3105-\u312f"
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u0edc-\u0edf"
    "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd"
)
_RUN = re.compile(f"[{UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
_LETTERS = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "ı": "i", "ĸ": "k", "ŋ": "n", "Ŋ": "N", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th",
    "Þ": "TH", "ё": "е", "Ё": "Е", "ґ": "г", "Ґ": "Г",
    # Arabic and Persian: alef, yeh, kaf, teh marbuta; the line that stretches a word.
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
    # Apostrophes that Unicode counts among the letters.
    "\u02bc": "'", "\u02bb": "'", "\u02b9": "'", "\u02be": "'", "\u02bf": "'", "\ua78c": "'",
    # Not seen: soft hyphen, zero-width characters, marks of direction.
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip
# Signs of vowels in Arabic and Hebrew, which most texts leave out.
_UNWRITTEN = [*range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2]
_GREEK = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0x0370, 0x0400), *range(0x1F00, 0x2000))
    if unicodedata.category(chr(code)).startswith("L") and len(unicodedata.normalize("NFD", chr(code))) > 1
}
_FOLDED = {**{ord(letter): text for letter, text in _LETTERS.items()}, **dict.fromkeys(_UNWRITTEN, ""), **_GREEK}
# What is folded together: a character with the marks behind it, Hangul in its parts, and half-width kana with theirs.
_CLUSTER = re.compile(
    "[\u1100-\u11ff]+|[\x00-\U0010ffff][\u0300-\u036f\u0653-\u0655\u3099\u309a\uff9e\uff9f]+|[^\x00-\x7f]", re.DOTALL
)


class Word(NamedTuple):
    """A word as the index has it, but for case, accents and stem, and its place in the text."""

    text: str
    start: int
    end: int


def fold_letters(text: str) -> str:
    """Return a text with its letters folded, as the index has them."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_FOLDED)


def cut_words(text: str | bytes | float | None) -> str | None:
    """Return a text as it is given to the index: folded, and cut into pairs where its script has no spaces.

    None for None, bytes as UTF-8, and numbers as text, so that it serves as an SQL function.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    elif isinstance(text, int | float):
        text = str(text)
    if text is None or text.isascii():
        return text
    folded = fold_letters(text)
    return _RUN.sub(_pairs, folded) if _HAS_UNSPACED.search(folded) else folded


def add_cut_words(db: sqlite3.Connection) -> None:
    """Let the SQL on a connection call `cut_words(text)`."""
    db.create_function("cut_words", 1, cut_words, deterministic=True)


def has_words(text: str) -> bool:
    """Tell whether the index takes anything in a text for a word."""
    return any(unicodedata.category(each)[0] in "LN" for each in fold_letters(text))


def words_of_phrase(text: str) -> tuple[str, bool]:
    """Return the words of a phrase, and whether the last one is only the beginning of a word.

    That is so of a single character of a script without spaces, which may begin a pair or stand alone.
    """
    folded = fold_letters(text)
    if not _HAS_UNSPACED.search(folded):
        return folded, False
    last = max(_RUN.finditer(folded), key=lambda run: run.end())
    if has_words(folded[last.end() :]):
        return _RUN.sub(_pairs, folded), False
    characters = _characters(last[0])
    end = " ".join(map("".join, pairwise(characters))) if len(characters) > 1 else last[0]
    return f"{_RUN.sub(_pairs, folded[: last.start()])} {end}", len(characters) == 1


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in order, each with its place; pairs of characters overlap."""
    folded, places = _folded_with_places(text)
    for run in _word().finditer(folded):
        if not _HAS_UNSPACED.match(run[0]):
            yield Word(run[0], *places.span(run.start(), run.end()))
            continue
        characters = _characters(run[0])
        at = run.start()
        for number, character in enumerate(characters):
            pair = "".join(characters[number : number + 2])
            yield Word(pair, *places.span(at, at + len(pair)))
            at += len(character)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Return the pattern of a word in another script, or of a run of characters in one of UNSPACED."""
    marks = (chr(code) for code in range(0x300, 0x20000) if unicodedata.category(chr(code)).startswith("M"))
    return re.compile(
        f"[{UNSPACED}]+|(?:[^\\W_{UNSPACED}]|[{''.join(each for each in marks if not _RUN.match(each))}])+"
    )


def _pairs(run: re.Match[str]) -> str:
    characters = _characters(run[0])
    pairs = map("".join, pairwise(characters))
    return f" {' '.join([*pairs, characters[-1]])} "


def _characters(run: str) -> list[str]:
    """Return the letters of a run, each with the marks behind it."""
    characters: list[str] = []
    for each in run:
        if characters and _is_mark(each):
            characters[-1] += each
        else:
            characters.append(each)
    return characters


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


class _Places:
    """Leads from a place in the folded text to that in the text itself, by the places where their lengths differ."""

    def __init__(self) -> None:
        self.folded = [0]
        self.text = [0]
        # Of the piece that begins there: whether its characters stand one for one.
        self.alike = [True]

    def add(self, folded: int, text: int, *, alike: bool) -> None:
        """Note that a piece begins at these places."""
        self.folded.append(folded)
        self.text.append(text)
        self.alike.append(alike)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where what has these bounds in the folded text begins and ends in the text."""
        first = bisect_right(self.folded, start) - 1
        begin = self.text[first] + (start - self.folded[first] if self.alike[first] else 0)
        last = bisect_right(self.folded, end - 1) - 1
        if self.alike[last]:
            return begin, self.text[last] + end - self.folded[last]
        return begin, self.text[last + 1]


def _folded_with_places(text: str) -> tuple[str, _Places]:
    places = _Places()
    if text.isascii():
        return text, places
    parts: list[str] = []
    size = done = 0
    for cluster in _CLUSTER.finditer(text):
        folded = _folded(cluster[0])
        if folded == cluster[0]:
            continue
        parts += (text[done : cluster.start()], folded)
        size += cluster.start() - done
        places.add(size, cluster.start(), alike=False)
        size += len(folded)
        done = cluster.end()
        places.add(size, done, alike=True)
    return "".join((*parts, text[done:])), places


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    return fold_letters(cluster)
