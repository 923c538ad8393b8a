"""Finding links on the places where a site lists its pages (pure).

To add a kind of source: write a function that yields Links and add its line to SOURCES; its docstring is its
documentation. A function gives what the listing names; whether an address is wanted is the caller's to decide.
"""

from collections.abc import Callable, Iterator, Mapping

from extract.errors import ExtractionError
from extract.listings.feed import feed
from extract.listings.link import Link
from extract.listings.paging import header_links
from extract.listings.sitemap import sitemap
from extract.listings.wordpress import wordpress
from extract.page import Page
from extract.site import Source
from extract.walls import wall_reason

__all__ = ["SOURCES", "Link", "Source", "feed", "find_links", "listing", "sitemap", "wordpress"]

# As many as a sitemap may have by its own standard.
MAX_LINKS = 50_000
MAX_URL = 2000

CARDS = (
    ".p-wrap .entry-title a[href], .wp-block-post-title a[href], article h1 a[href], article h2 a[href], "
    "article h3 a[href], h2.entry-title a[href], h3.entry-title a[href], .post-title a[href]"
)
CONTENT = "main a[href], #content a[href], #main a[href]"
PAGER = (
    'a[rel~="next"], link[rel~="next"], nav.pagination-number a.next, a.next.page-numbers, .pagination a.next, '
    ".pagination .next a, a.wp-block-query-pagination-next, .nav-links .nav-previous a, .pager-next a, "
    "a.blog-pager-older-link, a.older-posts"
)


def find_links(page: Page, source: Source) -> tuple[Link, ...]:
    """Return what a page of a source lists, each address once; ExtractionError says what it is instead of a list."""
    if source.kind == "listing" and (reason := wall_reason(page)):
        raise ExtractionError(page.url, reason)
    try:
        return _links(page, source)
    except ExtractionError as error:
        raise ExtractionError(page.url, _instead(page) or error.problem) from error


def _links(page: Page, source: Source) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in SOURCES[source.kind](page):
        address = page.absolute(link.url, page.url)
        if address.startswith(("http://", "https://")) and len(address) <= MAX_URL and _is_text(address):
            found.setdefault(address, Link(url=address, listing=link.listing, modified_at=link.modified_at))
        if len(found) >= MAX_LINKS:
            break
    found.pop(page.url, None)
    return tuple(found.values())


def _is_text(address: str) -> bool:
    """Tell whether an address can be written at all: JSON may hold halves of characters."""
    try:
        address.encode()
    except UnicodeEncodeError:
        return False
    return True


def _instead(page: Page) -> str | None:
    """Return what came in the place of a list that is no HTML, when that is known."""
    try:
        return wall_reason(page) if "html" in page.content_type.lower() else None
    except ExtractionError:
        return None


def listing(page: Page) -> Iterator[Link]:
    """List the cards of an HTML page, or else the links of its content, and its next page."""
    cards = page.select(CARDS) or page.select(CONTENT) or page.select("a[href]")
    for element in cards:
        yield Link(url=page.absolute(element.get("href", "")))
    pagers = [page.absolute(element.get("href", "")) for element in page.select(PAGER)]
    for address in (*pagers, *(page.absolute(stated, page.url) for stated in header_links(page, "next"))):
        # A button that only a script understands leads nowhere, or back here.
        if address.startswith(("http://", "https://")) and address.partition("#")[0] != page.url:
            yield Link(url=address, listing=True)
            return


SOURCES: Mapping[str, Callable[[Page], Iterator[Link]]] = {
    "sitemap": sitemap,
    "feed": feed,
    "wordpress": wordpress,
    "listing": listing,
}
