"""Builds the Scrapy requests of the spider: for a page, and for a listing of a source (pure).

`crawler.scheduler` moves their meta into the frontier and back. Their hosts are in ASCII: Scrapy would encode others
by IDNA 2003, and so request another host.
"""

from scrapy import Request

from extract.site import Source
from extract.urls import with_ascii_host

# Listings before pages: what they list decides which pages are requested.
LISTING_PRIORITY = 10


def page_request(
    url: str, reason: str, *, priority: int = 0, depth: int = 0, redirected_from: int | None = None
) -> Request:
    """Return the request for a page.

    `depth` counts the links between articles that led to it; `redirected_from` is the id of the request whose page
    redirects to it by a meta refresh.
    """
    meta = {"reason": reason, "link_depth": depth}
    if redirected_from is not None:
        meta["redirected_from"] = redirected_from
    return Request(with_ascii_host(url), priority=priority, meta=meta)


def listing_request(url: str, source: Source, *, is_first: bool = False, depth: int = 0) -> Request:
    """Return the request for a listing of a source, `depth` listings below the first, whose URL the profile gives."""
    meta = {"reason": f"a {source.kind} lists pages", "source": source, "is_first": is_first, "link_depth": depth}
    return Request(with_ascii_host(url), priority=LISTING_PRIORITY, meta=meta)
