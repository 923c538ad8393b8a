"""Refusal: why a page is no article (pure).

Each check returns the reason or None; the same cause has the same words, so that they can be counted.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from extract.page import Page
from extract.parts import page_numbers_of
from extract.site import Site
from extract.urls import canonical_url
from extract.walls import wall_reason

HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream", "text/plain"})
LISTING_CLASSES = frozenset(
    {"archive", "author", "blog", "category", "date", "home", "post-type-archive", "search", "search-results", "tag"}
)
POST_CLASSES = frozenset({"single", "single-post", "singular", "page"})
# Reasons that mean: they do not let us in.
BLOCKED_REASONS = frozenset({"challenge", "consent wall"})
NO_MATCH = "address does not match the profile's articles"

_WORDPRESS = re.compile(r"^(?:wp-|postid-|paged$|logged-|elementor|theme-|page-id-|category-\d|author-\d|term-\d)")
_LOGIN_PATH = re.compile(r"/(?:wp-login\.php|login|log-in|signin|sign-in)/?$", re.IGNORECASE)


def refusal_by_address(page: Page, site: Site) -> str | None:
    """Return the reason that needs no look into the page."""
    if page.status != 200:
        return f"status {page.status}"
    if page.content_type.partition(";")[0].strip().lower() not in HTML_TYPES:
        return "not HTML"
    addresses = [canonical_url(page.url), *(number.first for number in page_numbers_of(page.url))]
    return None if any(_matches(site, address) for address in addresses) else NO_MATCH


def refusal_by_number(page: Page, site: Site, number: int) -> str | None:
    """Return the reason against an address that only a later page of an article may have."""
    return NO_MATCH if number == 1 and not _matches(site, canonical_url(page.url)) else None


def refusal_by_content(page: Page) -> str | None:
    """Return the reason that stands in the page."""
    return next(filter(None, (check(page) for check in CHECKS)), None)


def is_wordpress_post(page: Page) -> bool:
    """Tell whether WordPress says of a page, on its body, that it is one post."""
    return "single-post" in _body_classes(page)


def protected(page: Page) -> str | None:
    """Refuse a post that asks for a password."""
    return "password-protected" if page.select("form.post-password-form") else None


def login(page: Page) -> str | None:
    """Refuse a page that is there to sign in."""
    by_class = "login" in _body_classes(page)
    return "login" if by_class or _LOGIN_PATH.search(urlsplit(page.url).path) else None


def missing(page: Page) -> str | None:
    """Refuse an error page that says 200, as WordPress marks it on its body."""
    return "error page" if "error404" in _body_classes(page) else None


def listing(page: Page) -> str | None:
    """Refuse a listing, as WordPress marks it on its body."""
    classes = _body_classes(page)
    if classes & POST_CLASSES or not any(map(_WORDPRESS.match, classes)):
        return None
    return "listing" if classes & LISTING_CLASSES else None


def frames(page: Page) -> str | None:
    """Refuse a page that only lays out others: its frames (HTML 4.01, 16) hold the text, and have their addresses."""
    return None if page.tree.find(".//frameset") is None else "a page of frames"


CHECKS: tuple[Callable[[Page], str | None], ...] = (protected, login, missing, frames, wall_reason, listing)


def _matches(site: Site, url: str) -> bool:
    web = url.startswith(("http://", "https://"))
    return not web or site.articles is None or bool(re.search(site.articles, url))


def _body_classes(page: Page) -> frozenset[str]:
    body = page.tree.find("body")
    return frozenset() if body is None else frozenset(body.get("class", "").split())
