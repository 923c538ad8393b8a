"""Tells whether an article is behind a paywall, and whether its text is cut off on the page (pure).

Of 34 evaluation pages that state that their text is not free, 31 hold all of it. So a text is cut off only where its
end, or what follows it on the page, says so, or where it is too short for an article.
"""

from collections.abc import Callable, Sequence
from typing import Any

from extract.blocks import Block
from extract.html import text_of
from extract.page import Page
from extract.text import all_words, any_pattern, lazy_pattern
from extract.words.paywall_words import GATES, MORE, OTHERS, STEMS

# In words: a shorter text is a teaser where the page states that it is not free.
MIN_ARTICLE_WORDS = 150
# In characters: how much of a text's end is searched for on the page, how far behind it a paywall's message may
# begin, and the longest line that may be one.
END_CHARACTERS = 40
MAX_DISTANCE = 200
MAX_LINE = 300

YES = {"true", "yes", "1"}
NO = {"false", "no", "0"}
# Values of `article:content_tier` (Facebook's metadata for publishers), and whether they are free.
CONTENT_TIERS = {"free": True, "locked": False, "metered": False, "paid": False, "premium": False}

# A page with none of these in its source, and an article of some length, is not searched for a paywall's message.
PAYWALL_HINTS = (
    "paywall",
    "regwall",
    "tinypass",
    "poool",
    "memberful",
    "paid subscribers",
    "subscribers-only",
    "metered",
)

_STEMS = tuple(all_words(STEMS, separator=", "))
_GATE = lazy_pattern(any_pattern(GATES))
_OTHERS = lazy_pattern(OTHERS)
_MORE = lazy_pattern(any_pattern(MORE))
_SENTENCE = lazy_pattern(r"(?<=[.!?。])\s+|\n")
_BRACKETED_ELLIPSIS = lazy_pattern(r"[\[(]\s?(?:…|\.\.\.)\s?[\])]$")
_ELLIPSIS = lazy_pattern(r"(?:…|\.\.\.)$")
_PUNCTUATION = " .…:»\u203a>→[]()"


def is_free(page: Page) -> bool | None:
    """Return whether the page states that its article is free, None where it states nothing or both."""
    stated = [_as_bool(node.get("isAccessibleForFree")) for node in page.linked_data]
    stated += [CONTENT_TIERS.get(tier.lower()) for tier in page.metas.get("article:content_tier", ())]
    distinct = set(stated) - {None}
    return distinct.pop() if len(distinct) == 1 else None


def find_cut_off(
    page: Page, text: str, *, free: bool | None, blocks: Callable[[], Sequence[Block]], has_blocks: bool = False
) -> str | None:
    """Return the words of the page that show that an article's text is cut off; None where it is not.

    `text` has blank lines between its paragraphs; `free` is what `is_free` returns; `blocks` returns
    the page's blocks of text, at once if `has_blocks`. "isAccessibleForFree" stands for a text that is too short.
    """
    last_line = " ".join(text[-MAX_LINE:].rpartition("\n\n")[2].split())
    cue = paywall_message(last_line) or _ellipsis(last_line, free=free) or _continue_reading(page, last_line)
    if cue:
        return cue
    is_short = len(text[: 20 * MAX_LINE].split()) < MIN_ARTICLE_WORDS

    def may_have_message() -> bool:
        return free is False or is_short or any(hint in page.text for hint in PAYWALL_HINTS)

    # Blocks are searched for a message faster than the source for a hint.
    if has_blocks or may_have_message():
        cue = paywall_message(_text_behind(blocks(), text))
        cue = cue if cue and may_have_message() else None
    return cue or ("isAccessibleForFree" if free is False and is_short else None)


def _as_bool(value: Any) -> bool | None:
    """Return a boolean in any of its spellings: false, "False", "http://schema.org/False", or a list of one."""
    single = value[0] if isinstance(value, list) and len(value) == 1 else value
    word = str(single)[:100].rpartition("/")[2].strip().lower() if isinstance(single, bool | int | str) else ""
    return True if word in YES else False if word in NO else None


def paywall_message(text: str) -> str | None:
    """Return the sentence of a short text that asks for payment or a login to read on."""
    # Few texts have a stem at all.
    whole = text.lower()
    if not any(stem in whole for stem in _STEMS):
        return None
    for sentence in _SENTENCE.split(text):
        lower = sentence.lower()
        if any(stem in lower for stem in _STEMS) and _GATE.search(lower) and not _OTHERS.search(lower):
            return sentence.strip()
    return None


def _ellipsis(last_line: str, *, free: bool | None) -> str | None:
    """Return the ellipsis at the end of an excerpt; one without brackets counts only where the rest is not free."""
    match = _BRACKETED_ELLIPSIS.search(last_line) or (_ELLIPSIS.search(last_line) if free is False else None)
    return match.group() if match else None


def _continue_reading(page: Page, last_line: str) -> str | None:
    """Return a last line like "Continue reading" that is a link to the page itself, as to `#more-12`."""
    if not _MORE.fullmatch(last_line.lower().strip(_PUNCTUATION)):
        return None
    own_url = page.url.partition("#")[0]
    for link in page.tree.iter("a"):
        href = link.get("href", "")
        is_own = href and page.absolute(href).partition("#")[0] == own_url
        if is_own and text_of(link).strip(_PUNCTUATION) in last_line:
            return last_line
    return None


def _text_behind(blocks: Sequence[Block], text: str) -> str:
    """Return the MAX_DISTANCE characters that follow a text on the page; "" when its end is not found."""
    lines = [block.text for block in blocks]
    end = " ".join(text[-END_CHARACTERS:].split())
    at = " ".join(lines).rfind(end) if end else -1
    return "\n".join(lines)[at + len(end) :][:MAX_DISTANCE] if at >= 0 else ""
