"""Survey: the blocks of text of a page, each with where it stands and what stands around it (pure).

    tree | one walk | Block: a run of text between two borders of blocks | Survey: all of them, and their elements

One walk, no recursion. A block is the smallest piece that is kept or dropped as a whole: a paragraph, a heading, an
item, a cell, a caption, or the text that stands bare between such elements.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from extract.blocks.class_words import KINDS, kinds_of
from extract.html import is_data_table

# Nothing in these is text that a reader sees.
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "canvas", "head", "select", "textarea", "iframe", "object",
    "embed", "audio", "video", "map", "datalist", "math", "input", "img", "link", "meta",
})  # fmt: skip
# Part of the line they stand in; every other element begins a block.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "nobr", "br",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
BOLD = frozenset({"b", "strong", "em", "i"})
# Elements whose being around a text says something of it.
AROUND = ("article", "main", "aside", "nav", "footer", "header", "form", "ul", "ol", "li", "table", "figure",
          "blockquote", "pre", "section", "dl", "details", "button", "td")  # fmt: skip
AROUND_BIT = {name: 1 << place for place, name in enumerate(AROUND)}

# A block that reads like a paragraph has so many characters (of scripts that write a word in one or two, half of it).
PROSE = 80
MOST_LINKED = 0.35

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_KINDS = [0] * len(KINDS)


def _with(nearest: list[int], own: int, depth: int) -> list[int]:
    """Return the depths with one's own at the places of its bits."""
    changed = nearest.copy()
    while own:
        changed[(own & -own).bit_length() - 1] = depth
        own &= own - 1
    return changed


class BlockElement:
    """An element of the walk: what is known of it and of all above it, and the sums of all below it.

    `around` has a bit for each element of AROUND that it is or stands in; `nearest` has, for each of tokens.KINDS,
    the depth of the nearest element at or above it that bears such a name, 0 for none. `text`, `linked` and `prose`
    are numbers of characters below it: all, in links, and in blocks that read like paragraphs; `blocks` and `proses`
    count them.
    """

    __slots__ = (
        "around",
        "blocks",
        "children",
        "depth",
        "element",
        "hidden",
        "linked",
        "links",
        "name",
        "nearest",
        "parent",
        "place",
        "prose",
        "proses",
        "signature",
        "text",
    )  # fmt: skip

    def __init__(self, element: HtmlElement, tag: str, parent: "BlockElement | None") -> None:
        self.element = element
        self.parent = parent
        self.text = self.linked = self.links = self.prose = self.proses = self.blocks = self.children = 0
        self.name = tag
        get = element.get
        named, identifier, role = get("class"), get("id"), get("role")
        own = kinds_of(f"{named or ''} {identifier or ''} {role or ''}") if named or identifier or role else 0
        if parent is None:
            self.depth, self.around, self.hidden, self.place = 1, 0, False, 0
            self.nearest = _NO_KINDS
            self.signature = (tag, named or "", "", "")
        else:
            parent.children += 1
            self.place = parent.children
            self.depth = parent.depth + 1
            self.around = parent.around | AROUND_BIT.get(tag, 0)
            self.hidden = parent.hidden
            self.nearest = parent.nearest
            self.signature = (tag, named or "", parent.signature[0], parent.signature[1])
        if own:
            self.nearest = _with(self.nearest, own, self.depth)
        if not self.hidden:
            style = get("style")
            self.hidden = (
                get("hidden") is not None
                or get("aria-hidden") == "true"
                or (style is not None and _HIDDEN.search(style) is not None)
            )

    def elements(self) -> Iterator[HtmlElement]:
        """Yield this element and those above it, the nearest first."""
        one: BlockElement | None = self
        while one is not None:
            yield one.element
            one = one.parent


class Block:
    """A run of text. `frame` is the block element that it stands in, `text` has single spaces.

    `linked` counts characters in links, `links` the links, `strong` characters in bold or italics; `inner` has the
    bits of kinds_of for the inline elements within. `pieces` are the places of its text in the tree: an element, and
    whether it is what stands behind it.
    """

    __slots__ = (
        "frame", "inner", "is_prose", "linked", "links", "number", "offset", "pieces", "size", "strong", "text",
        "wide",
    )  # fmt: skip

    def __init__(self, frame: BlockElement, text: str, *, number: int, offset: int) -> None:
        self.frame = frame
        self.text = text
        self.number = number
        self.offset = offset
        self.linked = self.links = self.strong = self.inner = 0
        self.pieces: list[tuple[HtmlElement, bool]] = []
        self.wide = _WIDE.search(text, 0, 40) is not None
        self.size = len(text) * 2 if self.wide else len(text)
        self.is_prose = False


