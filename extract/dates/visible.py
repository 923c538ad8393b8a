"""Finds the dates that a reader of the page sees, near the headline or elsewhere (pure)."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.dates.date_kind import behind_ago, date_kind, is_sentence
from extract.dates.event_line import (
    is_labelled_date,
    kind_in_line,
    names_hours_or_place,
    names_labelled_place,
    tells_what_happened,
)
from extract.dates.parse import DateContext, Moment, moments_in, read_moment
from extract.dates.regions import MAX_BYLINE_CHARACTERS, is_below_a_picture, is_beside, is_beside_article, region_of
from extract.dates.relative import AGO, DAYS_BACK, NOW_WORDS
from extract.html import (
    PROSE_CHARACTERS,
    UNSEEN,
    NearbyText,
    block_of,
    blocks_ahead,
    blocks_behind,
    is_in_card,
    text_of,
)
from extract.page import Page
from extract.text import any_pattern, any_word, fold_case, folded_pattern, lazy_pattern
from extract.words.date_words import POSTED

# How many characters behind and before the headline an article's own date stands.
MAX_CHARACTERS_BEHIND, MAX_CHARACTERS_AHEAD = 1200, 300
# A block that is longer than this is a sentence rather than a line of dates and names.
MAX_LINE_CHARACTERS = 160
MAX_HEADING_CHARACTERS = 30
MAX_RELATIVE_CHARACTERS = 40
# How far into a paragraph its dateline ends, and how much stands before the day: a town, `Press release of`.
MAX_DATELINE_CHARACTERS, MAX_TOWN_CHARACTERS = 80, 40
DATELINE = "dateline"
MAX_BLOCKS = 40
# A label and what stands behind it, with the elements around both.
MAX_LABEL_TEXTS = 6

# A text that matches none of these states no day.
_DIGITS = lazy_pattern(r"\d{4}|['\u2019]\d\d|\d\d?[./]\s?\d\d?[./]|\d\d?[\s.]+[^\W\d_]\S{2,9},?\s\d\d(?!\d)|令和\d")
# Where what counts back begins, with its number or without: `2 hours ago`, `yesterday`.
_COUNT = lazy_pattern(rf"\d|{AGO}|{any_word(DAYS_BACK)}", re.IGNORECASE)
_AGO = lazy_pattern(AGO, re.IGNORECASE)
_WORDS = folded_pattern(f"{AGO}|{any_word(DAYS_BACK)}|{NOW_WORDS}")
_SET_OFF = lazy_pattern(r"\s?[|)\u2013\u2014/:]|\s-{1,2}\s")
_POSTED = lazy_pattern(any_pattern(POSTED), re.IGNORECASE)
# Where a page omits the tag `body`, the parser leaves tags that it does not know, as `main`, in the head.
_SHORT = etree.XPath(
    "(//body|//head[not(//body)])//text()[string-length(normalize-space()) > 5][string-length() < 120]"
)


class VisibleDate(NamedTuple):
    """A date in the text of the page.

    `kind` is what the words beside it say, as `date_kind` gives it, or DATELINE. `distance` is the number of
    characters between it and the headline, -1 elsewhere on the page; `line_characters` the length of its line.
    `is_told` is true for a date in a sentence, which is of what the article is about.
    """

    text: str
    moment: Moment
    element: HtmlElement
    kind: str
    distance: int
    line_characters: int
    is_told: bool = False


def dates_near_headline(headline: HtmlElement, date_context: DateContext) -> Iterator[VisibleDate]:
    """Yield the dates within, behind and then before a headline, each side's nearest first."""
    for element in headline.iter("time"):
        yield from _of_time(element, date_context)
    above = {headline, *headline.iterancestors()}
    yield from _in_blocks(blocks_behind(headline, MAX_CHARACTERS_BEHIND), date_context, above)
    ahead = list(_in_blocks(blocks_ahead(headline, MAX_CHARACTERS_AHEAD), date_context, above, ahead=True))
    # Several days before the headline are those of cards of other articles.
    are_one_day = len({visible.moment.day for visible in ahead if not visible.kind}) <= 1
    yield from (visible for visible in ahead if are_one_day or visible.kind)


