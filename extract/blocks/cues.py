"""Cues: phrases that tell what a block of text is there for, in the languages with most news sites (pure).

The phrases stand in `words/cues.toml`: a model that was learned with them is only true with them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

# How many words of a block are looked at, and how much of a text without spaces.
LOOKED_AT = 30
LOOKED_AT_WIDE = 200

_TABLES = tomllib.loads((files("extract.words") / "cues.toml").read_text("utf-8"))


def _phrases(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(" ".join(text.split()).split(", ")) for kind, text in table.items()}


CUES: Mapping[str, Sequence[str]] = _phrases(_TABLES["phrases"])
WIDE: Mapping[str, Sequence[str]] = _phrases(_TABLES["wide"])

_PLACE = {name: place for place, name in enumerate(CUES)}
_BY_WORD: dict[str, list[tuple[list[str], int]]] = {}
for _name, _all in CUES.items():
    for _first, *_rest in map(str.split, _all):
        _BY_WORD.setdefault(_first, []).append((_rest, _PLACE[_name]))
_WIDE = [(text, _PLACE[name]) for name, texts in WIDE.items() for text in texts]


def cues_of(words: Sequence[str], text: str, *, wide: bool) -> list[float]:
    """Return for each of CUES 0 when a block has none, 1 when it has one, 2 when it begins with one.

    `words` are the block's, in lower case; `wide` tells that its script puts no spaces between them.
    """
    found = [0.0] * len(CUES)
    for number, word in enumerate(words[:LOOKED_AT]):
        for rest, place in _BY_WORD.get(word, ()):
            if (not rest or words[number + 1 : number + 1 + len(rest)] == rest) and found[place] < 2:
                found[place] = 1.0 if number else 2.0
    if wide:
        for phrase, place in _WIDE:
            at = text.find(phrase, 0, LOOKED_AT_WIDE)
            if at >= 0 and found[place] < 2:
                found[place] = 1.0 if at else 2.0
    return found
