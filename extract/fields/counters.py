"""Chooses the counters of an article: its views, its comments, its reading time in minutes (pure).

    JSON-LD and meta | counters by class | the lines around the headline | the first that has a number

No evaluation set has these fields, so their values have no confidence. About 110 values on evaluation pages were
compared with what the page shows, and what was wrong was mended; JSON-LD was not checked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import has_few_elements, is_article_object, landmark_path, text_of
from extract.text import all_words, any_pattern, is_count, leading_count
from extract.words.counter_words import COMMENTS, MINUTES, READING, STEMS, VIEWS

# A longer line is prose.
MAX_LINE_CHARACTERS = 160
# How many elements of one kind are looked at.
MAX_ELEMENTS = 40
MAX_NUMBER_CHARACTERS = 30
MAX_TYPE_CHARACTERS = 100

# Attributes of counters; schema.org's types of interaction, and the older `UserComments:4`.
VIEW_ATTRIBUTES = ("data-views", "data-view-count", "data-post-views")
VIEW_ACTIONS = ("ReadAction", "ViewAction", "WatchAction", "UserPageVisits")
COMMENT_ACTIONS = ("CommentAction", "UserComments")

# As few characters as match: between number and word may stand a unit, or a word that belongs to the other one.
_NUMBER = r"[>≥~]?\s?\d[\d.,'\u2019\u066b\u066c\u00a0\u202f\u2009 ]{0,15}?(?:[^\W\d]{1,8}?\.?)??\s?\+?"


def _number_with(words: str) -> re.Pattern[str]:
    """Return the pattern of a number before one of some words, or behind it and a colon or bracket."""
    return re.compile(
        rf"(?:^|\W)(?:{words})\s?[:\uff1a(]\s?(?P<after_colon>[>≥~]?\s?\d.{{0,25}})"
        rf"|(?:^|\W)(?:{words})\s(?P<last>\d\S*(?:\s\S{{1,8}})?)$"
        rf"|(?<![\w.,/:$€£-])(?P<before>{_NUMBER})\s?[次回名条條件]?\s?(?:{words})(?!\w|\s?\d)",
        re.IGNORECASE,
    )


_VIEWS = _number_with(any_pattern(VIEWS))
_COMMENTS = _number_with(any_pattern(COMMENTS))
_MINUTES, _READ = any_pattern(MINUTES), any_pattern(READING)
_READING = re.compile(
    rf"(?<![\d.,:/-])(?P<first>\d{{1,3}})\s?-?(?:{_MINUTES})\s?(?:{_READ})|(?:{_READ})\s?(?:[:\uff1a]|ca\.?|[~≈])?\s?"
    rf"(?P<second>\d{{1,3}})\s?(?:{_MINUTES})(?!\w)",
    re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(rf"\D{{0,25}}(?P<first>\d{{1,3}})\s?(?:{_MINUTES})\W*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_STEMS = tuple(all_words(STEMS, separator=", "))
_DURATION = re.compile(r"P(?:T|0D?T)(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d+)?S)?", re.IGNORECASE)
_VIEW_CLASS = re.compile(
    r"(?:[a-z]{2,10}[-_]{1,2})*(?:views?|hits|pageviews?|viewcount|post-?views?)(?:[-_]{1,2}(?:count|counter|num|number|total))?",
    re.IGNORECASE,
)
# Each attribute by itself is found far sooner than any of them in one predicate.
_WITH_VIEW_ATTRIBUTE = etree.XPath(" | ".join(f"descendant-or-self::*/@{name}/.." for name in VIEW_ATTRIBUTES))
_COMMENT_HEADINGS = etree.XPath("id('comments')//*[self::h2 or self::h3 or self::h4]")

READING_CLASSES = ".meta-read, .reading-time, .read-time, .readtime, .wp-block-post-time-to-read, .span-reading-time"
COMMENT_CLASSES = (
    ".comments-title, .comment-count, .comments-count, .comments-link, .comment-box-title, .comments-number"
)


def choose_views(context: PageContext) -> Choice:
    """Return how often the article was read, as the page shows it."""
    return _first(
        ("jsonld interactionStatistic", _interactions(context, VIEW_ACTIONS)),
        ("counter", _view_counters(context)),
        ("beside the headline", _near_headline(context, _VIEWS)),
    )


def choose_comment_count(context: PageContext) -> Choice:
    """Return the number of comments on the article."""
    article = _article(context)
    stated = filter(None, [_number(article.get("commentCount"))])
    titles = _texts(chain(context.page.select(COMMENT_CLASSES), _COMMENT_HEADINGS(context.page.tree)))
    return _first(
        ("jsonld commentCount", ((text, None) for text in stated)),
        ("jsonld interactionStatistic", _interactions(context, COMMENT_ACTIONS)),
        ("title of the comments", _matching(titles, _COMMENTS, context)),
        ("beside the headline", _near_headline(context, _COMMENTS)),
    )


def choose_reading_minutes(context: PageContext) -> Choice:
    """Return the reading time in minutes that the page states."""
    required = _minutes(_article(context).get("timeRequired"))
    return _first(
        ("jsonld timeRequired", ((text, None) for text in filter(None, [required]))),
        ("meta twitter:data", _twitter_minutes(context)),
        (
            "class of reading time",
            _matching(_texts(context.page.select(READING_CLASSES)), _ONLY_MINUTES, context),
        ),
        ("beside the headline", _near_headline(context, _READING)),
    )


Texts = Iterator[tuple[str, HtmlElement | None]]


def _first(*readers: tuple[str, Texts]) -> Choice:
    """Return the first text of the first reader that finds one; the readers after it do not run."""
    for reader, texts in readers:
        for text, element in texts:
            path = "" if element is None else landmark_path(element)
            candidate = Candidate(text=text, reader=reader, element=element, landmark_path=path)
            return Choice(chosen=(candidate,), confidence=None, candidates=(candidate,))
    return NOTHING


def _article(context: PageContext) -> Mapping[str, Any]:
    """Return the JSON-LD object of the page's article, empty where there is none."""
    return next((node for node in context.page.linked_data if is_article_object(node)), {})


