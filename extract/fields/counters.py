"""Figures: how often an article was read, how many comments it has, how long it takes to read (pure).

    JSON-LD and meta | counters by class | the lines around the headline | the first that says it

No evaluation set has the truth of these. The confidences are no measurement: about 110 values that evaluation pages
show were looked at beside their lines, and what was wrong was mended; what JSON-LD states is taken on trust.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import (
    belongs_to_article,
    has_few_elements,
    is_article_object,
    landmark_path,
    text_of,
    with_ancestors,
)
from extract.text import any_pattern, is_count, leading_count
from extract.words.counter_words import COMMENTS, MINUTES, READING, VIEWS

# In characters, and in elements of a kind.
LONGEST = 160
MOST = 40

# Attributes of counters; types of schema.org's interactions, and the older `UserComments:4`.
COUNTERS = ("data-views", "data-view-count", "data-post-views")
READ = ("ReadAction", "ViewAction", "WatchAction", "UserPageVisits")
COMMENTED = ("CommentAction", "UserComments")

# The shortest that will do: what stands before the word may be a unit, or a word that belongs to it.
_NUMBER = r"[>≥~]?\s?\d[\d.,'\u2019\u066b\u066c\u00a0\u202f\u2009 ]{0,15}?(?:[^\W\d]{1,8}?\.?)??\s?\+?"


def _beside(words: str) -> re.Pattern[str]:
    """Return the pattern of a number with one of some words behind it, or before it and a colon or bracket."""
    return re.compile(
        rf"(?:^|\W)(?:{words})\s?[:\uff1a(]\s?(?P<behind>[>≥~]?\s?\d.{{0,25}})"
        rf"|(?:^|\W)(?:{words})\s(?P<last>\d\S*(?:\s\S{{1,8}})?)$"
        rf"|(?<![\w.,/:$€£-])(?P<before>{_NUMBER})\s?[次回名条條件]?\s?(?:{words})(?!\w|\s?\d)",
        re.IGNORECASE,
    )


_VIEWS = _beside(any_pattern(VIEWS))
_COMMENTS = _beside(any_pattern(COMMENTS))
_MINUTES, _READ = any_pattern(MINUTES), any_pattern(READING)
_READING = re.compile(
    rf"(?<![\d.,:/-])(?P<first>\d{{1,3}})\s?-?(?:{_MINUTES})\s?(?:{_READ})|(?:{_READ})\s?(?:[:\uff1a]|ca\.?|[~≈])?\s?"
    rf"(?P<second>\d{{1,3}})\s?(?:{_MINUTES})(?!\w)",
    re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(rf"\D{{0,25}}(?P<first>\d{{1,3}})\s?(?:{_MINUTES})\W*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DURATION = re.compile(r"P(?:T|0D?T)(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d+)?S)?", re.IGNORECASE)
_VIEW_CLASS = re.compile(
    r"(?:[a-z]{2,10}[-_]{1,2})*(?:views?|hits|pageviews?|viewcount|post-?views?)(?:[-_]{1,2}(?:count|counter|num|number|total))?",
    re.IGNORECASE,
)
_WITH_DATA = etree.XPath(f"//*[{' or '.join(f'@{one}' for one in COUNTERS)}]")
_COMMENT_BOX = etree.XPath("id('comments')//*[self::h2 or self::h3 or self::h4]")

READING_CLASSES = ".meta-read, .reading-time, .read-time, .readtime, .wp-block-post-time-to-read, .span-reading-time"
COMMENT_CLASSES = (
    ".comments-title, .comment-count, .comments-count, .comments-link, .comment-box-title, .comments-number"
)


def choose_views(context: PageContext) -> Choice:
    """Return the number of times that the article was read, as the page shows it."""
    return _first(
        ("jsonld interactionStatistic", _stated(context, READ)),
        ("counter", _counters(context)),
        ("beside the headline", _near(context, _VIEWS)),
    )


def choose_comment_count(context: PageContext) -> Choice:
    """Return the number of comments on the article."""
    article = _article(context)
    counted = [text for text in [_number(article.get("commentCount"))] if text]
    titles = _texts(chain(context.page.select(COMMENT_CLASSES), _COMMENT_BOX(context.page.tree)))
    return _first(
        ("jsonld commentCount", ((text, None) for text in counted)),
        ("jsonld interactionStatistic", _stated(context, COMMENTED)),
        ("title of the comments", _matching(titles, _COMMENTS, context)),
        ("beside the headline", _near(context, _COMMENTS)),
    )


def choose_reading_minutes(context: PageContext) -> Choice:
    """Return how many minutes the page says that the article takes to read."""
    required = _minutes(_article(context).get("timeRequired"))
    return _first(
        ("jsonld timeRequired", ((text, None) for text in [required] if text)),
        ("meta twitter:data", _labelled(context)),
        (
            "class of reading time",
            _matching(_texts(context.page.select(READING_CLASSES)), _ONLY_MINUTES, context),
        ),
        ("beside the headline", _near(context, _READING)),
    )


Texts = Iterator[tuple[str, HtmlElement | None]]


def _first(*places: tuple[str, Texts]) -> Choice:
    """Return the first text of the first place that has one; the others are not looked for."""
    for reader, texts in places:
        for text, element in texts:
            one = Candidate(
                text=text, reader=reader, element=element, place="" if element is None else landmark_path(element)
            )
            return Choice(chosen=(one,), confidence=None, candidates=(one,))
    return NOTHING


def _article(context: PageContext) -> Mapping[str, Any]:
    return next((node for node in context.page.linked_data if is_article_object(node)), {})


def _stated(context: PageContext, kinds: Sequence[str]) -> Texts:
    """Yield the counts of some kinds of interaction that the article's JSON-LD and microdata state."""
    counters = _article(context).get("interactionStatistic")
    for one in counters[:MOST] if isinstance(counters, list) else [counters]:
        if isinstance(one, dict):
            kind = one.get("interactionType")
            name = str(kind.get("@type") if isinstance(kind, dict) else kind)[:100].rpartition("/")[2]
            text = _number(one.get("userInteractionCount"))
            if name in kinds and text:
                yield text, None
    for stated in context.page.metas.get("interactioncount", ())[:MOST]:
        kind, _, text = stated.partition(":")
        if kind in kinds and is_count(text):
            yield text.strip(), None