def updates_in(lines: Iterable[NearbyText], date_context: DateContext) -> Iterator[VisibleDate]:
    """Yield the dates of changes in lines around the end of the text, and in paragraphs that begin with such a day."""
    for line in lines:
        if not _DIGITS.search(line.text[:MAX_LINE_CHARACTERS]) or is_beside_article(line.element):
            continue
        if len(line.text) > MAX_LINE_CHARACTERS:
            found: Iterable[VisibleDate | None] = [_dateline(line, date_context)]
        else:
            found = _in_line(line, date_context, _heading(line.element))
        yield from (visible._replace(distance=-1) for visible in found if visible and visible.kind == "updated")


def dates_elsewhere(page: Page, date_context: DateContext) -> Iterator[VisibleDate]:
    """Yield the dates on the page that stand alone or with a few words, in page order, without those of cards."""
    seen: set[HtmlElement] = set()
    for text in _SHORT(page.tree):
        if not _DIGITS.search(text) or len(seen) > MAX_BLOCKS:
            continue
        owner = text.getparent() if not text.is_tail else text.getparent().getparent()
        element = owner if owner is None or owner.tag == "time" else block_of(owner)
        if element is None or element in seen or element.tag in UNSEEN:
            continue
        seen.add(element)
        region = region_of(element)
        if region == "card":
            continue
        # Without a word such as `Published`, a date in a list is that of a card, and in a sentence that of an event.
        in_list = any(ancestor.tag == "li" for ancestor in (element, *element.iterancestors()))
        dates = _of_element(element, date_context)
        if region == "margin":
            yield from (visible for visible in dates if visible.kind == "published")
        else:
            yield from (
                visible
                for visible in dates
                if visible.kind or (visible.line_characters <= MAX_BYLINE_CHARACTERS and not in_list)
            )


def _of_element(element: HtmlElement, date_context: DateContext) -> Iterator[VisibleDate]:
    if element.tag == "time":
        yield from _of_time(element, date_context)
    elif len(line := text_of(element)) <= MAX_LINE_CHARACTERS or _POSTED.match(line):
        line = line[:MAX_LINE_CHARACTERS]
        dates = _in_line(NearbyText(line, element, 0), date_context, _heading(element))
        yield from (visible._replace(distance=-1) for visible in dates)


def _may_state_a_day(text: str) -> bool:
    if _DIGITS.search(text):
        return True
    # `yesterday` and `2 hours ago` stand in short texts.
    return len(text) <= MAX_RELATIVE_CHARACTERS and _WORDS.search(fold_case(text)) is not None


def _of_time(element: HtmlElement, date_context: DateContext) -> Iterator[VisibleDate]:
    text = text_of(element)[: PROSE_CHARACTERS + 1]
    stated = (element.get("datetime") or "").strip()
    moment = read_moment(stated, date_context) if stated else None
    if moment is not None:
        heading = _heading(element)
        kind = date_kind(f"{heading} {_before(text, date_context)}", "")
        if not kind and _is_hour_of_event(element, moment, date_context):
            kind = "other"
        yield VisibleDate(stated[moment.start : moment.end], moment, element, kind, -1, len(text))
    elif len(text) <= MAX_LINE_CHARACTERS and _may_state_a_day(text):
        yield from (
            visible._replace(distance=-1)
            for visible in _in_line(NearbyText(text, element, 0), date_context, _heading(element))
        )


def _is_hour_of_event(element: HtmlElement, moment: Moment, date_context: DateContext) -> bool:
    """Tell whether a `time` states a full hour as people write it, without a zone, and a place stands behind it.

    Programs that print when something came out state its minutes, or its zone.
    """
    is_full_hour = moment.precision == "minute" and moment.zone == "assumed" and moment.at and not moment.at.minute
    behind = (element.tail or "")[:MAX_LINE_CHARACTERS]
    if not is_full_hour or not behind.strip():
        return False
    line = " ".join(f"{text_of(element)[:MAX_LINE_CHARACTERS]}{behind}".split())
    shown = read_moment(line, date_context)
    return shown is not None and names_hours_or_place(line, shown)


def _stands_beside_a_place(element: HtmlElement) -> bool:
    """Tell whether the next item of a list or of a line of facts names the place of an event."""
    following = element.getnext()
    if following is None or following.tag != element.tag:
        return False
    return names_labelled_place("".join(islice(following.itertext(), MAX_LABEL_TEXTS))[:MAX_LINE_CHARACTERS])


