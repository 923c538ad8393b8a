"""Finds the next page of an HTML listing, by whatever pager its theme has (pure).

rel=next | classes of pagers | a link that says so (`Older posts`, `Weiter`) | the number behind this page's own | the
URL behind this page's own | an arrow

A listing has other links that look like those: to the next month of a calendar, older comments, the next slide, the
rest of an article. They are told by where they stand and by their URLs.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from extract.html import text_of
from extract.listings.pager_urls import PagerUrls
from extract.listings.paging import link_header_urls
from extract.page import Page
from extract.text import all_words
from extract.words.pager_words import NEXT, NEXT_ARROWS, OLDER, PAGE

REL_NEXT = 'a[rel~="next"], link[rel~="next"]'
# WordPress (classic and block themes, Genesis, Elementor, WP-PageNavi), Bootstrap, Drupal, Joomla, Blogger.
CLASS_NEXT = (
    "nav.pagination-number a.next, a.next.page-numbers, .pagination a.next, .pagination .next a, "
    "a.wp-block-query-pagination-next, .nav-links .nav-previous a, .pager-next a, .pager__item--next a, "
    ".pagination-next a, a.pagination-next, a.nextpostslink, a.next-posts-link, a.blog-pager-older-link, "
    "a.older-posts"
)
# A longer text is a headline, such as `Next steps for the harbour`.
MAX_LABEL_CHARACTERS = 40
MAX_LINKS = 2000
MAX_PAGE_NUMBER = 99_999

_NEXT_LABELS = all_words(NEXT, separator=", ") | all_words(OLDER, separator=", ")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# In any digits: Arabic and Hindi sites have their own.
_LABEL_NUMBER = re.compile(
    rf"[\[(]?\s*(?:(?:{'|'.join(sorted(all_words(PAGE, separator=', ')))})\s+)?(\d{{1,5}})\s*[\])]?"
)
# Links within headings are those of articles.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
# Words of the class or id of boxes whose links lead to something else than the next page.
_OTHER_BOX = re.compile(
    r"calendar|kalender|calendrier|datepicker|tribe-events|tag-?cloud|tag-?list|\b(?:post-)?tags\b|carousel|slider|"
    r"swiper|slick|lightbox|gallery|rating|author-(?:box|bio)|breadcrumb|comment-(?:nav|page|list)",
    re.IGNORECASE,
)
_PAGER_BOX = re.compile(r"pag(?:er|in|ing|es)|seiten", re.IGNORECASE)
# A page's own class says what it lists: `archive tag tag-harbours`.
_WHOLE_PAGE = frozenset({"html", "body", "main"})


def next_page_url(page: Page, articles: Collection[str] = ()) -> str | None:
    """Return the URL of the next page of a listing, None where it has none or only a script knows it.

    `articles` are the URLs of those that the page lists: none of them is its next page.
    """
    urls = PagerUrls(page.url)
    return next((url for url in _candidates(page, urls) if urls.may_follow(url) and url not in articles), None)


def _candidates(page: Page, urls: PagerUrls) -> Iterator[str]:
    yield from _targets(page, REL_NEXT)
    yield from _targets(page, CLASS_NEXT)
    yield from (page.absolute(url, page.url) for url in link_header_urls(page, "next"))
    in_cards = len(page.select("article")) > 1
    links = [
        (link, page.absolute(link.get("href", "")))
        for link in islice(page.tree.iter("a"), MAX_LINKS)
        if link.get("href") and not _stands_elsewhere(link, in_cards=in_cards)
    ]
    yield from (url for link, url in links if _says_next(link) and urls.is_of_pager(url))
    yield from _by_number(links, urls)
    yield from (url for _, url in links if urls.number_of(url) == (urls.own_number or 1) + 1)
    arrows = [(_label(link), url) for link, url in links if _is_arrow(_label(link)) and urls.is_of_pager(url)]
    # `>>` is the last page beside `>`.
    yield from (url for _, url in sorted(arrows, key=lambda arrow: len(arrow[0])))


def _targets(page: Page, selector: str) -> Iterator[str]:
    for element in page.select(selector):
        if element.get("href") and not _stands_elsewhere(element, in_cards=False):
            yield page.absolute(element.get("href", ""))


def _stands_elsewhere(link: HtmlElement, *, in_cards: bool) -> bool:
    """Tell whether a link stands in a heading, a calendar or another box, or, if `in_cards`, in an article."""
    for ancestor in link.iterancestors():
        if ancestor.tag in _HEADINGS or (in_cards and ancestor.tag == "article"):
            return True
        named = f"{ancestor.get('class', '')} {ancestor.get('id', '')}"
        if ancestor.tag not in _WHOLE_PAGE and _OTHER_BOX.search(named):
            return True
    return False


def _may_count_pages(link: HtmlElement) -> bool:
    """Tell whether a number may be that of a page: in a table it is a day, unless the table is a pager."""
    table = next(link.iterancestors("table"), None)
    return table is None or _PAGER_BOX.search(f"{table.get('class', '')} {table.get('id', '')}") is not None


def _label(link: HtmlElement) -> str:
    return " ".join(text_of(link).casefold().split())


def _is_arrow(label: str) -> bool:
    return bool(label) and set(label.replace(" ", "")) <= NEXT_ARROWS


def _says_next(link: HtmlElement) -> bool:
    """Tell whether a link's text, label, title or picture says that it leads to the next or an older page."""
    pictures = (image.get("alt", "") for image in link.iter("img"))
    for said in (text_of(link), link.get("aria-label", ""), link.get("title", ""), *pictures):
        text = " ".join(said.casefold().split())
        if len(text) <= MAX_LABEL_CHARACTERS and _EDGES.sub("", text) in _NEXT_LABELS:
            return True
    return False


def _by_number(links: Iterable[tuple[HtmlElement, str]], urls: PagerUrls) -> Iterator[str]:
    """Yield the link labelled with the number behind this page's, among links that differ in a number alone.

    The numbers of the URLs need not be those of the labels: they may count from 0, or posts instead of pages.
    """
    numbered: dict[tuple[str, str], dict[int, tuple[int, str]]] = {}
    for link, url in links:
        label = _LABEL_NUMBER.fullmatch(_label(link)) if _may_count_pages(link) else None
        if label and 0 < int(label[1]) <= MAX_PAGE_NUMBER and (found := urls.split_at_number(url, int(label[1]))):
            before, number, behind = found
            numbered.setdefault((before, behind), {}).setdefault(int(label[1]), (number, url))
    for (before, behind), pages in numbered.items():
        own = urls.own_label(before, behind, {label: number for label, (number, _) in pages.items()})
        if own is not None and own + 1 in pages:
            yield pages[own + 1][1]
