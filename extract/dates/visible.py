"""Visible dates: what a reader sees of when an article came out, by its headline or elsewhere on the page (pure)."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.dates.date_kind import date_kind
from extract.dates.parse import DateContext, Moment, moments_in, read_moment
from extract.dates.relative import AGO, DAYS_BACK
from extract.html import PROSE_CHARACTERS, UNSEEN, NearbyText, block_of, blocks_ahead, blocks_behind, text_of
from extract.page import Page

# How far behind and before the headline, in characters, an article's own date stands.
BEHIND, AHEAD = 1200, 300
# A block that is longer than this is a sentence rather than a line of dates and names.
LONGEST_LINE = 160
LONGEST_BYLINE = 60
LONGEST_HEADING = 30
LONGEST_COUNTED = 40
LONGEST_WORD = 20
# How far into a paragraph its dateline ends, and how much stands before the day: a town, `Press release of`.
LONGEST_DATELINE, LONGEST_TOWN = 80, 40
DATELINE = "dateline"
# Whatever is marked as beside the text is of the article all the same where it stands this close to the headline.
CLOSE = 100
MOST = 40

# A text without one of these names no day.
_DIGITS = re.compile(r"\d{4}|['\u2019]\d\d|\d\d?[./]\s?\d\d?[./]|\d\d?[\s.]+[^\W\d_]\S{2,9},?\s\d\d(?!\d)|令和\d")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(f"{AGO}|{'|'.join(DAYS_BACK)}", re.IGNORECASE)
# Of a picture, a menu or a card by the headline. Themes name much else `image` or `next`.
_BESIDE = re.compile(r"(?:^|[-_ ])(?:captions?|credits?|menu|swiper|related)(?:$|[-_ ])|Caption")
_CARD = re.compile(
    r"(?:^|[-_ ])(?:related|recommended|recommendations|popular|widget|latest|trending|"
    r"comments?|footer|menu|read-?(?:more|next)|prev|previous|next|carousel|slider|newsletter|promo|upcoming|events?|"
    r"captions?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_MARGIN = re.compile(r"(?:^|[-_ ])(?:sidebar|teasers?)(?:$|[-_ ])", re.IGNORECASE)
_SET_OFF = re.compile(r"\s?[|)\u2013\u2014/:]|\s-{1,2}\s")
_SHORT = etree.XPath("//body//text()[string-length(normalize-space()) > 5][string-length() < 120]")


class Seen(NamedTuple):
    """A date that a reader sees; how far it is from the headline (-1 elsewhere), how long its line, in characters."""

    text: str
    moment: Moment
    element: HtmlElement
    label: str
    distance: int
    line: int


def by_headline(headline: HtmlElement, basis: DateContext) -> Iterator[Seen]:
    """Yield the dates within, behind and then before a headline, each side's nearest first."""
    for element in headline.iter("time"):
        yield from _of_time(element, basis)
    above = {headline, *headline.iterancestors()}
    yield from _in_blocks(blocks_behind(headline, BEHIND), basis, above)
    ahead = list(_in_blocks(blocks_ahead(headline, AHEAD), basis, above, ahead=True))
    # Several days are of the cards of other articles.
    alone = len({one.moment.day for one in ahead if not one.label}) <= 1
    yield from (one for one in ahead if alone or one.label)


def elsewhere(page: Page, basis: DateContext) -> Iterator[Seen]:
    """Yield the dates anywhere on the page that stand alone or with a few words, in page order, none of cards."""
    known: set[HtmlElement] = set()
    for text in _SHORT(page.tree):
        if not _DIGITS.search(text) or len(known) > MOST:
            continue
        owner = text.getparent() if not text.is_tail else text.getparent().getparent()
        element = owner if owner is None or owner.tag == "time" else block_of(owner)
        if element is None or element in known or element.tag in UNSEEN:
            continue
        known.add(element)
        place = _place(element)
        if place == "card":
            continue
        # Without a word of what it is, a date in a list is of a card, and one in a sentence of what that tells.
        listed = any(one.tag == "li" for one in (element, *element.iterancestors()))
        dates = _of_element(element, basis)
        if place == "margin":
            yield from (one for one in dates if one.label == "published")
        else:
            yield from (one for one in dates if one.label or (one.line <= LONGEST_BYLINE and not listed))


def _of_element(element: HtmlElement, basis: DateContext) -> Iterator[Seen]:
    if element.tag == "time":
        yield from _of_time(element, basis)
    elif len(line := text_of(element)) <= LONGEST_LINE:
        dates = _in_line(NearbyText(line, element, 0), basis, _heading(element))
        yield from (one._replace(distance=-1) for one in dates)


# Of pictures, menus, and of the site: in its footer newspapers of Korea print when they were founded.
_OF_ANOTHER = frozenset({"figure", "figcaption", "footer", "nav"})
# An article's own footer, where classic themes of WordPress print date and author.
_OF_ARTICLE = re.compile(r"(?:^|\s)(?:entry|post|article)(?:-\w+)?-footer(?:$|[\s-])")


def is_of_another(element: HtmlElement) -> bool:
    """Tell whether an element stands in a card of another article, a comment, a picture, or beside the text."""
    return _place(element) != "text"


def _place(element: HtmlElement) -> str:
    """Return where an element stands: in a `card`, which is not of the article, in a `margin`, or in the `text`."""
    place = "text"
    for one in (element, *element.iterancestors()):
        if _OF_ARTICLE.search(one.get("class", "")):
            continue
        if one.tag in _OF_ANOTHER:
            return "card"
        if one.tag in {"body", "html", "main"}:
            break
        if _is_named(one, _CARD) and not _holds_headline(one):
            return "card"
        if one.tag == "aside" or (_is_named(one, _MARGIN) and not _holds_headline(one)):
            place = "margin"
    return place


