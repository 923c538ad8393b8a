"""Keeps or drops a data table as a whole, whatever the body model thinks of single rows (pure)."""

from collections.abc import Iterator, Sequence

from extract.blocks import Block, BlockElement
from extract.body.captions import is_in_caption

# A table is kept when the mean probability of its rows is above this; the lower limit is for a table amid kept text.
MIN_PROBABILITY = 0.5
MIN_PROBABILITY_AMID_TEXT = 0.15

# What names a table, and at most how many of them stand on one side of it.
LABELS = frozenset({"caption", "figcaption", "h2", "h3", "h4", "h5", "h6"})
MAX_LABELS = 2


def with_whole_tables(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the indexes of the kept blocks, of each data table all rows or none."""
    found = set(kept)
    for first, last in _tables(blocks):
        rows = range(first, last + 1)
        size = sum(blocks[row].size for row in rows)
        mean = sum(blocks[row].size * probabilities[row] for row in rows) / size
        is_amid_text = _beside(blocks, first, -1) in found and _beside(blocks, last, 1) in found
        if mean > (MIN_PROBABILITY_AMID_TEXT if is_amid_text else MIN_PROBABILITY):
            found.update(rows)
        else:
            found.difference_update(rows)
    return sorted(found)


def _beside(blocks: Sequence[Block], index: int, step: int) -> int:
    """Return the index of the next block before (-1) or behind (1) a table that is no caption or heading of it."""
    beside = index + step
    while 0 <= beside < len(blocks) and abs(beside - index) <= MAX_LABELS and _is_label(blocks[beside]):
        beside += step
    return beside


def _is_label(block: Block) -> bool:
    return block.parent.tag in LABELS or is_in_caption(block)


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of the first and the last block of each data table of several rows."""
    first, table = 0, None
    for block in blocks:
        own_table = _table_of_row(block.parent)
        if own_table is not table:
            if table is not None and block.index - 1 > first:
                yield first, block.index - 1
            first, table = block.index, own_table
    if table is not None and len(blocks) - 1 > first:
        yield first, len(blocks) - 1


def _table_of_row(element: BlockElement) -> BlockElement | None:
    """Return the table of a `tr` that holds a block; in a table that lays out a page, cells hold the blocks."""
    if element.tag != "tr":
        return None
    return next((ancestor for ancestor in element.lineage() if ancestor.tag == "table"), None)
