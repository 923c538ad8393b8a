"""Access: whether a text costs money, and the cue that it is not there as a whole (pure).

    what the page states | the text's own end | what stands right behind the text | cut off, or not

A page that says that its text costs money mostly holds all of it: of 34 evaluation pages that say so, three break
off. So a cue must stand at the text's end, or the text be too short to be one.
"""

import re
from typing import Any

from extract.blocks import BlockTree
from extract.html import text_of
from extract.page import Page
from extract.text import any_pattern
from extract.words.paywall_words import GATES, MORE, OTHERS

# In words: what is shorter may be a teaser, and is one where the page says that the text costs money.
TEASER = 150
# In characters: how much of a text's end is looked for, how far behind it a gate may stand, the longest line.
END = 40
BEHIND = 200
LONGEST = 300

YES = {"true", "yes", "1"}
NO = {"false", "no", "0"}
# As publishers fill `article:content_tier`.
TIERS = {"free": True, "locked": False, "metered": False, "paid": False, "premium": False}

# Without any of these, and with a text of some length, no page is looked through for a gate.
HINTS = ("paywall", "regwall", "tinypass", "poool", "memberful", "paid subscribers", "subscribers-only", "metered")

_GATE = re.compile(any_pattern(GATES))
_OTHERS = re.compile(OTHERS)
_MORE = re.compile(any_pattern(MORE))
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n")
_EXCERPT = re.compile(r"[\[(]\s?(?:…|\.\.\.)\s?[\])]$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_MARKS = " .…:»\u203a>→[]()"


def is_free(page: Page) -> bool | None:
    """Return what the page states of its article's price, None where it says nothing or contradicts itself."""
    stated = [_truth(node.get("isAccessibleForFree")) for node in page.linked_data]
    stated += [TIERS.get(tier.lower()) for tier in page.metas.get("article:content_tier", ())]
    said = {one for one in stated if one is not None}
    return said.pop() if len(said) == 1 else None


def find_cut_off(page: Page, text: str, *, free: bool | None) -> str | None:
    """Return the cue that an article's text is not whole, as the page shows it; None where there is none.

    `text` has its paragraphs parted by blank lines; `free` is what `is_free` says.
    """
    last = " ".join(text[-LONGEST:].rpartition("\n\n")[2].split())
    cue = _gate(last) or _broken(last, free=free) or _more(page, last)
    if cue:
        return cue
    words = len(text[: 20 * LONGEST].split())
    if free is False or words < TEASER or any(hint in page.text for hint in HINTS):
        cue = _gate(_behind(page, text))
    return cue or ("isAccessibleForFree" if free is False and words < TEASER else None)


def _truth(value: Any) -> bool | None:
    """Return a truth in any spelling: false, "False", "http://schema.org/False", and lists of one."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    word = str(one)[:100].rpartition("/")[2].strip().lower() if isinstance(one, bool | int | str) else ""
    return True if word in YES else False if word in NO else None


def _gate(text: str) -> str | None:
    """Return the sentence of a short text that is a gate."""
    for sentence in _SENTENCE.split(text):
        lower = sentence.lower()
        if _GATE.search(lower) and not _OTHERS.search(lower):
            return sentence.strip()
    return None


def _broken(last: str, *, free: bool | None) -> str | None:
    """Return the mark of an excerpt; a bare ellipsis is one only where the rest is known to cost money."""
    match = _EXCERPT.search(last) or (_ELLIPSIS.search(last) if free is False else None)
    return match.group() if match else None


def _more(page: Page, last: str) -> str | None:
    """Return a last line that leads on within the same article: `Continue reading` to `#more-12`."""
    if not _MORE.fullmatch(last.lower().strip(_MARKS)):
        return None
    own = page.url.partition("#")[0]
    for link in page.tree.iter("a"):
        href = link.get("href", "")
        if href and text_of(link).strip(_MARKS) in last and page.absolute(href).partition("#")[0] == own:
            return last
    return None


def _behind(page: Page, text: str) -> str:
    """Return what a reader sees right behind a text, as far as a gate may stand; "" when its end is not found."""
    lines = [block.text for block in BlockTree(page.tree).blocks]
    end = " ".join(text[-END:].split())
    at = " ".join(lines).rfind(end) if end else -1
    return "\n".join(lines)[at + len(end) :][:BEHIND] if at >= 0 else ""
