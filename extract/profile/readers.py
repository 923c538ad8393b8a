"""Readers: the ways to find text on a page, each by a name that a profile may use (pure).

To add a reader: write a function that yields what it finds, in page order, and add its line to READERS. Its docstring
is its documentation.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields import CHOOSERS, source_link
from extract.html import compile_css, compile_xpath, jsonld_strings, parse_json, strings_at, text_of
from extract.profile.pattern import check_pattern
from extract.title import best_headings

# What an author's text does not hold, but for a `div` of WordPress's own blocks.
BOXES = ("aside", "section", "article", "form", "iframe", "div")
BLOCKS = ("wp-block-", "page-links")


class Found(NamedTuple):
    """What a reader found: a text, the element it came from when it came from one.

    `confidence` and `way` are there where candidates were weighed: how sure it is, and what found the one chosen.
    """

    text: str
    element: HtmlElement | None = None
    confidence: float | None = None
    way: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A way to find text: `find` runs it, `check` raises ValueError when a profile gives it a wrong selector."""

    find: Callable[[PageContext, str], Iterator[Found]]
    check: Callable[[str], object]


def css(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the text of each element that a CSS selector matches."""
    for element in context.page.select(selector):
        yield Found(text_of(element), element)


def alone(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the element that a CSS selector matches, where no other has its last class and no box is in it."""
    of_class = context.page.by_class.get(selector.rpartition(".")[2], ())
    for element in context.page.select(selector) if len(of_class) == 1 else ():
        if not any(_is_box(one) for one in element.iter(*BOXES) if one is not element):
            yield Found(text_of(element), element)


def _is_box(element: HtmlElement) -> bool:
    """Tell what no author writes from a block of WordPress."""
    return element.tag != "div" or not any(name in element.get("class", "") for name in BLOCKS)


def xpath(context: PageContext, path: str) -> Iterator[Found]:
    """Read the text of each element, or each string, that an XPath 1.0 yields."""
    result = compile_xpath(path)(context.page.tree)
    for one in result if isinstance(result, list) else [result]:
        if isinstance(one, HtmlElement):
            yield Found(text_of(one), one)
        elif isinstance(one, str):
            yield Found(" ".join(one.split()))


def link(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the absolute address in `href`, `src` or `content` of each element that a CSS selector matches."""
    for element in context.page.select(selector):
        address = next(filter(None, map(element.get, ("href", "src", "content"))), "")
        yield Found(context.page.absolute(address) if address else "", element)


def time(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the `datetime` or `content` attribute, or else the text, of each element that a CSS selector matches."""
    for element in context.page.select(selector):
        stated = element.get("datetime") or element.get("content") or ""
        yield Found(stated.strip() or text_of(element), element)


def meta(context: PageContext, name: str) -> Iterator[Found]:
    """Read the `content` of each `meta` with that name, property or itemprop."""
    for content in context.page.metas.get(name.lower(), ()):
        yield Found(content)


def jsonld(context: PageContext, path: str) -> Iterator[Found]:
    """Read a dotted path in JSON-LD: `author.name` of the page's article, `WebSite.name` of that type's objects."""
    for text in jsonld_strings(context.page.linked_data, path):
        yield Found(text)


def json(context: PageContext, selector: str) -> Iterator[Found]:
    """Read state kept as JSON in a script: the script's id, a space, and a dotted path in it."""
    identifier, _, path = selector.partition(" ")
    for script in context.page.tree.iter("script"):
        if script.get("id") == identifier:
            for text in strings_at(parse_json(script.text or ""), path.split(".")):
                yield Found(text)


def url(context: PageContext, pattern: str) -> Iterator[Found]:
    """Read what a regular expression finds in the page's own address: its first group, or all of it."""
    match = re.search(pattern, context.page.url)
    if match:
        yield Found(match.group(1) if match.re.groups else match.group())


def title(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the headline: among the elements that a CSS selector matches, the one that the page's head bears out."""
    for text, element in best_headings(context.page, context.page.select(selector)):
        yield Found(text, element)


def source(context: PageContext, selector: str) -> Iterator[Found]:
    """Read where a text came from: the link of the last paragraph of the container that a CSS selector matches."""
    for container in context.page.select(selector)[:1]:
        for element in source_link(container, context.page):
            yield Found(context.page.absolute(element.get("href", "")), element)


def choose(context: PageContext, field: str) -> Iterator[Found]:
    """Weigh all that the page says of a field: `title`, `authors` and others have a function that does."""
    choice = CHOOSERS[field](context)
    for one in choice.chosen:
        yield Found(one.text, one.element, choice.confidence, one.reader)


def _check_choose(selector: str) -> None:
    if selector not in CHOOSERS:
        raise ValueError(f"none of {', '.join(CHOOSERS)}")


def _check_alone(selector: str) -> None:
    compile_css(selector)
    if not re.search(r"\.[\w-]+$", selector):
        raise ValueError("it does not end with a class")


def _check_json(selector: str) -> None:
    if not re.fullmatch(r"\S+ \S+", selector):
        raise ValueError("not an id, a space and a dotted path")


def _check_word(selector: str) -> None:
    if not re.fullmatch(r"[\w.:@-]+", selector):
        raise ValueError("not a name of letters, digits and . : - _ @")


READERS: Mapping[str, Reader] = {
    "alone": Reader(find=alone, check=_check_alone),
    "choose": Reader(find=choose, check=_check_choose),
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
