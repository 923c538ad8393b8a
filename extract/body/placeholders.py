"""Finds what stands in the place of an embed until the reader consents to it or runs scripts (pure).

A plug-in's class tells it, or a short line that begins like `By loading the video, you agree`. With that line goes
the element around it that holds nothing but short lines. An embed within a placeholder is the author's, and stays.
"""

from collections.abc import Iterator

from extract.blocks import Block, BlockElement
from extract.body.box_search import HEADINGS, BoxSearch
from extract.html import MEDIA
from extract.text import any_pattern, fold_text, lazy_pattern
from extract.words.placeholder_words import COMES_FROM, NEEDS_CONSENT, NEEDS_SCRIPTS

# In characters, as `Block.size` counts them: a line that asks for consent, all that stands around it, and a short
# line of that; and in characters, a line that asks for scripts.
MAX_LINE, MAX_AROUND, MAX_BESIDE = 450, 900, 120
MAX_SCRIPTS_LINE = 220
# What an element around a line may be; a line in a list, table or quotation is the author's.
AROUND = frozenset({"aside", "center", "div", "p", "section"})
OF_AUTHOR = frozenset({"blockquote", "dl", "figcaption", "ol", "table", "ul"})

_SCRIPTS = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(NEEDS_SCRIPTS)})")
_CONSENT = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(NEEDS_CONSENT)})")
_COMES_FROM = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(COMES_FROM)})")
SENTENCE_END = lazy_pattern(r"(?<=[.!?…])\s+(?=\S)")
_QUOTATION = lazy_pattern("\\W{0,2}[\"'\u00ab\u00bb\u201c\u201d\u201e\u201f\u300c]")


def is_placeholder(text: str) -> bool:
    """Tell whether a line asks for consent or scripts, to show what belongs in its place."""
    folded = fold_text(text)
    return _asks(folded) and _QUOTATION.match(folded) is None


def _asks(folded: str) -> bool:
    if (len(folded) <= MAX_SCRIPTS_LINE and _SCRIPTS.match(folded)) or _CONSENT.match(folded):
        return True
    # The first sentence may tell where the embed comes from.
    return _COMES_FROM.match(folded) is not None and any(map(_CONSENT.match, SENTENCE_END.split(folded)[1:]))


def without_embeds(box: BlockElement, search: BoxSearch) -> Iterator[BlockElement]:
    """Yield a placeholder; where it holds an embed, the elements in it that hold none."""
    if not _has_embed(box):
        yield box
        return
    for child in search.children.get(box, ()):
        yield from without_embeds(child, search)


def find_placeholders(search: BoxSearch) -> Iterator[BlockElement]:
    """Yield the elements of lines that are placeholders, each with the short lines around it."""
    for block in list(search.text_left()):
        element = block.parent
        if block.size > MAX_LINE or element in search.inside or element.tag not in AROUND | HEADINGS:
            continue
        is_line = element.block_count == 1 and is_placeholder(block.text)
        if is_line and OF_AUTHOR.isdisjoint(above.tag for above in element.lineage()):
            yield from without_embeds(_around(element, search), search)


def _has_embed(element: BlockElement) -> bool:
    return next(element.html_element.iter(*MEDIA - {"img"}), None) is not None


def _around(line: BlockElement, search: BoxSearch) -> BlockElement:
    """Return the largest element around a line that holds no text of the author's: placeholders and short lines."""
    around = line
    while (above := around.parent) is not None:
        if above.tag not in AROUND or above.size > MAX_AROUND or search.holds_text(above):
            break
        if not all(_may_stand_beside(block) for block in search.blocks_of(above)):
            break
        around = above
    return around


def _may_stand_beside(block: Block) -> bool:
    if block.size <= MAX_LINE and is_placeholder(block.text):
        return True
    return block.size <= MAX_BESIDE and not block.is_prose and block.parent.tag not in HEADINGS
