"""Which word of a page for its own address is believed (pure)."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from extract.urls.canonical import netloc_of

# Home pages, also of one language, and the archives of a category, tag, author or date.
_LISTING = re.compile(
    r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/?(?:(?:index|default|home)\.[a-z]{3,5})?$"
    r"|/(?:category|categories|tag|tags|author|authors)(?:/|$)"
    r"|/page/\d+/?$"
    r"|^(?:/[a-z]{2})?/(?:19|20)\d\d(?:/\d\d?){0,2}/?$",
    re.IGNORECASE,
)
_LATER_PAGE = re.compile(r"/(?:page/|comment-page-)?\d{1,3}/?")
# What WordPress calls a post where it has no pretty paths.
_PLAIN = frozenset({"p", "page_id", "attachment_id"})
_PAGE = frozenset({"page", "paged", "cpage"})


def trusted_canonical_url(stated: str, own: str, hosts: Collection[str], articles: str | None) -> str | None:
    """Return the address that a page states for itself, None when it cannot be that.

    `stated` and `own`, at which the page was found, are in normal form. A page may lead to its better address, and a
    later page of several to the first; it leads to none off the site, to no listing, to none that `articles` (a
    regular expression) does not match, to no later page of its own, and to no number (`?p=7`) in place of a name.
    """
    stated = _as_served(stated, own)
    if netloc_of(stated) not in hosts or (articles is not None and not re.search(articles, stated)):
        return None
    if stated == own:
        return stated
    doubts = (is_listing_url, _is_plain, _is_numbered)
    if any(doubt(stated) and not doubt(own) for doubt in doubts) or _is_later_page(stated, own):
        return None
    return stated


def _as_served(stated: str, own: str) -> str:
    """Return an address with https where the page itself came by it: its mark-up may be older than that."""
    there, here = urlsplit(stated), urlsplit(own)
    safer = here.scheme == "https" and there.scheme == "http" and there.netloc == here.netloc
    return there._replace(scheme="https").geturl() if safer else stated


def is_listing_url(url: str) -> bool:
    """Tell whether an address is a home page's or an archive's by its spelling."""
    return not _is_plain(url) and bool(_LISTING.search(urlsplit(url).path))


def _is_plain(url: str) -> bool:
    return any(name in _PLAIN and value.isdecimal() for name, value in parse_qsl(urlsplit(url).query))


def _is_numbered(url: str) -> bool:
    return any(name in _PAGE and value.isdecimal() for name, value in parse_qsl(urlsplit(url).query))


def _is_later_page(stated: str, own: str) -> bool:
    start = urlsplit(own).path.rstrip("/")
    path = urlsplit(stated).path
    return path.startswith(f"{start}/") and bool(_LATER_PAGE.fullmatch(path, len(start)))
