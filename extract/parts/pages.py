"""Parts: which page of an article in several this is, and where its next page is (pure).

links of the page | those to other pages of the same text, by their URLs | the label of each | number, next page

A URL alone proves nothing: `/news/13/` is no page of `/news/`, and `-2` ends the slug of a second post of one name.
Nor does a link: the next post, the second page of comments and the pager of a list are labelled "next" as well. Both
are needed, and an archive joins only pages that each state their number. Links to the text on one page or to a
version for print are not followed: robots.txt often forbids them, and they lack the page's metadata.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import Area, Areas, landmark_path, text_of, with_ancestors
from extract.page import Page
from extract.parts.page_number import MAY_HAVE_NUMBER, PAGE_WORDS, PageNumber, page_numbers_of, text_key
from extract.text import all_words
from extract.urls import canonical_url, is_listing_url
from extract.words.pager_words import NEXT, NEXT_ARROWS, PREVIOUS, PREVIOUS_ARROWS

# Where WordPress and its themes show the number of this page among a post's pages.
CURRENT_PAGE = (
    ".page-links .current, .post-nav-links .current, .post-page-numbers.current, .page-links > span[aria-current], "
    ".page-link .current, .wp-pagenavi .current"
)
# Areas whose lists have pages of their own.
_BESIDE = Areas(Area.COMMENTS, Area.RELATED, Area.SIDEBARS, Area.WIDGETS, Area.LISTS, Area.BREADCRUMBS)
_LABEL = re.compile(rf"(?:{PAGE_WORDS}|página|страница|trang|第)?\s*(\d{{1,3}})\s*(?:页|頁|ページ)?", re.IGNORECASE)
_AT_END = re.compile(rf"\b(?:{PAGE_WORDS}|página|страница) (\d{{1,2}})$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_OF_COMMENTS = re.compile(r"#(?:comment|respond|disqus)", re.IGNORECASE)
_NEXT, _PREVIOUS = all_words(NEXT, separator=", "), all_words(PREVIOUS, separator=", ")

MAX_LABEL_CHARACTERS = 60
# The labels of a link that leads to the next page, the surest first; `number` is the next page's.
NEXT_REASONS = ("rel=next", "number", "next")
# The share right of the few such links on evaluation pages of articles; the others were pagers of lists. An archive
# joins a next page only where that page states its number too.
CONFIDENCE = 0.5


@dataclass(frozen=True)
class OtherPage:
    """A link to another page of the same text: its number by URL, how the URL gives it, and the link's label.

    `style` is as in PageNumber, or `first` for the URL without a number; `label` is as `_label` returns it.
    """

    url: str
    number: int
    style: str
    label: str
    element: HtmlElement


@dataclass(frozen=True)
class Parts:
    """The pages of the text of which `page` shows one."""

    page: Page

    @cached_property
    def number(self) -> int:
        """The number of this page, from 1."""
        number = self._own.number if self._own else 1
        return number + 1 if self._own and self._counts_from_0 else number

    @cached_property
    def next(self) -> Choice:
        """The URL of the next page, empty where this is the last or only one."""
        found = [(link, reason) for link in self._others if (reason := self._reason(link))]
        candidates = tuple(
            Candidate(text=link.url, reader=reason, landmark_path=landmark_path(link.element), element=link.element)
            for link, reason in sorted(found, key=lambda pair: NEXT_REASONS.index(pair[1]))
        )
        return Choice(chosen=candidates[:1], confidence=CONFIDENCE, candidates=candidates) if found else NOTHING

    def holds(self, url: str) -> bool:
        """Tell whether a URL is that of one of these pages, by its spelling."""
        return _number_and_style(url, self._text_key) is not None

    @cached_property
    def _text_key(self) -> str:
        return self._own.text_key if self._own else text_key(self._address)

    @cached_property
    def _address(self) -> str:
        return canonical_url(self.page.url)

    @cached_property
    def _above(self) -> frozenset[HtmlElement]:
        """The first `h1` and its ancestors, whose classes mark nothing beside the article."""
        return with_ancestors(next(self.page.tree.iter("h1"), None))

    @cached_property
    def _own(self) -> PageNumber | None:
        """The page number in this page's own URL, None where nothing on the page confirms it."""
        if is_listing_url(self._address):
            return None
        return next(filter(self._is_confirmed, page_numbers_of(self._address)), None)

    @cached_property
    def _others(self) -> Sequence[OtherPage]:
        return () if is_listing_url(self._address) else tuple(self._links(self._own))

    @cached_property
    def _counts_from_0(self) -> bool:
        """Tell whether `?page=1` is the second page: a link's label is then one more than its number."""
        links = (link for link in self._others if link.style == "word" and link.label.isdigit())
        labels = {(link.number, link.label) for link in links}
        return bool(labels) and all(int(label) == number + 1 for number, label in labels)

    def _reason(self, link: OtherPage) -> str | None:
        """Return why a link leads to the next page, as one of NEXT_REASONS; None when it does not."""
        here = self._own.number if self._own else 1 - self._counts_from_0
        if link.number != here + 1:
            return None
        if link.label == str(link.number + self._counts_from_0):
            return "number"
        # The next post may have the same slug and a number.
        return None if link.style == "slug" else link.label if link.label in NEXT_REASONS else None

    def _is_confirmed(self, own: PageNumber) -> bool:
        """Tell whether the page's canonical URL or its pager confirms the number in its URL."""
        if own.number == 1 and own.style != "word":
            return False
        current = (_NUMBER.search(text_of(element)) for element in self.page.select(CURRENT_PAGE))
        if any(found and int(found.group()) == own.number for found in current):
            return True
        if any(text_key(url) == own.text_key for url in self._canonical_urls):
            return True
        links = list(self._links(own))
        to_first = {link.label for link in links if link.number == 1}
        to_neighbours = {link.label for link in links if abs(link.number - own.number) == 1}
        is_second = own.number == 2 and bool(to_first & {"rel=prev", "previous"})
        return "1" in to_first or is_second or (own.style == "word" and bool(to_neighbours - {""}))

    @cached_property
    def _canonical_urls(self) -> tuple[str, ...]:
        canonical = (link.get("href", "") for link in self.page.select("link[rel~='canonical']"))
        return tuple(self.page.absolute(href) for href in canonical if href)

    def _links(self, own: PageNumber | None) -> Iterator[OtherPage]:
        """Yield the links to other pages of the text, in page order."""
        key = own.text_key if own else text_key(self._address)
        path = key.partition("/")[2].partition("?")[0]
        # A URL with percent-escapes may be written in several ways.
        path = "" if "%" in path else path
        for element in self.page.tree.iter("a", "link"):
            href = element.get("href", "")
            is_other = href.startswith(("#", "/", "http")) and path not in href
            if not href or is_other or (own is None and not MAY_HAVE_NUMBER.search(href)):
                continue
            url = self.page.absolute(href)
            page = None if _OF_COMMENTS.search(href) else _number_and_style(url, key)
            if page and canonical_url(url) != self._address and not _BESIDE.surround(element, self._above):
                yield OtherPage(url.partition("#")[0], *page, _label(element), element)


def _number_and_style(url: str, key: str) -> tuple[int, str] | None:
    """Return number and style of a URL among the pages of the text with that key, None where it is no such page."""
    for page in page_numbers_of(url):
        if page.text_key == key:
            return page.number, page.style
    return (1, "first") if text_key(url) == key else None


def _label(element: HtmlElement) -> str:
    """Return the label of a link: its number, `rel=next`, `rel=prev`, `next`, `previous`, or ""."""
    shown = " ".join((text_of(element) or element.get("aria-label") or element.get("title") or "").lower().split())
    bare = _EDGES.sub("", shown)
    number = (_LABEL.fullmatch(bare) or _AT_END.search(bare)) if len(shown) <= MAX_LABEL_CHARACTERS else None
    rel = element.get("rel", "").lower().split()
    if number and not {"next", "prev"} & set(rel):
        return str(int(number[1]))
    for name in ("next", "prev"):
        if name in rel:
            return f"rel={name}"
    arrows = set(shown.replace(" ", "")) if not bare else set()
    if bare in _NEXT or (arrows and arrows <= NEXT_ARROWS):
        return "next"
    return "previous" if bare in _PREVIOUS or (arrows and arrows <= PREVIOUS_ARROWS) else ""
