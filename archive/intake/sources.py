"""Recognises robots.txt, listings and assets among the responses of others (pure).

What our crawler knows when it requests a URL is not in the files of other tools: whether it is a source of the site's
profile, one of a source's further pages or parts, or a picture.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from archive.warc import Head, payload, unpack_body
from extract.site import Site, Source
from extract.urls import canonical_url

ASSET, ROBOTS = "asset", "robots"
ASSET_TYPES: tuple[str, ...] = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
)
ASSET_TYPES += ("application/x-javascript", "application/font", "application/x-font", "application/wasm")
_PAGE_PARAMETERS = frozenset({"page", "paged", "offset", "pg"})
_PAGE_PATH = re.compile(r"(?:/page/\d+)?/?$")
# Atomic, because a comment could else end at any of the ends that follow.
_SITEMAP = re.compile(rb"(?>\s+|<\?[^>]*>|<!--.*?-->)*+<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL)
_BEGINNING = 4096


def source_of(url: str, site: Site, head: Head, body: bytes) -> Source | None:
    """Return the source of a response, kind "robots" or "asset" included; None for what may be an article's page."""
    if urlsplit(url).path == "/robots.txt":
        return Source(kind=ROBOTS, url=url)
    named = {_first_page(each.url): each for each in reversed(site.sources)}
    if found := named.get(_first_page(url)):
        return found
    media_type = (head.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type.startswith(ASSET_TYPES):
        return Source(kind=ASSET, url=url)
    if "xml" in media_type or "sitemap" in url:
        return _part_of_sitemap(site, head, body)
    return None


def _first_page(url: str) -> str:
    """Return the URL of the first of a listing's pages in normal form."""
    parts = urlsplit(canonical_url(url))
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _PAGE_PARAMETERS]
    return parts._replace(path=_PAGE_PATH.sub("", parts.path), query=urlencode(query)).geturl()


def _part_of_sitemap(site: Site, head: Head, body: bytes) -> Source | None:
    """Return the site's first sitemap if this is a part of one: the profile names the index, and not its parts."""
    sitemap = next((each for each in site.sources if each.kind == "sitemap"), None)
    if sitemap is None or head.status != 200:
        return None
    text = unpack_body(head, payload(head, body))
    return sitemap if text is not None and _SITEMAP.match(text[:_BEGINNING]) else None
