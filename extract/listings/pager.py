"""Finds the next page of an HTML listing, by whatever pager its theme has (pure).

rel=next | classes of pagers | a link that says so (`Older posts`, `Weiter`, `»`) | the number behind this page's own
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from extract.html import text_of
from extract.listings.paging import link_header_urls
from extract.page import Page
from extract.text import all_words
from extract.words.pager_words import NEXT, NEXT_ARROWS, OLDER

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
_NUMBER = re.compile(r"\d{1,5}", re.ASCII)
_EXTENSION = re.compile(r"(?<=\w)\.(?:html?|php|aspx?)$")
# Links within these are headlines of articles, or the days of a calendar.
_NO_PAGER = frozenset({"h1", "h2", "h3", "h4", "table"})


def next_page_url(page: Page) -> str | None:
    """Return the URL of the next page of a listing, None where it has none or only a script knows it."""
    for url in _candidates(page):
        # A button for a script has `javascript:` or the page's own URL.
        if url.startswith(("http://", "https://")) and url.partition("#")[0] != page.url.partition("#")[0]:
            return url
    return None


def _candidates(page: Page) -> Iterator[str]:
    yield from _targets(page, REL_NEXT)
    yield from _targets(page, CLASS_NEXT)
    yield from (page.absolute(url, page.url) for url in link_header_urls(page, "next"))
    links = [link for link in islice(page.tree.iter("a"), MAX_LINKS) if link.get("href") and not _is_headline(link)]
    yield from (page.absolute(link.get("href", "")) for link in links if _says_next(link))
    if url := _by_number(page, links):
        yield url


def _targets(page: Page, selector: str) -> Iterator[str]:
    return (page.absolute(element.get("href", "")) for element in page.select(selector) if element.get("href"))


def _is_headline(link: HtmlElement) -> bool:
    return any(ancestor.tag in _NO_PAGER for ancestor in link.iterancestors())


def _says_next(link: HtmlElement) -> bool:
    """Tell whether a link's text, label or title says that it leads to the next or an older page."""
    for said in (text_of(link), link.get("aria-label", ""), link.get("title", "")):
        text = " ".join(said.casefold().split())
        if not text or len(text) > MAX_LABEL_CHARACTERS:
            continue
        bare = _EDGES.sub("", text)
        if bare in _NEXT_LABELS or (not bare and set(text.replace(" ", "")) <= NEXT_ARROWS):
            return True
    return False


def _by_number(page: Page, links: list[HtmlElement]) -> str | None:
    """Return the link labelled with the number behind this page's, among links that differ in the number alone."""
    numbered: dict[tuple[str, str], dict[int, str]] = {}
    for link in links:
        label = text_of(link).strip()
        if _NUMBER.fullmatch(label) and 0 < int(label) <= MAX_PAGE_NUMBER:
            url = page.absolute(link.get("href", "")).partition("#")[0]
            for found in list(_whole(str(int(label))).finditer(url))[-1:]:
                numbered.setdefault((url[: found.start()], url[found.end() :]), {})[int(label)] = url
    own = page.url.partition("#")[0]
    for (before, behind), urls in numbered.items():
        here = _own_number(own, before, behind)
        following = urls.get((here or 1) + 1)
        # The first page may have no number: then the URLs of the others must begin with its own, or the links number
        # something else, such as the issues of a magazine.
        if following and (here is not None or before.startswith(_stem(own))):
            return following
    return None


def _own_number(own: str, before: str, behind: str) -> int | None:
    """Return the number that the page's own URL has where those of its pager have theirs, None where it has none."""
    middle = own.removeprefix(before).removesuffix(behind) if own.startswith(before) else ""
    return int(middle) if _NUMBER.fullmatch(middle) else None


def _stem(url: str) -> str:
    """Return a URL without query, slash at the end and extension: behind `index.html` comes `index_2.html`."""
    return _EXTENSION.sub("", url.partition("?")[0].rstrip("/"))


def _whole(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){number}(?!\d)")
