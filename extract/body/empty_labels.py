"""Finds labels whose list is no part of the text: `Related`, `Tags`, `Comments` with nothing left (pure)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.blocks import Block, BlockElement
from extract.body.box_search import HEADINGS, BoxSearch
from extract.body.end_boxes import is_label_of_comments
from extract.body.other_articles import is_label_of_other_articles, label_of
from extract.body.topic_rows import is_label_of_topics
from extract.text import any_pattern
from extract.words.box_words import SHARE, SIGN_UP
from extract.words.shop_words import SHOP

MAX_LABEL = 70
# Of a line that is no heading, the share that is emphasised.
MIN_EMPHASIS = 0.9

_OTHERS = re.compile(f"{any_pattern(SHARE)}|{any_pattern(SIGN_UP)}|{any_pattern(SHOP)}")


def find_empty_labels(search: BoxSearch) -> Iterator[BlockElement]:
    """Yield the labels behind which a box was left out, or nothing follows; one that is a link leads somewhere."""
    left = list(search.text_left())
    for block, following in pairwise([*left, None]):
        if block is None or not (_is_label_line(block) and _is_last(block, following)):
            continue
        if is_label_of_box(block.text) or (is_label_of_topics(block.text) and _is_above_links(block, search)):
            yield block.parent


def _is_above_links(label: Block, search: BoxSearch) -> bool:
    """Tell whether links stood behind a label; an author may write of topics, too."""
    behind = search.blocks[label.index + 1 : label.index + 2]
    return any(block.linked_size > 0 for block in behind)


def _is_label_line(block: Block) -> bool:
    if block.size > MAX_LABEL or block.parent.block_count != 1 or block.linked_size:
        return False
    return block.parent.tag in HEADINGS or block.emphasized_size >= MIN_EMPHASIS * len(block.text)


def _is_last(block: Block, following: Block | None) -> bool:
    """Tell whether nothing that a label could announce is left behind it."""
    if following is None or following.index > block.index + 1:
        return True
    level, next_level = block.parent.tag, following.parent.tag
    return level in HEADINGS and next_level in HEADINGS and next_level <= level


def is_label_of_box(text: str) -> bool:
    """Tell whether a text is the label of other articles, comments, sharing or the like, and nothing else."""
    if is_label_of_other_articles(text) or is_label_of_comments(text):
        return True
    return bool(label := label_of(text)) and _OTHERS.fullmatch(label) is not None
