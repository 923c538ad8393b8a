"""Decides whether to trust rel=canonical and og:url (pure)."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from extract.urls.canonical import is_on_site

# Home pages, also those of a language (`/en/`), and the archives of a category, tag, author or date.
_LISTING = re.compile(
    r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/?(?:(?:index|default|home)\.[a-z]{3,5})?$"
    r"|/(?:category|categories|tag|tags|author|authors)(?:/|$)"
    r"|/page/\d+/?$"
    r"|^(?:/[a-z]{2})?/(?:19|20)\d\d(?:/\d\d?){0,2}/?$",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"[\d.:TZ_-]*|[0-9a-f]{8,}", re.IGNORECASE)
_LATER_PAGE = re.compile(r"/(?:page/|comment-page-)?\d{1,3}/?")
# Query parameters by which WordPress addresses a post where it has no "pretty permalinks", and a page of a list.
_POST_ID_PARAMETERS = frozenset({"p", "page_id", "attachment_id"})
_PAGE_NUMBER_PARAMETERS = frozenset({"page", "paged", "cpage"})


def trusted_canonical_url(stated: str, own: str, hosts: Collection[str], articles: str | None) -> str | None:
    """Return the canonical URL that a page states, or None when it is not to be trusted.

    `stated` and `own`, the URL that answered, are canonical by `canonical_url`. A page may name a better URL, and a
    later page of an article its first one. Not trusted is a URL off the site's `hosts`, one that `articles` (a
    regular expression) does not match, and, unless `own` is such a URL too: a listing, a post's number (`?p=7`), and
    a later page of an article or list. Nor is one that is `own` with a longer query, or with parts of its path once
    more: a counter, or a relative URL that was resolved wrongly, which would grow with each look.
    """
    stated = _with_own_scheme(stated, own)
    if not is_on_site(stated, hosts) or (articles is not None and not re.search(articles, stated)):
        return None
    if stated == own:
        return stated
    if _has_longer_query(stated, own) or _repeats_path(stated, own):
        return None
    refused = (is_listing_url, _has_post_id, _has_page_number)
    if any(is_refused(stated) and not is_refused(own) for is_refused in refused) or _is_later_page(stated, own):
        return None
    return stated


def _with_own_scheme(stated: str, own: str) -> str:
    """Return a URL with https if the page itself came from that host by https: its markup may be older."""
    stated_parts, own_parts = urlsplit(stated), urlsplit(own)
    schemes = (stated_parts.scheme, own_parts.scheme)
    is_older = schemes == ("http", "https") and stated_parts.netloc == own_parts.netloc
    return stated_parts._replace(scheme="https").geturl() if is_older else stated


def is_listing_url(url: str) -> bool:
    """Tell whether a URL looks like a home page's, or like that of an archive of a category, tag, author or date."""
    return not _has_post_id(url) and bool(_LISTING.search(urlsplit(url).path))


def _has_post_id(url: str) -> bool:
    return any(name in _POST_ID_PARAMETERS and value.isdecimal() for name, value in parse_qsl(urlsplit(url).query))


def _has_page_number(url: str) -> bool:
    return any(
        name in _PAGE_NUMBER_PARAMETERS and value.isdecimal() for name, value in parse_qsl(urlsplit(url).query)
    )


def _has_longer_query(stated: str, own: str) -> bool:
    longer, shorter = urlsplit(stated), urlsplit(own)
    more, less = (parse_qsl(parts.query, keep_blank_values=True) for parts in (longer, shorter))
    added = [value for name, value in more if name not in {name for name, _ in less}]
    is_same_path = longer.path.rstrip("/") == shorter.path.rstrip("/") != ""
    # `?id=7&title=ports` may well be the better form of `?id=7`.
    return is_same_path and bool(added) and (not less or all(map(_COUNTER.fullmatch, added)))


def _repeats_path(stated: str, own: str) -> bool:
    longer, shorter = (urlsplit(url).path.strip("/").split("/") for url in (stated, own))
    return len(longer) > len(shorter) and set(longer) == set(shorter) != {""}


def _is_later_page(stated: str, own: str) -> bool:
    start = urlsplit(own).path.rstrip("/")
    path = urlsplit(stated).path
    return path.startswith(f"{start}/") and bool(_LATER_PAGE.fullmatch(path, len(start)))
