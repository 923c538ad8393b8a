"""Compiles CSS selectors and XPaths, each once, and selects elements (pure).

Most rules find nothing on a given page, and nearly all begin with a class. So a compiled selector holds the classes
that a match needs: a page without them is not searched, and a search starts at the elements of the first class, or
else of the first tag.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
from cssselect.parser import Class, CombinedSelector, Element
from lxml import etree
from lxml.html import HtmlElement


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One selector of a list with commas: the classes that a match needs, and its XPath.

    `path` starts at the elements of the class `first`, or else of the tag `tag`, which the XPath variable `variable`
    holds; at the root if both are None.
    """

    needed: frozenset[str]
    first: str | None
    tag: str | None
    variable: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Css:
    """A compiled CSS selector, to be run on a whole page."""

    alternatives: tuple[Alternative, ...]

    def select(self, tree: HtmlElement, by_class: Mapping[str, Sequence[HtmlElement]]) -> list[HtmlElement]:
        """Return the elements that match, in page order; `by_class` has those of the tree under their classes."""
        paths: list[str] = []
        variables: dict[str, Sequence[HtmlElement]] = {}
        for each in self.alternatives:
            if all(name in by_class for name in each.needed):
                if each.first is not None:
                    variables[each.variable] = by_class[each.first]
                elif each.tag is not None:
                    variables[each.variable] = list(tree.iter(each.tag))
                paths.append(each.path)
        return _elements(" | ".join(paths), tree, variables) if paths else []


@lru_cache(maxsize=2048)
def compile_css(selector: str) -> Css:
    """Return a compiled CSS selector, to be run on a whole page; ValueError says what is wrong with it."""
    _css_to_xpath(selector)
    translator = cssselect.HTMLTranslator()
    alternatives = []
    for parsed in cssselect.parse(selector):
        needed, first, tag = _starts(parsed)
        # A name may hold characters that the name of a variable may not.
        variable = ("t" if first is None else "c") + "_".join(f"{ord(letter):x}" for letter in first or tag or "")
        start = "descendant-or-self::" if first is None and tag is None else f"${variable}/self::"
        path = translator.selector_to_xpath(parsed, start, translate_pseudo_elements=True)
        alternatives.append(Alternative(needed=needed, first=first, tag=tag, variable=variable, path=path))
    return Css(alternatives=tuple(alternatives))


@lru_cache(maxsize=4096)
def compile_xpath(path: str) -> etree.XPath:
    """Return a compiled XPath; ValueError says what is wrong with it."""
    try:
        return etree.XPath(path)
    except etree.XPathError as error:
        raise ValueError(f"not an XPath 1.0: {error}") from error


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return `element` and those within it that match a CSS selector, in page order; ValueError if it is none."""
    return _elements(_css_to_xpath(selector), element, {})


@lru_cache(maxsize=2048)
def _css_to_xpath(selector: str) -> str:
    try:
        path = cssselect.HTMLTranslator().css_to_xpath(selector)
        compile_xpath(path)
    except (cssselect.SelectorError, ValueError) as error:
        raise ValueError(f"not a CSS selector: {error}") from error
    return path


def _elements(path: str, element: HtmlElement, starts: Mapping[str, Any]) -> list[HtmlElement]:
    found: list[HtmlElement] = compile_xpath(path)(element, **starts)
    return found


def _starts(selector: cssselect.Selector) -> tuple[frozenset[str], str | None, str | None]:
    """Return the classes that every match needs, a class of the leftmost compound selector, and its tag, if any.

    Those within `:not()` and `:is()` are left out.
    """
    needed: set[str] = set()
    first: str | None = None
    tag: str | None = None
    unseen: list[tuple[Any, bool]] = [(selector.parsed_tree, True)]
    while unseen:
        part, leftmost = unseen.pop()
        if isinstance(part, Class):
            needed.add(part.class_name)
            first = part.class_name if leftmost else first
        if isinstance(part, Element) and leftmost and part.element and part.namespace is None:
            tag = part.element.lower()
        if isinstance(part, CombinedSelector):
            unseen.append((part.subselector, False))
        if hasattr(part, "selector"):
            unseen.append((part.selector, leftmost))
    return frozenset(needed), first, tag
