"""Windows: what stands around each block of a page in the order of reading (pure)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from extract.blocks.block_tree import Block

# What is too far away, or not there.
FAR = 50.0
# How many blocks around one are looked at, on either side.
REACHES = (3, 8)


def prose_distances(blocks: Sequence[Block]) -> tuple[list[float], list[float]]:
    """Return for each block how many blocks ago prose stood, and how many blocks on it stands."""
    found = []
    for order in (blocks, blocks[::-1]):
        distance, row = FAR, []
        for block in order:
            row.append(distance)
            distance = 1.0 if block.is_prose else min(distance + 1, FAR)
        found.append(row)
    return found[0], found[1][::-1]


def windows(blocks: Sequence[Block]) -> list[tuple[float, ...]]:
    """Return for each block which share of the text around it, in each of REACHES, is prose, then which is linked."""
    sizes = running(block.size for block in blocks)
    prose = running(block.size if block.is_prose else 0 for block in blocks)
    linked = running(block.linked for block in blocks)
    return list(zip(*(means(sizes, sums, reach) for sums in (prose, linked) for reach in REACHES), strict=True))


def running(values: Iterable[float]) -> list[float]:
    """Return the sums of the values before each place, and of all."""
    return list(accumulate(values, initial=0.0))


def means(sizes: Sequence[float], sums: Sequence[float], reach: int) -> list[float]:
    """Return the mean of a value over the text of so many blocks before and behind each, out of running sums."""
    last = len(sizes) - 1
    bounds = [(max(0, number - reach), min(last, number + reach + 1)) for number in range(last)]
    return [(sums[end] - sums[start]) / (sizes[end] - sizes[start]) for start, end in bounds]
