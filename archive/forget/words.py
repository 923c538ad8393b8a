"""Finds the words of a text in the bytes of another one, whatever mark-up and escapes stand between them (pure).

Words are runs of letters and digits, case folded. A text of the article is found by each eight words in a row; a
title or caption of three to seven words as a whole. An address, up to its parameters, has no words: a link that stays
has to name the same as the tables that were read from it.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Two texts hardly share so many words in a row by chance.
LONG = 8
# Fewer words, or fewer letters, are in anybody's text.
SHORT, SHORT_CHARACTERS = 3, 12
# Escapes of JSON in a page's script, in HTML in a feed: `\\u0026#8217;`.
MAX_PASSES = 3
Words = tuple[str, ...]

_ADDRESS = r"""https?://[^\s"'<>?#]*|(?<=["'=])/[^\s"'<>?#]*"""
_WORD = re.compile(r"[^\W_]+")
_IN_ALL = re.compile(rf"{_ADDRESS}|(?P<word>[^\W_]+)")
_OUTSIDE_TAGS = re.compile(rf"{_ADDRESS}|<[^<>]*>|(?P<word>[^\W_]+)")
_ESCAPE = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\([nrtbf/\"\\])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_JSON = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True)
class Needles:
    """Groups of words that are to be found."""

    groups: frozenset[Words]

    def __post_init__(self) -> None:
        object.__setattr__(self, "lengths", _lengths(self.groups))

    def found_in(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """Yield the place and number of words of each group in a list of words; they may overlap."""
        lengths: dict[Words, tuple[int, ...]] = self.__dict__["lengths"]
        for at, pair in enumerate(pairwise(words)):
            for length in lengths.get(pair, ()):
                if tuple(words[at : at + length]) in self.groups:
                    yield at, length


def _lengths(groups: Iterable[Words]) -> dict[Words, tuple[int, ...]]:
    """Return the lengths of the groups by their first two words."""
    found: dict[Words, set[int]] = {}
    for group in groups:
        found.setdefault(group[:2], set()).add(len(group))
    return {pair: tuple(sorted(lengths)) for pair, lengths in found.items()}


def words_of(text: str) -> list[str]:
    """Return the words of a plain text."""
    return [fold(word) for word in _WORD.findall(text)]


def fold(word: str) -> str:
    """Return a word as it is compared."""
    return unicodedata.normalize("NFC", word).casefold()


def groups_of(text: str) -> Iterator[Words]:
    """Yield the groups of words by which a text is found; none of one that is too short."""
    words = words_of(text)
    if len(words) >= LONG:
        yield from (tuple(words[at : at + LONG]) for at in range(len(words) - LONG + 1))
    elif len(words) >= SHORT and sum(map(len, words)) >= SHORT_CHARACTERS:
        yield tuple(words)


def words_in(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text of whatever mark-up, once with those in tags and once without."""
    plain = _Mapped.of(text).text
    with_tags, without = (
        [fold(found["word"]) for found in pattern.finditer(plain) if found["word"]]
        for pattern in (_IN_ALL, _OUTSIDE_TAGS)
    )
    return with_tags, without


def masked(text: str, needles: Needles) -> str:
    """Return a text, of whatever mark-up, with each letter of what is found replaced by x; the same if nothing is."""
    if not needles.groups:
        return text
    mapped = _Mapped.of(text)
    spans = set()
    # Once with the words in tags, such as a description in a `meta` element, and once without them.
    for pattern in (_IN_ALL, _OUTSIDE_TAGS):
        places = [found.span() for found in pattern.finditer(mapped.text) if found["word"]]
        words = [fold(mapped.text[start:end]) for start, end in places]
        for at, length in needles.found_in(words):
            spans |= set(places[at : at + length])
    parts, last = [], 0
    for start, end in sorted(spans):
        first, behind = mapped.starts[start], mapped.starts[end]
        parts += [text[last:first], "x" * (end - start)]
        last = behind
    return "".join([*parts, text[last:]]) if spans else text


@dataclass
class _Mapped:
    """A text without escapes; `starts` is where each of its characters begins in the text with escapes."""

    text: str
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "_Mapped":
        mapped = cls(text, list(range(len(text) + 1)))
        for _ in range(MAX_PASSES):
            if not _ESCAPE.search(mapped.text):
                break
            mapped = mapped._decoded()
        return mapped

    def _decoded(self) -> "_Mapped":
        parts: list[str] = []
        starts: list[int] = []
        last = 0
        for found in _ESCAPE.finditer(self.text):
            decoded = _decode(found)
            parts += [self.text[last : found.start()], decoded]
            starts += self.starts[last : found.start()]
            starts += [self.starts[found.start()]] * len(decoded)
            last = found.end()
        starts += self.starts[last:]
        return _Mapped("".join([*parts, self.text[last:]]), starts)


def _decode(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2]:
        return _JSON.get(found[2], found[2])
    return html.unescape(found[0])