class BlockTree:
    """All blocks of a tree in page order; `size` is the sum of their sizes, `root` the frame of the body."""

    def __init__(self, tree: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.size = 0
        body = tree.find("body")
        self.root = BlockElement(tree if body is None else body, "body", None)
        self.frames = [self.root]
        self._frame = self.root
        self._start()
        self._in_link = self._in_bold = 0
        self._data: HtmlElement | None = None
        self._walk(self.root.element)
        if self._texts:
            self._flush()
        self._sum()

    def _start(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[tuple[HtmlElement, bool]] = []
        self._linked = self._links = self._strong = self._inner = 0
        self._broken = False

    def _walk(self, root: HtmlElement) -> None:
        if root.text:
            self._add(root.text, root, tail=False)
        walk = etree.iterwalk(root, events=("start", "end"))
        next(walk)
        # Of each open element whether it began a block, None when nothing in it is seen.
        begun: list[bool | None] = []
        for event, element in walk:
            if event == "start":
                tag = str(element.tag)
                if tag in UNSEEN:
                    walk.skip_subtree()
                    begun.append(None)
                    continue
                begins = self._begins(element, tag)
                begun.append(begins)
                self._open(element, tag, begins=begins)
                if text := element.text:
                    self._add(text, element, tail=False)
            elif begun:
                if (began := begun.pop()) is not None:
                    self._close(element, begins=began)
                if text := element.tail:
                    self._add(text, element, tail=True)

    def _begins(self, element: HtmlElement, tag: str) -> bool:
        """Tell whether an element begins a block: a row of a table of data is one, and its cells are parts of it."""
        if tag == "table" and self._data is None and is_data_table(element):
            self._data = element
        if self._data is not None and tag in CELLS:
            self._texts.append(" ")
            return False
        return tag not in INLINE

    def _open(self, element: HtmlElement, tag: str, *, begins: bool) -> None:
        if begins:
            if self._texts:
                self._flush()
            self._frame = BlockElement(element, tag, self._frame)
            self.frames.append(self._frame)
            return
        if tag == "br":
            self._break()
            return
        if tag == "a":
            self._in_link += 1
            self._links += 1
        elif tag in BOLD:
            self._in_bold += 1
        names = element.get("class")
        if names:
            self._inner |= kinds_of(names)

    def _close(self, element: HtmlElement, *, begins: bool) -> None:
        if element is self._data:
            self._data = None
        if begins:
            if self._texts:
                self._flush()
            if self._frame.parent is not None:
                self._frame = self._frame.parent
        elif element.tag == "a":
            self._in_link -= 1
        elif element.tag in BOLD:
            self._in_bold -= 1

    def _break(self) -> None:
        if self._broken:
            self._flush()
        self._broken = True
        self._texts.append(" ")

    def _add(self, text: str, element: HtmlElement, *, tail: bool) -> None:
        self._texts.append(text)
        self._pieces.append((element, tail))
        if text.isspace():
            return
        self._broken = False
        if self._in_link:
            self._linked += len(text.strip())
        if self._in_bold:
            self._strong += len(text.strip())

    def _flush(self) -> None:
        """End the open block."""
        text = " ".join("".join(self._texts).split())
        if text:
            block = Block(self._frame, text, number=len(self.blocks), offset=self.size)
            block.linked = min(self._linked, len(text))
            block.links, block.strong, block.inner = self._links, self._strong, self._inner
            block.pieces = self._pieces
            block.is_prose = block.size >= PROSE and block.linked < MOST_LINKED * len(text)
            self.blocks.append(block)
            self.size += block.size
        self._start()

    def _sum(self) -> None:
        """Add up what stands below each frame."""
        for block in self.blocks:
            frame = block.frame
            frame.text += block.size
            frame.linked += block.linked
            frame.links += block.links
            frame.blocks += 1
            if block.is_prose:
                frame.prose += block.size
                frame.proses += 1
        for frame in reversed(self.frames):
            above = frame.parent
            if above is not None and frame.blocks:
                above.text += frame.text
                above.linked += frame.linked
                above.links += frame.links
                above.blocks += frame.blocks
                above.prose += frame.prose
                above.proses += frame.proses

    def holder(self, share: float) -> BlockElement:
        """Return the smallest element that holds a share of the page's prose."""
        least = self.root.prose * share
        found = self.root
        for frame in self.frames if least else ():
            if frame.parent is found and frame.prose >= least:
                found = frame
        return found
