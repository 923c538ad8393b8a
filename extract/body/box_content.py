"""Decides by the content of an element whether it is the box that its class names (pure).

To add a kind of box: its words in `words/box_classes.py`, and its function in HOLDS_BOX.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extract.blocks import CUES, Block, BlockElement, find_cues
from extract.body.counter_lines import is_bare_number, is_counter_line
from extract.body.other_articles import (
    MIN_LINK_SHARE,
    Links,
    are_teasers,
    is_label_of_advertising,
    is_label_of_contents,
    is_label_of_other_articles,
    is_linked,
)
from extract.body.placeholders import is_placeholder
from extract.html import MEDIA
from extract.text import any_pattern, fold_text, fold_words, lazy_pattern
from extract.words.box_classes import GIVING_HOSTS, SHARE_ADDRESSES
from extract.words.box_counter_words import CALLS, REACTIONS
from extract.words.shop_words import BUY

# In characters, as `Block.size` counts them.
MAX_COUNTER, MAX_REACTION, MAX_SHARING, MAX_BOX = 90, 60, 300, 1000
MAX_POLL = 1500
# Prose that a box of a sign-up, an advertisement or a plea for money may hold.
MAX_PROSE = 600
# Of an advertisement without a label, that is links.
MIN_ADVERTISED_SHARE = 0.3
MAX_ADVERTISED_PROSE = 300
MAX_NOTICE = 100
# Of an announcement of an event, and of what is sold: all, and its prose; and a line with what buyers press.
MAX_EVENT, MAX_EVENT_PROSE, MAX_SELLING = 600, 250, 120

EMBEDS = MEDIA - {"img"}
CONTROLS = ("button", "input", "select", "textarea", "form")
_SIGN_UP = list(CUES).index("sign_up")
_SHARE = lazy_pattern(SHARE_ADDRESSES, re.IGNORECASE)
_GIVING = lazy_pattern(GIVING_HOSTS, re.IGNORECASE)
_CALL = lazy_pattern(rf"(?:^|/)(?:{any_pattern(CALLS)})/?(?:[?#]|$)", re.IGNORECASE)
_VOTES = lazy_pattern(rf"\d\s?(?:{any_pattern(REACTIONS)})(?![^\W\d])", re.IGNORECASE)
_DIGIT = lazy_pattern(r"\d")
_HOUR = lazy_pattern(r"\d\s?(?:[ap]\.?m\b|uhr\b|h\d{0,2}\b)|\d{1,2}:\d\d", re.IGNORECASE)
_DAY = lazy_pattern(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d月|\d{1,2}(?:st|nd|rd|th|\.)?\s(?:de\s)?[^\W\d]{3,14}\.?,?\s(?:de\s)?(?:19|20)\d\d|"
    r"[^\W\d]{3,14}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
)
# What buyers press is the end of a line, as behind a price; no letter may go on.
_BUY = lazy_pattern(rf"(?:^|[\W\d])(?:{any_pattern(BUY)})\W*$")


class Candidate(NamedTuple):
    """An element that may be a box, its blocks, and what the links of its page lead to."""

    element: BlockElement
    blocks: Sequence[Block]
    links: Links

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join(block.text for block in self.blocks)

    @property
    def hrefs(self) -> list[str]:
        """The addresses of all links, as they are written."""
        return [link.get("href", "").strip() for link in self.element.html_element.iter("a")]

    def has(self, *tags: str) -> bool:
        """Tell whether there is an element of one of these tags, the box's own among them."""
        return next(self.element.html_element.iter(*tags), None) is not None


def is_call(href: str) -> bool:
    """Tell whether an address is where readers give money, subscribe, or become members."""
    return _GIVING.search(href) is not None or _CALL.search(href) is not None


def asks_to_sign_up(blocks: Sequence[Block]) -> bool:
    """Tell whether a block has words like `Subscribe` or `newsletter`."""
    return any(
        find_cues(fold_words(block.text).split(), block.text, is_wide=block.is_wide)[_SIGN_UP] for block in blocks
    )


def _other_articles(box: Candidate) -> bool:
    element = box.element
    if not box.blocks:
        return box.has("a")
    if not element.link_count:
        return False
    return are_teasers(box.blocks[1:] if is_label_of_other_articles(box.blocks[0].text) else box.blocks)


def _related(box: Candidate) -> bool:
    element = box.element
    is_listed = element.linked_size >= MIN_LINK_SHARE * element.size and not element.prose_count
    return is_listed and box.links.lead_to_other_articles(element.html_element)


def _sharing(box: Candidate) -> bool:
    if box.element.prose_count or box.element.size > MAX_SHARING:
        return False
    is_counted = bool(box.blocks) and all(is_counter_line(block.text) or is_linked(block) for block in box.blocks)
    return is_counted or box.has(*CONTROLS) or any(map(_SHARE.search, box.hrefs))


