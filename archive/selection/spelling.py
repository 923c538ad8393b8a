"""Finds words of the index that are spelt like one that it does not have (pure).

A word with one letter more, less or otherwise is looked for as such, which the index answers at once whatever its
size. Of words with the same beginning the nearest two changes away is taken: `nearest`. Whole names, of which there
are fewer, are compared one by one: `name_like`.
"""

import re
from collections.abc import Iterable

SHORTEST, LONGEST = 4, 24
# Words of at least so many letters may have two changes.
SHORTEST_FOR_TWO = 6
# A stem lacks the ending of a word, of at most so many letters.
ENDING = 4

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєў",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
)
_WORD = re.compile(r"[^\W\d_]+")


def can_be_corrected(word: str) -> bool:
    """Tell whether a word is of letters alone, in a script with an alphabet, and neither short nor very long."""
    low = word.lower()
    return bool(_WORD.fullmatch(word)) and SHORTEST <= len(word) <= LONGEST and _alphabet(low) is not None


def one_change_away(word: str) -> list[str]:
    """Return what is a word with one letter more, less or otherwise, with two letters swapped, or cut in two."""
    word = word.lower()
    alphabet = _alphabet(word)
    if alphabet is None:
        return []
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    changed = [
        *(before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1),
        *(before + after[1:] for before, after in cuts if after),
        *(before + letter + after for before, after in cuts for letter in alphabet),
        *(before + letter + after[1:] for before, after in cuts if after for letter in alphabet),
        *(f"{before} {after}" for before, after in cuts if min(len(before), len(after)) > 1),
    ]
    return [each for each in dict.fromkeys(changed) if each != word]


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """Return the word of an index that is at most two changes away, the most frequent one of the nearest; or None.

    `known` has words of the index, which are stems, and in how many articles each is.
    """
    word = word.lower()
    best: tuple[int, int, str] | None = None
    for stem, articles in known:
        # Of a stem of few letters too much of the word would be taken for an ending.
        may_be_cut = len(word) - len(stem) <= ENDING and len(stem) >= SHORTEST
        cuts = {word, word[: len(stem)], word[: len(stem) + 1]} if may_be_cut else {word}
        away = min(distance(cut, stem) for cut in cuts)
        if away <= 2 and (best is None or (away, -articles, stem) < best):
            best = (away, -articles, stem)
    return best[2] if best else None


def name_like(name: str, known: Iterable[str]) -> str | None:
    """Return the first of the names that differ from this one in case, else that begin so, else of the nearest.

    A name of four letters may have one change, of six two. None if it is one of them, or none is like it.
    """
    low = name.casefold()
    most = (len(low) >= SHORTEST) + (len(low) >= SHORTEST_FOR_TWO)
    best: tuple[int, str] | None = None
    for other in known:
        if other == name:
            return None
        folded = other.casefold()
        away = 0 if folded == low else 1 if folded.startswith(low) else 1 + distance(low, folded, most)
        if away <= 1 + most and (best is None or away < best[0]):
            best = away, other
    return best[1] if best else None


def distance(one: str, other: str, most: int = 2) -> int:
    """Return by how many changes two words differ, `most` + 1 if by more (optimal string alignment distance)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, against in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != against))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == against:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _alphabet(word: str) -> str | None:
    return next((alphabet for alphabet in _ALPHABETS if word[:1] and word[0] in alphabet), None)
