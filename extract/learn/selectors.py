"""Writes CSS selectors of an element from what will last of it, from short to long (pure).

    .entry-title | h1 | [itemprop~="headline"] | header h1 | .byline + div | main p:nth-of-type(2)

Each has a cost: how long it is, and how little its parts say.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.learn.names import is_lasting, lasting_start, name_cost
from extract.words.markup_words import TELLING_ATTRIBUTES, TELLING_TAGS

MAX_ANCESTORS = 14
# So many of the cheapest are kept of one element, of its ancestors, and of all that join them.
MAX_OWN, MAX_OF_ANCESTOR, MAX_JOINED = 8, 3, 80
# What joining a selector with an ancestor's costs: with the parent, or with any.
CHILD, DESCENDANT = 0.4, 0.5
ID_COST, TAG_COST, AREA_COST, PLAIN_TAG_COST, PART_COST, PLACE_COST, BESIDE_COST = 1.2, 1.1, 1.5, 2.6, 2.2, 2.5, 0.8
# Tags of what holds a value; other telling tags are those of parts of a page.
VALUE_TAGS = frozenset({"h1", "h2", "time"})
# Of the whole page; a class of them tells what kind of page it is.
ROOTS = frozenset({"html", "body"})


class Selector(NamedTuple):
    """A CSS selector and its cost."""

    cost: float
    css: str


def selectors_of(element: HtmlElement, field: str = "") -> list[Selector]:
    """Return selectors that match an element, the cheapest first; they may match others too.

    `field` is what the element holds, whose names say most. The tag alone is none where it says nothing.
    """
    own = own_selectors(element, field)
    found = {
        selector.css: selector.cost for selector in own if selector.css != element.tag or element.tag in TELLING_TAGS
    }
    for selector in islice(_joined(element, [*own, *_by_place(element)], field), MAX_JOINED):
        found.setdefault(selector.css, selector.cost)
    return sorted(Selector(cost, css) for css, cost in found.items())


def own_selectors(element: HtmlElement, field: str = "") -> list[Selector]:
    """Return the selectors of an element that say nothing of where it stands, the cheapest first."""
    return sorted(set(_own(element, field)))[:MAX_OWN]


def _own(element: HtmlElement, field: str) -> Iterator[Selector]:
    tag = str(element.tag)
    yield Selector(TAG_COST if tag in VALUE_TAGS else AREA_COST if tag in TELLING_TAGS else PLAIN_TAG_COST, tag)
    for name in dict.fromkeys(element.get("class", "").split()):
        if is_lasting(name):
            yield Selector(name_cost(name, field), f".{name}")
            yield Selector(name_cost(name, field) + 0.2, f"{tag}.{name}")
        elif start := lasting_start(name):
            yield Selector(PART_COST, f'[class*="{start}"]')
            yield Selector(PART_COST + 0.2, f'{tag}[class*="{start}"]')
    identifier = element.get("id", "")
    if identifier and is_lasting(identifier) and not any(map(str.isdigit, identifier)):
        yield Selector(ID_COST, f"#{identifier}")
    for attribute in TELLING_ATTRIBUTES:
        for word in element.get(attribute, "").split()[:3]:
            if is_lasting(word) and len(element.get(attribute, "").split()) <= 3:
                cost = 1.1 if attribute in {"itemprop", "rel"} else 1.4
                yield Selector(cost + 0.05, f'[{attribute}~="{word}"]')
                yield Selector(cost + 0.25, f'{tag}[{attribute}~="{word}"]')


def _beside(element: HtmlElement, field: str) -> Iterator[Selector]:
    """Yield selectors by what stands right before the element, where that says more than the element itself."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return
    for above in own_selectors(before, field)[:MAX_OF_ANCESTOR]:
        if above.cost < PLAIN_TAG_COST:
            yield Selector(above.cost + PLAIN_TAG_COST + BESIDE_COST, f"{above.css} + {element.tag!s}")


def _by_place(element: HtmlElement) -> Iterator[Selector]:
    """Yield a selector by the element's place among its siblings of the same tag."""
    parent = element.getparent()
    if parent is None or element.tag in ROOTS:
        return
    tag = str(element.tag)
    place = 1 + len(list(element.itersiblings(tag, preceding=True)))
    if place <= 4:
        yield Selector(PLACE_COST + place / 2, f"{tag}:nth-of-type({place})")


def _joined(element: HtmlElement, own: list[Selector], field: str) -> Iterator[Selector]:
    """Yield the selectors with those of ancestors before them, near ones first."""
    parent = element.getparent()
    near: list[Selector] = []
    if parent is not None and parent.tag not in ROOTS:
        near = [
            Selector(below.cost + above.cost + CHILD, f"{above.css} > {below.css}")
            for above in [
                *own_selectors(parent, field)[:MAX_OF_ANCESTOR],
                *_by_place(parent),
                *_beside(parent, field),
            ]
            for below in own[:4] + own[-1:]
        ]
        yield from _beside(element, field)
        yield from near
    for distance, ancestor in enumerate(islice(element.iterancestors(), 1, MAX_ANCESTORS)):
        if ancestor.tag in ROOTS:
            return
        telling = [each for each in own_selectors(ancestor, field)[:MAX_OF_ANCESTOR] if each.cost < PLAIN_TAG_COST]
        for above in telling:
            for below in (*own[:4], *near[:2]):
                yield Selector(below.cost + above.cost + DESCENDANT + distance / 100, f"{above.css} {below.css}")
