"""Parts: which page of an article in several this is, and where its next one is (pure).

links of the page | those to other pages of the same text, by their addresses | what marks each | number, next page

An address alone proves nothing: `/news/13/` is no page of `/news/`, and `-2` ends the slug of a second post of one
name. Neither does a link: a post's neighbour, the comments' second page and the list in a box are "next" as well.
Only both together do, and an archive joins only pages of which each says so itself. Links to a text on one page or
for the printer are not followed: robots.txt forbids them often, and what they lead to lacks the page's own data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import text_of
from extract.page import Page
from extract.parts.page_number import MAY_BE_NUMBERED, WORDS, Numbered, page_number_of, text_key
from extract.text import all_words
from extract.urls import canonical_url, is_listing_url
from extract.words.pager_words import NEXT, NEXT_ARROWS, PREVIOUS, PREVIOUS_ARROWS

# What WordPress and its themes put around the numbers of a post's pages.
PAGE_LINKS = (
    ".page-links .current, .post-nav-links .current, .post-page-numbers.current, .page-links > span[aria-current], "
    ".page-link .current, .wp-pagenavi .current"
)
# Boxes whose lists have pages of their own, by whole names of a class or id.
_ELSEWHERE = re.compile(
    r"(?:comments?(?:-?(?:area|list|nav|navigation|pagination|pager|section|wrap|wrapper|container|links))?|commentlist"
    r"|nav-comments|respond|disqus_thread|related(?:[-_].*)?|.*[-_]related|recommend.*|sidebar|widget(?:[-_].*)?"
    r"|view|view-content|views-.*|block-views.*|breadcrumbs?|latest(?:[-_].*)?"
    r"|(?:article|blog|card|entry|item|news|post|product|stor|video)(?:s|y|ies)?[-_]?(?:archive|cards|feed|grid|links|list|listing|loop)"
    r"(?:[-_].*)?)",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?:{WORDS}|página|страница|trang|第)?\s*(\d{{1,3}})\s*(?:页|頁|ページ)?", re.IGNORECASE)
_AT_END = re.compile(rf"\b(?:{WORDS}|página|страница) (\d{{1,2}})$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_OF_COMMENTS = re.compile(r"#(?:comment|respond|disqus)", re.IGNORECASE)
_NEXT, _PREVIOUS = all_words(NEXT, separator=", "), all_words(PREVIOUS, separator=", ")
MOST_LABEL = 60
# Why a link is taken for that to the next page, the surest reason first.
REASONS = ("rel=next", "number", "next")
# Of the few such links on evaluation pages of articles; the others were pagers of lists beside the text. An archive
# asks for the next page's own word as well.
CONFIDENCE = 0.5


@dataclass(frozen=True)
class OtherPage:
    """A link to a page of the same text: its number by address, how the address gives it, and what marks the link."""

    url: str
    number: int
    style: str
    label: str
    element: HtmlElement


@dataclass(frozen=True)
class Parts:
    """The pages of the text that one page shows."""

    page: Page

    @cached_property
    def number(self) -> int:
        """Which of the pages this is, from 1."""
        number = self._own.number if self._own else 1
        return number + 1 if self._own and self._counts_from_0 else number

    @cached_property
    def next(self) -> Choice:
        """The address of the next page."""
        found = [(one, reason) for one in self._others if (reason := self._reason(one))]
        chosen = sorted(found, key=lambda one: REASONS.index(one[1]))[:1]
        candidates = tuple(
            Candidate(text=one.url, reader=reason, place=place_of(one.element), element=one.element)
            for one, reason in chosen + [each for each in found if each not in chosen]
        )
        return Choice(chosen=candidates[:1], confidence=CONFIDENCE, candidates=candidates) if chosen else NOTHING

    def holds(self, url: str) -> bool:
        """Tell whether an address is that of one of these pages, by its spelling."""
        return _place(url, self._text) is not None

    @cached_property
    def _text(self) -> str:
        return self._own.text if self._own else text_key(self._address)

    @cached_property
    def _address(self) -> str:
        return canonical_url(self.page.url)

    @cached_property
    def _own(self) -> Numbered | None:
        """What this page's own address says, when the page bears it out."""
        if is_listing_url(self._address):
            return None
        return next((one for one in page_number_of(self._address) if self._is_borne_out(one)), None)

    @cached_property
    def _others(self) -> Sequence[OtherPage]:
        return () if is_listing_url(self._address) else tuple(self._links(self._own))

    @cached_property
    def _counts_from_0(self) -> bool:
        """Tell whether `?page=1` is the second page: a link's label is then one more than its number."""
        labels = {(one.number, one.label) for one in self._others if one.style == "named" and one.label.isdigit()}
        return bool(labels) and all(int(label) == number + 1 for number, label in labels)

    def _reason(self, one: OtherPage) -> str | None:
        """Return why a link leads to the next page, as one of REASONS; None when it does not."""
        here = self._own.number if self._own else 1 - self._counts_from_0
        if one.number != here + 1:
            return None
        label = str(one.number + self._counts_from_0)
        if one.label == label:
            return "number"
        # A post's neighbour may have its name and a number.
        return None if one.style == "slug" else one.label if one.label in REASONS else None

    def _is_borne_out(self, own: Numbered) -> bool:
        """Tell whether the page says too that it is a page of that text: by its canonical address or a pager."""
        if own.number == 1 and own.style != "named":
            return False
        marked = (_NUMBER.search(text_of(one)) for one in self.page.select(PAGE_LINKS))
        if any(found and int(found.group()) == own.number for found in marked):
            return True
        if any(text_key(url) == own.text for url in self._stated):
            return True
        links = list(self._links(own))
        back = {one.label for one in links if one.number == 1}
        beside = {one.label for one in links if abs(one.number - own.number) == 1}
        is_second = own.number == 2 and bool(back & {"rel=prev", "previous"})
        return "1" in back or is_second or (own.style == "named" and bool(beside - {""}))

    @cached_property
    def _stated(self) -> tuple[str, ...]:
        canonical = (one.get("href", "") for one in self.page.select("link[rel~='canonical']"))
        return tuple(self.page.absolute(href) for href in canonical if href)

    def _links(self, own: Numbered | None) -> Iterator[OtherPage]:
        """Yield the links to other pages of the text, in page order."""
        text = own.text if own else text_key(self._address)
        path = text.partition("/")[2].partition("?")[0]
        # An address with escapes may be written in several ways.
        path = "" if "%" in path else path
        for element in self.page.tree.iter("a", "link"):
            href = element.get("href", "")
            is_other = href.startswith(("#", "/", "http")) and path not in href
            if not href or is_other or (own is None and not MAY_BE_NUMBERED.search(href)):
                continue
            url = self.page.absolute(href)
            place = None if _OF_COMMENTS.search(href) else _place(url, text)
            if place and canonical_url(url) != self._address and not _is_elsewhere(element):
                yield OtherPage(url.partition("#")[0], *place, _label(element), element)


