"""Source links: where an article says that it first stood (pure)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from extract.page import Page
from extract.tree import text_of

LONGEST = 25

CUES = re.compile(
    r"\b(?:read|continue|full|source|originally|original|first (?:appeared|published)|via|here|kaynak)\b",
    re.IGNORECASE,
)

# What follows the text without being of it: notes, and what themes put under it.
_LAST = etree.XPath(
    "descendant::*[self::p or self::li or self::div[not(descendant::p or descendant::div)]][normalize-space()]"
    "[not(ancestor-or-self::*[contains(concat(' ', @class, ' '), ' wp-block-footnotes ')"
    " or contains(@class, 'related') or contains(@class, 'page-links') or contains(@class, 'share')"
    " or contains(@class, 'post-views') or contains(@class, 'contents') or self::table or self::form])][last()]"
)


def source_link(container: HtmlElement, page: Page) -> Iterator[HtmlElement]:
    """Yield the link of the last paragraph when that leads elsewhere and is all, or the point, of the paragraph."""
    for paragraph in _LAST(container):
        links = [one for one in paragraph.iter("a") if _leads_elsewhere(one, page)]
        text = text_of(paragraph)
        whole = len(links) == 1 and text_of(links[0]).strip(" .→»") == text.strip(" .→»")
        if whole or (links and len(text.split()) <= LONGEST and CUES.search(text)):
            yield links[-1]


def _leads_elsewhere(link: HtmlElement, page: Page) -> bool:
    try:
        address = urlsplit(page.absolute(link.get("href", "")))
        return address.scheme in {"http", "https"} and address.netloc != urlsplit(page.url).netloc
    except ValueError:
        return False
