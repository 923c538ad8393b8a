"""Joins a large first letter to its word, and leaves one of two copies of a text for eye and screen reader (pure).

Pages set the first letter of a text apart: in an element of its own, as an image, or twice, once for the eye
(`aria-hidden`) and once for screen readers.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from extract.html.elements import INLINE
from extract.words.drop_cap_words import CLASS_HINTS, CLASSES, WORD_LETTERS

INLINE_HOLDERS = tuple(sorted(INLINE - {"a", "br", "img", "wbr"}))
BLOCK_HOLDERS = ("div", "p")
# In text nodes and in characters of each: of longer copies only this is compared.
MAX_PIECES, MAX_CHARACTERS = 200, 1000
# In characters: from one hint of a class in the source on, the next is looked for only behind so many.
MAX_HINT = 20

# ruff: noqa: RUF001 - quotation marks before a first letter
_HIDDEN_TEXT = re.compile(
    r"aria-hidden=[\"']?true[\"']?[^<>]{0,300}>\s{0,9}(?:<[^<>]{0,200}>\s{0,9}){0,2}[\"'“‘«„]?\w"
)
_LETTER_IMAGE = re.compile(r"alt=([\"']?)[^\W\d_]\1[\s/>]")
_CLASS = re.compile(CLASSES)
_CLASSES = etree.XPath("//@class", smart_strings=False)
_CAP = re.compile(r"[\"'“‘«„¿¡]?[^\W\d_]")
_REST_OF_WORD = re.compile(r"(\s*)([^\W\d_])")


def join_drop_caps(tree: HtmlElement, source: str) -> None:
    """Join drop caps to their words, and drop one of two copies; `source` is the page's text, quicker to search."""
    if _HIDDEN_TEXT.search(source):
        for element in list(tree.iter(*INLINE_HOLDERS)):
            if element.get("aria-hidden") == "true" and not _is_hidden(element.getprevious()):
                _keep_one_copy(element)
    images = [image for image in tree.iter("img") if _CAP.fullmatch(image.get("alt") or "")]
    if images and _LETTER_IMAGE.search(source):
        for image in images:
            _write_letter(image)
    # The classes of the tree are far shorter than the source.
    has_class = _CLASS.search(" ".join(set(_CLASSES(tree))).lower()) is not None
    if has_class and any(_is_in_class(hint, source) for hint in CLASS_HINTS):
        for element in list(tree.iter(*INLINE_HOLDERS, *BLOCK_HOLDERS)):
            if _CLASS.search((element.get("class") or "").lower()):
                _join_to_word(element)


def _is_in_class(hint: str, source: str) -> bool:
    """Tell whether a class of an element has these words; those of a style sheet do not count."""
    position = source.find(hint)
    while position >= 0:
        tag = source.rfind("<", max(0, position - MAX_CHARACTERS), position)
        if tag >= 0 and "class" in source[tag:position] and ">" not in source[tag:position]:
            return True
        position = source.find(hint, position + MAX_HINT)
    return False


def _is_hidden(element: HtmlElement | None) -> bool:
    """Tell whether an element is for the eye alone, and no text follows it."""
    return element is not None and element.get("aria-hidden") == "true" and not (element.tail or "").strip()


def _keep_one_copy(first: HtmlElement) -> None:
    """Keep, of the elements for the eye from `first` on and a copy of their text beside them, the former alone."""
    shown = list(_hidden_run(first))
    text = "".join(map(_text_of, shown))
    before, after = first.getprevious(), shown[-1].getnext()
    copies = [
        copy
        for copy, between in ((before, "" if before is None else before.tail), (after, shown[-1].tail))
        if copy is not None and copy.tag in INLINE and not (between or "").strip() and _text_of(copy) == text
    ]
    is_cap = not _text_before(first) and _CAP.fullmatch(text) and _begins_lower(shown[-1].tail)
    if text and (copies or is_cap):
        for element in shown:
            del element.attrib["aria-hidden"]
        for copy in copies[:1]:
            copy.drop_tree()


def _hidden_run(first: HtmlElement) -> Iterator[HtmlElement]:
    element: HtmlElement | None = first
    while element is not None and element.get("aria-hidden") == "true":
        yield element
        element = element.getnext() if not (element.tail or "").strip() else None


def _text_of(element: HtmlElement) -> str:
    pieces = islice(element.itertext(), MAX_PIECES)
    return " ".join("".join(piece[:MAX_CHARACTERS] for piece in pieces).split())


def _text_before(element: HtmlElement) -> str:
    """Return the text between an element and what comes before it: its sibling, or the start of its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return (previous.tail or "").strip() or _text_of(previous)
    return "" if parent is None else (parent.text or "").strip()


def _begins_lower(text: str | None) -> bool:
    return (text or "")[:1].islower()


def _write_letter(image: HtmlElement) -> None:
    """Write the letter that an image has for its `alt` at the start of a text, where the rest of its word follows."""
    letter = image.get("alt", "")
    if _begins_lower(image.tail) and not _text_before(image):
        image.attrib.clear()
        image.tag, image.text = "span", letter


def _join_to_word(element: HtmlElement) -> None:
    """Join a first letter to the rest of its word behind white space, or in the next paragraph."""
    letter = _text_of(element)
    if not _CAP.fullmatch(letter):
        return
    if element.tag in BLOCK_HOLDERS or not (element.tail or "").strip():
        following = element.getnext()
        if following is not None and following.tag == "p" and _begins_lower((following.text or "").lstrip()):
            following.text = letter + (following.text or "").lstrip()
            element.drop_tree()
        return
    rest = _REST_OF_WORD.match(element.tail or "")
    if rest and rest.group(1) and rest.group(2).islower() and letter[-1].lower() not in WORD_LETTERS:
        element.tail = (element.tail or "")[rest.end(1) :]
