"""Tells an element's purpose by the words in its class, id and role, on any site (pure).

The words stand in `words/class_names.toml`: the body model was trained with them, so a change needs a new model.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

# Of the attributes of one element.
MAX_CHARACTERS = 500

CLASS_KINDS: Mapping[str, str] = tomllib.loads((files("extract.words") / "class_names.toml").read_text("utf-8"))[
    "kinds"
]

_BITS: dict[str, int] = {}
for _bit, _words in enumerate(CLASS_KINDS.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _bit

# `post-author__name`, `PostAuthorName` and `h1` are three words, three and one.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|h\d")


@lru_cache(maxsize=20_000)
def class_bits(attributes: str) -> int:
    """Return a bit for each of CLASS_KINDS that has a word of an element's class, id or role."""
    bits = 0
    for word in _WORD.findall(attributes[:MAX_CHARACTERS]):
        bits |= _BITS.get(word.lower(), 0)
    return bits
