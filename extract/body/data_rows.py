"""Rows of data: a table of data is kept or left as a whole, whatever a model thinks of single numbers (pure)."""

from collections.abc import Iterator, Sequence

from extract.blocks import Block, BlockElement

# Where the text goes on behind a table it is of it, unless next to nothing speaks for it.
LEAST_WITHIN = 0.15
LEAST = 0.5


def with_whole_tables(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with all rows of a table, or none."""
    known = set(kept)
    for first, last in _tables(blocks):
        rows = range(first, last + 1)
        size = sum(blocks[row].size for row in rows)
        mean = sum(blocks[row].size * probabilities[row] for row in rows) / size
        within = first - 1 in known and last + 1 in known
        if mean > (LEAST_WITHIN if within else LEAST):
            known.update(rows)
        else:
            known.difference_update(rows)
    return sorted(known)


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last block of each table of data of several rows."""
    first, table = 0, None
    for number, block in enumerate(blocks):
        own = _table_of(block.frame)
        if own is not table:
            if table is not None and number - 1 > first:
                yield first, number - 1
            first, table = number, own
    if table is not None and len(blocks) - 1 > first:
        yield first, len(blocks) - 1


def _table_of(frame: BlockElement) -> BlockElement | None:
    """Return the table of a row that is a block; in a table that lays out a page, its cells hold the blocks."""
    one: BlockElement | None = frame if frame.name == "tr" else None
    while one is not None and one.name != "table":
        one = one.parent
    return one
