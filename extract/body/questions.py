"""Keeps questions with their answers that the body model dropped, because they are short (pure).

blocks within the element that holds the text | parts of it that begin with a question | those behind kept text

A question is a line of its own that ends with its mark: a heading, a button, a term, or in bold. Two of them in one
part, or in parts side by side, are a list of questions; a single one may be a call.
"""

from collections import defaultdict
from collections.abc import Sequence

from extract.blocks import AT_START, CUES, Block, BlockElement, find_cues
from extract.html import opens_panel
from extract.text import fold_words

QUESTION_MARKS = ("?", "\uff1f", "؟", "\u037e")
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "summary", "button", "strong", "b"})
MIN_QUESTIONS = 2
# Of the blocks of a part.
MIN_SHARE = 0.25
# In characters, as `Block.size` counts them.
MAX_QUESTION = 200
MIN_EMPHASIS = 0.9
MAX_LINK_SHARE = 0.5
# How many elements above a question are looked at for a heading, and how many blocks may stand before the first one.
MAX_LEVELS, MAX_BEFORE = 4, 2
# In blocks: what lies farther behind the kept ones is not looked at.
MAX_BEYOND = 60
_SIGN_UP = list(CUES).index("sign_up")


def with_questions(blocks: Sequence[Block], kept: Sequence[int], holder: BlockElement | None) -> list[int]:
    """Return the indexes of the kept blocks with those of the questions and answers among and behind them.

    `holder` is the element that holds most of the kept text, None where nothing is kept.
    """
    if holder is None or not kept:
        return list(kept)
    found = set(kept)
    # A text does not ask twice.
    shown = frozenset(blocks[index].text for index in kept)
    parts = _parts(blocks[kept[0] : kept[-1] + MAX_BEYOND], holder)
    asked = {part: sum(map(_is_question, members)) for part, members in parts.items()}
    lists: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for part, count in asked.items():
        lists[part.signature] += count
    for part, members in parts.items():
        before = range(members[0].index - 1, members[0].index - 1 - MAX_BEFORE, -1)
        is_list = lists[part.signature] >= MIN_QUESTIONS and MIN_SHARE <= asked[part] / len(members) < 1
        linked = sum(block.linked_size for block in members if not _is_question(block))
        if is_list and linked <= MAX_LINK_SHARE * part.size and not found.isdisjoint(before):
            found.update(block.index for block in members if block.text not in shown and _is_text(block))
    return sorted(found)


def _parts(blocks: Sequence[Block], holder: BlockElement) -> dict[BlockElement, list[Block]]:
    """Return the elements right below an element, each with its blocks, in the order of the page."""
    found: defaultdict[BlockElement, list[Block]] = defaultdict(list)
    for block in blocks:
        below: BlockElement | None = None
        for element in block.parent.lineage():
            if element is holder:
                break
            below = element
        else:
            below = None
        if below is not None:
            found[below].append(block)
    return found


def _is_question(block: Block) -> bool:
    if block.size > MAX_QUESTION or not block.text.endswith(QUESTION_MARKS):
        return False
    if block.emphasized_size >= MIN_EMPHASIS * len(block.text):
        return True
    for level, element in enumerate(block.parent.lineage()):
        if level == MAX_LEVELS or element.block_count > 1:
            return False
        if element.tag in HEADINGS or opens_panel(element.html_element):
            return True
    return False


def _is_text(block: Block) -> bool:
    """Tell whether a block is no link, credit, call to sign up or the like."""
    cues = find_cues(fold_words(block.text).split(), block.text, is_wide=block.is_wide)
    is_line = not (AT_START in cues or cues[_SIGN_UP]) and block.linked_size <= MAX_LINK_SHARE * len(block.text)
    return _is_question(block) or (is_line and block.parent.tag != "button")
