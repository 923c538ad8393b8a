"""BlockTree: the blocks of text of a page, and the tree of block-level elements that hold them (pure).

    lxml tree | one walk | Block: a run of text between two block borders | BlockTree: all blocks and their elements

The walk does not recurse. A block is the smallest piece that is kept or dropped as a whole: a paragraph, a heading, a
list item, a row of a data table, a caption, or text that stands directly between such elements.
"""

from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from extract.blocks.block_element import Block, BlockElement
from extract.blocks.class_words import class_bits
from extract.html import INLINE, UNSEEN, is_data_table

# MathML and image maps may show text, but no prose: the body model was trained without them.
SKIPPED = UNSEEN | {"math", "map"}
CELLS = frozenset({"td", "th"})
EMPHASIS = frozenset({"b", "strong", "em", "i"})
# A block of prose has at least this size and less than this share of its characters in links.
MIN_PROSE_SIZE = 80
MAX_PROSE_LINK_SHARE = 0.35


class BlockTree:
    """All blocks of a page and all its block-level elements, both in page order.

    `size` is the sum of the blocks' sizes, `root` the body's element.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.size = 0
        body = tree.find("body")
        self.root = BlockElement(tree if body is None else body, "body", None)
        self.elements = [self.root]
        self._open_element = self.root
        self._start_block()
        self._link_depth = self._emphasis_depth = 0
        self._data_table: HtmlElement | None = None
        self._walk(self.root.html_element)
        if self._texts:
            self._end_block()
        self._sum_up()

    def _start_block(self) -> None:
        self._texts: list[str] = []
        self._text_nodes: list[tuple[HtmlElement, bool]] = []
        self._linked_size = self._link_count = self._emphasized_size = self._inline_class_bits = 0
        self._is_after_br = False

    def _walk(self, root: HtmlElement) -> None:
        if root.text:
            self._add_text(root.text, root, is_tail=False)
        walk = etree.iterwalk(root, events=("start", "end"))
        next(walk)
        # Of each open element whether it is a block border, None where its content is skipped.
        borders: list[bool | None] = []
        for event, element in walk:
            if event == "start":
                tag = str(element.tag)
                if tag in SKIPPED:
                    walk.skip_subtree()
                    borders.append(None)
                    continue
                is_border = self._is_border(element, tag)
                borders.append(is_border)
                self._open(element, tag, is_border=is_border)
                if text := element.text:
                    self._add_text(text, element, is_tail=False)
            elif borders:
                if (was_border := borders.pop()) is not None:
                    self._close(element, is_border=was_border)
                if text := element.tail:
                    self._add_text(text, element, is_tail=True)

    def _is_border(self, element: HtmlElement, tag: str) -> bool:
        """Tell whether an element begins a block. In a data table rows do, and cells do not."""
        if tag == "table" and self._data_table is None and is_data_table(element):
            self._data_table = element
        if self._data_table is not None and tag in CELLS:
            self._texts.append(" ")
            return False
        return tag not in INLINE

    def _open(self, element: HtmlElement, tag: str, *, is_border: bool) -> None:
        if is_border:
            if self._texts:
                self._end_block()
            self._open_element = BlockElement(element, tag, self._open_element)
            self.elements.append(self._open_element)
            return
        if tag == "br":
            self._add_br()
            return
        if tag == "a":
            self._link_depth += 1
            self._link_count += 1
        elif tag in EMPHASIS:
            self._emphasis_depth += 1
        classes = element.get("class")
        if classes:
            self._inline_class_bits |= class_bits(classes)

    def _close(self, element: HtmlElement, *, is_border: bool) -> None:
        if element is self._data_table:
            self._data_table = None
        if is_border:
            if self._texts:
                self._end_block()
            if self._open_element.parent is not None:
                self._open_element = self._open_element.parent
        elif element.tag == "a":
            self._link_depth -= 1
        elif element.tag in EMPHASIS:
            self._emphasis_depth -= 1

    def _add_br(self) -> None:
        """Add a space; the second `br` in a row ends the block."""
        if self._is_after_br:
            self._end_block()
        self._is_after_br = True
        self._texts.append(" ")

    def _add_text(self, text: str, element: HtmlElement, *, is_tail: bool) -> None:
        self._texts.append(text)
        self._text_nodes.append((element, is_tail))
        if text.isspace():
            return
        self._is_after_br = False
        if self._link_depth:
            self._linked_size += len(text.strip())
        if self._emphasis_depth:
            self._emphasized_size += len(text.strip())

    def _end_block(self) -> None:
        text = " ".join("".join(self._texts).split())
        if text:
            block = Block(self._open_element, text, index=len(self.blocks), offset=self.size)
            block.linked_size = min(self._linked_size, len(text))
            block.link_count, block.emphasized_size = self._link_count, self._emphasized_size
            block.inline_class_bits, block.text_nodes = self._inline_class_bits, self._text_nodes
            block.is_prose = block.size >= MIN_PROSE_SIZE and block.linked_size < MAX_PROSE_LINK_SHARE * len(text)
            self.blocks.append(block)
            self.size += block.size
        self._start_block()

    def _sum_up(self) -> None:
        """Set the sums and counts of each element."""
        for block in self.blocks:
            element = block.parent
            element.size += block.size
            element.linked_size += block.linked_size
            element.link_count += block.link_count
            element.block_count += 1
            if block.is_prose:
                element.prose_size += block.size
                element.prose_count += 1
        for element in reversed(self.elements):
            parent = element.parent
            if parent is not None and element.block_count:
                parent.size += element.size
                parent.linked_size += element.linked_size
                parent.link_count += element.link_count
                parent.block_count += element.block_count
                parent.prose_size += element.prose_size
                parent.prose_count += element.prose_count

    def below(self, element: BlockElement) -> Sequence[BlockElement]:
        """Return an element and all block-level elements below it, in page order."""
        if element is self.root:
            return self.elements
        first = self.elements.index(element)
        behind = (at for at in range(first + 1, len(self.elements)) if self.elements[at].depth <= element.depth)
        return self.elements[first : next(behind, len(self.elements))]

    def smallest_with_prose(self, share: float) -> BlockElement:
        """Return the smallest element that holds at least `share` (0 to 1) of the page's prose."""
        least = self.root.prose_size * share
        found = self.root
        for element in self.elements if least else ():
            if element.parent is found and element.prose_size >= least:
                found = element
        return found
