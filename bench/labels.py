r"""Labels: which blocks of a page stand in the text that is known to be its article's (pure).

A long block is in it when its words are there in a row, or more than half of its triples of words; a short one when
it is a line of it, or stands in it and among long ones that are. Of blocks that say the same, so many are as the text
says it so often: those with most of its other blocks around.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from extract.blocks.block_tree import Block
from extract.text.folding import fold_words

LONG_WORDS = 6
LONG_SIZE = 40
NEAR = 2
AROUND = 6


def labels(blocks: Sequence[Block], body: str) -> list[float]:
    """Return 1 for each block that is in the text, and 0 for the others."""
    texts = [fold_words(block.text) for block in blocks]
    whole = f" {fold_words(body)} "
    lines = Counter(filter(None, (fold_words(line.strip("-•* ")) for line in body.split("\n"))))
    long = [at for at, text in enumerate(texts) if len(text.split()) >= LONG_WORDS or len(text) > LONG_SIZE]
    grams = set(_triples(fold_words(body)))
    found = [0.0] * len(blocks)
    for at in long:
        found[at] = float(texts[at] in lines or f" {texts[at]} " in whole or _share(texts[at], grams) > 0.5)
    _label_short(texts, long, lines, whole, found)
    _drop_repeated(texts, long, whole, found)
    return found


def segment_labels(blocks: Sequence[Block], truth: dict[str, Any]) -> list[float | None]:
    """Return what is known of each block where only pieces are known that must be there, or must not."""
    found: list[float | None] = []
    for block in blocks:
        if any(piece in block.text for piece in truth.get("with") or ()):
            found.append(1.0)
        elif any(piece in block.text and len(block.text) < 3 * len(piece) for piece in truth.get("without") or ()):
            found.append(0.0)
        else:
            found.append(None)
    return found


def _label_short(
    texts: Sequence[str], long: Sequence[int], lines: Counter[str], whole: str, found: list[float]
) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    is_long = set(long)
    for at, text in enumerate(texts):
        if text and at not in is_long:
            groups[text].append(at)

    def density(at: int) -> float:
        place = bisect(long, at)
        near = long[max(0, place - NEAR) : place + NEAR]
        return sum(found[one] for one in near) / max(1, len(near))

    for text, places in groups.items():
        count = lines[text] or whole.count(f" {text} ")
        least = 0.5 if text in lines else 0.74
        densities = {at: density(at) for at in places}
        for at in sorted(places, key=lambda one: -densities[one])[:count]:
            found[at] = float(densities[at] >= least)


def _drop_repeated(texts: Sequence[str], long: Sequence[int], whole: str, found: list[float]) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for at in long:
        if found[at]:
            groups[texts[at]].append(at)
    for text, places in groups.items():
        count = max(1, whole.count(f" {text} "))
        if len(places) > count:
            around = {at: -sum(found[max(0, at - AROUND) : at + AROUND + 1]) for at in places}
            for at in sorted(places, key=lambda one: around[one])[count:]:
                found[at] = 0.0


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    words = text.split()
    return zip(words, words[1:], words[2:], strict=False)


def _share(text: str, grams: set[tuple[str, str, str]]) -> float:
    own = list(_triples(text))
    return sum(one in grams for one in own) / len(own) if own else 0.0
