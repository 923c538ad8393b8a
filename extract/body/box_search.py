"""BoxSearch: the blocks and elements of a tree, and which of them are in boxes so far (pure)."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property

from extract.blocks import Block, BlockElement, BlockTree
from extract.body.other_articles import Links
from extract.page import Page

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class BoxSearch:
    """One search for boxes in one tree.

    `holder` is the element that holds the text, `kept` are the indexes of the blocks that are taken for the text so
    far, `inside` the elements of the boxes that are found so far, and all within them. Only what is within `root` is
    searched: `elements` are that element and those below it, the blocks in it end before the index `end`.
    """

    def __init__(
        self, block_tree: BlockTree, page: Page, root: BlockElement, holder: BlockElement, kept: Sequence[int]
    ) -> None:
        self.blocks, self.elements = block_tree.blocks, block_tree.below(root)
        self.root, self.holder, self.kept = root, holder, kept
        self.around_text = set(holder.lineage())
        self.links = Links(page)
        self.inside: set[BlockElement] = set()
        self.children: dict[BlockElement, list[BlockElement]] = {}
        for element in self.elements[1:]:
            self.children.setdefault(element.parent or self.root, []).append(element)
        self.first_block: dict[BlockElement, int] = {}
        for block in self.blocks:
            above: BlockElement | None = block.parent
            while above is not None and above not in self.first_block:
                self.first_block[above] = block.index
                above = above.parent
        self.end = self.first_block.get(root, 0) + root.block_count

    def searched(self) -> Sequence[Block]:
        """Return the blocks in which boxes are searched for."""
        return self.blocks_of(self.root)

    def blocks_of(self, element: BlockElement) -> Sequence[Block]:
        """Return all blocks of an element."""
        first = self.first_block.get(element, 0)
        return self.blocks[first : first + element.block_count]

    def holds_text(self, element: BlockElement) -> bool:
        """Tell whether an element holds the text, or most of its prose, or its headline."""
        if element in self.around_text:
            return True
        own = element.prose_size
        if own and own * 2 > self.holder.prose_size and self.holder in element.lineage():
            return True
        return next(element.html_element.iter("h1"), None) is not None

    def add(self, box: BlockElement) -> None:
        """Take an element for a box, with all within it."""
        self.inside.add(box)
        waiting = [box]
        while waiting:
            below = self.children.get(waiting.pop(), [])
            self.inside.update(below)
            waiting += below

    def text_left(self) -> Iterator[Block]:
        """Yield the kept blocks that are in no box so far."""
        return (self.blocks[index] for index in self.kept if self.blocks[index].parent not in self.inside)

    def is_beside_text(self, first: int, last: int) -> bool:
        """Tell whether no prose of the text stands behind the block `last`, or none before the block `first`.

        What boxes hold does not count. Boxes are only ever added, so that no prose is looked at twice.
        """
        prose = self._prose
        while prose and self.blocks[prose[-1]].parent in self.inside:
            prose.pop()
        while prose and self.blocks[prose[0]].parent in self.inside:
            prose.popleft()
        return not prose or prose[-1] <= last or prose[0] >= first

    @cached_property
    def _prose(self) -> deque[int]:
        return deque(index for index in self.kept if self.blocks[index].is_prose)
