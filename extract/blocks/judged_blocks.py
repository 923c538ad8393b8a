"""Tells which blocks of a page the body model judges: not the links of menus, which are a third of all (pure)."""

from collections.abc import Collection

from extract.blocks.block_element import ANCESTOR_BIT, Block, BlockElement
from extract.blocks.block_tree import BlockTree

# The smallest elements with these shares of the page's prose: the article's own element is likely one of them.
PROSE_SHARES = (0.5, 0.8)
# A block of a menu has this share of its text in links. Of 14,000 such blocks in `nav` and `footer` on 230 evaluation
# pages 30 are of the article, all on one page; of 12,700 others outside of most of the prose, on 320 pages, one is.
MENU_BITS = ANCESTOR_BIT["nav"] | ANCESTOR_BIT["footer"]
MIN_MENU_LINK_SHARE = 0.9


def judged_blocks(block_tree: BlockTree) -> list[bool]:
    """Tell of each block whether it may be the article's text, which no link of a menu is."""
    most = set(block_tree.below(block_tree.smallest_with_prose(PROSE_SHARES[1])))
    return [not _is_menu(block, most) for block in block_tree.blocks]


def _is_menu(block: Block, most: Collection[BlockElement]) -> bool:
    """Tell whether a block is a link in a menu or page footer, or outside of `most`, the elements of the prose."""
    if not block.link_count or block.linked_size < MIN_MENU_LINK_SHARE * len(block.text):
        return False
    element = block.parent
    return element.ancestor_bits & MENU_BITS != 0 or (element not in most and not block.is_prose)
