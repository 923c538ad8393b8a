"""Cues: phrases that tell what a block of text is for, in the languages with most news sites (pure).

The phrases stand in `words/cues.toml`: the body model was trained with them, so a change needs a new model.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

# Only this much of a block is searched.
MAX_WORDS = 30
MAX_WIDE_CHARACTERS = 200

# What `find_cues` returns for a cue.
WITHIN, AT_START = 1.0, 2.0

_TABLES = tomllib.loads((files("extract.words") / "cues.toml").read_text("utf-8"))


def _phrases(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(" ".join(text.split()).split(", ")) for kind, text in table.items()}


# The kinds of cues, each with its phrases; and those of scripts that put no spaces between words.
CUES: Mapping[str, Sequence[str]] = _phrases(_TABLES["phrases"])
WIDE_CUES: Mapping[str, Sequence[str]] = _phrases(_TABLES["wide"])

_INDEX = {kind: index for index, kind in enumerate(CUES)}
_BY_FIRST_WORD: dict[str, list[tuple[list[str], int]]] = {}
for _kind, _all_phrases in CUES.items():
    for _first, *_rest in map(str.split, _all_phrases):
        _BY_FIRST_WORD.setdefault(_first, []).append((_rest, _INDEX[_kind]))
_FIRST_WORDS = frozenset(_BY_FIRST_WORD)
_NONE = [0.0] * len(CUES)
_WIDE_PHRASES = [(phrase, _INDEX[kind]) for kind, phrases in WIDE_CUES.items() for phrase in phrases]


def find_cues(words: Sequence[str], text: str, *, is_wide: bool) -> list[float]:
    """Return, for each of CUES, 0 when a block has none, WITHIN when it has one, AT_START when it begins with one.

    `words` are those of the block's text in lower case; `is_wide` tells that its script puts no spaces between words.
    """
    found = _NONE.copy()
    # Most blocks have none.
    first_words = () if _FIRST_WORDS.isdisjoint(words[:MAX_WORDS]) else words[:MAX_WORDS]
    for position, word in enumerate(first_words):
        for rest, index in _BY_FIRST_WORD.get(word, ()):
            if (not rest or words[position + 1 : position + 1 + len(rest)] == rest) and found[index] < AT_START:
                found[index] = WITHIN if position else AT_START
    if is_wide:
        for phrase, index in _WIDE_PHRASES:
            position = text.find(phrase, 0, MAX_WIDE_CHARACTERS)
            if position >= 0 and found[index] < AT_START:
                found[index] = WITHIN if position else AT_START
    return found
