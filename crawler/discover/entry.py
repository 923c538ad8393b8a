"""Finds the page at which a visit of a site begins: that of the given URL, or one that a given list names (network).

A URL may be that of a home page, a blog's front page, an article, a feed or a sitemap.
"""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from crawler.discover.answer import Answer
from crawler.discover.places import Place
from crawler.discover.visitor import Visitor
from crawler.operator import PRODUCT
from crawler.policy import DISALLOWED
from extract.errors import CommentaryError, ExtractionError
from extract.kind import BLOCKED_REASONS
from extract.listings import Link, find_links
from extract.page import Page
from extract.site import Source
from extract.statuses import BLOCKED_STATUSES
from extract.urls import canonical_url
from extract.walls import head_reason, wall_reason

__all__ = ["Entry", "enter", "entry_page", "is_html"]

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
WRITE_ANOTHER = "write the URL of the site's home page or of one of its articles"
TRY_LATER = "try again later"
# HTTP statuses from here on tell of a fault of the server (RFC 9110, 15.6).
SERVER_ERROR = 500
# Kinds of lists whose URL may be given in place of a page's, in the order in which they are tried.
LISTS = ("feed", "sitemap")
GIVEN = "its URL was given"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What answered, its page, and then the home page of its host where that is another one.

    `given` is the list whose URL was given in place of a page's.
    """

    answer: Answer
    pages: tuple[Page, ...]
    given: tuple[Place, ...] = ()

    @property
    def first(self) -> Page:
        """The page at which the visit begins."""
        return self.pages[0]


async def enter(visitor: Visitor, url: str) -> Entry:
    """Return where a visit begins; CommentaryError, with the reason, where nothing there is a page of a site."""
    answer = await visitor.fetch(url, moves=True)
    if answer.good_page is None or (given := given_list(answer.good_page, visitor.hosts)) is None:
        return Entry(answer=answer, pages=await _with_home(visitor, entry_page(url, answer)))
    place, links = given
    named = next((link.url for link in links if not link.listing and visitor.adopt(link.url)), None)
    page_url = named or urljoin(place.source.url, "/")
    answer = await visitor.fetch(page_url, moves=True)
    return Entry(answer=answer, pages=await _with_home(visitor, entry_page(page_url, answer)), given=(place,))


def given_list(page: Page, hosts: Collection[str]) -> tuple[Place, tuple[Link, ...]] | None:
    """Return the feed or sitemap that a page is, with what it lists; None for any other page."""
    for kind in LISTS if _kind(page) not in HTML_TYPES else ():
        source = Source(kind=kind, url=page.url)
        try:
            links = find_links(page, source, hosts)
        except ExtractionError:
            continue
        if links:
            return Place(source=source, why=GIVEN), links
    return None


def entry_page(url: str, answer: Answer) -> Page:
    """Return the page at the given URL; CommentaryError, with the reason, where it is no page of a site."""
    page = answer.page
    if page is None:
        raise CommentaryError(_not_fetched(url, answer.why))
    try:
        wall = wall_reason(page)
    except ExtractionError:
        wall = None
    if wall in BLOCKED_REASONS:
        raise CommentaryError(f"{url}: shows a {wall} in place of the page: the site lets no program in")
    if page.status in BLOCKED_STATUSES:
        raise CommentaryError(f"{answer.url}: answers with status {page.status}: the site lets no program in")
    if reason := answer.why or wall or head_reason(page.status, page.headers):
        todo = TRY_LATER if page.status >= SERVER_ERROR else WRITE_ANOTHER
        raise CommentaryError(f"{answer.url}: answers with {reason}; {todo}")
    kind = _kind(page)
    if kind not in HTML_TYPES:
        raise CommentaryError(f"{answer.url}: is {kind} and no page; {WRITE_ANOTHER}")
    if not is_html(page):
        raise CommentaryError(f"{answer.url}: is no HTML page; {WRITE_ANOTHER}")
    return page


def _not_fetched(url: str, why: str) -> str:
    """Return why there is no page at a URL, and what to do."""
    if why == DISALLOWED:
        return f"{url}: robots.txt forbids programs to fetch it; ask those who run the site to permit {PRODUCT} there"
    by_http = ", or write http:// before the host if it has no https" if url.startswith("https://") else ""
    return f"{url}: not fetched: {why}; see whether a browser opens it, and {TRY_LATER}{by_http}"


def is_html(page: Page) -> bool:
    """Tell whether a page can be parsed as HTML."""
    try:
        return page.tree.find("body") is not None
    except ExtractionError:
        return False


def _kind(page: Page) -> str:
    return page.content_type.partition(";")[0].strip().lower()


async def _with_home(visitor: Visitor, first: Page) -> tuple[Page, ...]:
    home = urljoin(first.url, "/")
    if canonical_url(home) == canonical_url(first.url):
        return (first,)
    page = (await visitor.fetch(home)).good_page
    return (first, page) if page is not None and page.url != first.url and is_html(page) else (first,)
