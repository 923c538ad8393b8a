"""Reads what an article's container gives: text, Markdown, sanitised HTML, blocks, links, images (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import nh3
from lxml.html import HtmlElement

from extract.article import Hyperlink, Image, TextBlock
from extract.body.captions import caption_of
from extract.body.container import prepared
from extract.body.long_texts import to_html
from extract.body.markdown import WrittenText, paragraph_numbers, to_markdown, to_text, write_paragraphs
from extract.errors import ExtractionError
from extract.html import text_of
from extract.page import Page
from extract.text import fold_words

# What `body_html` may contain; the sanitiser removes any other tag and keeps the text in it.
SANITISED_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})  # fmt: skip
SANITISED_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# In characters, ten times the longest essay.
MAX_TEXT = 1_000_000

# Keeps ids of an article apart from those of the page that shows it.
ID_PREFIX = "text-"

# Kinds that a deck may be written as, and how many blocks of a text are looked at for it.
MAY_BE_DECK = frozenset({"heading", "paragraph"})
MAX_DECK_POSITION = 3

_WORD = re.compile(r"\w+")
_SANITISER = nh3.Cleaner(
    tags=set(SANITISED_TAGS),
    attributes=SANITISED_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    id_prefix=ID_PREFIX,
)


def read_body(
    container: HtmlElement, page: Page, boxes: AbstractSet[HtmlElement] = frozenset(), keep: str | None = None
) -> Mapping[str, Any]:
    """Return an Article's values from the container of its text; ExtractionError when the text is too long.

    `boxes` are elements in it that are not the author's, `keep` is CSS for those of them, and for forms, that are.
    """
    return read_text(prepared(container, page, boxes, keep), page)


def read_text(element: HtmlElement, page: Page) -> Mapping[str, Any]:
    """Return an Article's values from an element that is prepared already (`complete_container`)."""
    written = write_paragraphs(element)
    paragraphs = written.paragraphs
    text = to_text(paragraphs)
    if len(text) > MAX_TEXT:
        raise ExtractionError(page.url, f"a text of more than {MAX_TEXT:,} characters")
    return {
        "body_text": text,
        "body_markdown": to_markdown(paragraphs),
        "body_html": _sanitised(element),
        "blocks": tuple(
            TextBlock(kind=paragraph.kind, text=paragraph.text) for paragraph in paragraphs if paragraph.text
        ),
        "word_count": len(_WORD.findall(text)),
        "links": tuple(_links(element, written)),
        "images": tuple(_images(element)),
    }


def with_deck(blocks: Sequence[TextBlock], subtitle: str) -> tuple[TextBlock, ...]:
    """Return the blocks of a text; one of the first that says what the subtitle says is of the kind `deck`."""
    words = fold_words(subtitle)
    return tuple(
        replace(block, kind="deck")
        if position < MAX_DECK_POSITION and block.kind in MAY_BE_DECK and fold_words(block.text) == words
        else block
        for position, block in enumerate(blocks)
    )


def _sanitised(element: HtmlElement) -> str:
    # The sanitiser puts its prefix before ids; links to them must follow.
    for link in element.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", f"#{ID_PREFIX}{link.get('href', '')[1:]}")
    return _SANITISER.clean(to_html(element)).strip()


def _links(element: HtmlElement, written: WrittenText) -> Iterator[Hyperlink]:
    numbers = paragraph_numbers(written.paragraphs)
    # By the index of a written paragraph, the position of the last link in its text, and the number of blank lines
    # before: what was written as one paragraph, with line breaks, counts as several there.
    positions: dict[int, tuple[int, int]] = {}
    for link in element.iter("a"):
        url = link.get("href", "")
        # Of a mail address too: who is to be written to is content.
        if url.startswith(("http://", "https://", "mailto:")):
            text = text_of(link)
            index = written.links.get(link, -1) if text else -1
            number = numbers[index] if 0 <= index < len(numbers) else None
            if number is not None:
                positions[index] = _find_link(written.paragraphs[index].text, text, *positions.get(index, (0, 0)))
                number += positions[index][1]
            yield Hyperlink(url=url, text=text, paragraph=number)


def _find_link(paragraph: str, text: str, start: int, blank_lines: int) -> tuple[int, int]:
    """Return the position of a link's text, searched from `start` on, and the number of blank lines before it.

    `blank_lines` is their number before `start`.
    """
    position = paragraph.find(text, start) if "\n\n" in paragraph else -1
    if position < 0:
        return start, blank_lines
    return position, blank_lines + paragraph.count("\n\n", start, position)


def _images(element: HtmlElement) -> Iterator[Image]:
    for image in element.iter("img"):
        url = image.get("src", "")
        if url.startswith(("http://", "https://")):
            yield Image(url=url, alt=" ".join(image.get("alt", "").split()), caption=caption_of(image))
