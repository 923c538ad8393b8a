"""Page: one response, with its decoded text and its lxml tree, each made once and shared by all readers (pure)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from extract.errors import ExtractionError
from extract.html import compile_css, decode_html, linked_data, parse_html
from extract.urls import with_ascii_host

# For the root element; `//` takes nearly twice the time.
_WITH_CLASS = etree.XPath("descendant-or-self::*[@class]")
_WITH_REL = etree.XPath("descendant::a[@rel]")
_HREFS = etree.XPath("descendant::a/@href", smart_strings=False)
# In characters. Every link of a page is joined with it.
MAX_BASE_URL = 4000
# A URL that urljoin returns as it is: in lower case up to its host, with a path or nothing behind that, in ASCII, and
# without `;`, which may begin parameters.
_WHOLE_URL = re.compile(
    r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/[\w.~!$&'()*+,:@=%/-]*)?(?:\?[\w.~!$&'()*+,:@=%/?-]+)?"
    r"(?:#[\w.~!$&'()*+,:@=%/?-]+)?",
    re.ASCII,
)
_WEB = ("http://", "https://")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One response, whether it came from the network, a WARC or a file.

    `body` is the payload with its Content-Encoding removed; `fetched_at` is aware UTC; `headers` have lower-case
    names (empty for a file). `url` is the URL that answered, after redirects; it may be empty where it is unknown;
    links then start from the URL that the page states of itself. ExtractionError when it cannot be parsed as a URL.
    `tree` is shared by all readers: whoever changes it works on a copy.
    """

    url: str
    fetched_at: datetime
    content_type: str
    body: bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse a URL on which every reader that takes it apart would fail."""
        try:
            urlsplit(self.url)
        except ValueError as error:
            raise ExtractionError(self.url, f"not a URL: {error}") from error

    @cached_property
    def text(self) -> str:
        """The decoded body; whatever the bytes are, there is some text."""
        return decode_html(self.body, self.content_type)

    @cached_property
    def tree(self) -> HtmlElement:
        """The root element; NotAnArticle when there is no HTML, ExtractionError when the page exceeds a limit."""
        return parse_html(self.url, self.body, lambda: self.text)

    @cached_property
    def by_class(self) -> Mapping[str, Sequence[HtmlElement]]:
        """The elements that have a class, under each of their classes."""
        return _by_word("class", _WITH_CLASS(self.tree))

    @cached_property
    def by_rel(self) -> Mapping[str, Sequence[HtmlElement]]:
        """The `a` elements that have a `rel`, under each word of it."""
        return _by_word("rel", _WITH_REL(self.tree))

    @cached_property
    def hrefs(self) -> Sequence[str]:
        """The `href` of each `a` element that has one, as written, in page order."""
        return tuple(_HREFS(self.tree))

    @cached_property
    def href_segments(self) -> frozenset[str]:
        """What stands between slashes in these, in lower case."""
        return frozenset("/".join(self.hrefs).lower().split("/"))

    def select(self, selector: str) -> list[HtmlElement]:
        """Return the elements that match a CSS selector, in page order."""
        return compile_css(selector).select(self.tree, self.by_class)

    @cached_property
    def base_url(self) -> str:
        """The URL that relative links start from: the first `base` element's where it is http(s), else the page's.

        A page that was read from a file has no such URL; then it is its canonical URL, or its `og:url`.
        """
        own = self.own_url
        stated = next((base.get("href", "") for base in self.tree.iter("base") if "href" in base.attrib), "")
        url = self.absolute(stated, own)
        return url if url.startswith(_WEB) and len(url) <= MAX_BASE_URL else own

    @cached_property
    def own_url(self) -> str:
        """The URL of the page; where that has no host, as a file's, the absolute one that the page states, if any."""
        if self.url.startswith(_WEB):
            return self.url
        links = (
            link.get("href", "") for link in self.tree.iter("link") if "canonical" in link.get("rel", "").split()
        )
        urls = (self.absolute(stated, "") for stated in (*links, *self.metas.get("og:url", ())))
        return next((url for url in urls if url.startswith(_WEB)), self.url)

    def absolute(self, href: str, base_url: str | None = None) -> str:
        """Return a URL of the page as an absolute one with its host in ASCII, or "" where it cannot be made absolute.

        It starts from `base_url`, by default that of the page.
        """
        href = href.strip()
        if _WHOLE_URL.fullmatch(href):
            return href
        try:
            url = urljoin(self.base_url if base_url is None else base_url, href)
            # Where there is no base, nothing has taken the URL apart yet.
            urlsplit(url)
        except ValueError:
            return ""
        return with_ascii_host(url) if _SCHEME.match(url) else ""

    @cached_property
    def metas(self) -> Mapping[str, Sequence[str]]:
        """The `content` of the `meta` elements, under each one's property, name and itemprop in lower case."""
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
        """The objects of the page's JSON-LD in page order, those of a `@graph` like all others."""
        scripts = self.tree.iter("script")
        return linked_data(script.text or "" for script in scripts if "ld+json" in script.get("type", "").lower())

    def __getstate__(self) -> dict[str, Any]:
        """Leave the caches out: a tree cannot be sent to another process, and the text is decoded there anew."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def _by_word(attribute: str, elements: Iterable[HtmlElement]) -> dict[str, list[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {}
    # Many elements have the same words.
    lists: dict[str, list[list[HtmlElement]]] = {}
    for element in elements:
        words = element.get(attribute) or ""
        if words not in lists:
            lists[words] = [found.setdefault(word, []) for word in dict.fromkeys(words.split())]
        for elements_of_word in lists[words]:
            elements_of_word.append(element)
    return found
