"""Parts the long texts of a tree, so that the sanitiser's time grows with the tree's size, not its square (pure).

ammonia, which nh3 wraps, searches the rest of a text node or an attribute once for each `&` and no-break space in it.
"""

from copy import deepcopy
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

# In characters.
MAX_PART = 4000
MAX_ATTRIBUTE = 10_000


def to_html(root: HtmlElement) -> str:
    """Return a tree as HTML for the sanitiser; of long texts with empty comments in it, which the sanitiser removes.

    Attributes of more than MAX_ATTRIBUTE characters are left out.
    """
    html = _serialised(root)
    is_long = any(len(part) > MAX_PART for part in html.split("<"))
    return _serialised(_with_parted_texts(root)) if is_long else html


def _serialised(root: HtmlElement) -> str:
    return etree.tostring(root, encoding="unicode", method="html")


def _with_parted_texts(root: HtmlElement) -> HtmlElement:
    copied = deepcopy(root)
    for element in list(copied.iter()):
        for name, value in element.items():
            if len(value) > MAX_ATTRIBUTE:
                del element.attrib[name]
        # Before the tail of the same element, so that each goes behind the right node.
        if len(text := element.text or "") > MAX_PART and isinstance(element.tag, str):
            element.text = text[:MAX_PART]
            for place, start in enumerate(range(MAX_PART, len(text), MAX_PART)):
                element.insert(place, _comment(text, start))
        if len(text := element.tail or "") > MAX_PART and element is not copied:
            element.tail = text[:MAX_PART]
            for start in range(MAX_PART, len(text), MAX_PART):
                comment = _comment(text, start)
                element.addnext(comment)
                element = comment  # noqa: PLW2901 - the next part goes behind this one
    return copied


def _comment(text: str, start: int) -> HtmlElement:
    """Return an empty comment with a part of a text behind it."""
    comment = etree.Comment()
    comment.tail = text[start : start + MAX_PART]
    return cast("HtmlElement", comment)
