"""Cuts a page into blocks of text and measures each of them (pure).

A block is the smallest piece of text that is kept or dropped as a whole; its features are what the body model judges.
"""

from extract.blocks.block_tree import INLINE, Block, BlockElement, BlockTree
from extract.blocks.cues import CUES, cues_of
from extract.blocks.features import ask_witness, measure
from extract.blocks.limits import too_much

__all__ = ["CUES", "INLINE", "Block", "BlockElement", "BlockTree", "ask_witness", "cues_of", "measure", "too_much"]
