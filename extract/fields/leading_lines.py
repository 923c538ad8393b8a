"""Openings: lines above a text that name it, its author and its day, and are none of it (pure).

kept blocks | up to the text's second paragraph | without the headline, and lines that say nothing else
"""

import re
from collections.abc import Sequence
from datetime import date

from extract.context import PageContext
from extract.dates import moments_in
from extract.fields.authors import choose_authors, is_name, text_after_by
from extract.text import any_pattern, fold_words
from extract.words import byline_words
from extract.words.counter_words import MINUTES, READING
from extract.words.date_words import PUBLISHED, UPDATED

# In characters; and at so many blocks of prose the text has begun.
LONGEST = 150
BEGUN = 2

_BESIDE = "at|on|the|um|uhr|am|pm|le|el|il|kl|klo|gmt|utc|est|edt|pst|pdt|bst|ist|cet|cest"
_LABELS = re.compile(
    rf"(?<!\w)(?:{any_pattern(byline_words.BEFORE)}|{any_pattern(byline_words.LABELS)}|{any_pattern(byline_words.AND)}|{byline_words.DAYS}|{_BESIDE}"
    rf"|{any_pattern(READING)}|{any_pattern(MINUTES)})(?!\w)|\w*(?:{any_pattern(UPDATED)}|{any_pattern(PUBLISHED)})\w*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def without_leading_lines(context: PageContext, kept: Sequence[int]) -> Sequence[int]:
    """Return the numbers of the kept blocks without those of such lines; all of them when nothing else is there."""
    blocks = context.block_tree.blocks
    titles = frozenset(fold_words(one.text) for one in context.title.chosen)
    found: list[int] = []
    begun = 0
    for at, number in enumerate(kept):
        block = blocks[number]
        begun += block.is_prose
        if begun == BEGUN:
            return [*found, *kept[at:]]
        is_title = not begun and fold_words(block.text) in titles
        if block.is_prose or not (is_title or says_no_more(block.text, context)):
            found.append(number)
    return found or kept


def says_no_more(line: str, context: PageContext) -> bool:
    """Tell whether a line names an author of the article, or its day, and nothing else."""
    if len(line) > LONGEST:
        return False
    days, rest = _without_days(line, context)
    names = choose_authors(context).chosen if days or text_after_by(line) is not None or is_name(line) else ()
    bare = rest
    for name in sorted((one.text for one in names), key=len, reverse=True):
        bare = re.sub(re.escape(name), " ", bare, flags=re.IGNORECASE)
    is_of_article = bare != rest or not days.isdisjoint(_own_days(context))
    return is_of_article and _LETTER.search(_LABELS.sub(" ", bare)) is None


def _without_days(line: str, context: PageContext) -> tuple[set[date], str]:
    """Return the days that a line states, and what is left of it without them."""
    days, rest, behind = set(), [], 0
    for moment in moments_in(line, context.date_context):
        if moment.day is not None:
            days.add(moment.day)
        rest.append(line[behind : moment.start])
        behind = max(behind, moment.end)
    return days, " ".join([*rest, line[behind:]])


def _own_days(context: PageContext) -> set[date]:
    dates = context.dates
    chosen = (*dates.published.chosen, *dates.updated.chosen)
    return {
        moment.day for one in chosen for moment in moments_in(one.text, dates.date_context) if moment.day is not None
    }
