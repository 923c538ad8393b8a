"""Keeps short blocks among kept text that the body model dropped: code, headings, terms, a last line (pure).

blocks from the last to the first | each dropped one whose place says that it belongs to the text around it

The model judges a block by its size and its links above all, and so loses what is short and yet of the text. A block
is looked at only within the element that holds the text, and kept only if what stands beside it is kept: a heading
before its section, a term before its definition, a line that ends with a colon before what it announces, code between
paragraphs, and a short last sentence behind a quotation. Lines that begin like a sign-up, a credit or a link to
another article never are.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from lxml.html import HtmlElement

from extract.blocks import AT_START, CUES, Block, BlockElement, find_cues
from extract.body.captions import is_in_caption
from extract.body.other_articles import is_label_of_advertising, is_label_of_other_articles
from extract.html import opens_panel
from extract.text import fold_words

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
QUOTATIONS = frozenset({"blockquote", "figure"})
SOURCES, SOURCED = frozenset({"cite", "footer"}), frozenset({"blockquote"})
TERMS, DEFINITIONS, LISTS = frozenset({"dt"}), frozenset({"dd", "dt"}), frozenset({"dl"})
# How many elements above a block are looked at for a heading, a `summary` or a list of definitions.
MAX_LEVELS = 4
# The least probability of each kind; code needs none.
MIN_HEADING, MIN_TERM, MIN_ANNOUNCEMENT, MIN_LAST_LINE = 0.1, 0.1, 0.2, 0.1
# In characters, as `Block.size` counts them.
MAX_HEADING, MAX_TERM, MAX_LINE = 160, 120, 80
EXCLAMATIONS = ("!", "\uff01")
# A heading has no more links, as to itself.
MAX_LINKS = 4
COLONS = (":", "\uff1a")
SENTENCE_ENDS = (".", "!", "?", "…", "。", "\uff01", "\uff1f", "؟", "।")
_SIGN_UP = list(CUES).index("sign_up")

# ruff: noqa: RUF001 - marks of quotations in many scripts
CLOSING_MARKS = "\"'”’»)]"


def with_blocks_among_text(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int], holder: BlockElement | None
) -> list[int]:
    """Return the indexes of the kept blocks with those among them that belong to the text.

    `holder` is the element that holds most of the kept text, None where nothing is kept.
    """
    if holder is None or not kept:
        return list(kept)
    return _AmongText(blocks, probabilities, kept, holder).indexes()


class _AmongText:
    """One walk over the blocks, from the last to the first. `found` are the indexes of the blocks kept so far."""

    def __init__(
        self, blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int], holder: BlockElement
    ) -> None:
        self.blocks, self.probabilities, self.holder = blocks, probabilities, holder
        self.first, self.last = kept[0], kept[-1]
        self.found = set(kept)

    def indexes(self) -> list[int]:
        for index in range(
            min(self.last + MAX_LEVELS, len(self.blocks) - 1), max(0, self.first - MAX_LEVELS) - 1, -1
        ):
            block = self.blocks[index]
            if index not in self.found and not block.parent.hidden and self._belongs_to_text(block):
                self.found.add(index)
        return sorted(self.found)

    def _belongs_to_text(self, block: Block) -> bool:
        is_of_text = (
            self._is_code(block)
            or self._is_source_of_quotation(block)
            or (self._is_of_text(block, self.probabilities[block.index]) and not _has_cue(block))
        )
        return is_of_text and self.holder in block.parent.lineage()

    def _is_of_text(self, block: Block, probability: float) -> bool:
        if block.index + 1 not in self.found:
            return probability > MIN_LAST_LINE and self._is_last_line(block)
        is_announced = probability > MIN_ANNOUNCEMENT and self._is_announcement(block)
        is_between = self.first < block.index and self._is_after_text(block.index)
        is_heading = probability > MIN_HEADING and is_between and is_section_heading(block)
        return is_announced or is_heading or (probability > MIN_TERM and self._is_term(block))

    def _is_code(self, block: Block) -> bool:
        """Tell whether a block is a `pre` between kept blocks, or right before or behind them in the same element."""
        if block.parent.tag != "pre":
            return False
        if self.first < block.index < self.last:
            return True
        own = _outermost_of(block)
        beside = self.first if block.index < self.first else self.last
        return abs(beside - block.index) == 1 and _stands_in(self.blocks[beside], own.parent)

    def _is_source_of_quotation(self, block: Block) -> bool:
        """Tell whether a block is the `footer` or `cite` of a quotation that is kept."""
        source = _nearest(block.parent, SOURCES)
        if source is None or block.size > MAX_TERM or block.index - 1 not in self.found:
            return False
        quotation = _nearest(source, SOURCED)
        is_named = quotation is not None and any(map(str.isalpha, block.text))
        return is_named and _stands_in(self.blocks[block.index - 1], quotation)

    def _is_after_text(self, index: int) -> bool:
        """Tell whether kept text comes before a block, with nothing between but headings and captions."""
        before = index - 1
        while before >= self.first and before not in self.found:
            block = self.blocks[before]
            if not (is_in_caption(block) or is_section_heading(block)) or index - before > MAX_LEVELS:
                return False
            before -= 1
        return before >= self.first

    def _is_term(self, block: Block) -> bool:
        """Tell whether a block is a `dt` whose definition is kept."""
        term = _nearest(block.parent, TERMS)
        if term is None or block.size > MAX_TERM:
            return False
        definition = _nearest(self.blocks[block.index + 1].parent, DEFINITIONS)
        return definition is not None and _nearest(definition, LISTS) is _nearest(term, LISTS) is not None

    def _is_announcement(self, block: Block) -> bool:
        """Tell whether a line that ends with a colon stands before kept text, beside it in one element."""
        is_line = block.parent.tag == "p" and block.linked_size == 0 and block.text.endswith(COLONS)
        return is_line and _stands_in(self.blocks[block.index + 1], block.parent.parent)

    def _is_behind_quotation(self, index: int) -> bool:
        """Tell whether the block before is kept, or names who is quoted behind a kept quotation."""
        if index - 1 in self.found or index < 1:
            return index - 1 in self.found
        quotation = _nearest(self.blocks[index - 1].parent, QUOTATIONS)
        return index - 2 in self.found and _stands_in(self.blocks[index - 2], quotation)

    def _is_last_line(self, block: Block) -> bool:
        """Tell whether a block is a short sentence right behind a kept quotation or the like, the last beside it."""
        parent = block.parent.parent
        if (
            parent is None
            or block.parent.tag != "p"
            or block.link_count
            or not self._is_behind_quotation(block.index)
        ):
            return False
        is_short_sentence = block.size <= MAX_LINE and block.text.rstrip(CLOSING_MARKS).endswith(SENTENCE_ENDS)
        following = self.blocks[block.index + 1] if block.index + 1 < len(self.blocks) else None
        is_last = following is None or not _stands_in(following, parent)
        previous = self.blocks[block.index - 1]
        is_quoted = previous.parent.parent is not parent or previous.parent.tag in QUOTATIONS
        is_beside = is_quoted and _stands_in(previous, parent)
        return is_short_sentence and is_last and is_beside


def _has_cue(block: Block) -> bool:
    """Tell whether a block begins like a credit, a link to another article or the like, or has words of sign-ups."""
    cues = find_cues(fold_words(block.text).split(), block.text, is_wide=block.is_wide)
    return AT_START in cues or cues[_SIGN_UP] > 0


def is_section_heading(block: Block) -> bool:
    """Tell whether a block is a heading, `summary` or button that opens an accordion, and no link to another page."""
    if block.size > MAX_HEADING or not _is_in_heading(block):
        return False
    is_label = is_label_of_other_articles(block.text) or is_label_of_advertising(block.text)
    # An exclamation calls for money or a subscription more often than it heads a section that the model lost.
    is_call = block.text.endswith(EXCLAMATIONS)
    return not (is_label or is_call) and (not block.linked_size or _is_anchor(block))


def _is_in_heading(block: Block) -> bool:
    for element in islice(block.parent.lineage(), MAX_LEVELS):
        if element.tag in HEADINGS or element.tag == "summary":
            return element.block_count == 1
        if _acts_as_button(element.html_element) and opens_panel(element.html_element):
            return True
    return False


def _acts_as_button(element: HtmlElement) -> bool:
    return (
        element.tag == "button"
        or element.get("role") in {"button", "tab"}
        or element.get("aria-expanded") is not None
    )


def _is_anchor(block: Block) -> bool:
    """Tell whether the links of a block lead to a place on a page, or nowhere."""
    element = block.parent.html_element
    links = list(islice(element.iter("a"), MAX_LINKS)) or list(islice(element.iterancestors("a"), 1))
    return all("#" in link.get("href", "#") for link in links)


def _nearest(element: BlockElement, tags: AbstractSet[str]) -> BlockElement | None:
    """Return the nearest element of some tags, from an element upwards within MAX_LEVELS."""
    return next((ancestor for ancestor in islice(element.lineage(), MAX_LEVELS) if ancestor.tag in tags), None)


def _outermost_of(block: Block) -> BlockElement:
    """Return the largest element that holds this block alone."""
    found = block.parent
    while found.parent is not None and found.parent.block_count == 1:
        found = found.parent
    return found


def _stands_in(block: Block, element: BlockElement | None) -> bool:
    return element is not None and element in islice(block.parent.lineage(), MAX_LEVELS)
