"""Refuses pages by their status, content type, URL, page number and mark-up (pure).

Each check returns the reason or None. The same cause has the same words everywhere, so that reasons can be counted.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.kind.static_page import STATIC_PAGE, body_classes, static_page_sign
from extract.page import Page
from extract.parts import page_numbers_of
from extract.site import Site
from extract.urls import canonical_url
from extract.walls import head_reason, wall_reason

HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream", "text/plain"})
LISTING_CLASSES = frozenset(
    {"archive", "author", "blog", "category", "date", "home", "post-type-archive", "search", "search-results", "tag"}
)
POST_CLASSES = frozenset({"single", "single-post", "singular", "page"})
# Reasons for which a page does not show its content to us.
BLOCKED_REASONS = frozenset({"challenge", "consent wall"})
# Reasons for which a page shows a form in the place of its text: of one post's password, and to log in to the site.
PASSWORD, LOGIN = "password-protected", "login"
# Reasons that may have passed by the next request. So may every odd success: see `is_passing`.
NEEDS_BROWSER = "needs a browser"
PASSING_REASONS = BLOCKED_REASONS | {"error page", "empty", NEEDS_BROWSER}
NO_MATCH = "address does not match the profile's articles"

_WORDPRESS = re.compile(r"^(?:wp-|postid-|paged$|logged-|elementor|theme-|page-id-|category-\d|author-\d|term-\d)")
_ODD_SUCCESS = re.compile(r"status 2\d\d")
# A response without any HTML that is no longer is the message of a server, such as "no healthy upstream".
MAX_BARE_BYTES = 2000
# What a page may show instead of text.
_SHOWN = frozenset(
    {"img", "picture", "svg", "canvas", "video", "audio", "iframe", "object", "embed", "form", "script"}
)
_LOGIN_PATH = re.compile(r"/(?:wp-login\.php|login|log-in|signin|sign-in)/?$", re.IGNORECASE)


def refusal_by_address(page: Page, site: Site) -> str | None:
    """Return the reason that status, content type or URL give, before the page is parsed; None for none."""
    if reason := head_reason(page.status, page.headers):
        return reason
    if page.content_type.partition(";")[0].strip().lower() not in HTML_TYPES:
        return "not HTML"
    urls = [canonical_url(page.url), *(paged.first for paged in page_numbers_of(page.url))]
    return None if any(_matches(site, url) for url in urls) else NO_MATCH


def refusal_by_number(page: Page, site: Site, number: int) -> str | None:
    """Return the reason to refuse a page whose URL matches `articles` only if it is read as a later page's.

    `refusal_by_address` lets such a URL pass. `number` is the page's number as its links show it: page 1 is no later
    page, so that the URL itself has to match.
    """
    return NO_MATCH if number == 1 and not _matches(site, canonical_url(page.url)) else None


def refusal_by_content(page: Page) -> str | None:
    """Return the reason that the page's mark-up or text gives, None for none."""
    if 0 < len(page.body.strip()) <= MAX_BARE_BYTES and b"<" not in page.body:
        return "error page"
    return next(filter(None, (check(page) for check in CHECKS)), None)


def refusal_by_type(page: Page, site: Site) -> str | None:
    """Return the reason to refuse a static page of a content management system, unless the profile takes them in.

    Without a profile (`pages` is None) somebody has chosen the page, and its name counts too: see `judge.py`.
    """
    return STATIC_PAGE if site.pages is False and static_page_sign(page) else None


def is_passing(reason: str) -> bool:
    """Tell whether a reason to refuse a page may have passed by the next request, as "challenge" or "status 202"."""
    return reason in PASSING_REASONS or _ODD_SUCCESS.fullmatch(reason) is not None


def is_wordpress_post(page: Page) -> bool:
    """Tell whether a page is a single post of WordPress, by the class that WordPress gives its <body>."""
    return "single-post" in body_classes(page)


def _password_form(page: Page) -> str | None:
    """Refuse a post that is protected by a password."""
    return PASSWORD if page.select("form.post-password-form") else None


def _login(page: Page) -> str | None:
    """Refuse a login page, by its body's class or its URL."""
    by_class = "login" in body_classes(page)
    return LOGIN if by_class or _LOGIN_PATH.search(urlsplit(page.url).path) else None


def _wordpress_404(page: Page) -> str | None:
    """Refuse an error page of WordPress that answers 200, by its body's class."""
    return "error page" if "error404" in body_classes(page) else None


def _wordpress_listing(page: Page) -> str | None:
    """Refuse a listing of WordPress, by its body's classes."""
    classes = body_classes(page)
    if classes & POST_CLASSES or not any(map(_WORDPRESS.match, classes)):
        return None
    return "listing" if classes & LISTING_CLASSES else None


def _blank(page: Page) -> str | None:
    """Refuse a page whose body has nothing to see, as when a program ended before it wrote any."""
    body = page.tree.find("body")
    if body is None or page.tree.find(".//frameset") is not None:
        return None
    return None if any(map(_shows_something, body.iter())) else "empty"


def _shows_something(element: HtmlElement) -> bool:
    text = "" if element.tag == "style" else element.text or ""
    return element.tag in _SHOWN or bool(text.strip()) or bool((element.tail or "").strip())


def _frameset(page: Page) -> str | None:
    """Refuse a frameset (HTML 4.01, 16): the documents in its frames hold the text, each at its own URL."""
    return None if page.tree.find(".//frameset") is None else "a page of frames"


CHECKS: tuple[Callable[[Page], str | None], ...] = (
    _password_form,
    _login,
    _wordpress_404,
    _frameset,
    wall_reason,
    _blank,
    _wordpress_listing,
)


def _matches(site: Site, url: str) -> bool:
    is_web = url.startswith(("http://", "https://"))
    return not is_web or site.articles is None or bool(re.search(site.articles, url))
