"""Pruning: a container that holds the kept blocks of a page, and nothing else that a reader sees (pure)."""

from collections.abc import Collection, Iterable, Sequence

from lxml.html import HtmlElement

from extract.blocks import INLINE, Block
from extract.body.markdown import OPEN, SIGNS

# They hold no text of their own and are kept where the text around them is.
MEDIA = frozenset({"img", "picture", "iframe", "video", "audio", "embed", "object", "hr"})
# They lie within the others.
PARTS = frozenset({"source", "track"})
CELLS = frozenset({"td", "th"})
ROWS = frozenset({"tr"})
# All that is read of a copy later on.
ATTRIBUTES = frozenset({
    "href", "src", "alt", "title", "class", "id", "name", "start", "colspan", "rowspan", "scope", "datetime", "width",
    "height", "lang", "dir", "data", "data-src", "data-lazy-src", "data-original", "data-full-url", "srcset",
    "data-srcset", "data-lazy-srcset",
})  # fmt: skip
# What else there is, a custom element or a name that swallowed what followed it without a space, began a block.
KNOWN = frozenset({*OPEN, *SIGNS, *INLINE, *MEDIA, *PARTS})


def container_of_blocks(blocks: Sequence[Block], kept: Collection[int]) -> HtmlElement:
    """Return a `div` with copies of what holds the kept blocks, by their numbers, in their order.

    Images and frames stand where the block before and the block after them are kept, or all of their element is. A
    row that is kept keeps its empty cells, or its columns would shift.
    """
    pruner = _Pruner(blocks, kept)
    return pruner.container()


def _around(blocks: Iterable[Block]) -> set[HtmlElement]:
    """Return all elements that hold a piece of these blocks."""
    found: set[HtmlElement] = set()
    for block in blocks:
        for element, is_tail in block.pieces:
            one = element.getparent() if is_tail else element
            while one is not None and one not in found:
                found.add(one)
                one = one.getparent()
    return found


class _Pruner:
    """One pass over the elements around the kept blocks."""

    def __init__(self, blocks: Sequence[Block], kept: Collection[int]) -> None:
        self.kept = kept
        self.number_of = {piece: block.number for block in blocks for piece in block.pieces}
        self.last = -1
        self.count = len(blocks)
        self.alive = _around(block for block in blocks if block.number in kept)
        self.mixed = _around(block for block in blocks if block.number not in kept)
        self.body = blocks[0].frame
        while self.body.parent is not None:
            self.body = self.body.parent

    def container(self) -> HtmlElement:
        root = self.body.element
        made: HtmlElement = root.makeelement("div")
        self._write(made, root, is_tail=False)
        stack = [(iter(root), made)]
        ends: list[HtmlElement] = []
        while stack:
            children, parent = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if ends:
                    self._write(stack[-1][1], ends.pop(), is_tail=True)
                continue
            if child in self.alive:
                copy = self._copy(child, parent)
                self._write(copy, child, is_tail=False)
                stack.append((iter(child), copy))
                ends.append(child)
                continue
            self._pass(child, parent)
            self._write(parent, child, is_tail=True)
        return made

    def _pass(self, child: HtmlElement, parent: HtmlElement) -> None:
        """Copy what has no text of its own, where it belongs to the text; count the blocks of what is left out."""
        if child.tag == "br" or (child.tag in CELLS and parent.tag in ROWS):
            self._copy(child, parent)
        elif isinstance(child.tag, str):
            self._media(child, parent)

    def _media(self, child: HtmlElement, parent: HtmlElement) -> None:
        is_within_text = child.getparent() not in self.mixed
        for one in child.iter():
            number = self.number_of.get((one, False))
            self.last = self.last if number is None else number
            if one.tag in MEDIA and (is_within_text or self._is_among_kept()) and not self._is_within_copied(one):
                copy = self._copy(one, parent)
                for part in one.iter(*PARTS):
                    self._copy(part, copy)
                if one.tag == "picture":
                    for image in one.iter("img"):
                        self._copy(image, copy)
            if one is not child:
                number = self.number_of.get((one, True))
                self.last = self.last if number is None else number

    def _is_within_copied(self, one: HtmlElement) -> bool:
        # What is there for readers without scripts is said once more.
        return next(one.iterancestors(*MEDIA, "noscript"), None) is not None

    def _is_among_kept(self) -> bool:
        return self.last in self.kept and (self.last + 1 in self.kept or self.last + 1 == self.count)

    def _copy(self, element: HtmlElement, parent: HtmlElement) -> HtmlElement:
        tag = str(element.tag) if element.tag in KNOWN else "div"
        attributes = {name: value for name, value in sorted(element.items()) if name in ATTRIBUTES}
        copy: HtmlElement = parent.makeelement(tag, attributes)
        parent.append(copy)
        return copy

    def _write(self, place: HtmlElement, source: HtmlElement, *, is_tail: bool) -> None:
        """Put a text behind what the copy holds so far, when its block is kept."""
        text = source.tail if is_tail else source.text
        number = self.number_of.get((source, is_tail))
        if not text or number is None:
            return
        self.last = number
        if number not in self.kept:
            return
        if len(place):
            place[-1].tail = (place[-1].tail or "") + text
        else:
            place.text = (place.text or "") + text
