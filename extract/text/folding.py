"""Folding: texts as they are compared (pure)."""

import re

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return a text's words in lower case, to be compared."""
    return " ".join(_WORD.findall(text.lower()))
