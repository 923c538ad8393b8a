"""trafilatura's judgement of where a page's text is, as a container like any other (pure but for its caches).

It gets a copy of the tree. Nothing is deduplicated, since it would remember earlier pages, and it is asked for no
metadata, whose dates it guesses.
"""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, fromstring
from trafilatura.meta import reset_caches
from trafilatura.settings import Document

from extract.body.container import PLUGINS
from extract.html import without_elements
from extract.page import Page

# Its caches grow with every page; emptying them now and then costs nothing that can be measured.
PAGES_BETWEEN_RESETS = 500

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
EMPHASIS = {"#b": "strong", "#i": "em", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}

_pages = count(1)


def trafilatura_container(page: Page) -> HtmlElement | None:
    """Return a `div` with the text that trafilatura finds, or None."""
    found = ask(page, _without_plugins(page), include_formatting=True, include_links=True, include_tables=True)
    return None if found is None else _as_html(found.body)


def trafilatura_text(page: Page) -> str:
    """Return the text that trafilatura finds in its faster way, "" for none."""
    found = ask(page, page.tree, fast=True)
    return "" if found is None else found.text or ""


def ask(page: Page, tree: HtmlElement, **options: Any) -> Document | None:
    """Return what trafilatura makes of a tree, of which it makes a copy."""
    if next(_pages) % PAGES_BETWEEN_RESETS == 0:
        reset_caches()
    found = trafilatura.bare_extraction(
        tree, url=page.url, with_metadata=False, include_comments=False, deduplicate=False, **options
    )
    # It returns a plain dictionary only where one is asked for.
    return None if isinstance(found, dict) else found


def _without_plugins(page: Page) -> HtmlElement:
    """Return the tree, or a copy without what plug-ins put into the text, as a count of views does."""
    return without_elements(page.tree, PLUGINS) if page.select(PLUGINS) else page.tree


def _as_html(body: etree._Element) -> HtmlElement:
    """Return trafilatura's own mark-up as HTML."""
    for element in body.iter():
        convert = TAGS.get(str(element.tag))
        if convert is not None:
            attributes = dict(element.attrib)
            element.attrib.clear()
            element.tag, kept = convert(attributes)
            for name, value in kept.items():
                element.set(name, value)
    body.tag = "div"
    return fromstring(etree.tostring(body, encoding="unicode", method="html", with_tail=False))


Converted = tuple[str, Mapping[str, str]]


def _heading(given: Mapping[str, str]) -> Converted:
    level = given.get("rend", "")
    return (level if level in HEADINGS else "h2"), {}


def _list(given: Mapping[str, str]) -> Converted:
    return ("ol" if given.get("rend") == "ol" else "ul"), {}


def _link(given: Mapping[str, str]) -> Converted:
    return "a", {"href": given.get("target", "")}


def _image(given: Mapping[str, str]) -> Converted:
    return "img", {name: given[name] for name in ("src", "alt") if name in given}


def _emphasis(given: Mapping[str, str]) -> Converted:
    return EMPHASIS.get(given.get("rend", ""), "em"), {}


def _cell(given: Mapping[str, str]) -> Converted:
    return ("th" if given.get("role") == "head" else "td"), {}


def _renamed(tag: str) -> Callable[[Mapping[str, str]], Converted]:
    return lambda _given: (tag, {})


TAGS: Mapping[str, Callable[[Mapping[str, str]], Converted]] = {
    "ab": _renamed("p"),
    "cell": _cell,
    "code": _renamed("code"),
    "graphic": _image,
    "head": _heading,
    "hi": _emphasis,
    "item": _renamed("li"),
    "lb": _renamed("br"),
    "list": _list,
    "quote": _renamed("blockquote"),
    "ref": _link,
    "row": _renamed("tr"),
}
