"""Measures how much of one text stands in another, so that an edited text is told from a different one (pure).

The measure is the share of the word sequences of the shorter text that the longer one has too. So a text that grew,
a print view without its boxes, or the beginning of a text is like the whole; and texts that speak of the same things
in other words, or in another language, are not.
"""

import re
from functools import lru_cache

# Words in a sequence. Shorter ones are phrases that the articles of a site share.
WORDS_IN_SEQUENCE = 8
# Letters of scripts that put no space between words count as words.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")


def shared_share(one: str, other: str) -> float:
    """Return which share, from 0 to 1, of the word sequences of the shorter text the longer one has; 0 for no text.

    Case and punctuation do not count. Texts with fewer words than a sequence are equal (1) or different (0).
    """
    if one == other:
        return float(bool(one.strip()))
    sequences, others = _sequences(one), _sequences(other)
    if not sequences or not others:
        return 0.0
    return len(sequences & others) / min(len(sequences), len(others))


@lru_cache(maxsize=256)
def _sequences(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    last = max(len(words) - WORDS_IN_SEQUENCE, 0)
    return frozenset(" ".join(words[at : at + WORDS_IN_SEQUENCE]) for at in range(last + 1)) - {""}
