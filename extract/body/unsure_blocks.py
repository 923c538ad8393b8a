"""Drops sign-up forms, bylines, credits and read-also lines that the body model kept with low confidence (pure).

A block that shares an element with an e-mail field belongs to a sign-up form. The first line before the text is a
byline when it is a `time` or has a link with `rel=author`. A short line that begins like "Read also" and is mostly a
link leads to another article, as does a paragraph between two of prose that is a link to the same site and nothing
else; one that begins like "Photo:" is a credit. Only blocks of low confidence are dropped,
and only on a page with some of high confidence.
"""

import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from extract.blocks import AT_START, CUES, Block, BlockElement, find_cues
from extract.body.other_articles import Links
from extract.text import fold_words

# A block of at least this probability is never dropped; a first line of at least the other is no byline.
SURE = 0.8
MIN_SURE_BYLINE = 0.7
# In characters, as `Block.size` counts them: the element around a sign-up form, and the lines that are dropped.
MAX_FORM = 600
MAX_BYLINE = 120
MAX_READ_ALSO, MAX_CREDIT, MAX_NOTICE = 250, 120, 40
MIN_READ_ALSO_LINK_SHARE = 0.4
MIN_TITLE, MAX_TITLE, MIN_LINKED = 25, 220, 0.95
SENTENCE_ENDS = ".:;,。؟"

_READ_MORE, _CREDIT, _ADVERTISEMENT = (list(CUES).index(kind) for kind in ("read_more", "credit", "advertisement"))
_CREDIT_LINE = re.compile(r"\W{0,3}\w+(?:\s\w+)?\s?[:\uff1a©]")


def drop_unsure_blocks(
    blocks: Sequence[Block], kept: Sequence[int], probabilities: Sequence[float], links: Links
) -> list[int]:
    """Return the indexes of the kept blocks without those of sign-up forms, bylines, credits and read-also lines.

    `links` tells which links lead to the page's own site.
    """
    sure_elements = {
        element for index in kept if probabilities[index] >= SURE for element in blocks[index].parent.lineage()
    }
    if not sure_elements:
        return list(kept)
    titles = _titles_among_prose([blocks[index] for index in kept], links)
    found = [
        index
        for index in kept
        if probabilities[index] >= SURE
        or not (index in titles or _is_aside(blocks[index]) or _is_in_sign_up_form(blocks[index], sure_elements))
    ]
    first, rest = found[0], found[1:]
    # In a live blog, the line that looks like a byline opens each entry.
    is_repeated = any(blocks[index].parent.signature == blocks[first].parent.signature for index in rest)
    is_byline = probabilities[first] < MIN_SURE_BYLINE and not is_repeated and _is_byline(blocks[first])
    return rest if is_byline else found


def _titles_among_prose(kept: Sequence[Block], links: Links) -> frozenset[int]:
    """Return the indexes of paragraphs that are titles of other articles of the site: a link between two of prose."""
    return frozenset(
        block.index
        for before, block, behind in zip(kept, kept[1:], kept[2:], strict=False)
        if before.is_prose and behind.is_prose and _is_title_of_other(block, links)
    )


def _is_title_of_other(block: Block, links: Links) -> bool:
    is_title = MIN_TITLE <= block.size <= MAX_TITLE and block.text[-1] not in SENTENCE_ENDS
    if not is_title or block.linked_size < MIN_LINKED * len(block.text):
        return False
    element = block.parent
    return (
        element.block_count == 1
        and element.tag in {"div", "p"}
        and links.lead_to_other_articles(element.html_element)
    )


def _is_in_sign_up_form(block: Block, sure_elements: Collection[BlockElement]) -> bool:
    """Tell whether the largest element around a block that is short and holds no sure block has an e-mail field."""
    form = None
    for element in block.parent.lineage():
        if element in sure_elements or element.size > MAX_FORM:
            break
        form = element.html_element
    return form is not None and any(map(_is_email_field, form.iter("input")))


def _is_email_field(field: HtmlElement) -> bool:
    kind = field.get("type", "text").lower()
    names = " ".join(field.get(attribute, "") for attribute in ("name", "placeholder", "id")).lower()
    return kind == "email" or (kind == "text" and "mail" in names)


def _is_aside(block: Block) -> bool:
    """Tell whether a line leads to another article, credits a picture, or announces an advertisement."""
    if block.size > MAX_READ_ALSO:
        return False
    cues = find_cues(fold_words(block.text).split(), block.text, is_wide=block.is_wide)
    is_read_also = cues[_READ_MORE] == AT_START and block.linked_size >= MIN_READ_ALSO_LINK_SHARE * len(block.text)
    is_credit = cues[_CREDIT] == AT_START and block.size <= MAX_CREDIT and _CREDIT_LINE.match(block.text) is not None
    return is_read_also or is_credit or (cues[_ADVERTISEMENT] == AT_START and block.size <= MAX_NOTICE)


def _is_byline(block: Block) -> bool:
    if block.size > MAX_BYLINE:
        return False
    parent = block.parent.html_element
    has_only_block = block.parent.block_count == 1
    elements = [parent, *parent.iter("time", "a")] if has_only_block else [node for node, _ in block.text_nodes]
    return any(element.tag == "time" or "author" in element.get("rel", "").split() for element in elements)
