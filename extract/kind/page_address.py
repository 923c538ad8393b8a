"""Finds the URL that tells a page's kind: its own, or the one in rel=canonical (RFC 6596) or og:url (pure).

A page that was saved without its URL, or whose URL has only a number (`/?p=7`), may state a better one.
"""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from extract.kind.stated_kind import HOME, kind_by_address
from extract.page import Page

MAX_LINK_ELEMENTS = 100
WEB_SCHEMES = frozenset({"http", "https"})


def page_address(page: Page) -> str:
    """Return the page's URL; where it has no path, the one that the page states; "" where neither tells a kind."""
    if _has_path(page.url) or kind_by_address(page.url) not in {None, HOME}:
        return page.url
    stated = [url for url in _stated_urls(page) if urlsplit(url).scheme in WEB_SCHEMES]
    with_path = next(filter(_has_path, stated), "")
    return with_path or next(filter(kind_by_address, (page.url, *stated)), "")


def _has_path(url: str) -> bool:
    """Tell whether an http(s) URL leads to a page below a site's home page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in WEB_SCHEMES and parts.path.strip("/") != "" and kind_by_address(url) != HOME


def _stated_urls(page: Page) -> Iterator[str]:
    links = islice(page.tree.iter("link"), MAX_LINK_ELEMENTS)
    canonical = [link.get("href", "") for link in links if link.get("rel", "").strip().lower() == "canonical"]
    yield from filter(None, (page.absolute(url) for url in (*canonical[:1], *page.metas.get("og:url", ())[:1])))
