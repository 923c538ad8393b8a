"""Recognises lines in which a publisher asks its readers to follow, subscribe or give money (pure).

`Follow us on …`, `Join our Telegram channel`, `Donate now`, an IBAN, a sponsor's code: each is a short line that
begins so, and has a link or an address. What an author writes of donations begins otherwise, or goes on.
"""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from extract.blocks import Block
from extract.body.box_content import is_call
from extract.body.counter_lines import is_counter_line
from extract.body.other_articles import WEB, Links, text_outside_links
from extract.body.paywall import paywall_message
from extract.body.placeholders import SENTENCE_END
from extract.text import any_pattern, fold_text, lazy_pattern
from extract.words.box_classes import SHARERS
from extract.words.call_words import (
    ACCOUNTS,
    CODE_STARTS,
    CODES,
    DISCOUNT,
    FOLLOW,
    GIVE,
    JOIN,
    NETWORK_HOSTS,
    NETWORKS,
    SPONSORED,
)
from extract.words.legal_words import RIGHTS

# In characters, as `Block.size` counts them: a line that has a link, and one without; and in characters, what follows
# the last link in it, at the end of a text and within it.
MAX_LINKED, MAX_BARE = 320, 160
MAX_BEHIND_LINK, MAX_BEHIND_LINK_WITHIN = 50, 30
MAX_ACCOUNT = 400
# A code that is spoken of later in a line is one of an author's own tips.
MAX_BEFORE_CODE = 30
# A paragraph that is a sponsor's code and nothing else; behind the sign of copyright stands a name, and the year.
MAX_CODE, MAX_SENTENCES_OF_CODE = 140, 2
MAX_BEFORE_YEAR = 70
# More words without a capital behind that sign make a sentence.
MAX_SMALL_WORDS = 4
# A line that only goes with a call beside it.
MAX_PLEA = 120
MAX_LABEL_OF_ROW = 40

_START = r"\W{0,4}"
_FOLLOW = lazy_pattern(rf"{_START}(?:{any_pattern(FOLLOW)})")
_JOIN = lazy_pattern(rf"{_START}(?:{any_pattern(JOIN)})")
_GIVE = lazy_pattern(rf"{_START}(?:{any_pattern(GIVE)})")
_NETWORK = lazy_pattern(rf"(?<![^\W\d_])(?:{NETWORKS})(?![^\W\d_])|(?<!\w)@\w{{2,}}")
_SHARER = lazy_pattern(SHARERS)
_LETTER = lazy_pattern(r"[^\W\d_]")
NETWORK_HOST = lazy_pattern(NETWORK_HOSTS, re.IGNORECASE)
_COPYRIGHT = lazy_pattern(r"\W{0,3}(?:©|\(c\)|copyright\b)")
_RIGHTS = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(RIGHTS)})")
_WORD = lazy_pattern(r"[^\W\d_]+")
_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A code has capitals or digits alone, as `SAVE20`.
_CODE_NAME = lazy_pattern(r"\b(?=\d{0,20}[A-Z])[A-Z\d]{4,20}\b")
_CODE_START = lazy_pattern(rf"{_START}(?:{any_pattern(CODE_STARTS)})")
_ACCOUNT, _CODE, _DISCOUNT = lazy_pattern(ACCOUNTS), lazy_pattern(CODES), lazy_pattern(DISCOUNT)
_SPONSORED = lazy_pattern(rf"{_START}(?:{SPONSORED})")


def is_copyright_line(block: Block) -> bool:
    """Tell whether a line says whose the rights are, and since when or that all are reserved, and little else."""
    if block.size > MAX_BARE:
        return False
    text = fold_text(block.text)
    if _RIGHTS.match(text) or not _COPYRIGHT.match(text):
        return _RIGHTS.match(text) is not None
    if _RIGHTS.search(text):
        return True
    small = sum(word[0].islower() for word in _WORD.findall(block.text))
    return small <= MAX_SMALL_WORDS and _YEAR.search(text, 0, MAX_BEFORE_YEAR) is not None


def is_call_line(block: Block, links: Links) -> bool:
    """Tell whether a line at the end of a text asks its readers to follow, subscribe or give."""
    text = fold_text(block.text) if block.size <= MAX_ACCOUNT else ""
    # Few lines are calls, and a paywall's message is looked for in many languages.
    return bool(text) and _is_call(block, text, links) and not paywall_message(text)


def _is_call(block: Block, text: str, links: Links) -> bool:
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
    """Tell whether a line within a text asks for that: it ends in a link to a network, a channel or a sign-up.

    A sponsor's code needs no link.
    """
    if block.size <= MAX_CODE and is_code_line(block.text):
        return True
    if block.size <= MAX_LINKED and _names_sponsor_and_code(block.text):
        return True
    if not block.linked_size or block.size > MAX_LINKED:
        return False
    text = fold_text(block.text)
    hrefs = [link.get("href", "") for link in links_of(block)]
    return (
        _SPONSORED.match(text) is not None
        or (block.size <= MAX_BARE and any(map(is_call, hrefs)) and _asks_last(block, text))
        or (any(map(NETWORK_HOST.search, hrefs)) and _leads_to_network(block, text, hrefs))
    )


def _leads_to_network(block: Block, text: str, hrefs: Sequence[str]) -> bool:
    """Tell whether a line with links to networks names them alone, or asks to follow and ends so."""
    if all(map(NETWORK_HOST.search, hrefs)) and _names_networks_alone(block):
        return True
    if not (_JOIN.match(text) or (_FOLLOW.match(text) and _NETWORK.search(text))):
        return False
    return _behind_last_link(block, text) <= MAX_BEHIND_LINK_WITHIN


def is_code_line(line: str) -> bool:
    """Tell whether a line asks to enter a code at a shop, and says nothing else: `Use code SAVE20 at checkout`."""
    if _CODE_NAME.search(line) is None:
        return False
    text = fold_text(line)
    is_one = len(SENTENCE_END.split(text)) <= MAX_SENTENCES_OF_CODE and _CODE_START.match(text) is not None
    return is_one and _CODE.search(text, 0, MAX_CODE) is not None and _DISCOUNT.search(text) is not None


def _names_sponsor_and_code(line: str) -> bool:
    """Tell whether a line begins with who has paid for the text, and offers a code."""
    if _CODE_NAME.search(line) is None:
        return False
    text = fold_text(line)
    return _SPONSORED.match(text) is not None and _DISCOUNT.search(text) is not None


def _asks_last(block: Block, text: str) -> bool:
    """Tell whether a line's last sentence asks to sign up and holds a link, or the line counts what has come in."""
    sentence = SENTENCE_END.split(text)[-1]
    found = links_of(block)
    last = fold_text(" ".join(found[-1].itertext()))
    if last in sentence and _JOIN.match(sentence):
        return _behind_last_link(block, text) <= MAX_BEHIND_LINK_WITHIN
    return is_counter_line(text_outside_links(block.parent.html_element))


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
    sentence = SENTENCE_END.split(fold_text(block.text))[-1]
    found = links_of(block)
    last = fold_text(" ".join(found[-1].itertext())) if found else ""
    return bool(last) and last in sentence and _GIVE.match(sentence) is not None


def _is_giving(block: Block) -> bool:
    """Tell whether most of a line is a link to where readers give money."""
    is_linked = block.linked_size >= 0.5 * len(block.text)
    return is_linked and any(is_call(link.get("href", "")) for link in links_of(block))
