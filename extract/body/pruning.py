"""Builds a container that holds the kept blocks of a page, their pictures and embeds, and nothing else (pure)."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from lxml.html import HtmlElement

from extract.blocks import Block
from extract.body.body_images import background_of_figure
from extract.body.captions import CAPTION_MARK, caption_of
from extract.body.markdown import WRITTEN_TAGS
from extract.html import IMAGE_TAGS, INLINE, MEDIA
from extract.words.lazy_attributes import LAZY_ATTRIBUTES, SRCSET_ATTRIBUTES

# Elements without text that are copied where the text around them is kept; of `noscript` its images.
COPIED_WITH_TEXT = MEDIA | {"picture", "hr", "noscript", *IMAGE_TAGS}
MEDIA_PARTS = ("source", "track")
PARTS = {"picture": (*MEDIA_PARTS, "img"), "noscript": ("img",)}
CELLS = frozenset({"td", "th"})
# The attributes that are read from a container later on.
ATTRIBUTES = frozenset({
    "href", "src", "alt", "title", "class", "id", "name", "start", "colspan", "rowspan", "scope", "datetime", "width",
    "height", "lang", "dir", "data", "type", *LAZY_ATTRIBUTES, *SRCSET_ATTRIBUTES,
})  # fmt: skip
# Any other element, as a custom element or a tag name that lacks a space behind it, is copied as a `div`: it began a
# block.
KNOWN_TAGS = WRITTEN_TAGS | INLINE | COPIED_WITH_TEXT | {*MEDIA_PARTS}


def container_of_blocks(
    blocks: Sequence[Block],
    kept: Collection[int],
    boxes: AbstractSet[HtmlElement] = frozenset(),
    captions: frozenset[int] = frozenset(),
) -> HtmlElement:
    """Return a `div` with copies of the elements around the kept blocks, in page order; `kept` are their indexes.

    Of `boxes`, elements that are not the author's, nothing is copied, nor of `captions`, the indexes of captions
    among the kept blocks; but their pictures are.

    Pictures and embeds are copied where the block before and the block after them are kept, or all blocks of their
    parent are, but for captions. A kept row of a table keeps its empty cells, or its columns would shift.
    """
    return _Pruner(blocks, kept, boxes, captions).container()


def _elements_around(blocks: Iterable[Block]) -> set[HtmlElement]:
    """Return all elements that hold a text node of these blocks."""
    found: set[HtmlElement] = set()
    for block in blocks:
        for node, is_tail in block.text_nodes:
            element = node.getparent() if is_tail else node
            while element is not None and element not in found:
                found.add(element)
                element = element.getparent()
    return found


class _Pruner:
    """One walk over the body, which copies the elements around the kept blocks.

    `around_kept`, `around_captions` and `around_dropped` are the elements that hold text of kept blocks, of captions
    among them and of other blocks; `index_of` maps each text node to its block's index; `last_index` is that of the
    block the walk has come to, or of one dropped before it, -1 before the first. `among` are the indexes of kept
    blocks and of captions among them.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        kept: Collection[int],
        boxes: AbstractSet[HtmlElement],
        captions: AbstractSet[int],
    ) -> None:
        self.kept = kept
        self.among = {*captions, *kept}
        self.boxes = boxes
        self.index_of = {node: block.index for block in blocks for node in block.text_nodes}
        self.last_index = -1
        # The texts that go to the end of the copy `place`, not yet written: strings are joined once.
        self.texts: list[str] = []
        self.place: HtmlElement | None = None
        self.block_count = len(blocks)
        self.around_kept = _elements_around(block for block in blocks if block.index in kept)
        self.around_captions = _elements_around(block for block in blocks if block.index in captions)
        self.around_dropped = _elements_around(block for block in blocks if block.index not in self.among)
        *_, self.body = blocks[0].parent.html_lineage()

    def container(self) -> HtmlElement:
        container: HtmlElement = self.body.makeelement("div")
        self._copy_text(container, self.body, is_tail=False)
        # Of each open element its children that are still to come, and its copy; and the open elements themselves.
        stack = [(iter(self.body), container)]
        open_elements: list[HtmlElement] = []
        while stack:
            children, parent = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if open_elements:
                    self._copy_text(stack[-1][1], open_elements.pop(), is_tail=True)
                continue
            if child in self.boxes:
                self._pass_box(child)
                self._copy_text(parent, child, is_tail=True)
                continue
            if child in self.around_kept:
                copy = self._copy(child, parent)
                self._copy_text(copy, child, is_tail=False)
                stack.append((iter(child), copy))
                open_elements.append(child)
                continue
            self._pass_over(child, parent)
            self._copy_text(parent, child, is_tail=True)
        self._write_texts(None)
        return container

    def _pass_over(self, child: HtmlElement, parent: HtmlElement) -> None:
        """Copy of an element without kept text what belongs to the text around it."""
        if child.tag == "br" or (child.tag in CELLS and parent.tag == "tr"):
            self._copy(child, parent)
        elif isinstance(child.tag, str):
            self._copy_media(child, parent)

    def _pass_box(self, box: HtmlElement) -> None:
        """Come to the last block of a box."""
        for element in box.iter():
            self.last_index = max(self.last_index, self.index_of.get((element, False), -1))
            if element is not box:
                self.last_index = max(self.last_index, self.index_of.get((element, True), -1))

    def _copy_media(self, child: HtmlElement, parent: HtmlElement) -> None:
        is_within_text = child.getparent() not in self.around_dropped
        if not is_within_text and self.last_index not in self.among and child not in self.around_captions:
            # No text of the article is before or in it, and `last_index` stays one of a block that is dropped.
            return
        for element in child.iter():
            self.last_index = self.index_of.get((element, False), self.last_index)
            is_of_text = is_within_text or self._is_between_kept()
            background = background_of_figure(element) if is_of_text else ""
            is_copied = is_of_text and (element.tag in COPIED_WITH_TEXT or bool(background))
            if is_copied and not self._is_fallback(element) and not self._is_in_box(element, child):
                copy = self._copy(element, parent)
                if background:
                    copy.tag = "img"
                    copy.set("src", background)
                for part in element.iter(*PARTS.get(str(element.tag), MEDIA_PARTS)):
                    self._copy(part, copy)
            if element is not child:
                self.last_index = self.index_of.get((element, True), self.last_index)

    def _is_fallback(self, element: HtmlElement) -> bool:
        """Tell whether an element is within a medium or a `noscript`, and so repeats what is copied already."""
        return next(element.iterancestors(*COPIED_WITH_TEXT, "noscript"), None) is not None

    def _is_in_box(self, element: HtmlElement, outermost: HtmlElement) -> bool:
        """Tell whether an element below `outermost` is within a box, or is one."""
        above = takewhile(lambda each: each is not outermost, (element, *element.iterancestors()))
        return any(ancestor in self.boxes for ancestor in above)

    def _is_between_kept(self) -> bool:
        next_index = self.last_index + 1
        return self.last_index in self.among and (next_index in self.among or next_index == self.block_count)

    def _copy(self, element: HtmlElement, parent: HtmlElement) -> HtmlElement:
        tag = str(element.tag) if element.tag in KNOWN_TAGS else "div"
        attributes = {name: value for name, value in sorted(element.items()) if name in ATTRIBUTES}
        if (element.tag in IMAGE_TAGS or background_of_figure(element)) and (caption := caption_of(element)):
            attributes[CAPTION_MARK] = caption
        self._write_texts(None)
        copy: HtmlElement = parent.makeelement(tag, attributes)
        parent.append(copy)
        return copy

    def _copy_text(self, copy: HtmlElement, source: HtmlElement, *, is_tail: bool) -> None:
        """Append a text node to what a copy holds so far, when its block is kept."""
        text = source.tail if is_tail else source.text
        index = self.index_of.get((source, is_tail))
        if not text or index is None:
            return
        self.last_index = index
        if index not in self.kept:
            return
        if copy is not self.place:
            self._write_texts(copy)
        self.texts.append(text)

    def _write_texts(self, place: HtmlElement | None) -> None:
        """Write the texts to the end of the copy they go to; those to come go to `place`."""
        copy, self.place = self.place, place
        if copy is None or not self.texts:
            return
        joined = "".join(self.texts)
        self.texts.clear()
        # Neither len() nor an index: lxml counts the children for them.
        last = next(copy.iterchildren(reversed=True), None)
        if last is None:
            copy.text = joined
        else:
            last.tail = joined
