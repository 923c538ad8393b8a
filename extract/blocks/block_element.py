"""BlockElement: a block-level element of a page. Block: a run of text between two block borders (pure)."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.blocks.class_words import CLASS_KINDS, class_bits

# Ancestors of a block that the body model knows of.
ANCESTOR_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "ul", "ol", "li", "table", "figure",
                 "blockquote", "pre", "section", "dl", "details", "button", "td")  # fmt: skip
ANCESTOR_BIT = {tag: 1 << position for position, tag in enumerate(ANCESTOR_TAGS)}
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
        self.is_wide = not text.isascii() and _WIDE.search(text, 0, 40) is not None
        self.size = len(text) * 2 if self.is_wide else len(text)
        self.is_prose = False
