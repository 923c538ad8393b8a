"""Boxes: what a model that is unsure keeps, and the page's own build shows to be none of the text (pure).

A box that asks for an e-mail address is a form's, whatever its words promise. The first line before a text, when it
is the element of a time or of an author, is the byline. A short line that begins as those do that lead to another
article, and is a link for the most part, leads there; one that begins with the name of a picture's maker is a credit.
All are looked at only where the model is unsure, beside text of which it is sure.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from lxml.html import HtmlElement

from extract.blocks import CUES, Block, BlockElement, cues_of
from extract.text import fold_words

# A block is surely text from this probability on; an opening line is a byline only below the other.
SURE = 0.8
MAYBE_BYLINE = 0.7
# The text of a box, with its form's, has at most so many characters; a byline is shorter still.
LARGEST_BOX = 600
LONGEST_BYLINE = 120
LONGEST_LEAD, LONGEST_CREDIT, LONGEST_NOTICE = 250, 120, 40
MOSTLY = 0.4

_LEADS, _CREDITS, _ADVERTISES = (list(CUES).index(name) for name in ("leads", "credits", "advertises"))
# `cues_of` tells so of a cue that a text begins with.
_BEGINS = 2
_CREDIT = re.compile(r"\W{0,3}\w+(?:\s\w+)?\s?[:\uff1a©]")


def without_boxes(blocks: Sequence[Block], kept: Sequence[int], probabilities: Sequence[float]) -> list[int]:
    """Return the kept numbers without those of boxes that ask for an e-mail address and of lines that are no text."""
    sure = {frame for number in kept if probabilities[number] >= SURE for frame in _frames(blocks[number])}
    if not sure:
        return list(kept)
    found = [
        number
        for number in kept
        if probabilities[number] >= SURE or not (_is_aside(blocks[number]) or _is_in_box(blocks[number], sure))
    ]
    first, rest = found[0], found[1:]
    # What opens one entry of a live blog opens the others as well.
    is_first_of_many = any(blocks[number].frame.signature == blocks[first].frame.signature for number in rest)
    is_byline = probabilities[first] < MAYBE_BYLINE and not is_first_of_many and _is_byline(blocks[first])
    return rest if is_byline else found


def _frames(block: Block) -> Iterator[BlockElement]:
    frame: BlockElement | None = block.frame
    while frame is not None:
        yield frame
        frame = frame.parent


def _is_in_box(block: Block, sure: Collection[BlockElement]) -> bool:
    """Tell whether the largest element around a block that holds no sure text, and little at all, is such a box."""
    box = None
    for frame in _frames(block):
        if frame in sure or frame.text > LARGEST_BOX:
            break
        box = frame.element
    return box is not None and any(map(_asks_for_mail, box.iter("input")))


def _asks_for_mail(field: HtmlElement) -> bool:
    kind = field.get("type", "text").lower()
    named = " ".join(field.get(name, "") for name in ("name", "placeholder", "id")).lower()
    return kind == "email" or (kind == "text" and "mail" in named)


def _is_aside(block: Block) -> bool:
    """Tell whether a line leads to another article, names a picture's maker, or announces an advertisement."""
    if block.size > LONGEST_LEAD:
        return False
    cues = cues_of(fold_words(block.text).split(), block.text, wide=block.wide)
    leads = cues[_LEADS] == _BEGINS and block.linked >= MOSTLY * len(block.text)
    credits_one = cues[_CREDITS] == _BEGINS and block.size <= LONGEST_CREDIT and _CREDIT.match(block.text)
    return leads or bool(credits_one) or (cues[_ADVERTISES] == _BEGINS and block.size <= LONGEST_NOTICE)


def _is_byline(block: Block) -> bool:
    if block.size > LONGEST_BYLINE:
        return False
    element = block.frame.element
    within = [element, *element.iter("time", "a")] if block.frame.blocks == 1 else [one for one, _ in block.pieces]
    return any(one.tag == "time" or "author" in one.get("rel", "").split() for one in within)
