"""Bounds: how much text a page may show to be judged (pure).

Three times the longest text that is read, ten times the blocks of a long one. Whoever asks what stands around each
block, as trafilatura does, takes as many steps as the blocks' depths sum up to.
"""

from extract.blocks.block_tree import BlockTree

MAX_SIZE = 3_000_000
MAX_BLOCKS = 10_000
MAX_DEPTHS = 300_000


def exceeded_limit(block_tree: BlockTree) -> str | None:
    """Return why a page shows more than can be judged, or None."""
    if block_tree.size > MAX_SIZE:
        return f"more than {MAX_SIZE:,} characters of text"
    if len(block_tree.blocks) > MAX_BLOCKS:
        return f"more than {MAX_BLOCKS:,} blocks of text"
    return (
        "too many blocks of text too deep" if sum(one.frame.depth for one in block_tree.blocks) > MAX_DEPTHS else None
    )
