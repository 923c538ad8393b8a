"""Finds on a page what it says of its site: feeds, interfaces, language, zone, sections (pure)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.html import text_of
from extract.listings import link_header_urls
from extract.page import Page
from extract.text import clean_text
from extract.urls import canonical_url, is_listing_url, netloc_of

__all__ = ["Clues", "read_clues"]

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
REST_RELATION = "https://api.w.org/"
# A feed of comments, in the languages of WordPress's translations that have another word for it.
_COMMENTS = re.compile(r"comment|kommentar|commenti|coment|yorum|коммент|reactie|评论|コメント|댓글", re.IGNORECASE)
# RFC 3339, as `datetime` attributes, meta and JSON-LD have it.
_STATED_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[+-]\d\d:?\d\d|Z)")
_TIME_METAS = ("article:published_time", "article:modified_time", "datepublished", "datemodified")
_TIME_PROPERTIES = ("datePublished", "dateModified", "dateCreated")
# Elements that hold the menu of a site, and names that say so.
_MENU_TAGS = frozenset({"nav", "header"})
_MENU_NAMES = re.compile(r"\b(?:main-|site-|primary-|top-)?(?:menu|nav(?:bar|igation)?)\b", re.IGNORECASE)
# A file is no listing.
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|svg|zip|mp3|mp4|xml|json|docx?)$", re.IGNORECASE)
# Types of JSON-LD whose name is the site's.
NAMED_TYPES = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
MAX_LINKS, MAX_SECTIONS, MAX_TIMES = 2000, 30, 40
MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, kw_only=True)
class Clues:
    """What one page says of its site; URLs are absolute, each once, in page order.

    `sections` are the pages to which the menu leads. `times` are those with an offset that it states.
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    rest_roots: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    canonical: str | None = None
    language: str | None = None
    site_name: str | None = None
    title: str | None = None
    times: tuple[datetime, ...] = ()


def read_clues(page: Page) -> Clues:
    """Return the clues of an HTML page; NotAnArticle or ExtractionError where it cannot be parsed."""
    links = [(_words(link, "rel"), link) for link in page.tree.iter("link") if link.get("href")]

    def targets(relation: str) -> Iterator[str]:
        return (page.absolute(link.get("href", "")) for relations, link in links if relation in relations)

    feeds = (
        page.absolute(link.get("href", ""))
        for relations, link in links
        if "alternate" in relations and link.get("type", "").strip().lower() in FEED_TYPES
        if not _COMMENTS.search(f"{urlsplit(link.get('href', '')).path} {link.get('title', '')}")
    )
    rest = (page.absolute(url, page.url) for url in link_header_urls(page, REST_RELATION))
    title = page.tree.find(".//title")
    return Clues(
        feeds=_each(feeds),
        sitemaps=_each(targets("sitemap")),
        rest_roots=_each((*rest, *targets(REST_RELATION))),
        sections=_sections(page),
        canonical=next(iter(_each(targets("canonical"))), None),
        language=_language(page),
        site_name=_site_name(page),
        title=_name(text_of(title)) if title is not None else None,
        times=tuple(islice(dict.fromkeys(_times(page)), MAX_TIMES)),
    )


def to_times(text: str) -> Iterator[datetime]:
    """Yield the times in a text that have an offset of their own."""
    for found in _STATED_TIME.findall(text):
        try:
            yield datetime.fromisoformat(found)
        except ValueError:
            continue


def _words(element: HtmlElement, name: str) -> frozenset[str]:
    return frozenset(element.get(name, "").lower().split())


def _each(urls: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for url in urls if url.startswith(("http://", "https://"))))


def _language(page: Page) -> str | None:
    for stated in (page.tree.get("lang"), page.tree.get("xml:lang"), *page.metas.get("og:locale", ())):
        tag = (stated or "").strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
            return tag
    return None


def _site_name(page: Page) -> str | None:
    stated = [*page.metas.get("og:site_name", ()), *page.metas.get("application-name", ())]
    things = (thing for thing in page.linked_data if str(thing.get("@type")) in NAMED_TYPES)
    stated += [str(thing["name"]) for thing in things if thing.get("name")]
    return next(filter(None, map(_name, stated)), None)


def _name(text: str) -> str | None:
    return clean_text(text[: 4 * MAX_NAME_CHARACTERS])[:MAX_NAME_CHARACTERS].strip() or None


def _times(page: Page) -> Iterator[datetime]:
    for element in page.tree.iter("time"):
        yield from to_times(element.get("datetime", "")[:60])
    for name in _TIME_METAS:
        for content in page.metas.get(name, ()):
            yield from to_times(content[:60])
    for thing in page.linked_data:
        for name in _TIME_PROPERTIES:
            if isinstance(thing.get(name), str):
                yield from to_times(thing[name][:60])


def _sections(page: Page) -> tuple[str, ...]:
    """Return the pages of the site to which its menu leads: those that a listing's name has first."""
    host, own = netloc_of(page.url), canonical_url(page.url)
    found: dict[str, None] = {}
    for link in islice(page.tree.iter("a"), MAX_LINKS):
        if link.get("href") and any(map(_is_menu, link.iterancestors())):
            url = page.absolute(link.get("href", "")).partition("#")[0]
            path = urlsplit(url).path
            if netloc_of(url) == host and path.strip("/") and not _FILE.search(path) and canonical_url(url) != own:
                found[url] = None
    return tuple(sorted(found, key=lambda url: not is_listing_url(url)))[:MAX_SECTIONS]


def _is_menu(element: HtmlElement) -> bool:
    if element.tag in _MENU_TAGS or element.get("role") == "navigation":
        return True
    return element.tag != "body" and bool(_MENU_NAMES.search(element.get("class", "")))
