"""Visible dates: what a reader sees of when an article came out, by its headline or elsewhere on the page (pure)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.date_words import label_of
from extract.glance import FURNITURE
from extract.moment import Basis, Moment, moments_in, read_moment
from extract.nearby import LONGEST, Block, blocks_ahead, blocks_behind
from extract.page import Page
from extract.relative import AGO
from extract.tree import text_of

# How far behind and before the headline, in characters, an article's own date stands.
BEHIND, AHEAD = 2000, 400
# A block that is longer than this is a sentence rather than a line of dates and names.
LONGEST_LINE = 160
LONGEST_HEADING = 30
MOST = 40

# A text without one of these names no day.
_MAYBE = re.compile(
    rf"\d{{4}}|['\u2019]\d\d|\d\d?[./]\s?\d\d?[./]|\d\d?[\s.]+[^\W\d_]{{3,}}\.?,?\s\d\d(?!\d)|{AGO}", re.IGNORECASE
)
_CARDS = re.compile(
    r"(?:^|[-_ ])(?:related|recommended|recommendations|popular|sidebar|widget|teasers?|latest|trending|comments?|"
    r"footer|read-?(?:more|next)|prev|previous|next|carousel|slider|newsletter|promo|upcoming|events?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:^|[-_])(?:date|datum|fecha|data|time|datetime|timestamp|published|posted|postdate|pubdate|dateline|publish(?:ed)?on"
    r"|(?:post|entry|article)-meta)(?:$|[-_])|[a-z](?:Date|Time|Published)|^(?:date|publish|timestamp)",
)


class Seen(NamedTuple):
    """A date that a reader sees; how far it is from the headline (-1 elsewhere), how long its line, in characters."""

    text: str
    moment: Moment
    element: HtmlElement
    label: str
    distance: int
    line: int


def by_headline(headline: HtmlElement, basis: Basis) -> Iterator[Seen]:
    """Yield the dates within, behind and then before a headline, each side's nearest first."""
    for element in headline.iter("time"):
        yield from _of_time(element, basis)
    yield from _in_blocks(blocks_behind(headline, BEHIND), basis)
    yield from _in_blocks(blocks_ahead(headline, AHEAD), basis, ahead=True)


def elsewhere(page: Page, basis: Basis) -> Iterator[Seen]:
    """Yield the dates in `time` elements, and in those whose class says that they hold one, in page order."""
    found = list(page.tree.iter("time"))[:MOST]
    names = [name for name in page.by_class if _DATED.search(name)]
    found += [element for name in names[:MOST] for element in page.by_class[name][:3]]
    known: set[HtmlElement] = set()
    for element in found:
        if element in known or is_of_another(element):
            continue
        known.update(element.iter())
        yield from _of_time(element, basis)


def is_of_another(element: HtmlElement) -> bool:
    """Tell whether an element stands in a card of another article, in a comment, a picture, or beside the text."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"figure", "figcaption", "li"} or (one.tag in FURNITURE and one.tag != "header"):
            return True
        if one.tag in {"body", "html", "main"}:
            return False
        names = f"{one.get('class', '')} {one.get('id', '')}"
        if names != " " and _CARDS.search(names) and next(one.iter("h1"), None) is None:
            return True
    return False


def _is_of_a_picture(element: HtmlElement) -> bool:
    return any(one.tag in {"figure", "figcaption", "picture"} for one in (element, *element.iterancestors()))


def _of_time(element: HtmlElement, basis: Basis) -> Iterator[Seen]:
    text = text_of(element)[: LONGEST + 1]
    stated = (element.get("datetime") or "").strip()
    moment = read_moment(stated, basis) if stated else None
    if moment is not None:
        heading = _heading(element)
        yield Seen(
            stated[moment.start : moment.end],
            moment,
            element,
            label_of(f"{heading} {_before(text, basis)}", ""),
            -1,
            len(text),
        )
    elif len(text) <= LONGEST_LINE and _MAYBE.search(text):
        yield from (one._replace(distance=-1) for one in _in_line(Block(text, element, 0), basis, _heading(element)))


def _exactly(seen: Seen, basis: Basis) -> Seen:
    """Return a date with the words of the attribute that states the same day for programs, where there is one."""
    for element in islice(seen.element.iter("time"), MOST):
        stated = (element.get("datetime") or "").strip()
        moment = read_moment(stated, basis) if stated else None
        if moment is not None and moment.day == seen.moment.day:
            return seen._replace(text=stated, moment=moment, element=element)
    return seen


def _before(text: str, basis: Basis) -> str:
    moment = read_moment(text, basis) if len(text) <= LONGEST_LINE else None
    return text[: moment.start] if moment else text[:LONGEST_HEADING]


def _heading(element: HtmlElement) -> str:
    """Return the short text before an element, which may say what its date is of."""
    return next((block.text for block in blocks_ahead(element, 1) if len(block.text) <= LONGEST_HEADING), "")


def _in_blocks(blocks: Iterator[Block], basis: Basis, *, ahead: bool = False) -> Iterator[Seen]:
    heading = ""
    for block in blocks:
        if len(block.text) <= LONGEST and _MAYBE.search(block.text) and not _is_of_a_picture(block.element):
            for one in _in_line(block, basis, "" if ahead else heading):
                yield _exactly(one, basis)
        heading = block.text if len(block.text) <= LONGEST_HEADING else ""


def _in_line(block: Block, basis: Basis, heading: str) -> Iterator[Seen]:
    moments = list(moments_in(block.text, basis))
    end = 0
    for place, moment in enumerate(moments):
        following = moments[place + 1].start if place + 1 < len(moments) else len(block.text)
        before = block.text[end : moment.start]
        label = label_of(f"{heading} {before}" if not end else before, block.text[moment.end : following])
        yield Seen(
            block.text[moment.start : moment.end].strip(),
            moment,
            block.element,
            label,
            block.distance,
            len(block.text),
        )
        end = moment.end
