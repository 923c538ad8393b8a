"""Limits: how much text a page may hold to be read (pure).

Three times the longest article and ten times the blocks of a long one. The sum of the blocks' depths bounds the time
of readers that walk up from each block, as trafilatura does.
"""

from extract.blocks.block_tree import BlockTree

MAX_SIZE = 3_000_000
MAX_BLOCKS = 10_000
MAX_SUM_OF_DEPTHS = 300_000


def exceeded_limit(block_tree: BlockTree) -> str | None:
    """Return which limit a page exceeds, as the words of an error; None for none."""
    if block_tree.size > MAX_SIZE:
        return f"more than {MAX_SIZE:,} characters of text"
    if len(block_tree.blocks) > MAX_BLOCKS:
        return f"more than {MAX_BLOCKS:,} blocks of text"
    if sum(block.parent.depth for block in block_tree.blocks) > MAX_SUM_OF_DEPTHS:
        return "too many blocks of text too deep"
    return None