def _number(value: Any) -> str | None:
    text = str(value)[:30].strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if is_count(text) else None


def _counters(context: PageContext) -> Texts:
    """Yield what the boxes of common counters show, where they stand at this article."""
    above = _above(context)
    for element in _WITH_DATA(context.page.tree)[:MOST] if any(one in context.page.text for one in COUNTERS) else ():
        text = next(filter(None, map(element.get, COUNTERS)), "")
        if is_count(text) and belongs_to_article(element, above):
            yield text.strip(), element
    classes = (name for name in context.page.by_class if _VIEW_CLASS.fullmatch(name))
    for text, element in _texts(chain.from_iterable(context.page.by_class[name] for name in classes)):
        match = _VIEWS.search(text[:LONGEST])
        shown = text if is_count(text) else _shown(match) if match else None
        if shown and belongs_to_article(element, above):
            yield shown, element


def _labelled(context: PageContext) -> Texts:
    """Yield the minutes that a plug-in for search engines puts beside a label of its language."""
    for place in "123":
        for text in context.page.metas.get(f"twitter:data{place}", ())[:1]:
            match = _ONLY_MINUTES.fullmatch(text) if len(text) < LONGEST else None
            if match:
                yield match["first"], None


def _near(context: PageContext, pattern: re.Pattern[str]) -> Texts:
    """Yield what a pattern finds in the lines around the headline."""
    return _matching(context.nearby, pattern, context)


def _texts(elements: Iterable[HtmlElement]) -> Iterator[tuple[str, HtmlElement]]:
    return ((text_of(one), one) for one in islice(elements, MOST) if has_few_elements(one))


def _matching(lines: Iterable[tuple[str, HtmlElement]], pattern: re.Pattern[str], context: PageContext) -> Texts:
    above = _above(context)
    for text, element in lines:
        match = pattern.search(text) if len(text) <= LONGEST and _DIGIT.search(text) else None
        shown = _shown(match) if match else None
        if shown and belongs_to_article(element, above):
            yield shown, element


def _above(context: PageContext) -> frozenset[HtmlElement]:
    return with_ancestors(next((one.element for one in context.title.chosen), None))


def _shown(match: re.Match[str]) -> str | None:
    """Return the number that a pattern found; between it and the word may stand its unit, and no other word."""
    found = match.groupdict()
    if found.get("before"):
        return found["before"].strip() if is_count(found["before"]) else None
    return leading_count(next(filter(None, match.groups()), "")) or None


def _minutes(value: Any) -> str | None:
    """Return an ISO 8601 duration, `PT5M`, in whole minutes, rounded up."""
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 30 else None
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    total = hours * 60 + minutes + -(-seconds // 60)
    return str(total) if total else None


FIGURES: Mapping[str, Callable[[PageContext], Choice]] = {
    "comment_count": choose_comment_count,
    "reading_minutes": choose_reading_minutes,
    "views": choose_views,
}
