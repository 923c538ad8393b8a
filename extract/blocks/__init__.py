"""Cuts a page into blocks of text and measures each of them (pure).

A block is the smallest piece of text that is kept or dropped as a whole; its features are what the body model judges.
"""

from extract.blocks.block_tree import INLINE, Block, BlockElement, BlockTree
from extract.blocks.cues import CUES, cues_of
from extract.blocks.features import add_agreement, measure_blocks
from extract.blocks.limits import exceeded_limit

__all__ = [
    "CUES",
    "INLINE",
    "Block",
    "BlockElement",
    "BlockTree",
    "add_agreement",
    "cues_of",
    "exceeded_limit",
    "measure_blocks",
]
