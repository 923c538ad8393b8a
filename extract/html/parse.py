"""Parses HTML within limits, reads the text of an element and removes elements (pure).

No page, however broken, takes a process down: lxml and trafilatura recurse into the tree, and memory grows with the
number of tags rather than with that of bytes.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extract.errors import ExtractionError, NotAnArticle
from extract.html.code_listings import merge_code_listings
from extract.html.drop_caps import join_drop_caps
from extract.html.email_protection import reveal_addresses
from extract.html.selectors import select

MAX_BYTES = 10_000_000
MAX_TAGS = 40_000
MAX_DEPTH = 400
MAX_ATTRIBUTES = 600

_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
# One class for all elements, looked up without a call of Python for each.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
# Control characters, which XML forbids and HTML pages contain; libxml2 stops at a NUL.
_CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
# lxml refuses to copy an element with a form feed, a noncharacter, or a character reference to one of either.
_FORM_FEED = bytes.maketrans(b"\x0c", b" ")
NONCHARACTERS = ("\ufffe", "\uffff")
# A pattern that begins with literal characters, without IGNORECASE, is searched at the speed of str.find.
_FORBIDDEN_REFERENCES = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[efEF])(?![0-9a-fA-F]));?"
)
_TAG = re.compile(r"<(?:html|head|body|title|meta|div|p|h1|article|section|main|span|table|a|br)\b", re.IGNORECASE)
# libxml2 compares each attribute of a tag with all others. Only a tag of more characters than this can have too many;
# what looks like a tag within a script is not one.
MIN_FULL_TAG_CHARACTERS = 1800
_LONG_TAG = re.compile(rf"<(?P<end>/?)(?:script|style)\b|<[a-z][^<>]{{{MIN_FULL_TAG_CHARACTERS},}}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/=]+")
# Quicker than to join the texts within an element.
_STRING = etree.XPath("string()", smart_strings=False)
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_html(url: str, body: bytes, text: Callable[[], str]) -> HtmlElement:
    """Return the root element of a page; ExtractionError when it exceeds a limit, NotAnArticle when it has no HTML.

    `text` returns the decoded body; it is not called for a body that is too large.
    """
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
        allowed = source.replace(NONCHARACTERS[0], "").replace(NONCHARACTERS[1], "")
        encoded = _FORBIDDEN_REFERENCES.sub("", allowed).encode("utf-8", "replace")
        tree = document_fromstring(encoded.translate(_FORM_FEED, _CONTROLS), parser=_PARSER)
    except etree.LxmlError as error:
        raise ExtractionError(url, f"cannot be parsed: {error}") from error
    if _TOO_DEEP(tree):
        raise ExtractionError(url, f"nested deeper than {MAX_DEPTH} elements")
    reveal_addresses(tree, source)
    merge_code_listings(tree, source)
    join_drop_caps(tree, source)
    return tree


def _most_attributes(source: str) -> int:
    """Return about how many attributes the tag with most of them has; 0 where certainly no tag has too many."""
    most, in_script = 0, False
    if not any(map(_may_be_full, _long_parts(source))):
        return most
    for tag in _LONG_TAG.finditer(source):
        if tag["end"] is not None:
            in_script = not tag["end"]
        elif not in_script:
            most = max(most, len(_BETWEEN.findall(_QUOTED.sub("", tag.group()))))
    return most


def _long_parts(source: str) -> Iterator[str]:
    """Yield what stands behind a `<`, up to the next, where it is long; most `<` of the source are not looked at."""
    start = source.find("<")
    while start >= 0:
        end = source.rfind("<", start + 1, start + MIN_FULL_TAG_CHARACTERS + 2)
        if end < 0:
            end = source.find("<", start + 1)
            yield source[start + 1 : end if end >= 0 else None]
        start = end


def _may_be_full(source: str) -> bool:
    """Tell whether the tag at the start of a long source, without its `<`, may have too many attributes."""
    if 0 <= (end := source.find(">")) < MIN_FULL_TAG_CHARACTERS:
        return False
    tag = source if end < 0 else source[:end]
    return len(tag.split()) + tag.count("/") + tag.count("=") > MAX_ATTRIBUTES


def text_of(element: HtmlElement, drop: str | None = None) -> str:
    """Return an element's text with single spaces, without the elements that `drop` (CSS) selects."""
    if drop is not None:
        element = without_elements(element, drop)
    # Most elements whose text is read hold no other.
    if len(element) == 0:
        return " ".join((element.text or "").split())
    if next(element.iter("br"), None) is None:
        return " ".join(_STRING(element).split())
    return " ".join("".join(_with_breaks(element)).split())


def _with_breaks(element: HtmlElement) -> Iterator[str]:
    """Yield the texts within an element, and a space for each `br`."""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield (inner.text or "") if inner.tag != "br" else " "
        elif inner is not element:
            yield inner.tail or ""


def without_elements(element: HtmlElement, drop: str) -> HtmlElement:
    """Return a copy of an element without those that `drop` (CSS) selects."""
    copied = deepcopy(element)
    copied.tail = None
    remove_element(copied, select(copied, drop))
    return copied


def remove_element(root: HtmlElement, unwanted: list[HtmlElement]) -> None:
    """Remove elements below `root` from their tree; the text behind each stays."""
    for element in unwanted:
        if element is not root and element.getparent() is not None:
            element.drop_tree()
