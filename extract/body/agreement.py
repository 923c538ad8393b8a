"""The witness: how much of a block stands in the text that trafilatura finds (pure but for trafilatura's caches)."""

from collections.abc import Callable

from extract.body.trafilatura_body import trafilatura_text
from extract.page import Page
from extract.text import fold_words


def agreement_of(page: Page) -> Callable[[str], float]:
    """Return the function that tells which share of a text's triples of words, 0 to 1, stands in trafilatura's."""
    text = trafilatura_text(page)
    lines = {fold_words(line) for line in text.split("\n")}
    words = fold_words(text).split()
    grams = set(zip(words, words[1:], words[2:], strict=False))

    def share(text: str) -> float:
        folded = fold_words(text)
        if folded in lines:
            return 1.0
        words = folded.split()
        own = list(zip(words, words[1:], words[2:], strict=False))
        return sum(gram in grams for gram in own) / len(own) if own else 0.0

    return share
