"""Selectors: CSS and XPath, compiled once, and what they find in a tree (pure).

Most rules find nothing on a given page, and nearly all begin with a class. So a selector knows which classes it
needs: a page without them is not searched, and the search starts at the elements of the first one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
from cssselect.parser import Class, CombinedSelector
from lxml import etree
from lxml.html import HtmlElement


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """What stands between a selector's commas: the classes that it needs, its XPath from `first`'s elements."""

    needed: frozenset[str]
    first: str | None
    path: str


@dataclass(frozen=True, kw_only=True)
class Css:
    """A CSS selector ready to run on a whole page."""

    alternatives: tuple[Alternative, ...]

    def select(self, tree: HtmlElement, by_class: Mapping[str, Sequence[HtmlElement]]) -> list[HtmlElement]:
        """Return what matches in page order; `by_class` has all elements of the tree that have a class."""
        possible = [one for one in self.alternatives if all(name in by_class for name in one.needed)]
        if not possible:
            return []
        starts = {_variable(one.first): by_class[one.first] for one in possible if one.first is not None}
        return _elements(" | ".join(one.path for one in possible), tree, starts)


@lru_cache(maxsize=2048)
def compile_css(selector: str) -> Css:
    """Return a CSS selector ready to run on a whole page; ValueError says what is wrong with it."""
    _within(selector)
    translator = cssselect.HTMLTranslator()
    alternatives = []
    for one in cssselect.parse(selector):
        needed, first = _classes(one)
        start = "descendant-or-self::" if first is None else f"${_variable(first)}/self::"
        path = translator.selector_to_xpath(one, start, translate_pseudo_elements=True)
        alternatives.append(Alternative(needed=needed, first=first, path=path))
    return Css(alternatives=tuple(alternatives))


@lru_cache(maxsize=4096)
def compile_xpath(path: str) -> etree.XPath:
    """Return an XPath ready to run; ValueError says what is wrong with it."""
    try:
        return etree.XPath(path)
    except etree.XPathError as error:
        raise ValueError(f"not an XPath 1.0: {error}") from error


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements below `element`, or itself, that match a CSS selector, in page order."""
    return _elements(_within(selector), element, {})


@lru_cache(maxsize=2048)
def _within(selector: str) -> str:
    try:
        path = cssselect.HTMLTranslator().css_to_xpath(selector)
        compile_xpath(path)
    except (cssselect.SelectorError, ValueError) as error:
        raise ValueError(f"not a CSS selector: {error}") from error
    return path


def _elements(path: str, element: HtmlElement, starts: Mapping[str, Any]) -> list[HtmlElement]:
    found: list[HtmlElement] = compile_xpath(path)(element, **starts)
    return found


def _variable(name: str | None) -> str:
    """Return the XPath variable for a class; a class may hold marks that a variable may not."""
    return "c" + "_".join(f"{ord(letter):x}" for letter in name or "")


def _classes(selector: cssselect.Selector) -> tuple[frozenset[str], str | None]:
    """Return all classes that a match needs, not those negated or to choose from, and one of its leftmost part's."""
    needed: set[str] = set()
    first: str | None = None
    waiting: list[tuple[Any, bool]] = [(selector.parsed_tree, True)]
    while waiting:
        part, leftmost = waiting.pop()
        if isinstance(part, Class):
            needed.add(part.class_name)
            first = part.class_name if leftmost else first
        if isinstance(part, CombinedSelector):
            waiting.append((part.subselector, False))
        if hasattr(part, "selector"):
            waiting.append((part.selector, leftmost))
    return frozenset(needed), first
