"""BlockTree: the blocks of text of a page, and the tree of block-level elements that hold them (pure).

    lxml tree | one walk | Block: a run of text between two block borders | BlockTree: all blocks and their elements

The walk does not recurse. A block is the smallest piece that is kept or dropped as a whole: a paragraph, a heading, a
list item, a row of a data table, a caption, or text that stands directly between such elements.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from extract.blocks.class_words import CLASS_KINDS, class_bits
from extract.html import INLINE, UNSEEN, is_data_table

# MathML and image maps may show text, but no prose: the body model was trained without them.
SKIPPED = UNSEEN | {"math", "map"}
CELLS = frozenset({"td", "th"})
EMPHASIS = frozenset({"b", "strong", "em", "i"})
# Ancestors of a block that the body model knows of.
ANCESTOR_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "ul", "ol", "li", "table", "figure",
                 "blockquote", "pre", "section", "dl", "details", "button", "td")  # fmt: skip
ANCESTOR_BIT = {tag: 1 << position for position, tag in enumerate(ANCESTOR_TAGS)}

# A block of prose has at least this size and less than this share of its characters in links.
MIN_PROSE_SIZE = 80
MAX_PROSE_LINK_SHARE = 0.35

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Thai, Japanese, Chinese and Korean write a word in one or two characters.
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_CLASS_DEPTHS = [0] * len(CLASS_KINDS)


def _with_depth(class_depths: list[int], bits: int, depth: int) -> list[int]:
    """Return a copy of `class_depths` with `depth` at the index of each set bit."""
    changed = class_depths.copy()
    while bits:
        changed[(bits & -bits).bit_length() - 1] = depth
        bits &= bits - 1
    return changed


class BlockElement:
    """A block-level element of the page, with what its ancestors say of it and the sums over its descendants.

    `html_element` is the lxml element, `position` its number among the block-level children of `parent`, from 1.
    `ancestor_bits` has a bit of ANCESTOR_BIT for the element itself and for each ancestor. `class_depths` has, for
    each of CLASS_KINDS, the depth of the nearest element, from here upwards, whose class, id or role has such a word,
    0 for none. `signature` is tag and class of the element and of its parent: elements with the same one look alike.

    `size`, `linked_size` and `prose_size` sum up, over all blocks below, their sizes, their characters in links, and
    the sizes of those that are prose. `block_count`, `prose_count` and `link_count` count blocks, prose and links.
    """

    __slots__ = (
        "ancestor_bits",
        "block_count",
        "child_count",
        "class_depths",
        "depth",
        "hidden",
        "html_element",
        "link_count",
        "linked_size",
        "parent",
        "position",
        "prose_count",
        "prose_size",
        "signature",
        "size",
        "tag",
    )  # fmt: skip

    def __init__(self, html_element: HtmlElement, tag: str, parent: "BlockElement | None") -> None:
        self.html_element = html_element
        self.parent = parent
        self.size = self.linked_size = self.prose_size = 0
        self.block_count = self.prose_count = self.link_count = self.child_count = 0
        self.tag = tag
        get = html_element.get
        classes, identifier, role = get("class"), get("id"), get("role")
        bits = class_bits(f"{classes or ''} {identifier or ''} {role or ''}") if classes or identifier or role else 0
        if parent is None:
            self.depth, self.ancestor_bits, self.hidden, self.position = 1, 0, False, 0
            self.class_depths = _NO_CLASS_DEPTHS
            self.signature = (tag, classes or "", "", "")
        else:
            parent.child_count += 1
            self.position = parent.child_count
            self.depth = parent.depth + 1
            self.ancestor_bits = parent.ancestor_bits | ANCESTOR_BIT.get(tag, 0)
            self.hidden = parent.hidden
            self.class_depths = parent.class_depths
            self.signature = (tag, classes or "", parent.signature[0], parent.signature[1])
        if bits:
            self.class_depths = _with_depth(self.class_depths, bits, self.depth)
        if not self.hidden:
            style = get("style")
            self.hidden = (
                get("hidden") is not None
                or get("aria-hidden") == "true"
                or (style is not None and _HIDDEN_STYLE.search(style) is not None)
            )

    def lineage(self) -> Iterator["BlockElement"]:
        """Yield this element, then its ancestors up to the body."""
        element: BlockElement | None = self
        while element is not None:
            yield element
            element = element.parent

    def html_lineage(self) -> Iterator[HtmlElement]:
        """Yield the lxml element of this element, then those of its ancestors up to the body."""
        return (element.html_element for element in self.lineage())


class Block:
    """A run of text with single spaces; `parent` is the innermost block-level element that holds it.

    `index` is the block's place in BlockTree.blocks, `offset` the sum of the sizes of all blocks before it. `size` is
    its number of characters, doubled where `is_wide` tells that its script writes a word in one or two of them.
    `linked_size` and `emphasized_size` are numbers of characters within `a`, and within `b`, `strong`, `em` or `i`;
    `link_count` counts the links. `inline_class_bits` are the `class_bits` of all inline elements in the block.
    `text_nodes` are the text nodes it was made of, each as lxml has it: an element, and whether it is that element's
    tail rather than its text.
    """

    __slots__ = (
        "emphasized_size", "index", "inline_class_bits", "is_prose", "is_wide", "link_count", "linked_size", "offset",
        "parent", "size", "text", "text_nodes",
    )  # fmt: skip

    def __init__(self, parent: BlockElement, text: str, *, index: int, offset: int) -> None:
        self.parent = parent
        self.text = text
        self.index = index
        self.offset = offset
        self.linked_size = self.link_count = self.emphasized_size = self.inline_class_bits = 0
        self.text_nodes: list[tuple[HtmlElement, bool]] = []
        self.is_wide = _WIDE.search(text, 0, 40) is not None
        self.size = len(text) * 2 if self.is_wide else len(text)
        self.is_prose = False


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
