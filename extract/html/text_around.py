"""Nearby: the texts around an element as a reader sees them, nearest first (pure)."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.html.elements import INLINE, UNSEEN

# A text as long as this is prose.
PROSE_CHARACTERS = 250


class NearbyText(NamedTuple):
    """What stands in one block, and how many characters lie between it and where the search began.

    `times` are the `time` elements that hold some of it.
    """

    text: str
    element: HtmlElement
    distance: int
    times: tuple[HtmlElement, ...] = ()


def blocks_behind(start: HtmlElement, most: int) -> Iterator[NearbyText]:
    """Yield the blocks behind an element, up to so many characters away."""
    yield from _blocks(_behind(start), most, backwards=False)


def blocks_ahead(start: HtmlElement, most: int) -> Iterator[NearbyText]:
    """Yield the blocks before an element, the nearest first."""
    yield from _blocks(_ahead(start), most, backwards=True)


def _blocks(texts: Iterator[tuple[str, HtmlElement]], most: int, *, backwards: bool) -> Iterator[NearbyText]:
    parts: list[str] = []
    times: list[HtmlElement] = []
    current: HtmlElement | None = None
    distance = 0
    for text, owner in texts:
        if not text.strip():
            if parts:
                parts.append(" ")
            continue
        block = block_of(owner)
        if block is not current:
            if current is not None and (joined := _joined(parts, backwards=backwards)):
                yield NearbyText(joined, current, distance, tuple(times))
                distance += len(joined)
                if distance > most:
                    return
            parts, times, current = [], [], block
        parts.append(text)
        times += _times(owner, block)
    if current is not None and (joined := _joined(parts, backwards=backwards)):
        yield NearbyText(joined, current, distance, tuple(times))


def _joined(parts: list[str], *, backwards: bool) -> str:
    return " ".join("".join(reversed(parts) if backwards else parts).split())


def _times(owner: HtmlElement, block: HtmlElement) -> Iterator[HtmlElement]:
    one: HtmlElement | None = owner
    while one is not None and one is not block:
        if one.tag == "time":
            yield one
        one = one.getparent()


def block_of(element: HtmlElement) -> HtmlElement:
    """Return the block that an element is in, or is."""
    while element.tag in INLINE and (above := element.getparent()) is not None:
        element = above
    return element


def _behind(start: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    one: HtmlElement | None = start
    while one is not None and (above := one.getparent()) is not None:
        yield one.tail or "", above
        for sibling in one.itersiblings():
            yield from _forwards(sibling)
            yield sibling.tail or "", above
        one = above


def _ahead(start: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    one: HtmlElement | None = start
    while one is not None and (above := one.getparent()) is not None:
        for sibling in one.itersiblings(preceding=True):
            yield sibling.tail or "", above
            yield from _backwards(sibling)
        yield above.text or "", above
        one = above


def _forwards(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    if element.tag in UNSEEN:
        return
    # What belongs to inline elements with a space between them in print has none in the text.
    yield f" {element.text or ''}" if element.tag in {"br", "time"} else element.text or "", element
    for child in element:
        yield from _forwards(child)
        yield child.tail or "", element


def _backwards(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    if element.tag in UNSEEN:
        return
    for child in reversed(element):
        yield child.tail or "", element
        yield from _backwards(child)
    yield element.text or "", element
