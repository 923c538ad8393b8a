"""Recognises lists that lead through a series of articles, by their labels and the names of its parts (pure).

`Part 2 of 5: The pumps` and a list of links, `Also in this series`, a list of `Part 1: …`, `Part 3: …` of which the
part that is read is no link. All links lead to the same site.
"""

from collections.abc import Sequence

from extract.blocks import Block, BlockElement
from extract.body.calls import links_of
from extract.body.other_articles import MAX_TEASER, Links, label_of
from extract.text import any_pattern, fold_text, lazy_pattern
from extract.words.series_words import PART, SERIES

# In characters, as `Block.size` counts them: an entry without a link, and a line with several parts.
MAX_ENTRY, MAX_LINE = 120, 300
LISTS = frozenset({"ol", "ul"})
_LABEL = lazy_pattern(any_pattern(SERIES))
_PART = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(PART)})\s?(?:\d{{1,3}}|[ivx]{{1,5}})(?![^\W_])")


def is_label_of_series(text: str) -> bool:
    """Tell whether a text is the label of a list of a series' parts, and nothing else."""
    return bool(label := label_of(text)) and _LABEL.fullmatch(label) is not None


def is_list_behind_label(blocks: Sequence[Block], element: BlockElement, links: Links) -> bool:
    """Tell whether blocks of one element are a label of a series, and links to its parts."""
    # The part that is read may be the first, without a link.
    if not any(block.link_count for block in blocks[1:3]) or not is_label_of_series(blocks[0].text):
        return False
    return are_parts(blocks[1:], element, links)


def are_parts(blocks: Sequence[Block], element: BlockElement, links: Links) -> bool:
    """Tell whether blocks of an element are links to other articles, at most one of them without a link."""
    linked = [block for block in blocks if block.link_count]
    others = [block for block in blocks if not block.link_count]
    is_list = bool(linked) and len(others) <= 1 and all(block.size <= MAX_TEASER for block in linked)
    is_short = all(block.size <= MAX_ENTRY and not block.is_prose for block in others)
    return is_list and is_short and links.lead_to_other_articles(element.html_element)


def is_list_of_parts(blocks: Sequence[Block], element: BlockElement, links: Links) -> bool:
    """Tell whether an element is a list of the parts of a series, each with its number."""
    if element.tag not in LISTS or not element.link_count or len(blocks) < 2:
        return False
    return all(map(_is_part, blocks)) and are_parts(blocks, element, links)


def is_line_of_parts(block: Block, links: Links) -> bool:
    """Tell whether a line is a label of a series and links to its parts: `Part 2 of 5. Part 1 | Part 3`."""
    if block.link_count < 2 or block.size > MAX_LINE or not _is_part(block):
        return False
    if not links.lead_to_other_articles(block.parent.html_element):
        return False
    return all(_PART.match(fold_text("".join(link.itertext()))) for link in links_of(block))


def _is_part(block: Block) -> bool:
    return block.size <= MAX_LINE and _PART.match(fold_text(block.text)) is not None
