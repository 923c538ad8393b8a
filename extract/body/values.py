"""The main text: the site's own container, else trafilatura's judgement (pure)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import nh3
from lxml import etree
from lxml.html import HtmlElement

from extract.article import Hyperlink, Image, TextBlock
from extract.body.container import prepared
from extract.body.markdown import Written, numbers_of, to_markdown, to_text, write
from extract.errors import ExtractionError
from extract.html import text_of
from extract.page import Page

TAGS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
    }
    | {"div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"}
    | {
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
    }
    | {
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
    }
)
ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# Ten times the longest essay; the sanitiser's time grows faster than what it is given.
MAX_TEXT = 1_000_000

_WORD = re.compile(r"\w+")
_SANITISER = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, id_prefix="text-"
)


def read_body(container: HtmlElement, page: Page) -> Mapping[str, Any]:
    """Return the values of an Article that its text gives, out of the element that holds it."""
    return read_text(prepared(container, page), page)


def read_text(element: HtmlElement, page: Page) -> Mapping[str, Any]:
    """Return the values of an Article that its text gives, out of an element that holds nothing else."""
    written = write(element)
    blocks = written.blocks
    text = to_text(blocks)
    if len(text) > MAX_TEXT:
        raise ExtractionError(page.url, f"a text of more than {MAX_TEXT:,} characters")
    return {
        "body_text": text,
        "body_markdown": to_markdown(blocks),
        "body_html": _sanitised(element),
        "blocks": tuple(TextBlock(kind=block.kind, text=block.text) for block in blocks if block.text),
        "word_count": len(_WORD.findall(text)),
        "links": tuple(_links(element, written)),
        "images": tuple(_images(element)),
    }


def _sanitised(element: HtmlElement) -> str:
    for link in element.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", f"#text-{link.get('href', '')[1:]}")
    return _SANITISER.clean(etree.tostring(element, encoding="unicode", method="html")).strip()


def _links(element: HtmlElement, written: Written) -> Iterator[Hyperlink]:
    numbers = numbers_of(written.blocks)
    # How far the links of each block reach, in characters and in paragraphs: line breaks part paragraphs too.
    reached: dict[int, tuple[int, int]] = {}
    for link in element.iter("a"):
        url = link.get("href", "")
        if url.startswith(("http://", "https://")):
            text = text_of(link)
            place = written.links.get(link, -1) if text else -1
            number = numbers[place] if 0 <= place < len(numbers) else None
            if number is not None:
                reached[place] = _reach(written.blocks[place].text, text, *reached.get(place, (0, 0)))
                number += reached[place][1]
            yield Hyperlink(url=url, text=text, paragraph=number)


def _reach(block: str, text: str, start: int, ended: int) -> tuple[int, int]:
    """Return where a link's text begins in a block, from `start` on, and how many paragraphs have ended before."""
    at = block.find(text, start) if "\n\n" in block else -1
    return (start, ended) if at < 0 else (at, ended + block.count("\n\n", start, at))


def _images(element: HtmlElement) -> Iterator[Image]:
    for image in element.iter("img"):
        url = image.get("src", "")
        if url.startswith(("http://", "https://")):
            yield Image(url=url, alt=" ".join(image.get("alt", "").split()), caption=_caption(image))


def _caption(image: HtmlElement) -> str:
    for above in image.iterancestors("figure", "div"):
        if above.tag == "figure" or "wp-caption" in above.get("class", "").split():
            captions = (
                one
                for one in above.iter("figcaption", "p")
                if one.tag == "figcaption" or "wp-caption-text" in one.get("class", "")
            )
            return next((text_of(one) for one in captions), "")
    return ""
