"""Page: one response; decoded text and one lxml tree, made once, shared by all readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from extract.html import compile_css, decode_html, linked_data, parse_html

_WITH_CLASS = etree.XPath("//*[@class]")
_WITH_REL = etree.XPath("//a[@rel]")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One response, whether it came from the network, a WARC or a file.

    `body` is the payload with its Content-Encoding removed; `fetched_at` is aware UTC; `headers` have lower-case
    names (empty for a file). `url` is the address that answered, after redirects. `tree` is shared by all readers:
    who changes it works on a copy.
    """

    url: str
    fetched_at: datetime
    content_type: str
    body: bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def text(self) -> str:
        """The body decoded; whatever the bytes are, there is some text."""
        return decode_html(self.body, self.content_type)

    @cached_property
    def tree(self) -> HtmlElement:
        """The root element; ExtractionError when there is none, or when the page is beyond our limits."""
        return parse_html(self.url, self.body, lambda: self.text)

    @cached_property
    def by_class(self) -> Mapping[str, Sequence[HtmlElement]]:
        """All elements that have a class, by each of their classes."""
        return _by_word("class", _WITH_CLASS(self.tree))

    @cached_property
    def by_rel(self) -> Mapping[str, Sequence[HtmlElement]]:
        """All links that say what they lead to, by each word of it."""
        return _by_word("rel", _WITH_REL(self.tree))

    def select(self, selector: str) -> list[HtmlElement]:
        """Return the elements that match a CSS selector, in page order."""
        return compile_css(selector).select(self.tree, self.by_class)

    @cached_property
    def base_url(self) -> str:
        """The address that relative links start from: the first that the page names, where it is one of the web."""
        stated = next((one.get("href", "") for one in self.tree.iter("base") if "href" in one.attrib), "")
        base = self.absolute(stated, self.url)
        return base if base.startswith(("http://", "https://")) else self.url

    def absolute(self, href: str, base_url: str | None = None) -> str:
        """Return an address seen on the page as an absolute one, or "" when it is none."""
        try:
            return urljoin(base_url or self.base_url, href.strip())
        except ValueError:
            return ""

    @cached_property
    def metas(self) -> Mapping[str, Sequence[str]]:
        """The `content` of all `meta` elements under their lower-case name, property or itemprop."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = element.get("content", "").strip()
            for attribute in ("property", "name", "itemprop"):
                name = element.get(attribute, "").strip().lower()
                if name and content:
                    found.setdefault(name, []).append(content)
        return found

    @cached_property
    def linked_data(self) -> tuple[dict[str, Any], ...]:
        """The objects of the page's JSON-LD, in page order, graphs laid flat."""
        scripts = self.tree.iter("script")
        return linked_data(one.text or "" for one in scripts if "ld+json" in one.get("type", "").lower())

    def __getstate__(self) -> dict[str, Any]:
        """Leave the caches behind: a tree does not cross into another process, and its text need not."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def _by_word(attribute: str, elements: Iterable[HtmlElement]) -> dict[str, list[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {}
    for element in elements:
        for word in dict.fromkeys(element.get(attribute, "").split()):
            if word in found:
                found[word].append(element)
            else:
                found[word] = [element]
    return found