def _holds_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def _is_beside(block: NearbyText, above: Container[HtmlElement]) -> bool:
    """Tell whether a block near the headline is of a picture, a menu or a card; `above` holds the headline."""
    for one in (block.element, *block.element.iterancestors()):
        if one in above:
            return False
        if one.tag in {"figure", "figcaption"} or _is_named(one, _BESIDE):
            return True
        if one.tag == "aside" and block.distance > CLOSE:
            return True
    return False


def _is_below_a_picture(block: NearbyText, above: Container[HtmlElement]) -> bool:
    """Tell whether a block is a sentence beside a picture in one container; a byline with a face is shorter."""
    container = block.element.getparent()
    if container is None or container in above or len(block.text) <= LONGEST_BYLINE:
        return False
    return container.find(".//img") is not None


def _is_named(element: HtmlElement, names: re.Pattern[str]) -> bool:
    return any(names.search(value) for value in (element.get("class"), element.get("id")) if value)


def _may_name_a_day(text: str) -> bool:
    if _DIGITS.search(text):
        return True
    # `yesterday`, and `2 hours ago`; few texts are looked at so closely.
    short = len(text) <= LONGEST_WORD or (len(text) <= LONGEST_COUNTED and _DIGIT.search(text) is not None)
    return short and _WORDS.search(text) is not None


def _of_time(element: HtmlElement, basis: DateContext) -> Iterator[Seen]:
    text = text_of(element)[: PROSE_CHARACTERS + 1]
    stated = (element.get("datetime") or "").strip()
    moment = read_moment(stated, basis) if stated else None
    if moment is not None:
        heading = _heading(element)
        yield Seen(
            stated[moment.start : moment.end],
            moment,
            element,
            date_kind(f"{heading} {_before(text, basis)}", ""),
            -1,
            len(text),
        )
    elif len(text) <= LONGEST_LINE and _may_name_a_day(text):
        yield from (
            one._replace(distance=-1) for one in _in_line(NearbyText(text, element, 0), basis, _heading(element))
        )


def _exactly(seen: Seen, block: NearbyText, basis: DateContext) -> Seen:
    """Return a date with the words of the attribute that states the same day for programs, where there is one."""
    for element in block.times:
        stated = (element.get("datetime") or "").strip()
        moment = read_moment(stated, basis) if stated else None
        if moment is not None and moment.day == seen.moment.day:
            return seen._replace(text=stated, moment=moment, element=element)
    return seen


def _before(text: str, basis: DateContext) -> str:
    moment = read_moment(text, basis) if len(text) <= LONGEST_LINE else None
    return text[: moment.start] if moment else text[:LONGEST_HEADING]


def _heading(element: HtmlElement) -> str:
    """Return the short text before an element, which may say what its date is of."""
    return next((block.text for block in blocks_ahead(element, 1) if len(block.text) <= LONGEST_HEADING), "")


def _in_blocks(
    blocks: Iterator[NearbyText], basis: DateContext, above: Container[HtmlElement], *, ahead: bool = False
) -> Iterator[Seen]:
    heading = ""
    for block in blocks:
        # What counts back from when the page was sent is stated better by its attribute.
        exact = [] if _DIGITS.search(block.text) else [one for one in block.times if one.get("datetime")]
        named = len(block.text) <= PROSE_CHARACTERS and (bool(exact) or _may_name_a_day(block.text))
        dateline = _dateline(block, basis) if len(block.text) > LONGEST_LINE else None
        if dateline is not None and not _is_beside(block, above):
            yield dateline
        if named and not _is_beside(block, above) and not _is_below_a_picture(block, above):
            if exact:
                yield from (one._replace(distance=block.distance) for one in _of_time(exact[0], basis))
            else:
                before = "" if ahead else heading
                yield from (_exactly(one, block, basis) for one in _in_line(block, basis, before))
        heading = block.text if len(block.text) <= LONGEST_HEADING else ""


def _dateline(block: NearbyText, basis: DateContext) -> Seen | None:
    """Return the day that a paragraph begins with, set off from its text: `Oslo, 1 March 2026: The town…`."""
    text = block.text[:LONGEST_DATELINE]
    moment = read_moment(text, basis) if _DIGITS.search(text) else None
    if moment is None or moment.day is None or moment.start > LONGEST_TOWN:
        return None
    if not _SET_OFF.match(text, moment.end) and (moment.start or text[moment.end : moment.end + 1] != "."):
        return None
    label = date_kind(text[: moment.start], "") or DATELINE
    return Seen(text[moment.start : moment.end], moment, block.element, label, block.distance, moment.end)


def _in_line(block: NearbyText, basis: DateContext, heading: str) -> Iterator[Seen]:
    text = block.text
    moments = list(moments_in(text, basis))
    end = 0
    for moment in moments:
        # What counts back from the capture takes all of its text: `Updated 2 hours ago`.
        own = text if (moment.start, moment.end) == (0, len(text)) else text[end : moment.start]
        before = own if end else f"{heading} {own}"
        # Words behind a date are of the next one, where there is one.
        behind = text[moment.end :] if moment is moments[-1] else ""
        stated = text[moment.start : moment.end].strip()
        yield Seen(stated, moment, block.element, date_kind(before, behind), block.distance, len(text))
        end = moment.end
