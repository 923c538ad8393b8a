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
    bounds = [window_bounds(sizes, window) for window in WINDOW_SIZES]
    columns = (window_means(sums, of_window) for sums in (prose, linked) for of_window in bounds)
    return list(zip(*columns, strict=True))


def running_sums(values: Iterable[float]) -> list[float]:
    """Return, for each value, the sum of those before it; at the end, the sum of all."""
    return list(accumulate(values, initial=0.0))


def window_bounds(sizes: Sequence[float], window: int) -> list[tuple[int, int, float]]:
    """Return for each block the first block and the end of it and `window` blocks on either side, and their size.

    `sizes` are running sums of the blocks' sizes.
    """
    last = len(sizes) - 1
    ends = [*range(window + 1, last), *[last] * min(window + 1, last)]
    starts = [*[0] * min(window, last), *range(last - window)]
    return [(start, end, sizes[end] - sizes[start]) for start, end in zip(starts, ends, strict=True)]


def window_means(sums: Sequence[float], bounds: Sequence[tuple[int, int, float]]) -> list[float]:
    """Return for each block a value's mean, weighted by size, over its window; `sums` are running sums of both."""
    return [(sums[end] - sums[start]) / size for start, end, size in bounds]
