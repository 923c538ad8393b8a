"""Recognises the topics under which a publisher files an article: `Tags`, `Filed under: pears, plums` (pure).

The label alone is none: an author may write about categories. What it labels are links to pages of topics, which
their addresses tell.
"""

from collections.abc import Sequence

from extract.blocks import Block
from extract.body.calls import links_of
from extract.body.other_articles import is_linked, label_of, text_outside_links
from extract.text import any_pattern, any_word, lazy_pattern
from extract.words.topic_words import CATEGORY_SEGMENTS, OTHER_SEGMENTS, TAG_SEGMENTS, TOPICS

# In characters: a line, as `Block.size` counts it.
MAX_LINE = 320

_TOPICS = lazy_pattern(any_pattern(TOPICS))
_TOPIC_PATH = lazy_pattern(
    rf"/(?:{any_word(TAG_SEGMENTS | CATEGORY_SEGMENTS)}|{OTHER_SEGMENTS})(?:[/#?]|$)|[?&](?:tag|cat|category|topic)="
)
_PARTS = lazy_pattern(r"[|,;/·•&\u3001\uff0c\u060c]")


def is_label_of_topics(text: str) -> bool:
    """Tell whether a text is the label of an article's topics, and nothing else."""
    return bool(label := label_of(text)) and _TOPICS.fullmatch(label) is not None


def are_topics(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks are nothing but links to pages of topics."""
    return bool(blocks) and all(
        block.size <= MAX_LINE and is_linked(block) and _lead_to_topics(block) for block in blocks
    )


def is_line_of_topics(block: Block) -> bool:
    """Tell whether a line is links to pages of topics, each behind a label or another: `Filed under: pears, plums`.

    It may end with a link to the comments on the page.
    """
    if not block.link_count or block.size > MAX_LINE or block.parent.block_count > 1:
        return False
    outside = [
        label for part in _PARTS.split(text_outside_links(block.parent.html_element)) if (label := label_of(part))
    ]
    return bool(outside) and all(map(_TOPICS.fullmatch, outside)) and _lead_to_topics(block)


def _lead_to_topics(block: Block) -> bool:
    hrefs = [href for link in links_of(block) if not (href := link.get("href", "").strip().lower()).startswith("#")]
    return bool(hrefs) and all(map(_TOPIC_PATH.search, hrefs))
