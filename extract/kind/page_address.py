"""Telling address: the address that says what a page is (pure).

A page that was kept without its address, or has one of a bare number (`/?p=7`), tells its better one itself: by
rel=canonical (RFC 6596) or og:url.
"""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from extract.kind.stated_kind import HOME, kind_by_address
from extract.page import Page

MOST_LINKS = 100
WEB = frozenset({"http", "https"})


def page_address(page: Page) -> str:
    """Return a page's address, or what it states where that has no path; "" where neither says anything."""
    if _has_path(page.url) or kind_by_address(page.url) not in {None, HOME}:
        return page.url
    stated = [one for one in _stated(page) if urlsplit(one).scheme in WEB]
    better = next(filter(_has_path, stated), "")
    return better or next(filter(kind_by_address, (page.url, *stated)), "")


def _has_path(url: str) -> bool:
    """Tell whether an address of the web leads further than to a site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in WEB and parts.path.strip("/") != "" and kind_by_address(url) != HOME


def _stated(page: Page) -> Iterator[str]:
    links = islice(page.tree.iter("link"), MOST_LINKS)
    hrefs = [one.get("href", "") for one in links if one.get("rel", "").strip().lower() == "canonical"]
    yield from filter(None, (page.absolute(one) for one in (*hrefs[:1], *page.metas.get("og:url", ())[:1])))
