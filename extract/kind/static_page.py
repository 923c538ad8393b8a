"""Finds the sign by which a content management system tells that a page is static, as about and contact are (pure).

the type in the REST link → classes of <body> → classes of the element that holds the page → scripts, og:type, URL

A sign that it is a post goes before all signs of a page. Where no sign is stated, a page is none, whatever it says.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from extract.page import Page
from extract.text import fold_name
from extract.words.page_types import (
    BODY_SIGNS,
    DRUPAL_NODES,
    DRUPAL_WHOLE_NODE,
    HUBSPOT_PAGES,
    POST,
    REST_NO_POSTS,
    REST_PAGES,
    REST_ROUTE,
    SCRIPT_SIGNS,
    WEBFLOW_ITEM,
    WEBFLOW_PAGE,
    WIX,
    WIX_PAGE,
    WORDPRESS_ELEMENT_MARKS,
    WORDPRESS_PAGE,
    WORDPRESS_PAGE_ELEMENT,
    WORDPRESS_PAGE_MARKS,
)
from extract.words.static_page_names import ALWAYS_STATIC, STATIC_IF_SHORT

# The reason of a refusal.
STATIC_PAGE = "static page"
# How many `link` elements of a head are looked at, and characters of a `Link` header.
MAX_LINKS = 200
MAX_HEADER_CHARACTERS = 10_000
# A page that is called `about` may be an essay of its author from so many words on.
MAX_SHORT_PAGE_WORDS = 250

_POST = re.compile(POST)
_WORDPRESS_MARK = re.compile(WORDPRESS_PAGE_MARKS)
_REST_ROUTE = re.compile(REST_ROUTE, re.IGNORECASE)
_FILE_EXTENSION = re.compile(r"\.\w{2,5}$")
_ALWAYS = frozenset(map(fold_name, ALWAYS_STATIC))
_IF_SHORT = frozenset(map(fold_name, STATIC_IF_SHORT))


def static_page_sign(page: Page) -> str | None:
    """Return what states that a page is static, in words for a person; None where nothing does, or it is a post."""
    classes = body_classes(page)
    if any(map(_POST.fullmatch, classes)):
        return None
    if types := set(_rest_types(page)):
        return f"REST type {REST_PAGES}" if types == {REST_PAGES} else None
    return _body_sign(page, classes) or next(filter(None, (find(page) for find in FINDERS)), None)


def has_static_name(url: str, title: str, words: int) -> bool:
    """Tell whether a page's URL or title is of a site's frame, as `register` is; `words` counts those of its text.

    It is no sign alone: of a page that its system calls static it says that it is no essay.
    """
    segment = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    names = {fold_name(unquote(_FILE_EXTENSION.sub("", segment))), fold_name(title)}
    return not _ALWAYS.isdisjoint(names) or (words <= MAX_SHORT_PAGE_WORDS and not _IF_SHORT.isdisjoint(names))


def body_classes(page: Page) -> frozenset[str]:
    """Return the classes of <body>, empty where there is none."""
    body = page.tree.find("body")
    return frozenset() if body is None else frozenset(body.get("class", "").split())


def _head_links(page: Page) -> Iterator[HtmlElement]:
    """Yield the first `link` elements of the head."""
    head = page.tree.find("head")
    return islice(() if head is None else head.iter("link"), MAX_LINKS)


def _rest_types(page: Page) -> Iterator[str]:
    """Yield the types of post in the REST routes of the page itself, as its head and its `Link` header have them.

    WordPress writes `<link rel="alternate" type="application/json" href="…/wp-json/wp/v2/pages/7">`, and a header.
    """
    routes = [
        link.get("href", "")
        for link in _head_links(page)
        if "alternate" in link.get("rel", "").lower() and "json" in link.get("type", "").lower()
    ]
    # A header may hold several links, each in angle brackets.
    routes += page.headers.get("link", "")[:MAX_HEADER_CHARACTERS].split(">")
    found = (match["type"].lower() for route in routes if (match := _REST_ROUTE.search(route)))
    return (name for name in found if name not in REST_NO_POSTS)


def _body_sign(page: Page, classes: frozenset[str]) -> str | None:
    """Return the sign among the classes of <body>."""
    if WORDPRESS_PAGE in classes and any(map(_WORDPRESS_MARK.fullmatch, classes)):
        return "WordPress' class page"
    generators = page.metas.get("generator", ())
    return next(
        (
            f"{system}'s class {' '.join(sorted(wanted))}"
            for system, wanted, generator in BODY_SIGNS
            if wanted <= classes
            and (not generator or any(each.lower().startswith(generator.lower()) for each in generators))
        ),
        None,
    )


def _by_wordpress_element(page: Page) -> str | None:
    """Find the class of the element that holds a page, where it is the only post of any type there."""
    marked = [element for name in WORDPRESS_ELEMENT_MARKS for element in page.by_class.get(name, ())]
    types = [set(element.get("class", "").split()) for element in dict.fromkeys(marked)]
    is_page = len(types) == 1 and WORDPRESS_PAGE_ELEMENT in types[0]
    return f"WordPress' class {WORDPRESS_PAGE_ELEMENT}" if is_page else None


def _by_drupal_element(page: Page) -> str | None:
    whole = page.by_class.get(DRUPAL_WHOLE_NODE, ())
    names = [DRUPAL_NODES.intersection(element.get("class", "").split()) for element in whole]
    return f"Drupal's class {min(names[0])}" if len(names) == 1 and names[0] else None


def _by_hubspot_element(page: Page) -> str | None:
    return next((f"HubSpot's class {name}" for name in HUBSPOT_PAGES if name in page.by_class), None)


def _by_script(page: Page) -> str | None:
    """Find what a system writes into the scripts of a page."""
    signs = SCRIPT_SIGNS.items()
    return next(
        (f"{system}'s page type" for system, marks in signs if all(mark in page.body for mark in marks)), None
    )


def _by_webflow(page: Page) -> str | None:
    is_page = WEBFLOW_PAGE in page.tree.attrib and WEBFLOW_ITEM not in page.tree.attrib
    return f"Webflow's {WEBFLOW_PAGE} without {WEBFLOW_ITEM}" if is_page else None


def _by_wix(page: Page) -> str | None:
    is_wix = any(each.startswith(WIX) for each in page.metas.get("generator", ()))
    return "Wix' og:type website" if is_wix and WIX_PAGE in page.metas.get("og:type", ())[:1] else None


def _by_page_id(page: Page) -> str | None:
    """Find WordPress' parameter `page_id` in the page's own URL, its canonical URL or its short link."""
    rels = ({"canonical"}, {"shortlink"})
    hrefs = (link.get("href", "") for link in _head_links(page) if set(link.get("rel", "").lower().split()) in rels)
    has_page_id = any(map(_has_page_id, chain([page.url], map(page.absolute, hrefs))))
    is_wordpress = has_page_id and (b"/wp-content/" in page.body or b"/wp-includes/" in page.body)
    return "WordPress' parameter page_id" if is_wordpress else None


def _has_page_id(url: str) -> bool:
    if "page_id" not in url:
        return False
    query = parse_qs(urlsplit(url).query)
    return "p" not in query and any(map(str.isdecimal, query.get("page_id", ())))


FINDERS: tuple[Callable[[Page], str | None], ...] = (
    _by_wordpress_element,
    _by_drupal_element,
    _by_hubspot_element,
    _by_script,
    _by_webflow,
    _by_wix,
    _by_page_id,
)
