"""Tells the captions of pictures and tables, and keeps those among kept text (pure)."""

from collections.abc import Sequence
from itertools import islice

from extract.blocks import Block
from extract.html import is_caption

MAX_LEVELS = 3


def is_in_caption(block: Block) -> bool:
    """Tell whether a block is the caption of a picture, or of it."""
    return any(map(is_caption, islice(block.parent.html_lineage(), MAX_LEVELS)))


def with_captions(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with the captions that stand between two of them."""
    known = set(kept)
    others = [block for block in blocks if block.index in known or not is_in_caption(block)]
    position = {block.index: at for at, block in enumerate(others)}
    found = set(known)
    before = -1
    for block in blocks:
        if block.index in position:
            before = position[block.index]
            continue
        neighbours = others[max(0, before) : before + 2]
        if before >= 0 and len(neighbours) == 2 and all(neighbour.index in known for neighbour in neighbours):
            found.add(block.index)
    return sorted(found)