def _counters(box: Candidate) -> bool:
    return box.element.size <= MAX_COUNTER and (is_counter_line(box.text) or is_bare_number(box.text))


def _likes(box: Candidate) -> bool:
    if box.element.size > MAX_REACTION or box.has("table"):
        return False
    return box.has("button", "input") or is_counter_line(box.text) or is_bare_number(box.text)


def _ratings(box: Candidate) -> bool:
    """Tell whether readers rate: an author's own rating has no count of votes, and nothing to press."""
    if box.element.prose_count or box.element.size > MAX_SHARING:
        return False
    is_counted = any(is_counter_line(block.text) for block in box.blocks) or _VOTES.search(box.text) is not None
    return is_counted or box.has("button", "input")


def _polls(box: Candidate) -> bool:
    """Tell whether readers vote: a table of results is the author's."""
    if box.element.size > MAX_POLL or box.element.prose_size > MAX_PROSE or box.has("table"):
        return False
    return box.has(*CONTROLS) or sum(_VOTES.search(block.text) is not None for block in box.blocks) > 1


def _sign_up(box: Candidate) -> bool:
    if not _is_small(box):
        return False
    return box.has(*CONTROLS, "iframe") or any(map(is_call, box.hrefs)) or asks_to_sign_up(box.blocks)


def _contents(box: Candidate) -> bool:
    element = box.element
    if not box.links.lead_within_page(element.html_element):
        return False
    return element.linked_size >= MIN_LINK_SHARE * element.size or is_label_of_contents(box.blocks[0].text)


def _donations(box: Candidate) -> bool:
    return _is_small(box) and (box.has(*CONTROLS, "progress", "meter", "iframe") or any(map(is_call, box.hrefs)))


def _events(box: Candidate) -> bool:
    """Tell whether a few lines announce when something takes place, with a link to it."""
    is_short = box.element.size <= MAX_EVENT and box.element.prose_size <= MAX_EVENT_PROSE and not box.has("table")
    return is_short and box.element.link_count > 0 and any(_is_when(block.text) for block in box.blocks)


def _is_when(text: str) -> bool:
    """Tell whether a short text names a day or an hour."""
    return len(text) <= MAX_BOX and (_HOUR.search(text) is not None or _DAY.search(text) is not None)


def _shop(box: Candidate) -> bool:
    """Tell whether something is sold: by what buyers press, or a price and a link."""
    is_short = box.element.size <= MAX_BOX and box.element.prose_size <= MAX_EVENT_PROSE and not box.has("table")
    return is_short and (box.element.link_count > 0 or box.has("button")) and any(map(sells, box.blocks))


def sells(block: Block) -> bool:
    """Tell whether a block is what buyers press, or ends with it."""
    return block.size <= MAX_SELLING and _BUY.search(fold_text(block.text)) is not None


def _countdown(box: Candidate) -> bool:
    return box.element.size <= MAX_SHARING and not box.element.prose_count and _DIGIT.search(box.text) is not None


def _feeds(box: Candidate) -> bool:
    return box.element.size <= MAX_SHARING and not box.element.prose_count


def _advertisement(box: Candidate) -> bool:
    """Tell whether an element has a label of advertising, or links, or no text: themes name their sections so too."""
    if not _is_small(box):
        return False
    if not box.blocks or is_label_of_advertising(box.blocks[0].text):
        return True
    if box.element.size <= MAX_NOTICE and box.has("a", "iframe", "img"):
        return True
    is_linked_enough = box.element.linked_size >= MIN_ADVERTISED_SHARE * box.element.size
    return is_linked_enough and box.element.prose_size <= MAX_ADVERTISED_PROSE


def _consent(box: Candidate) -> bool:
    """Tell whether a plug-in asks for consent there; an embed that it has let in is the author's."""
    return _is_small(box) and not box.has(*EMBEDS)


def _placeholder(box: Candidate) -> bool:
    return _consent(box) and any(is_placeholder(block.text) for block in box.blocks)


def _is_small(box: Candidate) -> bool:
    return box.element.size <= MAX_BOX and box.element.prose_size <= MAX_PROSE


# What the content of an element must be like to be the box that a word of WORDS names.
HOLDS_BOX: Mapping[str, Callable[[Candidate], bool]] = {
    "advertisement": _advertisement,
    "consent": _consent,
    "contents": _contents,
    "countdown": _countdown,
    "counters": _counters,
    "donations": _donations,
    "events": _events,
    "feeds": _feeds,
    "likes": _likes,
    "other articles": _other_articles,
    "placeholder": _placeholder,
    "polls": _polls,
    "ratings": _ratings,
    "related": _related,
    "sharing": _sharing,
    "shop": _shop,
    "sign-up": _sign_up,
}