def place_of(element: HtmlElement) -> str:
    """Return where an element stands, in a few names."""
    above = [one for one in element.iterancestors() if one.tag not in {"html", "body"}][:2]
    names = [".".join([str(one.tag), *one.get("class", "").split()[:1]]) for one in above]
    return " > ".join([*reversed(names), str(element.tag)])


def _place(url: str, text: str) -> tuple[int, str] | None:
    """Return number and style of an address among the pages of a text, None when it is no such page."""
    for one in page_number_of(url):
        if one.text == text:
            return one.number, one.style
    return (1, "first") if text_key(url) == text else None


def _label(element: HtmlElement) -> str:
    """Return what marks a link: its number, rel=next, rel=prev, next, previous, or nothing."""
    shown = " ".join((text_of(element) or element.get("aria-label") or element.get("title") or "").lower().split())
    bare = _EDGES.sub("", shown)
    number = (_LABEL.fullmatch(bare) or _AT_END.search(bare)) if len(shown) <= MOST_LABEL else None
    rel = element.get("rel", "").lower().split()
    if number and not {"next", "prev"} & set(rel):
        return str(int(number[1]))
    for name in ("next", "prev"):
        if name in rel:
            return f"rel={name}"
    marks = set(shown.replace(" ", "")) if not bare else set()
    if bare in _NEXT or (marks and marks <= NEXT_ARROWS):
        return "next"
    return "previous" if bare in _PREVIOUS or (marks and marks <= PREVIOUS_ARROWS) else ""


def _is_elsewhere(element: HtmlElement) -> bool:
    """Tell whether a link stands in a box that has pages of its own."""
    for above in element.iterancestors():
        if above.tag in {"body", "html"}:
            return False
        names = f"{above.get('id', '')} {above.get('class', '')}".split()
        if any(_ELSEWHERE.fullmatch(name) for name in names):
            return True
    return False