def _interactions(context: PageContext, kinds: Sequence[str]) -> Texts:
    """Yield the counts of some kinds of interaction that the article's JSON-LD and microdata state."""
    counters = _article(context).get("interactionStatistic")
    for counter in counters[:MAX_ELEMENTS] if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict):
            kind = counter.get("interactionType")
            name = str(kind.get("@type") if isinstance(kind, dict) else kind)[:MAX_TYPE_CHARACTERS].rpartition("/")[2]
            text = _number(counter.get("userInteractionCount"))
            if name in kinds and text:
                yield text, None
    for stated in context.page.metas.get("interactioncount", ())[:MAX_ELEMENTS]:
        kind, _, text = stated.partition(":")
        if kind in kinds and is_count(text):
            yield text.strip(), None


def _number(value: Any) -> str | None:
    text = (
        str(value)[:MAX_NUMBER_CHARACTERS].strip()
        if isinstance(value, int | str) and not isinstance(value, bool)
        else ""
    )
    return text if is_count(text) else None


def _view_counters(context: PageContext) -> Texts:
    """Yield what elements with the attributes and classes of common view counters show, of this article alone."""
    for element in _WITH_VIEW_ATTRIBUTE(context.page.tree)[:MAX_ELEMENTS]:
        text = next(filter(None, map(element.get, VIEW_ATTRIBUTES)), "")
        if is_count(text) and not context.is_beside_article(element):
            yield text.strip(), element
    classes = (name for name in context.page.by_class if _may_count_views(name) and _VIEW_CLASS.fullmatch(name))
    for text, element in _texts(chain.from_iterable(context.page.by_class[name] for name in classes)):
        match = _VIEWS.search(text[:MAX_LINE_CHARACTERS])
        shown = text if is_count(text) else _shown(match) if match else None
        if shown and not context.is_beside_article(element):
            yield shown, element


def _may_count_views(name: str) -> bool:
    """Tell whether a class has what `_VIEW_CLASS` needs, which takes longer."""
    lower = name.lower()
    return "view" in lower or "hits" in lower


def _twitter_minutes(context: PageContext) -> Texts:
    """Yield the reading time that SEO plug-ins put into `meta twitter:data1` to `3`, as `5 minutes`."""
    for number in "123":
        for text in context.page.metas.get(f"twitter:data{number}", ())[:1]:
            match = _ONLY_MINUTES.fullmatch(text) if len(text) < MAX_LINE_CHARACTERS else None
            if match:
                yield match["first"], None


def _near_headline(context: PageContext, pattern: re.Pattern[str]) -> Texts:
    """Yield the numbers that a pattern finds in the lines around the headline."""
    return _matching(context.lines_near_headline, pattern, context)


def _texts(elements: Iterable[HtmlElement]) -> Iterator[tuple[str, HtmlElement]]:
    small = filter(has_few_elements, islice(elements, MAX_ELEMENTS))
    return ((text_of(element), element) for element in small)


def _matching(lines: Iterable[tuple[str, HtmlElement]], pattern: re.Pattern[str], context: PageContext) -> Texts:
    for text, element in lines:
        match = pattern.search(text) if len(text) <= MAX_LINE_CHARACTERS and _may_count(text) else None
        shown = _shown(match) if match else None
        if shown and not context.is_beside_article(element):
            yield shown, element


@lru_cache(maxsize=1024)
def _may_count(text: str) -> bool:
    """Tell whether a line has a digit and a part of a word that is counted, whose patterns take ten times as long."""
    # The patterns ignore case, for which a capital Turkish `i` is an `i` with a second dot.
    lower = text.lower().replace("\u0307", "")
    return _DIGIT.search(text) is not None and any(stem in lower for stem in _STEMS)


def _shown(match: re.Match[str]) -> str | None:
    """Return the number that a pattern found, None where a word other than its unit stands behind it."""
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
