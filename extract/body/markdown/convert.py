"""Converts a tree of HTML to paragraphs, and paragraphs to plain text or Markdown (pure).

    element | iterwalk | START_HANDLERS and END_HANDLERS by tag | Writer | paragraphs | to_text, to_markdown

One walk without recursion: a deep tree costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.body.markdown.elements import (
    END_HANDLERS,
    START_HANDLERS,
    ignore,
    is_replaced,
    write_replaced,
)
from extract.body.markdown.footnotes import find_footnotes
from extract.body.markdown.walk_state import WalkState
from extract.body.markdown.writer import WrittenParagraph


class WrittenText(NamedTuple):
    """The paragraphs of an element, and for each link within it the index of the paragraph that holds it."""

    paragraphs: list[WrittenParagraph]
    links: Mapping[HtmlElement, int]


def write_paragraphs(root: HtmlElement) -> WrittenText:
    """Return the paragraphs of an element, and which of them its links are in."""
    state = WalkState(footnotes=find_footnotes(root))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if write_replaced(state, element):
                walk.skip_subtree()
            else:
                START_HANDLERS.get(str(element.tag), ignore)(state, element)
                state.writer.write(element.text)
        else:
            if not is_replaced(state, element):
                END_HANDLERS.get(str(element.tag), ignore)(state, element)
            if element is not root:
                state.writer.write(element.tail)
    state.writer.end_paragraph()
    return WrittenText(state.writer.paragraphs, state.links)


def plain_text(element: HtmlElement) -> str:
    """Return an element's paragraphs as text, separated by blank lines."""
    return to_text(write_paragraphs(element).paragraphs)


def to_text(paragraphs: Sequence[WrittenParagraph]) -> str:
    """Join the paragraphs' texts: list items and table rows by a line break, all others by a blank line."""
    with_text = [paragraph for paragraph in paragraphs if paragraph.text]
    return _joined(
        [
            (paragraph.text, "\n" if _follows(paragraph, before) else "\n\n")
            for before, paragraph in zip([None, *with_text], with_text, strict=False)
        ]
    )


def _follows(paragraph: WrittenParagraph, before: WrittenParagraph | None) -> bool:
    """Tell whether an item or row goes on the list or table of `before`, the paragraph with text before it.

    What stands between them may have no text, as a picture that is the first item of a list.
    """
    return paragraph.is_tight and before is not None and paragraph.kind == before.kind


def paragraph_numbers(paragraphs: Sequence[WrittenParagraph]) -> list[int | None]:
    """Return the number, from 1, that each paragraph has in the text of `to_text`; None for one without text.

    Paragraphs of the text are separated by blank lines: a list counts as one, a written paragraph with blank lines as
    several, of which the first one's number is returned.
    """
    numbers: list[int | None] = []
    last, before = 0, None
    for paragraph in paragraphs:
        if not paragraph.text:
            numbers.append(None)
            continue
        number = last if _follows(paragraph, before) else last + 1
        numbers.append(number)
        last, before = number + paragraph.text.count("\n\n"), paragraph
    return numbers


def to_markdown(paragraphs: Sequence[WrittenParagraph]) -> str:
    """Join the paragraphs' Markdown; the paragraphs of one quotation stay one quotation."""
    parts = []
    last_quote: int | None = None
    for paragraph in paragraphs:
        is_same_quote = paragraph.quote is not None and paragraph.quote == last_quote
        separator = "\n" if paragraph.is_tight else "\n>\n" if is_same_quote else "\n\n"
        parts.append((paragraph.markdown, separator))
        last_quote = paragraph.quote
    return _joined(parts)


def _joined(parts: Sequence[tuple[str, str]]) -> str:
    """Join texts, each with the separator that goes before it unless it is the first."""
    return "".join(text if index == 0 else separator + text for index, (text, separator) in enumerate(parts))
