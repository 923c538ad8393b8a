"""Blocks: a tree of HTML as a list of paragraphs, each as plain text and as Markdown (pure).

    element | iterwalk | OPEN and CLOSE by tag | Writer | blocks | to_text, to_markdown

One pass, no recursion: the tree's depth costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.body.markdown.elements import CLOSE, OPEN, Pass, is_sign, nothing, write_sign
from extract.body.markdown.footnotes import notes_of
from extract.body.markdown.writer import Block


class Written(NamedTuple):
    """The paragraphs of an element, and for each link within it the place in `blocks` of the one it stands in."""

    blocks: list[Block]
    links: Mapping[HtmlElement, int]


def blocks_of(element: HtmlElement) -> list[Block]:
    """Return the paragraphs of an element."""
    return write(element).blocks


def write(element: HtmlElement) -> Written:
    """Return the paragraphs of an element, and which of them its links stand in."""
    state = Pass(notes=notes_of(element))
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start":
            if write_sign(state, one):
                walk.skip_subtree()
            else:
                OPEN.get(str(one.tag), nothing)(state, one)
                state.writer.write(one.text)
        else:
            if not is_sign(state, one):
                CLOSE.get(str(one.tag), nothing)(state, one)
            if one is not element:
                state.writer.write(one.tail)
    state.writer.end_paragraph()
    return Written(state.writer.blocks, state.links)


def plain_text(element: HtmlElement) -> str:
    """Return an element's paragraphs as text, separated by blank lines."""
    return to_text(blocks_of(element))


def to_text(blocks: Sequence[Block]) -> str:
    """Join the paragraphs' texts: items of a list and rows of a table by a line's end, all else by a blank line."""
    return _joined([(block.text, "\n" if block.tight else "\n\n") for block in blocks if block.text])


def numbers_of(blocks: Sequence[Block]) -> list[int | None]:
    """Return the number, from 1, of each block's first paragraph in the text; None for one without text."""
    numbers: list[int | None] = []
    ended = 0
    for block in blocks:
        if not block.text:
            numbers.append(None)
            continue
        first = ended if block.tight and ended else ended + 1
        numbers.append(first)
        ended = first + block.text.count("\n\n")
    return numbers


def to_markdown(blocks: Sequence[Block]) -> str:
    """Join the paragraphs' Markdown; a quote of several paragraphs stays one quote."""
    pieces = []
    before: int | None = None
    for block in blocks:
        same = block.quote is not None and block.quote == before
        pieces.append((block.markdown, "\n" if block.tight else "\n>\n" if same else "\n\n"))
        before = block.quote
    return _joined(pieces)


def _joined(pieces: Sequence[tuple[str, str]]) -> str:
    return "".join(piece if place == 0 else between + piece for place, (piece, between) in enumerate(pieces))
