"""Source links: where an article says that it first stood (pure).

    the first and last paragraphs | a cue and a link that leads elsewhere | else the canonical address on another host

A link is needed: `Source: Reuters` alone names nobody that could be asked.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import landmark_path, text_of
from extract.page import Page
from extract.text import all_words, any_pattern
from extract.words.source_words import FIRST, LABEL, NO_SOURCE, STEMS

# Eight sources were found on evaluation pages without a container, seven of them canonical addresses: judged by their
# addresses, all eight are the same text elsewhere. With one, both links behind a label were of a part of the text.
SURE = 0.9
LABELLED = 0.3

# In words: what a paragraph that names the source has at most, one with a sure cue too.
LONGEST = 25
LONGEST_SURE = 60
# How many paragraphs at each end of a text may name its source, and how many are looked at for a sure cue.
ENDS = 3
INLINE = ("em", "small")
MOST = 600

CUES = re.compile(
    r"\b(?:read|continue|full|source|originally|original|first (?:appeared|published)|via|here|kaynak)\b",
    re.IGNORECASE,
)

_SURE = re.compile(any_pattern(FIRST))
_LABELLED = re.compile(rf"\W{{0,3}}(?:{any_pattern(LABEL)})\s?[:\uff1a]|\W{{0,3}}via\s")
_STEMS = tuple(all_words(STEMS))
_NO_SOURCE = re.compile(NO_SOURCE)

# What follows the text without being of it: notes, and what themes put under it.
BEHIND = ("wp-block-footnotes", "related", "page-links", "share", "post-views", "contents")
BEHIND_TAGS = frozenset({"table", "form"})


def source_link(container: HtmlElement, page: Page) -> Iterator[HtmlElement]:
    """Yield the link of the last paragraph when that leads elsewhere and is all, or the point, of the paragraph."""
    paragraph = _last(container)
    if paragraph is not None:
        links = [one for one in paragraph.iter("a") if _leads_elsewhere(one, page)]
        text = text_of(paragraph)
        whole = len(links) == 1 and text_of(links[0]).strip(" .→»") == text.strip(" .→»")
        if whole or (links and len(text.split()) <= LONGEST and CUES.search(text)):
            yield links[-1]


def _last(container: HtmlElement) -> HtmlElement | None:
    """Return the last paragraph of a text."""
    for one in reversed(list(container.iter("p", "li", "div"))):
        is_holder = one.tag == "div" and next(islice(one.iter("p", "div"), 1, None), None) is not None
        if not is_holder and text_of(one) and not any(map(_is_behind, (one, *one.iterancestors()))):
            return one
    return None


def _is_behind(element: HtmlElement) -> bool:
    names = element.get("class", "")
    return element.tag in BEHIND_TAGS or any(name in names for name in BEHIND)


def choose_source(context: PageContext, container: HtmlElement | None = None) -> Choice:
    """Return the link to where a text first stood; without its container, only what says so by itself is believed."""
    page = context.page
    whole = page.tree if container is None else container
    found = [*_said(whole, page, at_the_ends=container is not None), *_canonical(context)]
    if not found:
        return NOTHING
    confidence = LABELLED if _LABELLED.match(f"{found[0].reader} ") else SURE
    return Choice(chosen=tuple(found[:1]), confidence=confidence, candidates=tuple(found))


def _said(container: HtmlElement, page: Page, *, at_the_ends: bool) -> Iterator[Candidate]:
    """Yield the links of paragraphs with a cue: a sure one anywhere, a label at an end of the text."""
    if at_the_ends:
        paragraphs = [one for one in islice(container.iter("p", "li", "div", *INLINE), MOST) if _is_paragraph(one)]
        ends = dict.fromkeys([*paragraphs[:ENDS], *paragraphs[-ENDS:]])
    else:
        ends = {}
    for paragraph in dict.fromkeys([*ends, *_with_links_elsewhere(container, page)]):
        text = text_of(paragraph).lower()
        said = len(text.split())
        sure = said <= LONGEST_SURE and any(stem in text for stem in _STEMS)
        cue = _SURE.search(text) if sure else None
        if cue is None and paragraph in ends and said <= LONGEST:
            cue = _LABELLED.match(text)
        if cue:
            yield from _behind(cue, paragraph, text, page)


def _behind(cue: re.Match[str], paragraph: HtmlElement, text: str, page: Page) -> Iterator[Candidate]:
    """Yield the first link of a paragraph behind its cue: `published in 2019` has one before it, or none."""
    for link in paragraph.iter("a"):
        if text.find(text_of(link).lower(), cue.start()) >= 0 and _leads_elsewhere(link, page):
            address = page.absolute(link.get("href", ""))
            yield Candidate(text=address, reader=cue.group().strip(), place=landmark_path(link), element=link)
            return


def _with_links_elsewhere(container: HtmlElement, page: Page) -> Iterator[HtmlElement]:
    """Yield the paragraph of each link that may lead elsewhere, as far as it is short."""
    own = (urlsplit(page.url).hostname or "").removeprefix("www.")
    for link in islice(container.iter("a"), MOST):
        href = link.get("href", "").lstrip()
        if href.startswith(("http", "//")) and f"/{own}/" not in href and f".{own}/" not in href:
            paragraph = next(link.iterancestors("p", "li", "div"), None)
            if paragraph is not None and _is_paragraph(paragraph):
                yield paragraph


def _is_paragraph(element: HtmlElement) -> bool:
    """Tell whether an element holds a link and no paragraph of its own; a small one within a paragraph is none."""
    if element.find(".//a") is None:
        return False
    if element.tag in INLINE:
        return next(element.iterancestors("p", "li"), None) is None
    return next(islice(element.iter("p", "li", "div", "table"), 1, None), None) is None


def _canonical(context: PageContext) -> Iterator[Candidate]:
    """Yield the address of another site that the page calls its own."""
    for link in islice(context.page.tree.iter("link"), MOST):
        if "canonical" in link.get("rel", "").lower().split() and _leads_elsewhere(link, context.page):
            address = context.page.absolute(link.get("href", ""))
            host = urlsplit(address).hostname or ""
            if urlsplit(address).path.strip("/") and not any(_same_site(host, one) for one in context.hosts):
                yield Candidate(text=address, reader="link canonical", place="head")


def _leads_elsewhere(link: HtmlElement, page: Page) -> bool:
    address = page.absolute(link.get("href", ""))
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
        own = urlsplit(page.url).hostname or ""
    except ValueError:
        return False
    return scheme in {"http", "https"} and not _same_site(host, own) and not _NO_SOURCE.search(address)


def _same_site(host: str, other: str) -> bool:
    """Tell whether one host is the other, or below it; `www` is no difference."""
    one, two = host.lower().removeprefix("www."), other.lower().removeprefix("www.")
    return one == two or one.endswith(f".{two}") or two.endswith(f".{one}")
