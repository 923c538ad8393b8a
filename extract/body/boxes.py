"""Finds boxes within a text that are not its author's words: other articles, polls, counters, advertising … (pure).

block tree | elements whose class only a plug-in writes | elements whose class and content agree
| lists of other articles under a label, tables of contents | sign-up boxes and calls for money | lines of counters
| placeholders of embeds | boxes about the author and comments, beside the text | labels of what was left out

Such a box holds something else at each visit, so that it would make an edit of every article. What a class says
counts only where the content agrees, because authors and themes use the same words: `related-to-economy` may hold the
text.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from extract.blocks import Block, BlockElement, BlockTree
from extract.body.box_content import HOLDS_BOX, Candidate, is_call, sells
from extract.body.box_names import Marks, marks_of
from extract.body.box_search import HEADINGS, BoxSearch
from extract.body.calls import is_call_within, is_row_of_links
from extract.body.counter_lines import is_bare_number, is_counter_line
from extract.body.empty_labels import find_empty_labels
from extract.body.end_boxes import find_end_boxes
from extract.body.field_boxes import MAX_WRAPPER_PROSE, find_field_boxes
from extract.body.other_articles import (
    MIN_LINK_SHARE,
    are_teasers,
    is_label_of_advertising,
    is_label_of_other_articles,
    is_labelled_list,
    is_read_also_line,
    linked_siblings,
)
from extract.body.placeholders import find_placeholders
from extract.body.series import (
    are_parts,
    is_label_of_series,
    is_line_of_parts,
    is_list_behind_label,
    is_list_of_parts,
)
from extract.body.topic_rows import are_topics, is_label_of_topics, is_line_of_topics
from extract.html import INLINE, text_of
from extract.page import Page

# In characters, as `Block.size` counts them: a call for money, what surrounds it, an advertisement with its label.
MAX_CALL, MAX_AROUND_CALL, MAX_ADVERTISEMENT = 60, 400, 300
MAX_LINKS_AROUND = 2
# Of what is sold beside a text.
MAX_SOLD = 4

# The author's own, whatever words stand in their classes.
NO_BOXES = HEADINGS | {
    "article", "blockquote", "body", "caption", "code", "dd", "dl", "dt", "figcaption", "figure", "main", "pre",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
# Where a line or paragraph that is a counter, a call or a label may stand; in lists and tables it is the author's.
LINES = frozenset({"aside", "center", "div", "footer", "p", "section"})
# What stands beside the whole text, and is none of the author's there only.
BESIDE = frozenset({"author", "author's part", "comments"})
# A line that leads to another article may be a part of a list, too, a heading, or set like a quotation.
READ_ALSO_LINES = LINES | HEADINGS | {"blockquote", "li"}
# Kinds of boxes that may hold nothing but pictures.
WITHOUT_TEXT = frozenset({"advertisement", "other articles", "sharing"})
SIDE_ROLES = frozenset({"complementary", "navigation", "search"})


def find_boxes(
    block_tree: BlockTree,
    page: Page,
    holder: BlockElement | None = None,
    kept: Sequence[int] | None = None,
    title: int | None = None,
) -> frozenset[HtmlElement]:
    """Return the outermost elements of boxes.

    `holder` is the element that holds the text, None for the root of the tree; `kept` are the indexes of the blocks
    that are the text as far as is known, None for all. What holds the text, or most of its prose, is never a box.
    Only the smallest element around all of the text and the block `title`, the headline, is searched.
    """
    blocks = block_tree.blocks
    known = range(len(blocks)) if kept is None else kept
    edges = [*known[:1], *known[-1:], *([] if title is None else [title])]
    root = block_tree.root if kept is None else _shared([blocks[index].parent for index in edges], block_tree.root)
    return frozenset(_Finder(block_tree, page, root, holder or block_tree.root, known).find())


def _shared(elements: Sequence[BlockElement], root: BlockElement) -> BlockElement:
    """Return the smallest element that holds all of some elements, `root` where there are none.

    In page order, what holds the first and the last block holds all blocks between them.
    """
    if not elements:
        return root
    around = [set(element.lineage()) for element in elements[1:]]
    return next(element for element in elements[0].lineage() if all(element in others for others in around))


class _Finder(BoxSearch):
    """One search in one tree. `beside` are kinds and elements whose class names what stands beside a text."""

    def __init__(
        self, block_tree: BlockTree, page: Page, root: BlockElement, holder: BlockElement, kept: Sequence[int]
    ) -> None:
        super().__init__(block_tree, page, root, holder, kept)
        self.beside: list[tuple[str, BlockElement]] = []

    @cached_property
    def is_about_goods(self) -> bool:
        """Tell whether so much is sold that a text is about it, as one on deals or gifts."""
        return sum(map(sells, self.searched())) > MAX_SOLD

    def find(self) -> Iterator[HtmlElement]:
        for element in self.elements[1:]:
            if element.parent in self.inside:
                self.inside.add(element)
                continue
            marks = marks_of(element.html_element)
            if self._is_box(element, marks):
                self.inside.add(element)
                yield element.html_element
            elif marks.kinds:
                self.beside += ((kind, element) for kind in sorted(marks.kinds & BESIDE))
        yield from self._inline_boxes()
        for box in (*find_field_boxes(self), *self._labelled_lists(), *self._lines(), *find_placeholders(self)):
            if box not in self.around_text:
                self.add(box)
                yield box.html_element
        for box in find_end_boxes(self, self.beside):
            yield box.html_element
        for label in find_empty_labels(self):
            yield label.html_element

    def _is_box(self, element: BlockElement, marks: Marks) -> bool:
        tag = element.tag
        if element.html_element.get("role") == "progressbar" and element.size <= MAX_CALL:
            return element.size < self.root.size
        if marks.is_plugin:
            return element not in self.around_text and element.size < self.root.size
        kinds = marks.kinds
        if tag in NO_BOXES and not (tag == "table" and "contents" in kinds):
            return False
        if not kinds and not element.block_count:
            return False
        box = Candidate(element, self.blocks_of(element), self.links)
        named = kinds - BESIDE if kinds else kinds
        is_named = any(HOLDS_BOX[kind](box) for kind in named if box.blocks or kind in WITHOUT_TEXT)
        is_named = is_named and not (kinds == {"shop"} and self.is_about_goods)
        is_found = is_named or (box.blocks and (self._is_beside_text(element) or self._is_list_with_label(box)))
        return bool(is_found) and not self.holds_text(element)

    def _is_beside_text(self, element: BlockElement) -> bool:
        """Tell whether an element is navigation, or an aside of links."""
        get = element.html_element.get
        is_side = element.tag in {"aside", "nav"} or get("role") in SIDE_ROLES
        if not is_side or element.linked_size < MIN_LINK_SHARE * element.size or element.prose_count:
            return False
        is_navigation = element.tag == "nav" or get("role") == "navigation"
        return is_navigation or self.links.lead_to_other_articles(element.html_element)

    def _is_list_with_label(self, box: Candidate) -> bool:
        element = box.element
        if not element.linked_size or element.tag == "li":
            return False
        if is_labelled_list(box.blocks, element.html_element, self.links) or self._is_named_list(box):
            return True
        return is_list_behind_label(box.blocks, element, self.links) or is_list_of_parts(
            box.blocks, element, self.links
        )

    def _is_named_list(self, box: Candidate) -> bool:
        """Tell whether an element's `aria-label` is that of other articles, and all it holds leads to them."""
        name = box.element.html_element.get("aria-label")
        is_named = name is not None and is_label_of_other_articles(name)
        return is_named and are_teasers(box.blocks) and self.links.lead_to_other_articles(box.element.html_element)

    def _inline_boxes(self) -> Iterator[HtmlElement]:
        for element in self.root.html_element.iter(*INLINE, "iframe"):
            marks = marks_of(element)
            if marks.is_plugin:
                yield element
            elif "counters" in marks.kinds:
                text = text_of(element)
                if is_counter_line(text) or is_bare_number(text):
                    yield element

    def _labelled_lists(self) -> Iterator[BlockElement]:
        """Yield labels that no element joins to their lists, and those lists."""
        for block in self.searched():
            label = block.parent
            if label.block_count != 1 or label is self.root or label in self.inside or label.tag == "li":
                continue
            siblings = self.children[label.parent or self.root]
            if is_label_of_other_articles(block.text):
                lists = linked_siblings(label, siblings, self.blocks[block.index + 1 :], self.links)
            elif is_label_of_topics(block.text):
                lists = [each for each in _right_behind(label, siblings) if are_topics(self.blocks_of(each))]
            elif self._is_label_of_series(block):
                behind = _right_behind(label, siblings)
                lists = [each for each in behind if are_parts(self.blocks_of(each), each, self.links)]
            else:
                continue
            if lists and not any(map(self.holds_text, lists)):
                yield label
                yield from lists

    def _lines(self) -> Iterator[BlockElement]:
        """Yield paragraphs that count, lead to another article, call for money, or announce an advertisement."""
        for block in self.searched():
            element = block.parent
            if element in self.inside or element is self.root or element.tag not in READ_ALSO_LINES:
                continue
            is_alone = element.block_count == 1
            if is_alone and self._leads_on(block):
                yield element
            elif element.tag not in LINES:
                continue
            elif self._is_call(block):
                yield from self._around_call(element)
            elif element.block_count > 1:
                continue
            elif is_counter_line(block.text) or is_call_within(block):
                yield element
            elif is_label_of_advertising(block.text):
                yield self._around(element, MAX_ADVERTISEMENT)

    def _is_label_of_series(self, block: Block) -> bool:
        # The part that is read may be the first, without a link.
        behind = self.blocks[block.index + 1 : block.index + 3]
        return any(each.link_count for each in behind) and is_label_of_series(block.text)

    def _leads_on(self, block: Block) -> bool:
        """Tell whether a line is nothing but links: to other articles, parts of a series, topics, or for sharing."""
        if not block.link_count and not block.linked_size:
            return False
        is_row = is_row_of_links(block) or is_line_of_parts(block, self.links)
        return is_row or is_line_of_topics(block) or is_read_also_line(block, block.parent.html_element, self.links)

    def _is_call(self, block: Block) -> bool:
        """Tell whether a line is nothing but one link to where readers give money, subscribe, or buy something."""
        # A picture of what is sold may be a link, too.
        if (
            not 0 < block.link_count <= MAX_LINKS_AROUND
            or block.size > MAX_CALL
            or block.linked_size < 0.9 * len(block.text)
        ):
            return False
        node, is_tail = block.text_nodes[0]
        links = (
            above for above in (node, *node.iterancestors()) if above.tag == "a" and not (is_tail and above is node)
        )
        link = next(links, None)
        if link is None:
            link = next(block.parent.html_element.iter("a"))
        return is_call(link.get("href", "")) or (sells(block) and not self.is_about_goods)

    def _around_call(self, line: BlockElement) -> Iterator[BlockElement]:
        """Yield the small element that holds a call and a few words more; else the call, where it is a paragraph."""
        above = line.parent if line.block_count == 1 else line
        if above is not None and self._is_around(above, MAX_AROUND_CALL):
            yield above
        elif line.block_count == 1:
            yield line

    def _around(self, line: BlockElement, max_size: int) -> BlockElement:
        """Return the element that holds a line and little else, or the line itself."""
        above = line.parent
        return above if above is not None and self._is_around(above, max_size) else line

    def _is_around(self, above: BlockElement, max_size: int) -> bool:
        if above.block_count < 2 or not 0 < above.link_count <= MAX_LINKS_AROUND or above is self.root:
            return False
        is_small = above.size <= max_size and above.prose_size <= MAX_WRAPPER_PROSE
        return is_small and above.tag not in NO_BOXES and not self.holds_text(above)


def _right_behind(label: BlockElement, siblings: Sequence[BlockElement]) -> Sequence[BlockElement]:
    """Return the first sibling with blocks behind a label, in a sequence."""
    return [sibling for sibling in siblings[label.position :] if sibling.block_count][:1]
