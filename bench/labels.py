r"""Labels the blocks of a page that are in the known text of its article, for training (pure).

A long block is in the text when all its words in a row are, or more than half of its word triples. A short one is
when it is a line of the text, or in the text and among long blocks that are. Of blocks with the same words only as
many are as the text has those words: the ones with most blocks of the text around.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from extract.blocks.block_element import Block
from extract.text.folding import fold_words

# A block of at least so many words, or more characters, is long.
MIN_LONG_WORDS = 6
MAX_SHORT_CHARACTERS = 40
# How many long blocks on either side of a short one, and blocks on either side of a repeated one, are looked at.
LONG_NEIGHBOURS = 2
NEIGHBOURS = 6


def label_blocks(blocks: Sequence[Block], body: str) -> list[float]:
    """Return 1 for each block that is in the text, 0 for each other."""
    texts = [fold_words(block.text) for block in blocks]
    whole = f" {fold_words(body)} "
    lines = Counter(filter(None, (fold_words(line.strip("-•* ")) for line in body.split("\n"))))
    long = [
        index
        for index, text in enumerate(texts)
        if len(text.split()) >= MIN_LONG_WORDS or len(text) > MAX_SHORT_CHARACTERS
    ]
    triples = set(_triples(fold_words(body)))
    found = [0.0] * len(blocks)
    for index in long:
        text = texts[index]
        found[index] = float(text in lines or f" {text} " in whole or _share(text, triples) > 0.5)
    _label_short(texts, long, lines, whole, found)
    _drop_repeated(texts, long, whole, found)
    return found


def label_by_snippets(blocks: Sequence[Block], truth: dict[str, Any]) -> list[float | None]:
    """Return 1 for a block with a snippet that the text must have, 0 with one it must not have, None for others."""
    found: list[float | None] = []
    for block in blocks:
        if any(snippet in block.text for snippet in truth.get("with") or ()):
            found.append(1.0)
        elif any(_is_mostly(block.text, snippet) for snippet in truth.get("without") or ()):
            found.append(0.0)
        else:
            found.append(None)
    return found


def _is_mostly(text: str, snippet: str) -> bool:
    return snippet in text and len(text) < 3 * len(snippet)


def _label_short(
    texts: Sequence[str], long: Sequence[int], lines: Counter[str], whole: str, found: list[float]
) -> None:
    """Set the labels of the short blocks; those of the long ones are set already."""
    indexes_of: dict[str, list[int]] = defaultdict(list)
    is_long = set(long)
    for index, text in enumerate(texts):
        if text and index not in is_long:
            indexes_of[text].append(index)

    def share_of_neighbours(index: int) -> float:
        at = bisect(long, index)
        neighbours = long[max(0, at - LONG_NEIGHBOURS) : at + LONG_NEIGHBOURS]
        return sum(found[neighbour] for neighbour in neighbours) / max(1, len(neighbours))

    for text, indexes in indexes_of.items():
        count = lines[text] or whole.count(f" {text} ")
        min_share = 0.5 if text in lines else 0.74
        shares = {index: share_of_neighbours(index) for index in indexes}
        for index in sorted(indexes, key=lambda index: -shares[index])[:count]:
            found[index] = float(shares[index] >= min_share)


def _drop_repeated(texts: Sequence[str], long: Sequence[int], whole: str, found: list[float]) -> None:
    """Set to 0 the labels of long blocks that are repeated more often than their words in the text."""
    indexes_of: dict[str, list[int]] = defaultdict(list)
    for index in long:
        if found[index]:
            indexes_of[texts[index]].append(index)
    for text, indexes in indexes_of.items():
        count = max(1, whole.count(f" {text} "))
        if len(indexes) > count:
            around = {index: sum(found[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]) for index in indexes}
            for index in sorted(indexes, key=lambda index: -around[index])[count:]:
                found[index] = 0.0


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    words = text.split()
    return zip(words, words[1:], words[2:], strict=False)


def _share(text: str, known: set[tuple[str, str, str]]) -> float:
    triples = list(_triples(text))
    return sum(triple in known for triple in triples) / len(triples) if triples else 0.0
