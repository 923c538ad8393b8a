"""Yields the blocks of text around an element as a reader sees them, the nearest first (pure)."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.html.elements import INLINE, UNSEEN

# A text as long as this is prose.
PROSE_CHARACTERS = 250


class NearbyText(NamedTuple):
    """The text of one block element, and the number of characters of text between it and where the search began.

    `times` are the `time` elements that hold a part of the text.
    """

    text: str
    element: HtmlElement
    distance: int
    times: tuple[HtmlElement, ...] = ()


def blocks_behind(start: HtmlElement, max_distance: int) -> Iterator[NearbyText]:
    """Yield the blocks behind an element, up to `max_distance` characters away."""
    yield from _blocks(_behind(start), max_distance, backwards=False)


def blocks_ahead(start: HtmlElement, max_distance: int) -> Iterator[NearbyText]:
    """Yield the blocks before an element, the nearest first, up to `max_distance` characters away."""
    yield from _blocks(_ahead(start), max_distance, backwards=True)


def _blocks(texts: Iterator[tuple[str, HtmlElement]], max_distance: int, *, backwards: bool) -> Iterator[NearbyText]:
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
                if distance > max_distance:
                    return
            parts, times, current = [], [], block
        parts.append(text)
        times += _times(owner, block)
    if current is not None and (joined := _joined(parts, backwards=backwards)):
        yield NearbyText(joined, current, distance, tuple(times))


def _joined(parts: list[str], *, backwards: bool) -> str:
    return " ".join("".join(reversed(parts) if backwards else parts).split())


def _times(owner: HtmlElement, block: HtmlElement) -> Iterator[HtmlElement]:
    element: HtmlElement | None = owner
    while element is not None and element is not block:
        if element.tag == "time":
            yield element
        element = element.getparent()


def block_of(element: HtmlElement) -> HtmlElement:
    """Return the nearest element that is not inline: the element itself or an ancestor."""
    while element.tag in INLINE and (above := element.getparent()) is not None:
        element = above
    return element


def _behind(start: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    node, is_entered = start, True
    while True:
        if not is_entered and node.tag not in UNSEEN:
            # A browser shows these apart from the text before them, where the source may have no space.
            yield f" {node.text or ''}" if node.tag in {"br", "time"} else node.text or "", node
            if len(node):
                node = node[0]
                continue
        above, sibling = node.getparent(), node.getnext()
        if above is None:
            return
        yield node.tail or "", above
        node, is_entered = (above, True) if sibling is None else (sibling, False)


def _ahead(start: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    node = start
    while (above := node.getparent()) is not None:
        sibling = node.getprevious()
        if sibling is None:
            node = above
            yield node.text or "", node
            continue
        node = sibling
        yield node.tail or "", above
        while len(node) and node.tag not in UNSEEN:
            yield node[-1].tail or "", node
            node = node[-1]
        if node.tag not in UNSEEN:
            yield node.text or "", node
