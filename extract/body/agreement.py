"""Measures how much of a block's text trafilatura finds on the page as well (pure but for trafilatura's caches)."""

from collections.abc import Callable

from extract.body.trafilatura_body import trafilatura_text
from extract.page import Page
from extract.text import fold_words


def agreement_with_trafilatura(page: Page) -> Callable[[str], float]:
    """Return the function that tells which share (0 to 1) of a text's word triples is in trafilatura's text.

    It is 1 for a text that is a line of trafilatura's, 0 for any other of fewer than three words.
    """
    found_text = trafilatura_text(page)
    found_lines = {fold_words(line) for line in found_text.split("\n")}
    words = fold_words(found_text).split()
    found_triples = set(zip(words, words[1:], words[2:], strict=False))

    def agreement(text: str) -> float:
        folded = fold_words(text)
        if folded in found_lines:
            return 1.0
        words = folded.split()
        triples = list(zip(words, words[1:], words[2:], strict=False))
        return sum(triple in found_triples for triple in triples) / len(triples) if triples else 0.0

    return agreement
