"""The requests that a spider makes: for a page, and for a listing of a source (pure).

What they carry in their meta is what the frontier keeps of them: see `crawler.scheduler`. Their hosts are in ASCII:
Scrapy would encode others by IDNA 2003, and so ask another host.
"""

from scrapy import Request

from extract.site import Source
from extract.urls import with_ascii_host

# Sources before pages: what they list decides what is asked.
LISTING_PRIORITY = 10


def page_request(url: str, why: str, *, priority: int = 0, depth: int = 0) -> Request:
    """Return the request for a page; `depth` counts the links between articles that led to it."""
    return Request(with_ascii_host(url), priority=priority, meta={"why": why, "hops": depth})


def listing_request(url: str, source: Source, *, first: bool = False, depth: int = 0) -> Request:
    """Return the request for a listing of a source, `depth` listings below the `first`, which the profile names."""
    meta = {"why": f"a {source.kind} lists pages", "source": source, "first": first, "hops": depth}
    return Request(with_ascii_host(url), priority=LISTING_PRIORITY, meta=meta)
