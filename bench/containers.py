"""The element that a profile of a page's site would name as the body's, found by the truth (pure)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from scores import words

# The share of the true body's words that an element must hold.
SHARE = 0.95


def smallest_container(tree: HtmlElement, truth: Mapping[str, Any]) -> str | None:
    """Return the XPath of the smallest element with the words of the true body; None where none has them."""
    true = words(truth.get("body") or "")
    found = None
    inside: HtmlElement | None = tree
    while inside is not None and true:
        found = inside
        inside = next((child for child in inside.iterchildren("*") if _holds(child, true)), None)
    # The root is no container: the words are all over the page, or not in it.
    return None if found is None or found is tree else _path(found)


def _holds(element: HtmlElement, true: Counter[str]) -> bool:
    # Text of neighbouring elements is not one word.
    there = words(" ".join(element.itertext(with_tail=True)))
    return (there & true).total() >= SHARE * true.total()


def _path(element: HtmlElement) -> str:
    """Return a path by position: a tag's name may be none in XPath."""
    steps: list[str] = []
    parent = element.getparent()
    while parent is not None:
        position = 1 + sum(1 for _ in element.itersiblings("*", preceding=True))
        steps.append(f"*[{position}]")
        element, parent = parent, parent.getparent()
    return "/*/" + "/".join(reversed(steps))