def _with_attribute(visible: VisibleDate, block: NearbyText, date_context: DateContext) -> VisibleDate:
    """Return a date with the text of a `datetime` attribute in its block that states the same day, if any."""
    for element in block.times:
        stated = (element.get("datetime") or "").strip()
        moment = read_moment(stated, date_context) if stated else None
        if moment is not None and moment.day == visible.moment.day:
            return visible._replace(text=stated, moment=moment, element=element)
    return visible


def _before(text: str, date_context: DateContext) -> str:
    """Return what a text says before its date, be it counted back or no date that can be read."""
    moment = read_moment(text, date_context) if len(text) <= MAX_LINE_CHARACTERS else None
    if moment and moment.latest is None:
        return text[: moment.start]
    begin = _COUNT.search(text)
    return text[: begin.start() if begin else MAX_HEADING_CHARACTERS][:MAX_HEADING_CHARACTERS]


def _heading(element: HtmlElement) -> str:
    """Return the short text before an element, which may say what its date is of."""
    return next((block.text for block in blocks_ahead(element, 1) if len(block.text) <= MAX_HEADING_CHARACTERS), "")


def _in_blocks(
    blocks: Iterator[NearbyText], date_context: DateContext, above: Container[HtmlElement], *, ahead: bool = False
) -> Iterator[VisibleDate]:
    heading = ""
    for block in blocks:
        # `2 hours ago` is stated exactly by the attribute `datetime`.
        exact = [element for element in block.times if element.get("datetime")]
        exact = [] if exact and _DIGITS.search(block.text) else exact
        may_be_date = len(block.text) <= PROSE_CHARACTERS and (bool(exact) or _may_state_a_day(block.text))
        dateline = _dateline(block, date_context) if len(block.text) > MAX_LINE_CHARACTERS else None
        if dateline is not None and not is_beside(block, above):
            yield dateline
        if may_be_date and not is_beside(block, above) and not is_below_a_picture(block, above):
            if not exact and not _states_written_day(block.text, date_context):
                exact = [element for element in block.times if element.get("datetime")]
            if exact:
                yield from (visible._replace(distance=block.distance) for visible in _of_time(exact[0], date_context))
            else:
                before = "" if ahead else heading
                yield from (
                    _with_attribute(visible, block, date_context)
                    for visible in _in_line(block, date_context, before)
                    if visible.moment.latest is None or not is_in_card(block.element, above)
                )
        heading = block.text if len(block.text) <= MAX_HEADING_CHARACTERS else ""


def _states_written_day(text: str, date_context: DateContext) -> bool:
    """Tell whether a text states a day that does not count back; in the attribute of a `time` it is exact."""
    moment = read_moment(text, date_context)
    return moment is not None and moment.latest is None


def _dateline(block: NearbyText, date_context: DateContext) -> VisibleDate | None:
    """Return the day that a paragraph begins with, set off from its text: `Oslo, 1 March 2026: The town…`."""
    text = block.text[:MAX_DATELINE_CHARACTERS]
    moment = read_moment(text, date_context) if _DIGITS.search(text) else None
    if moment is None or moment.day is None or moment.start > MAX_TOWN_CHARACTERS:
        return None
    if not _SET_OFF.match(text, moment.end) and (moment.start or text[moment.end : moment.end + 1] != "."):
        return None
    kind = date_kind(text[: moment.start], "") or DATELINE
    return VisibleDate(text[moment.start : moment.end], moment, block.element, kind, block.distance, moment.end)


def _in_line(block: NearbyText, date_context: DateContext, heading: str) -> Iterator[VisibleDate]:
    text = block.text
    moments = list(moments_in(text, date_context))
    end = 0
    for moment in moments:
        # What counts back from the capture takes all of its text: `Updated 2 hours ago`.
        own = text if (moment.start, moment.end) == (0, len(text)) else behind_ago(text[end : moment.start])
        before = own if end else f"{heading} {own}"
        # Words behind a date belong to the next date, where there is one, or to `2 hours ago`.
        behind = text[moment.end :] if moment is moments[-1] and not _AGO.search(text, moment.end) else ""
        stated = text[moment.start : moment.end].strip()
        kind = kind_in_line(date_kind(before, behind), text, moments, moment)
        if kind == "published" and is_labelled_date(before):
            is_of_event = names_labelled_place(text) or _stands_beside_a_place(block.element)
            kind = "other" if is_of_event else kind
        is_told = is_sentence(text, moments) or tells_what_happened(text, moment)
        yield VisibleDate(stated, moment, block.element, kind, block.distance, len(text), is_told)
        end = moment.end
