"""Finds the element that a profile would name as the container of the body, by the true text (pure)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from scores import words

# The share of the true body's words that a container must have.
MIN_SHARE = 0.95


def smallest_container(tree: HtmlElement, truth: Mapping[str, Any]) -> str | None:
    """Return the XPath of the smallest element that has the words of the true body, None if there is none."""
    true = words(truth.get("body") or "")
    found = None
    inside: HtmlElement | None = tree
    while inside is not None and true:
        found = inside
        inside = next((child for child in inside.iterchildren("*") if _holds(child, true)), None)
    # Only the root has the words: they are spread over the page, or not in it.
    return None if found is None or found is tree else _path(found)


def _holds(element: HtmlElement, true: Counter[str]) -> bool:
    # A space, so that the texts of neighbouring elements are not joined into one word.
    found = words(" ".join(element.itertext(with_tail=True)))
    return (found & true).total() >= MIN_SHARE * true.total()


def _path(element: HtmlElement) -> str:
    """Return an XPath of positions, because a tag's name may not be valid in XPath."""
    steps: list[str] = []
    parent = element.getparent()
    while parent is not None:
        position = 1 + sum(1 for _ in element.itersiblings("*", preceding=True))
        steps.append(f"*[{position}]")
        element, parent = parent, parent.getparent()
    return "/*/" + "/".join(reversed(steps))
