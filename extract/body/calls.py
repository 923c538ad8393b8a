"""Recognises lines in which a publisher asks its readers to follow, subscribe or give money (pure).

`Follow us on …`, `Join our Telegram channel`, `Donate now`, an IBAN, a sponsor's code: each is a short line that
begins so, and has a link or an address. What an author writes of donations begins otherwise, or goes on.
"""

import re

from lxml.html import HtmlElement

from extract.blocks import Block
from extract.body.box_content import is_call
from extract.body.other_articles import WEB, Links
from extract.body.paywall import paywall_message
from extract.text import any_pattern, fold_text, lazy_pattern
from extract.words.box_classes import SHARERS
from extract.words.call_words import (
    ACCOUNTS,
    CODES,
    DISCOUNT,
    FOLLOW,
    GIVE,
    JOIN,
    NETWORK_HOSTS,
    NETWORKS,
    SPONSORED,
)

# In characters, as `Block.size` counts them: a line that has a link, and one without; and in characters, what follows
# the last link in it, at the end of a text and within it.
MAX_LINKED, MAX_BARE = 320, 160
MAX_BEHIND_LINK, MAX_BEHIND_LINK_WITHIN = 50, 30
MAX_ACCOUNT = 400
# A code that is spoken of later in a line is one of an author's own tips.
MAX_BEFORE_CODE = 30
# A line that only goes with a call beside it.
MAX_PLEA = 120
MAX_LABEL_OF_ROW = 40

_START = r"\W{0,4}"
_FOLLOW = lazy_pattern(rf"{_START}(?:{any_pattern(FOLLOW)})")
_JOIN = lazy_pattern(rf"{_START}(?:{any_pattern(JOIN)})")
_GIVE = lazy_pattern(rf"{_START}(?:{any_pattern(GIVE)})")
_NETWORK = lazy_pattern(rf"(?<![^\W\d_])(?:{NETWORKS})(?![^\W\d_])|(?<!\w)@\w{{2,}}")
_SHARER = lazy_pattern(SHARERS)
_SENTENCE_END = lazy_pattern(r"(?<=[.!?…])\s+(?=\S)")
_LETTER = lazy_pattern(r"[^\W\d_]")
NETWORK_HOST = lazy_pattern(NETWORK_HOSTS, re.IGNORECASE)
_ACCOUNT, _CODE, _DISCOUNT = lazy_pattern(ACCOUNTS), lazy_pattern(CODES), lazy_pattern(DISCOUNT)
_SPONSORED = lazy_pattern(rf"{_START}(?:{SPONSORED})")


def is_call_line(block: Block, links: Links) -> bool:
    """Tell whether a line at the end of a text asks its readers to follow, subscribe or give."""
    text = fold_text(block.text) if block.size <= MAX_ACCOUNT else ""
    if not text or paywall_message(text):
        return False
    if _ACCOUNT.search(text) or _is_sponsored(text):
        return True
    if block.size > (MAX_LINKED if block.linked_size else MAX_BARE):
        return False
    leads_on = _NETWORK.search(text) is not None or _leads_elsewhere(block, links)
    if leads_on and _FOLLOW.match(text) and _behind_last_link(block, text) <= MAX_BEHIND_LINK:
        return True
    is_giving = block.linked_size > 0 and (_GIVE.match(text) is not None or _is_giving(block) or _gives_last(block))
    return is_giving or _JOIN.match(text) is not None


def is_call_within(block: Block) -> bool:
    """Tell whether a line within a text asks for that: it ends in a link to a network or channel."""
    if not block.linked_size or block.size > MAX_LINKED:
        return False
    text = fold_text(block.text)
    if _SPONSORED.match(text):
        return True
    hrefs = [link.get("href", "") for link in links_of(block)]
    if not hrefs or not any(map(NETWORK_HOST.search, hrefs)):
        return False
    if all(map(NETWORK_HOST.search, hrefs)) and _names_networks_alone(block):
        return True
    if not (_JOIN.match(text) or (_FOLLOW.match(text) and _NETWORK.search(text))):
        return False
    return _behind_last_link(block, text) <= MAX_BEHIND_LINK_WITHIN


def _names_networks_alone(block: Block) -> bool:
    """Tell whether a line names networks, and what it leads to there, and says nothing else."""
    text = fold_text(block.text)
    for link in links_of(block):
        text = text.replace(fold_text(" ".join(link.itertext())), " ", 1)
    return _NETWORK.search(fold_text(block.text)) is not None and _LETTER.search(_NETWORK.sub(" ", text)) is None


def is_row_of_links(block: Block) -> bool:
    """Tell whether a line is links that share the page, or to its topics (`rel=tag`), behind a short label."""
    if not block.linked_size or block.size > MAX_LINKED or len(block.text) - block.linked_size > MAX_LABEL_OF_ROW:
        return False
    found = links_of(block)
    is_sharing = all(_SHARER.search(link.get("href", "")) for link in found)
    return bool(found) and (is_sharing or all("tag" in link.get("rel", "").split() for link in found))


def is_plea(block: Block) -> bool:
    """Tell whether a line without a link asks for help or gives thanks, where a call stands beside it."""
    if block.size > MAX_PLEA:
        return False
    text = fold_text(block.text)
    return _GIVE.match(text) is not None or _FOLLOW.match(text) is not None or _JOIN.match(text) is not None


def links_of(block: Block) -> list[HtmlElement]:
    """Return the links that hold text of a block, in order."""
    found: dict[HtmlElement, None] = {}
    for node, is_tail in block.text_nodes:
        for element in (node, *node.iterancestors()):
            if element is block.parent.html_element:
                break
            if element.tag == "a" and not (is_tail and element is node):
                found[element] = None
    if block.parent.html_element.tag == "a" or not found:
        found.update(dict.fromkeys(block.parent.html_element.iterancestors("a")))
    return list(found)


def _behind_last_link(block: Block, text: str) -> int:
    """Return how many characters of a block's folded text follow its last link, 0 without links."""
    found = links_of(block)
    last = fold_text(" ".join(found[-1].itertext())) if found else ""
    return len(text) - text.rfind(last) - len(last) if last in text else 0


def _is_sponsored(text: str) -> bool:
    if _SPONSORED.match(text):
        return True
    return _CODE.search(text, 0, MAX_BEFORE_CODE) is not None and _DISCOUNT.search(text) is not None


def _leads_elsewhere(block: Block, links: Links) -> bool:
    hrefs = [link.get("href", "") for link in links_of(block)]
    return any(href.startswith(WEB) and not links.is_of_site(href) for href in hrefs)


def _gives_last(block: Block) -> bool:
    """Tell whether the last sentence of a line asks for money, and holds the last of its links."""
    sentence = _SENTENCE_END.split(fold_text(block.text))[-1]
    found = links_of(block)
    last = fold_text(" ".join(found[-1].itertext())) if found else ""
    return bool(last) and last in sentence and _GIVE.match(sentence) is not None


def _is_giving(block: Block) -> bool:
    """Tell whether most of a line is a link to where readers give money."""
    is_linked = block.linked_size >= 0.5 * len(block.text)
    return is_linked and any(is_call(link.get("href", "")) for link in links_of(block))
