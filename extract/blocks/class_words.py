"""Tokens: what the words in class names, ids and roles say of an element's purpose, on any site (pure).

The words stand in `words/class_names.toml`: a model that was learned with them is only true with them.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

LONGEST = 500

KINDS: Mapping[str, str] = tomllib.loads((files("extract.words") / "class_names.toml").read_text("utf-8"))["kinds"]

_BITS: dict[str, int] = {}
for _place, _words in enumerate(KINDS.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _place

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|h\d")


@lru_cache(maxsize=20_000)
def kinds_of(names: str) -> int:
    """Return a bit for each of KINDS of which the names of an element hold a word."""
    bits = 0
    for word in _WORD.findall(names[:LONGEST]):
        bits |= _BITS.get(word.lower(), 0)
    return bits
