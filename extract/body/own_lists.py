"""Keeps lists of the author's that the body model dropped, because their items are short or links (pure).

blocks within the element that holds the text | labels behind kept text, each with the short blocks behind it
| items with links to other sites under `Further reading` or the like, and items without links under a heading

What leads to the same site stays out: such a list is of other articles. A list of ingredients, terms or prices has no
links at all.
"""

from collections.abc import Sequence
from itertools import islice, takewhile

from extract.blocks import Block, BlockElement
from extract.body.box_search import HEADINGS
from extract.body.calls import NETWORK_HOST, links_of
from extract.body.captions import is_in_caption
from extract.body.empty_labels import is_label_of_box
from extract.body.other_articles import WEB, Links, label_of, text_outside_links
from extract.body.whole_parts import has_cue
from extract.text import any_pattern, lazy_pattern
from extract.words.own_list_words import OWN_LISTS

# In blocks: what lies farther behind the kept ones is not looked at, nor more of one list; a list is of at least two.
MAX_BEYOND, MAX_ITEMS, MIN_ITEMS = 40, 60, 2
# In characters, as `Block.size` counts them: a label, a link with what is said of it, and another item.
MAX_LABEL, MAX_LINK, MAX_ITEM = 70, 250, 120
# How many blocks before a label may be left out.
MAX_GAP = 2
# The least mean probability of items without links; a kept label announces nothing without them.
MIN_PROBABILITY, MIN_BEHIND_KEPT = 0.3, 0.2
MIN_EMPHASIS, MIN_LINKED = 0.9, 0.5
# A list with one of these so near above its items is a form.
FIELDS, MAX_LEVELS = frozenset({"button", "form", "label"}), 3
LABEL_TAGS = frozenset({"div", "dt", "p"})
COLONS = (":", "\uff1a")
_OWN_LISTS = lazy_pattern(any_pattern(OWN_LISTS))
# The number of an item alone says nothing.
_SAYS_SOMETHING = lazy_pattern(r"[^\W\d_]|[€$£¥₹%]")


def with_own_lists(
    blocks: Sequence[Block],
    probabilities: Sequence[float],
    kept: Sequence[int],
    holder: BlockElement | None,
    links: Links,
) -> list[int]:
    """Return the indexes of the kept blocks with those of lists that belong to the text, and of their labels.

    `holder` is the element that holds most of the kept text, None where nothing is kept.
    """
    if holder is None or not kept:
        return list(kept)
    found = set(kept)
    end = min(len(blocks), kept[-1] + MAX_BEYOND)
    index = kept[0] + 1
    while index < end:
        label, items = blocks[index], list[Block]()
        is_label = _is_label(label) or (index in found and _announces(label))
        if is_label and found.intersection(range(index - 1 - MAX_GAP, index)) and _is_in(label, holder):
            items = _behind(label, blocks[index + 1 : min(end, index + 1 + MAX_ITEMS)], holder)
        elif (
            not found.isdisjoint((index - 1, index - 2))
            and _is_labelled_paragraph(label, links)
            and _is_in(label, holder)
        ):
            found.add(index)
        if items and not found.issuperset((index, *(item.index for item in items))):
            is_own = len(items) >= MIN_ITEMS and _is_own_label(label) and _refer_to_others(items, links)
            mean = sum(probabilities[item.index] for item in items) / len(items)
            least = MIN_BEHIND_KEPT if index in found and not is_label_of_box(label.text) else MIN_PROBABILITY
            if is_own or (mean > least and _are_items(items, label)):
                found.update((index, *(item.index for item in items)))
        index += 1 + len(items)
    return sorted(found)


def _is_label(block: Block) -> bool:
    if block.size > MAX_LABEL or block.linked_size or block.is_prose:
        return False
    tag = block.parent.tag
    is_set_off = block.emphasized_size >= MIN_EMPHASIS * len(block.text) or block.text.endswith(COLONS)
    return tag in HEADINGS or (tag in LABEL_TAGS and is_set_off)


def _announces(block: Block) -> bool:
    """Tell whether a paragraph of any length ends with a colon."""
    return block.parent.tag == "p" and not block.linked_size and block.text.endswith(COLONS)


def _is_own_label(block: Block) -> bool:
    return _OWN_LISTS.fullmatch(label_of(block.text)) is not None


def _is_labelled_paragraph(block: Block, links: Links) -> bool:
    """Tell whether one paragraph is such a label and links, apart by line breaks or commas."""
    if block.link_count < MIN_ITEMS or block.parent.block_count > 1 or not _lead_to_others([block], links):
        return False
    return _OWN_LISTS.fullmatch(label_of(text_outside_links(block.parent.html_element))) is not None


def _behind(label: Block, following: Sequence[Block], holder: BlockElement) -> list[Block]:
    """Return the short blocks behind a label, up to the next one of its level or a paragraph."""
    level = label.parent.tag

    def is_item(block: Block) -> bool:
        is_short = not block.is_prose and block.size <= MAX_LINK and _SAYS_SOMETHING.search(block.text)
        if not is_short or block.parent.hidden or is_in_caption(block) or not _is_in(block, holder):
            return False
        return not (block.parent.tag in HEADINGS and (level not in HEADINGS or block.parent.tag <= level))

    items = list(takewhile(is_item, following))
    if items and not _is_beside(items[0], label):
        # The paragraph behind a list is none of it.
        return list(takewhile(lambda block: not _is_beside(block, label), items))
    return items


def _is_beside(block: Block, label: Block) -> bool:
    return block.parent.tag == "p" and block.parent.parent is label.parent.parent


def _is_in(block: Block, holder: BlockElement) -> bool:
    return any(element is holder for element in block.parent.lineage())


def _lead_to_others(blocks: Sequence[Block], links: Links) -> bool:
    """Tell whether most of each block is links, all to other sites, and not all of them to networks."""
    if any(block.linked_size < MIN_LINKED * len(block.text) for block in blocks):
        return False
    return _refer_to_others(blocks, links)


def _refer_to_others(blocks: Sequence[Block], links: Links) -> bool:
    """Tell whether blocks have links, all to other sites, and not all of them to networks."""
    hrefs = [link.get("href", "").strip() for block in blocks for link in links_of(block)]
    lead_away = all(href.startswith(WEB) and not links.is_of_site(href) for href in hrefs)
    return lead_away and not all(map(NETWORK_HOST.search, hrefs))


def _are_items(items: Sequence[Block], label: Block) -> bool:
    """Tell whether blocks are of a list, table or grid: short, without links and fields, with others like them.

    Paragraphs beside the label are of the text or of something else, as the model says.
    """
    if len(items) < MIN_ITEMS or any(block.link_count or block.size > MAX_ITEM or has_cue(block) for block in items):
        return False
    around = {element.tag for block in items for element in islice(block.parent.lineage(), MAX_LEVELS)}
    is_beside = any(_is_beside(block, label) for block in items)
    return (
        not is_beside and around.isdisjoint(FIELDS) and len({block.parent.signature for block in items}) < len(items)
    )
