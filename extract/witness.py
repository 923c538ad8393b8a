"""The witness: how much of a block stands in the text that trafilatura finds (pure but for trafilatura's caches).

It gets our tree, of which it makes a copy. Nothing is deduplicated, since it would remember earlier pages, and it is
asked for no metadata, whose dates it guesses.
"""

from collections.abc import Callable
from itertools import count

import trafilatura
from trafilatura.meta import reset_caches

from extract.features import fold
from extract.page import Page

# Its caches grow with every page; emptying them now and then costs nothing that can be measured.
PAGES_BETWEEN_RESETS = 500
# How many words in a row must stand in its text too.
GRAM = 3

_pages = count(1)


def witness_of(page: Page) -> Callable[[str], float]:
    """Return the function that tells which share of a text, from 0 to 1, stands in trafilatura's."""
    if next(_pages) % PAGES_BETWEEN_RESETS == 0:
        reset_caches()
    found = trafilatura.bare_extraction(
        page.tree, url=page.url, with_metadata=False, include_comments=False, fast=True, deduplicate=False
    )
    # It returns a plain dictionary only where one is asked for.
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    lines = {fold(line) for line in text.split("\n")}
    words = fold(text).split()
    grams = set(zip(words, words[1:], words[2:], strict=False))

    def share(text: str) -> float:
        folded = fold(text)
        if folded in lines:
            return 1.0
        words = folded.split()
        own = list(zip(words, words[1:], words[2:], strict=False))
        return sum(gram in grams for gram in own) / len(own) if own else 0.0

    return share
