"""Cuts a page into blocks of text and measures each of them (pure).

A block is the smallest piece of text that is kept or dropped as a whole; its features are what the body model judges.
"""

from extract.blocks.block_element import Block, BlockElement
from extract.blocks.block_tree import BlockTree
from extract.blocks.cues import AT_START, CUES, find_cues
from extract.blocks.features import BLOCK_FEATURES, add_agreement, measure_blocks
from extract.blocks.limits import exceeded_limit

__all__ = [
    "AT_START",
    "BLOCK_FEATURES",
    "CUES",
    "Block",
    "BlockElement",
    "BlockTree",
    "add_agreement",
    "exceeded_limit",
    "find_cues",
    "measure_blocks",
]
