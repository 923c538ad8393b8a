"""Tells the captions of pictures and tables, and which of those among kept text are text (pure).

Of evaluation pages with captions in their text four in five have none of them in the true text, so that only those of
which the model is sure are kept. A picture that is kept has its caption in any case.
"""

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from extract.blocks import Block
from extract.html import is_caption, text_of

MAX_LEVELS = 3
# A picture's caption is kept above this probability: measured, see docs/reading.md.
MIN_PROBABILITY = 0.8
# Classes that an editor writes around the pictures that its author puts into a text.
EDITORS_FIGURES = frozenset({
    "wp-block-image", "wp-block-gallery", "wp-caption", "wp-block-embed", "wp-block-video", "kg-image-card",
    "kg-gallery-card", "kg-embed-card", "kg-card",
})  # fmt: skip
# The attribute of a copied picture that has its caption.
CAPTION_MARK = "data-caption"


def is_in_caption(block: Block) -> bool:
    """Tell whether a block is the caption of a picture, or of it."""
    return any(map(is_caption, islice(block.parent.html_lineage(), MAX_LEVELS)))


def with_captions(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with the captions that stand between two of them.

    `kept` may hold captions already: those that the model has kept.
    """
    known = set(kept)
    # What stands before the first of them or behind the last stands between none.
    among = blocks[kept[0] : kept[-1] + 1] if kept else ()
    others = [block for block in among if block.index in known or not is_in_caption(block)]
    position = {block.index: at for at, block in enumerate(others)}
    found = set(known)
    before = -1
    for block in among:
        if block.index in position:
            before = position[block.index]
            continue
        neighbours = others[max(0, before) : before + 2]
        if before >= 0 and len(neighbours) == 2 and all(neighbour.index in known for neighbour in neighbours):
            found.add(block.index)
    return sorted(found)


def unsure_captions(blocks: Sequence[Block], kept: Sequence[int], probabilities: Sequence[float]) -> frozenset[int]:
    """Return those of the kept blocks that are captions of pictures, of which the model is not sure."""
    return frozenset(
        index
        for index in kept
        if probabilities[index] <= MIN_PROBABILITY
        and is_in_caption(blocks[index])
        and not _is_of_table(blocks[index])
        and not _is_of_editor(blocks[index])
    )


def _is_of_editor(block: Block) -> bool:
    """Tell whether the author wrote a caption in the editor of WordPress or Ghost: it is text at every visit."""
    classes = (element.get("class", "") for element in islice(block.parent.html_lineage(), MAX_LEVELS))
    return any(not EDITORS_FIGURES.isdisjoint(names.split()) for names in classes)


def _is_of_table(block: Block) -> bool:
    """Tell whether a caption is that of a table, or of a listing: by its own table, or the figure around both."""
    for element in islice(block.parent.html_lineage(), MAX_LEVELS):
        if element.tag == "caption" or (element.tag == "figure" and _holds_table(element)):
            return True
    return False


def _holds_table(figure: HtmlElement) -> bool:
    return next(figure.iter("table", "pre", "blockquote"), None) is not None


def caption_of(image: HtmlElement) -> str:
    """Return the caption of a picture, "" for none."""
    if image.get(CAPTION_MARK):
        return image.get(CAPTION_MARK, "")
    for ancestor in image.iterancestors("figure", "div"):
        if ancestor.tag == "figure" or "wp-caption" in ancestor.get("class", "").split():
            captions = (
                element
                for element in ancestor.iter("figcaption", "p")
                if element.tag == "figcaption" or "wp-caption-text" in element.get("class", "")
            )
            return next(map(text_of, captions), "")
    return ""
