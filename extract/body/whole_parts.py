"""Keeps lists of definitions and accordions whole, of which the body model kept a part or nothing (pure).

blocks within the element that holds the text | by the outermost part around each | those of parts of the text

A part belongs to the text by what is kept of it, or by standing among kept text. Lines of sign-ups, credits and links
never do.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from extract.blocks import AT_START, CUES, Block, BlockElement, find_cues
from extract.body.box_search import HEADINGS
from extract.html import is_accordion, opens_panel
from extract.text import fold_words

# A block of an accordion of a lower probability stays out; so does an accordion or a list, amid text or at its end,
# of a lower mean. A list right between two paragraphs is the author's, and so, more surely, is one under a heading.
MIN_PROBABILITY, MIN_ACCORDION, MIN_LIST, MIN_LAST_LIST = 0.1, 0.25, 0.2, 0.35
MIN_BETWEEN, MIN_UNDER_HEADING = 0.15, 0.1
# In blocks: a shorter list of definitions is a line of facts, as of a picture.
MIN_DEFINITIONS = 4
MAX_LINK_SHARE = 0.5
# In blocks: what lies farther before or behind the kept ones is not looked at.
MAX_BEYOND = 40
# How many elements above a number are looked at for a `dd`.
MAX_LEVELS = 3
_SIGN_UP = list(CUES).index("sign_up")


class _Text(NamedTuple):
    """All blocks, the kept ones, the first and last of them, and the element in which the last paragraph stands."""

    blocks: Sequence[Block]
    kept: set[int]
    first: int
    last: int
    prose_parent: BlockElement | None


def with_whole_parts(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int], holder: BlockElement | None
) -> list[int]:
    """Return the indexes of the kept blocks with those of parts that belong to the text.

    `holder` is the element that holds most of the kept text, None where nothing is kept.
    """
    if holder is None or not kept:
        return list(kept)
    found = set(kept)
    prose = next((blocks[index] for index in reversed(kept) if blocks[index].is_prose), None)
    text = _Text(blocks, found, kept[0], kept[-1], None if prose is None else prose.parent.parent)
    near_text = blocks[max(0, kept[0] - MAX_BEYOND) : kept[-1] + MAX_BEYOND]
    for part, members in _parts(near_text, holder).items():
        if found.issuperset(members):
            continue
        if _belongs_to_text(part, members, probabilities, text):
            # Of a list of definitions, terms without their values say nothing.
            least = 0.0 if part.tag == "dl" else MIN_PROBABILITY
            found.update(index for index in members if probabilities[index] > least and _is_text(blocks[index]))
    return sorted(found)


def _parts(blocks: Sequence[Block], holder: BlockElement) -> dict[BlockElement, list[int]]:
    """Return the outermost parts below an element, each with the indexes of its blocks."""
    part_of: dict[BlockElement, BlockElement | None] = {holder: None}
    found: defaultdict[BlockElement, list[int]] = defaultdict(list)
    for block in blocks:
        path = []
        element: BlockElement | None = block.parent
        while element is not None and element not in part_of:
            path.append(element)
            element = element.parent
        part = None if element is None else part_of[element]
        for inner in reversed(path):
            if part is None and element is not None and _is_part(inner):
                part = inner
            part_of[inner] = part
        if part is not None:
            found[part].append(block.index)
    return found


def _is_part(element: BlockElement) -> bool:
    return element.tag == "dl" or is_accordion(element.html_element)


def _belongs_to_text(
    part: BlockElement,
    members: Sequence[int],
    probabilities: Sequence[float],
    text: _Text,
) -> bool:
    """Tell whether a part of several blocks is of the text."""
    kept_count = sum(index in text.kept for index in members)
    mean = sum(map(probabilities.__getitem__, members)) / len(members)
    if part.tag != "dl":
        return kept_count > 0 or (text.first < members[0] and members[-1] < text.last and mean > MIN_ACCORDION)
    is_list = len(members) >= MIN_DEFINITIONS and part.linked_size <= MAX_LINK_SHARE * part.size
    is_beside_prose = part.parent is text.prose_parent and not part.linked_size
    if is_beside_prose and _is_under_heading(members, text):
        least = MIN_UNDER_HEADING
    elif _is_between_prose(part, members, text):
        least = MIN_BETWEEN
    elif members[-1] + 1 in text.kept or (is_beside_prose and not _has_numbers(members, text)):
        least = MIN_LIST
    else:
        least = MIN_LAST_LIST
    return 2 * kept_count >= len(members) or (is_list and members[0] - 1 in text.kept and mean > least)


def _is_under_heading(members: Sequence[int], text: _Text) -> bool:
    """Tell whether a kept heading stands right before a list, which without it would head nothing."""
    before = members[0] - 1
    return before in text.kept and text.blocks[before].parent.tag in HEADINGS


def _is_between_prose(part: BlockElement, members: Sequence[int], text: _Text) -> bool:
    """Tell whether a kept paragraph of prose stands right before a list and right behind it, beside it."""
    beside = (members[0] - 1, members[-1] + 1)
    return not part.linked_size and all(
        index in text.kept and text.blocks[index].is_prose and text.blocks[index].parent.parent is part.parent
        for index in beside
    )


def _has_numbers(members: Sequence[int], text: _Text) -> bool:
    """Tell whether a list has numbers, as that of facts about a person or a page does."""
    return any(character.isdigit() for index in members for character in text.blocks[index].text)


def _is_text(block: Block) -> bool:
    """Tell whether a block is no link, number (but in a `dd`), button, credit, call to sign up or the like."""
    element = block.parent.html_element
    is_number = block.text.isdecimal() and all(
        above.tag != "dd" for above in islice(block.parent.lineage(), MAX_LEVELS)
    )
    if is_number or (element.tag == "button" and not opens_panel(element)):
        return False
    return not has_cue(block) and block.linked_size <= MAX_LINK_SHARE * len(block.text)


def has_cue(block: Block) -> bool:
    """Tell whether a block begins with a cue, such as `Photo:`, or has words like `newsletter`."""
    cues = find_cues(fold_words(block.text).split(), block.text, is_wide=block.is_wide)
    return AT_START in cues or cues[_SIGN_UP] > 0
