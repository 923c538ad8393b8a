"""Parsing HTML within limits, and asking a tree (pure).

The limits stand here together, so that no page, however broken, takes a process down: lxml and trafilatura recurse
into what they are given, and memory grows with tags rather than with bytes.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extract.errors import ExtractionError, NotAnArticle
from extract.html.selectors import select

MAX_BYTES = 10_000_000
MAX_TAGS = 40_000
MAX_DEPTH = 400
MAX_ATTRIBUTES = 600

_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
# One class for all elements, looked up without a call of Python for each.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
# What XML forbids but HTML pages contain; a NUL ends the text for libxml2.
_CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
# White space in HTML, but, like what stands below and references to either, nothing that a copied element may hold.
_FORM_FEED = bytes.maketrans(b"\x0c", b" ")
NO_LETTERS = ("\ufffe", "\uffff")
# A pattern that begins with letters of their own case is looked for at the speed of str.find.
_NO_REFERENCES = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[efEF])(?![0-9a-fA-F]));?"
)
_TAG = re.compile(r"<(?:html|head|body|title|meta|div|p|h1|article|section|main|span|table|a|br)\b", re.IGNORECASE)
# libxml2 compares the attributes of a tag with one another, and only a long tag holds too many of them. What looks
# like one within a script is none.
LONG = 1800
_LONG_TAG = re.compile(rf"<(?P<end>/?)(?:script|style)\b|<[a-z][^<>]{{{LONG},}}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/=]+")
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_html(url: str, body: bytes, text: Callable[[], str]) -> HtmlElement:
    """Parse a page; ExtractionError when it is beyond the limits above, NotAnArticle when it holds no HTML."""
    if len(body) > MAX_BYTES:
        raise ExtractionError(url, f"larger than {MAX_BYTES:,} bytes")
    if body.count(b"<") > MAX_TAGS:
        raise ExtractionError(url, f"more than {MAX_TAGS:,} tags")
    source = text()
    if not _TAG.search(source):
        raise NotAnArticle(url, "not HTML" if source.strip() else "empty")
    if _most_attributes(source) > MAX_ATTRIBUTES:
        raise ExtractionError(url, f"a tag with more than {MAX_ATTRIBUTES} attributes")
    try:
        letters = source.replace(NO_LETTERS[0], "").replace(NO_LETTERS[1], "")
        encoded = _NO_REFERENCES.sub("", letters).encode("utf-8", "replace")
        tree = document_fromstring(encoded.translate(_FORM_FEED, _CONTROLS), parser=_PARSER)
    except etree.LxmlError as error:
        raise ExtractionError(url, f"cannot be parsed: {error}") from error
    if _TOO_DEEP(tree):
        raise ExtractionError(url, f"nested deeper than {MAX_DEPTH} elements")
    return tree


def _most_attributes(source: str) -> int:
    """Return about how many attributes the fullest tag has, 0 where surely none has too many."""
    most, in_script = 0, False
    if not any(map(_is_full, source.split("<"))):
        return most
    for tag in _LONG_TAG.finditer(source):
        if tag["end"] is not None:
            in_script = not tag["end"]
        elif not in_script:
            most = max(most, len(_BETWEEN.findall(_QUOTED.sub("", tag.group()))))
    return most


def _is_full(piece: str) -> bool:
    """Tell whether the tag that a piece of source begins with may have too many attributes."""
    if len(piece) <= LONG or 0 <= (end := piece.find(">")) < LONG:
        return False
    tag = piece if end < 0 else piece[:end]
    return len(tag.split()) + tag.count("/") + tag.count("=") > MAX_ATTRIBUTES


def text_of(element: HtmlElement, drop: str | None = None) -> str:
    """Return an element's text with single spaces, without that of what `drop` selects."""
    if drop is not None:
        element = without_elements(element, drop)
    return " ".join("".join(element.itertext() if element.find(".//br") is None else _with_breaks(element)).split())


def _with_breaks(element: HtmlElement) -> Iterator[str]:
    """Yield an element's texts, and a space where a line ends."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield (one.text or "") if one.tag != "br" else " "
        elif one is not element:
            yield one.tail or ""


def without_elements(element: HtmlElement, drop: str) -> HtmlElement:
    """Return a copy of an element from which all that `drop` selects is removed."""
    copied = deepcopy(element)
    copied.tail = None
    remove_element(copied, select(copied, drop))
    return copied


def remove_element(root: HtmlElement, unwanted: list[HtmlElement]) -> None:
    """Take elements out of their tree; the text behind each stays."""
    for element in unwanted:
        if element is not root and element.getparent() is not None:
            element.drop_tree()
