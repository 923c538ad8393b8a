"""Finds links in sitemaps, feeds, WordPress' REST API and HTML listings (pure).

To add a kind of source: write a function that yields Links and add its line to SOURCES; its docstring is its
documentation. It yields every URL of the listing; the caller decides which it fetches.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from extract.errors import ExtractionError, RefreshRedirect
from extract.listings.feed import feed
from extract.listings.link import Link
from extract.listings.pager import next_page_url
from extract.listings.sitemap import sitemap
from extract.listings.wordpress import wordpress
from extract.page import Page
from extract.site import Source
from extract.urls import is_on_site
from extract.walls import refresh_target, wall_reason

__all__ = ["SOURCES", "Link", "Source", "feed", "find_links", "listing", "sitemap", "wordpress"]

# As many as a sitemap may have (sitemaps.org).
MAX_LINKS = 50_000
# How many are read to find so many: a listing may repeat them, or hold what is no URL.
MAX_READ_LINKS = 2 * MAX_LINKS
MAX_URL_CHARACTERS = 2000

CARD_LINKS = (
    ".p-wrap .entry-title a[href], .wp-block-post-title a[href], article h1 a[href], article h2 a[href], "
    "article h3 a[href], h2.entry-title a[href], h3.entry-title a[href], .post-title a[href]"
)
CONTENT_LINKS = "main a[href], #content a[href], #main a[href]"


def find_links(page: Page, source: Source, hosts: Collection[str] = ()) -> tuple[Link, ...]:
    """Return the links of a source's page, each URL once; ExtractionError where the page is not such a listing.

    RefreshRedirect where the page redirects by a meta refresh. `hosts` are those of the profile. An entry of a link
    blog links to the page that it comments on, and elsewhere to its own: of an entry's URLs the first on these hosts
    is taken, and the main one if none is.
    """
    if _is_html(page, source) and (target := refresh_target(page)):
        raise RefreshRedirect(page.url, target)
    if source.kind == "listing" and (reason := wall_reason(page)):
        raise ExtractionError(page.url, reason)
    try:
        return _links(page, source, hosts)
    except ExtractionError as error:
        raise ExtractionError(page.url, _reason_for_html(page) or error.problem) from error


def _links(page: Page, source: Source, hosts: Collection[str]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in islice(SOURCES[source.kind](page), MAX_READ_LINKS):
        address = _own_address(page, link, hosts)
        if address.startswith(("http://", "https://")) and len(address) <= MAX_URL_CHARACTERS and _is_text(address):
            found.setdefault(address, replace(link, url=address, others=()))
        if len(found) >= MAX_LINKS:
            break
    found.pop(page.url, None)
    return tuple(found.values())


def _is_html(page: Page, source: Source) -> bool:
    """Tell whether a source's page is HTML; a static site gives it the type of the feed in whose place it is."""
    start = page.body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return source.kind == "listing" or start.startswith((b"<!doctype html", b"<html"))


def _own_address(page: Page, link: Link, hosts: Collection[str]) -> str:
    main = page.absolute(link.url, page.url)
    if not link.others or is_on_site(main, hosts):
        return main
    others = (page.absolute(url, page.url).partition("#")[0] for url in link.others)
    return next((url for url in others if is_on_site(url, hosts)), main)


def _is_text(address: str) -> bool:
    """Tell whether a URL can be encoded: JSON may hold lone surrogates."""
    try:
        address.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reason_for_html(page: Page) -> str | None:
    """Return why HTML came in place of a sitemap, feed or JSON (a challenge, an error page), None when unknown."""
    try:
        return wall_reason(page) if "html" in page.content_type.lower() else None
    except ExtractionError:
        return None


def listing(page: Page) -> Iterator[Link]:
    """List the links of the cards of an HTML page, else those of its content, else all; and its next page."""
    cards = page.select(CARD_LINKS)
    articles = dict.fromkeys(page.absolute(element.get("href", "")) for element in cards)
    others = () if cards else page.select(CONTENT_LINKS) or page.select("a[href]")
    for url in (*articles, *(page.absolute(element.get("href", "")) for element in others)):
        yield Link(url=url)
    if (following := next_page_url(page, articles)) is not None:
        yield Link(url=following, listing=True)


SOURCES: Mapping[str, Callable[[Page], Iterator[Link]]] = {
    "sitemap": sitemap,
    "feed": feed,
    "wordpress": wordpress,
    "listing": listing,
}
