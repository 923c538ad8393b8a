"""Where a site may list its pages: what its pages and its robots.txt name, and common places (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.discover.clues import Clues
from extract.listings import Link, lists_of_pages, with_query
from extract.site import Source

__all__ = [
    "COMMON",
    "POST_FIELDS",
    "Place",
    "common_places",
    "named_places",
    "parts_to_read",
    "posts_url",
    "rest_root",
]

# What is tried where a site names no list that has everything, and where it names no list at all.
COMMON_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
COMMON_FEEDS = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss")
# Why such a place is tried, and where none answers there is nothing to tell.
COMMON = "it is a common place"
# Fields that a crawl needs of a list of posts; see docs/add-a-site.md.
POST_FIELDS = "link,date_gmt,modified_gmt,title"
# Of a sitemap in parts, so many are read: the newest and the oldest.
MAX_PARTS = 4
MAX_SITEMAPS, MAX_FEEDS = 4, 2
# Parts of a sitemap that list something else than posts.
_OTHER_PART = re.compile(
    r"categor|tag|taxonom|author|user|image|video|attachment|product|kategori|schlagwort", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A source that is to be tried, and where its URL was found."""

    source: Source
    why: str


def named_places(clues: Sequence[Clues], robots_sitemaps: Iterable[str]) -> Iterator[Place]:
    """Yield the sitemaps and feeds that robots.txt and pages name, each URL once; `clues` are those of the pages."""
    found: dict[Source, str] = {}
    for url in list(robots_sitemaps)[:MAX_SITEMAPS]:
        found.setdefault(Source(kind="sitemap", url=url), "robots.txt names it")
    for each in clues:
        for url in each.sitemaps[:MAX_SITEMAPS]:
            found.setdefault(Source(kind="sitemap", url=url), "its pages name it")
    for each in clues:
        for url in each.feeds[:MAX_FEEDS]:
            found.setdefault(Source(kind="feed", url=url), "its pages name it")
    yield from (Place(source=source, why=why) for source, why in found.items())


def common_places(front: str, kind: str) -> Iterator[Place]:
    """Yield the common places of sitemaps or feeds of a site: beside its front page `front`, and at the root."""
    bases = dict.fromkeys((urljoin(front, "./"), urljoin(front, "/")))
    paths = COMMON_SITEMAPS if kind == "sitemap" else COMMON_FEEDS
    for base in bases:
        for path in paths:
            yield Place(source=Source(kind=kind, url=urljoin(base, path[1:])), why=COMMON)


def posts_url(root: str, **query: str) -> str:
    """Return the URL of the posts of a WordPress REST interface, whose root is `…/wp-json/` or `/?rest_route=/`."""
    if "rest_route=" in urlsplit(root).query:
        return with_query(root, rest_route="/wp/v2/posts", **query)
    return with_query(f"{root.rstrip('/')}/wp/v2/posts", **query)


def rest_root(url: str) -> str:
    """Return the root of the REST interface of a list of posts, as `posts_url` takes it."""
    parts = urlsplit(url)
    if "rest_route=" in parts.query:
        return with_query(urlunsplit(parts._replace(query="")), rest_route="/")
    return f"{url.partition('/wp/v2/')[0]}/"


def parts_to_read(parts: Sequence[Link]) -> tuple[list[Link], frozenset[str]]:
    """Return which parts of a sitemap to read, and those that list nothing but static pages.

    Read are the newest and the oldest of those that may list posts; of lists of terms and authors only where there is
    nothing else.
    """
    of_pages = lists_of_pages([part.url for part in parts])
    rest = [part for part in parts if part.url not in of_pages]
    posts = [part for part in rest if not _OTHER_PART.search(urlsplit(part.url).path)]
    posts = posts or ([] if of_pages else rest)
    dated = sorted(posts, key=lambda part: str(part.modified_at or ""), reverse=True)
    chosen = dict.fromkeys(part.url for part in (posts[0], posts[-1], *dated)) if posts else {}
    by_url = {part.url: part for part in posts}
    return [by_url[url] for url in list(chosen)[:MAX_PARTS]], of_pages
