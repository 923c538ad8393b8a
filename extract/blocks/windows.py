"""Windows: what the blocks before and behind each block hold, in page order (pure)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from extract.blocks.block_element import Block

# The distance, in blocks or elements, of what is farther away or missing.
FAR = 50.0
# Sizes of windows: so many blocks on either side.
WINDOW_SIZES = (3, 8)


def prose_distances(blocks: Sequence[Block]) -> tuple[list[float], list[float]]:
    """Return for each block how many blocks before it, and how many behind it, the nearest prose stands."""
    found = []
    for in_order in (blocks, blocks[::-1]):
        distance, distances = FAR, []
        for block in in_order:
            distances.append(distance)
            distance = 1.0 if block.is_prose else min(distance + 1, FAR)
        found.append(distances)
    return found[0], found[1][::-1]


def window_shares(blocks: Sequence[Block]) -> list[tuple[float, ...]]:
    """Return for each block the share of prose in each of WINDOW_SIZES, then the share of linked text in each."""
    sizes = running_sums(block.size for block in blocks)
    prose = running_sums(block.size if block.is_prose else 0 for block in blocks)
    linked = running_sums(block.linked_size for block in blocks)
    columns = (window_means(sizes, sums, window) for sums in (prose, linked) for window in WINDOW_SIZES)
    return list(zip(*columns, strict=True))


def running_sums(values: Iterable[float]) -> list[float]:
    """Return, for each value, the sum of those before it; at the end, the sum of all."""
    return list(accumulate(values, initial=0.0))


def window_means(sizes: Sequence[float], sums: Sequence[float], window: int) -> list[float]:
    """Return for each block a value's mean, weighted by size, over it and `window` blocks on either side.

    `sizes` and `sums` are running sums: of the blocks' sizes, and of the value times the size.
    """
    last = len(sizes) - 1
    bounds = [(max(0, index - window), min(last, index + window + 1)) for index in range(last)]
    return [(sums[end] - sums[start]) / (sizes[end] - sizes[start]) for start, end in bounds]
