"""READERS: the ways to find text on a page, each under the name by which a profile's rule uses it (pure).

To add a reader: write a function that yields what it finds, in page order, and add its line to READERS. Its docstring
is its documentation. docs/add-a-reader.md has an example.
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

# Elements that a theme or plug-in adds to a post's container; only a `div` of WordPress's own blocks is the author's.
ADDED_TAGS = ("aside", "section", "article", "form", "iframe", "div")
WORDPRESS_CLASSES = ("wp-block-", "page-links")


class Found(NamedTuple):
    """A text that a reader found, and the element that holds it, None where it comes from the head or a script.

    Where the reader chose among candidates, `confidence` is that of the choice, 0 to 1, and `candidate_reader` names
    what found the chosen one. `keep` is the rule's CSS for boxes within the element that are kept. `original` is the
    page's own element, where `element` is a copy from which the rule's `drop` took something.
    """

    text: str
    element: HtmlElement | None = None
    confidence: float | None = None
    candidate_reader: str = ""
    keep: str | None = None
    original: HtmlElement | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A way to find text: `find` runs it; `check` raises ValueError, with the reason, for a wrong selector."""

    find: Callable[[PageContext, str], Iterator[Found]]
    check: Callable[[str], object]


def css(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the text of each element that a CSS selector matches."""
    for element in context.page.select(selector):
        yield Found(text_of(element), element)


def alone(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the element that a CSS selector matches, if no other element of the page has the selector's last class.

    It is not read if it holds what a theme or plug-in adds: an `aside`, `section`, `form` or `iframe`, or a `div`
    that is no block of WordPress.
    """
    of_class = context.page.by_class.get(selector.rpartition(".")[2], ())
    for element in context.page.select(selector) if len(of_class) == 1 else ():
        if not any(_is_added(inner) for inner in element.iter(*ADDED_TAGS) if inner is not element):
            yield Found(text_of(element), element)


def _is_added(element: HtmlElement) -> bool:
    """Tell whether an element is a box of a theme or plug-in, and no block of WordPress."""
    return element.tag != "div" or not any(name in element.get("class", "") for name in WORDPRESS_CLASSES)


def xpath(context: PageContext, path: str) -> Iterator[Found]:
    """Read the text of each element, or each string, that an XPath 1.0 yields."""
    result = compile_xpath(path)(context.page.tree)
    for item in result if isinstance(result, list) else [result]:
        if isinstance(item, HtmlElement):
            yield Found(text_of(item), item)
        elif isinstance(item, str):
            yield Found(" ".join(item.split()))


def link(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the absolute URL in `href`, `src` or `content` of each element that a CSS selector matches."""
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
    """Read JSON in a `script`: the script's id, a space, and a dotted path, as in `__NEXT_DATA__ props.title`."""
    identifier, _, path = selector.partition(" ")
    for script in context.page.tree.iter("script"):
        if script.get("id") == identifier:
            for text in strings_at(parse_json(script.text or ""), path.split(".")):
                yield Found(text)


def url(context: PageContext, pattern: str) -> Iterator[Found]:
    """Read what a regular expression finds in the page's own URL: its first group, or the whole match."""
    match = re.search(pattern, context.page.url)
    if match:
        yield Found(match.group(1) if match.re.groups else match.group())


def title(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the headline: of the elements that a CSS selector matches, the one that agrees best with a head title."""
    for text, element in best_headings(context.page, context.page.select(selector)):
        yield Found(text, element)


def source(context: PageContext, selector: str) -> Iterator[Found]:
    """Read the original source: the link to another site in the last paragraph of the container that CSS matches."""
    for container in context.page.select(selector)[:1]:
        for element in source_link(container, context):
            yield Found(context.page.absolute(element.get("href", "")), element)


def choose(context: PageContext, field: str) -> Iterator[Found]:
    """Choose among all candidates for a field; `title`, `authors` and the others of CHOOSERS have a way to do so."""
    choice = CHOOSERS[field](context)
    for candidate in choice.chosen:
        yield Found(candidate.text, candidate.element, choice.confidence, candidate.reader)


def _check_choose(selector: str) -> None:
    if selector not in CHOOSERS:
        raise ValueError(f"write one of {', '.join(sorted(CHOOSERS))}")


def _check_alone(selector: str) -> None:
    compile_css(selector)
    if not re.search(r"\.[\w-]+$", selector):
        raise ValueError("it must end with a class, as `main > .entry-content` does")


def _check_json(selector: str) -> None:
    if not re.fullmatch(r"\S+ \S+", selector):
        raise ValueError("write the id of a script, a space and a dotted path, as in `__NEXT_DATA__ props.title`")


def _check_name(selector: str) -> None:
    if not re.fullmatch(r"[\w.:@-]+", selector):
        raise ValueError("write a name of letters, digits and . : - _ @, such as `article:section` or `author.name`")


READERS: Mapping[str, Reader] = {
    "alone": Reader(find=alone, check=_check_alone),
    "choose": Reader(find=choose, check=_check_choose),
    "css": Reader(find=css, check=compile_css),
    "json": Reader(find=json, check=_check_json),
    "jsonld": Reader(find=jsonld, check=_check_name),
    "link": Reader(find=link, check=compile_css),
    "meta": Reader(find=meta, check=_check_name),
    "source": Reader(find=source, check=compile_css),
    "time": Reader(find=time, check=compile_css),
    "title": Reader(find=title, check=compile_css),
    "url": Reader(find=url, check=check_pattern),
    "xpath": Reader(find=xpath, check=compile_xpath),
}
