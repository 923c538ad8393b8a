"""Drops the lines above an article's text that only repeat its headline, its author or its date (pure).

kept blocks | up to the text's second paragraph | without the headline, and lines of author and date alone
"""

import re
from collections.abc import Sequence
from datetime import date

from extract.body import shown_text
from extract.context import PageContext
from extract.dates import moments_in
from extract.fields.authors import choose_authors, is_name, text_after_by
from extract.text import any_pattern, fold_words
from extract.words import byline_words
from extract.words.counter_words import MINUTES, READING
from extract.words.date_words import PUBLISHED, UPDATED

MAX_LINE_CHARACTERS, MAX_READING_TIME = 150, 40
# Behind so many blocks of prose the text has begun, and nothing more is dropped.
MAX_PROSE_BLOCKS = 2

# Words beside a date or a name.
_FILLERS = "at|on|the|um|uhr|am|pm|le|el|il|kl|klo|gmt|utc|est|edt|pst|pdt|bst|ist|cet|cest"
_BYLINE_WORDS = "|".join(map(any_pattern, (byline_words.BEFORE, byline_words.LABELS, byline_words.AND)))
_NO_TEXT = re.compile(
    rf"(?<!\w)(?:{_BYLINE_WORDS}|{byline_words.DAYS}|{_FILLERS}"
    rf"|{any_pattern(READING)}|{any_pattern(MINUTES)})(?!\w)|\w*(?:{any_pattern(UPDATED)}|{any_pattern(PUBLISHED)})\w*",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    rf"\W{{0,3}}(?:(?:{any_pattern(READING)})\W{{0,4}}(?:ca\.?\s)?)?\d{{1,3}}\s?-?(?:{any_pattern(MINUTES)})"
    rf"(?:\s?-?(?:{any_pattern(READING)}))?\W{{0,3}}"
)
_LETTER = re.compile(r"[^\W\d_]")


def without_leading_lines(context: PageContext, kept: Sequence[int]) -> Sequence[int]:
    """Return the numbers of the kept blocks without those of such lines; all of them where nothing else is left."""
    blocks = context.block_tree.blocks
    titles = frozenset(fold_words(title.text) for title in context.title.chosen)
    headlines = {title.element for title in context.title.chosen if title.element is not None}
    left: list[int] = []
    prose_blocks = 0
    for index, number in enumerate(kept):
        block = blocks[number]
        prose_blocks += block.is_prose
        if prose_blocks == MAX_PROSE_BLOCKS:
            return [*left, *kept[index:]]
        text = shown_text(block, context.selection.boxes)
        is_title = not prose_blocks and (fold_words(text) in titles or block.parent.html_element in headlines)
        is_of_head = is_title or is_reading_time(text) or is_author_or_date(text, context)
        if not is_of_head or (block.is_prose and block.parent.html_element not in headlines):
            left.append(number)
    return left or kept


def is_reading_time(line: str) -> bool:
    """Tell whether a line says how long a text takes to read, and nothing else."""
    if len(line) > MAX_READING_TIME or not any(map(str.isdigit, line)):
        return False
    return _READING_TIME.fullmatch(line.lower()) is not None


def is_author_or_date(line: str, context: PageContext) -> bool:
    """Tell whether a line states an author of the article, or its date, and nothing else."""
    if len(line) > MAX_LINE_CHARACTERS:
        return False
    days, rest = _without_days(line, context)
    authors = choose_authors(context).chosen if days or text_after_by(line) is not None or is_name(line) else ()
    bare = rest
    for name in sorted((author.text for author in authors), key=len, reverse=True):
        bare = re.sub(re.escape(name), " ", bare, flags=re.IGNORECASE)
    is_of_article = bare != rest or not days.isdisjoint(_article_days(context))
    return is_of_article and _LETTER.search(_NO_TEXT.sub(" ", bare)) is None


def _without_days(line: str, context: PageContext) -> tuple[set[date], str]:
    """Return the days that a line states, and what is left of it without them."""
    days, rest, end = set(), [], 0
    for moment in moments_in(line, context.date_context):
        if moment.day is not None:
            days.add(moment.day)
        rest.append(line[end : moment.start])
        end = max(end, moment.end)
    return days, " ".join([*rest, line[end:]])


def _article_days(context: PageContext) -> set[date]:
    dates = context.dates
    chosen = (*dates.published.chosen, *dates.updated.chosen)
    moments = (moment for candidate in chosen for moment in moments_in(candidate.text, dates.date_context))
    return {moment.day for moment in moments if moment.day is not None}
