"""Readers: the ways to find text on a page, each by a name that a profile may use (pure).

To add a reader: write a function that yields what it finds, in page order, and add its line to READERS. Its docstring
is its documentation.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from extract import headline
from extract.jsonld import at_path, parse_json, strings_at
from extract.page import Page
from extract.pattern import check_pattern
from extract.selectors import compile_css, compile_xpath
from extract.source import source_link
from extract.tree import text_of


class Found(NamedTuple):
    """What a reader found: a text, and the element that it came from when it came from one."""

    text: str
    element: HtmlElement | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A way to find text: `find` runs it, `check` raises ValueError when a profile gives it a wrong selector."""

    find: Callable[[Page, str], Iterator[Found]]
    check: Callable[[str], object]


def css(page: Page, selector: str) -> Iterator[Found]:
    """Read the text of each element that a CSS selector matches."""
    for element in page.select(selector):
        yield Found(text_of(element), element)


def xpath(page: Page, path: str) -> Iterator[Found]:
    """Read the text of each element, or each string, that an XPath 1.0 yields."""
    result = compile_xpath(path)(page.tree)
    for one in result if isinstance(result, list) else [result]:
        if isinstance(one, HtmlElement):
            yield Found(text_of(one), one)
        elif isinstance(one, str):
            yield Found(" ".join(one.split()))


def link(page: Page, selector: str) -> Iterator[Found]:
    """Read the absolute address in `href`, `src` or `content` of each element that a CSS selector matches."""
    for element in page.select(selector):
        address = next(filter(None, map(element.get, ("href", "src", "content"))), "")
        yield Found(page.absolute(address) if address else "", element)


def time(page: Page, selector: str) -> Iterator[Found]:
    """Read the `datetime` or `content` attribute, or else the text, of each element that a CSS selector matches."""
    for element in page.select(selector):
        stated = element.get("datetime") or element.get("content") or ""
        yield Found(stated.strip() or text_of(element), element)


def meta(page: Page, name: str) -> Iterator[Found]:
    """Read the `content` of each `meta` with that name, property or itemprop."""
    for content in page.metas.get(name.lower(), ()):
        yield Found(content)


def jsonld(page: Page, path: str) -> Iterator[Found]:
    """Read a dotted path in JSON-LD: `author.name` of the page's article, `WebSite.name` of that type's objects."""
    for text in at_path(page.linked_data, path):
        yield Found(text)


def json(page: Page, selector: str) -> Iterator[Found]:
    """Read state kept as JSON in a script: the script's id, a space, and a dotted path in it."""
    identifier, _, path = selector.partition(" ")
    for script in page.tree.iter("script"):
        if script.get("id") == identifier:
            for text in strings_at(parse_json(script.text or ""), path.split(".")):
                yield Found(text)


def url(page: Page, pattern: str) -> Iterator[Found]:
    """Read what a regular expression finds in the page's own address: its first group, or all of it."""
    match = re.search(pattern, page.url)
    if match:
        yield Found(match.group(1) if match.re.groups else match.group())


def title(page: Page, selector: str) -> Iterator[Found]:
    """Read the headline: among the elements that a CSS selector matches, the one that the page's head bears out."""
    for text, element in headline.headlines(page, page.select(selector)):
        yield Found(text, element)


def source(page: Page, selector: str) -> Iterator[Found]:
    """Read where a text came from: the link of the last paragraph of the container that a CSS selector matches."""
    for container in page.select(selector)[:1]:
        for element in source_link(container, page):
            yield Found(page.absolute(element.get("href", "")), element)


def _check_json(selector: str) -> None:
    if not re.fullmatch(r"\S+ \S+", selector):
        raise ValueError("not an id, a space and a dotted path")


def _check_word(selector: str) -> None:
    if not re.fullmatch(r"[\w.:@-]+", selector):
        raise ValueError("not a name of letters, digits and . : - _ @")


READERS: Mapping[str, Reader] = {
    "css": Reader(find=css, check=compile_css),
    "json": Reader(find=json, check=_check_json),
    "jsonld": Reader(find=jsonld, check=_check_word),
    "link": Reader(find=link, check=compile_css),
    "meta": Reader(find=meta, check=_check_word),
    "source": Reader(find=source, check=compile_css),
    "time": Reader(find=time, check=compile_css),
    "title": Reader(find=title, check=compile_css),
    "url": Reader(find=url, check=check_pattern),
    "xpath": Reader(find=xpath, check=compile_xpath),
}
