"""Reads what a site's sources list, in a visit (network by way of the Visitor)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from crawler.discover.clues import to_times
from crawler.discover.found import Fact
from crawler.discover.places import COMMON, POST_FIELDS, Place, parts_to_read, posts_url
from crawler.discover.visitor import Visitor
from crawler.discover.zone import with_offset
from extract.errors import ExtractionError
from extract.listings import Link, find_json, find_links, with_query
from extract.page import Page
from extract.site import Source
from extract.urls import is_on_site

# Posts of each end of a REST list, with their text, names and terms.
POSTS_OF_AN_END = "20"
EMBEDDED = "author,wp:term"
ROOT_FIELDS = "name,timezone_string"
# A full list for a crawl.
POSTS_OF_A_PAGE = "100"
MAX_OTHERS = 200
# So many are more than a site has beside its essays: what it is, who writes, how to reach them.
MANY_PAGES = 20
# Why a list is no source.
ON_ANOTHER_SITE, LISTS_NOTHING = "it is on another site", "it lists no page of the site"


@dataclass
class Listed:
    """A source that lists pages of the site: what was read of it.

    `links` are the pages that it lists on the site, all of them if it `is_whole`. `pages` are its responses, which
    may state what articles say.
    """

    source: Source
    why: str
    links: tuple[Link, ...]
    pages: tuple[Page, ...] = ()
    is_whole: bool = True


@dataclass
class Lists:
    """All that a site lists: the sources that answered, and what came of the others (`notes`).

    `others` are URLs of pages that are no articles. `zones` are time zones that an interface names, `times` those
    with an offset by where they stand, `name` is what an interface calls the site. `has_essays_as_pages` tells that a
    sitemap lists no posts, and so many pages that essays are among them.
    """

    listed: list[Listed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: dict[str, None] = field(default_factory=dict)
    zones: list[Fact] = field(default_factory=list)
    times: dict[str, list[datetime]] = field(default_factory=dict)
    name: str = ""
    has_essays_as_pages: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the sources that list something."""
        return frozenset(each.source.kind for each in self.listed)


async def read_place(visitor: Visitor, lists: Lists, place: Place) -> bool:
    """Read a sitemap, feed or listing; tell whether it lists pages of the site. Why it does not becomes a note."""
    why = await read_list(visitor, lists, place)
    # A common place is a guess: only a list that is there is worth a note.
    if why and (place.why != COMMON or why == LISTS_NOTHING):
        lists.notes.append(f"{place.source.kind} {place.source.url} ({place.why}): {why}")
    return not why


async def read_list(visitor: Visitor, lists: Lists, place: Place) -> str:
    """Read a sitemap, feed or listing into `lists`; return why it lists no page of the site, "" if it does."""
    source = place.source
    if not visitor.adopt(source.url):
        return ON_ANOTHER_SITE
    answer = await visitor.fetch(source.url)
    page = answer.good_page
    if page is None:
        return answer.why
    url = answer.url if is_on_site(answer.url, visitor.hosts) else source.url
    if any(each.source.url == url for each in lists.listed):
        return ""
    try:
        links = find_links(page, source, visitor.hosts)
    except ExtractionError as error:
        return error.problem
    pages = [page]
    if source.kind == "sitemap":
        links = (*links, *await _parts(visitor, lists, source, links, pages))
    on_site = _on_site(visitor, links)
    if not on_site:
        return LISTS_NOTHING
    _note_times(lists, source, page)
    read = {each.url for each in pages}
    listed = Listed(
        source=Source(kind=source.kind, url=url),
        why=place.why,
        links=on_site,
        pages=tuple(pages),
        is_whole=all(link.url in read for link in links if link.listing),
    )
    lists.listed.append(listed)
    return ""


async def _parts(
    visitor: Visitor, lists: Lists, source: Source, links: Iterable[Link], pages: list[Page]
) -> tuple[Link, ...]:
    """Return what the newest and the oldest parts of a sitemap in parts list.

    Where no part lists posts, the essays may be what the site calls pages.
    """
    parts, of_pages = parts_to_read([link for link in links if link.listing and visitor.adopt(link.url)])
    found: list[Link] = []
    for part in parts:
        page = (await visitor.fetch(part.url)).good_page
        if page is not None:
            found += _links(page, source, visitor)
            pages.append(page)
    for url in islice(sorted(of_pages), 1):
        page = (await visitor.fetch(url)).good_page
        links = _links(page, source, visitor) if page is not None else ()
        if page is not None and not found and len(links) >= MANY_PAGES:
            lists.has_essays_as_pages = True
            found += links
            pages.append(page)
        else:
            lists.others |= {link.url: None for link in links[:MAX_OTHERS]}
    return tuple(found)


def _links(page: Page, source: Source, visitor: Visitor) -> tuple[Link, ...]:
    try:
        return find_links(page, source, visitor.hosts)
    except ExtractionError:
        return ()


def _on_site(visitor: Visitor, links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the pages on the site, or on a host of the same domain where a list names none but such."""
    pages = [link for link in links if not link.listing]
    found = tuple(link for link in pages if is_on_site(link.url, visitor.hosts))
    if found or not pages:
        return found
    return tuple(link for link in pages if visitor.adopt(link.url))


def _note_times(lists: Lists, source: Source, page: Page) -> None:
    """Note the offsets of times in a feed."""
    if source.kind == "feed":
        times = list(islice(to_times(page.text[:500_000]), 40))
        if times:
            lists.times.setdefault("the feed", []).extend(times)


async def read_rest(visitor: Visitor, lists: Lists, root: str, why: str) -> bool:
    """Read the root and both ends of the posts of a WordPress REST interface; tell whether it lists posts."""
    if not visitor.adopt(root):
        lists.notes.append(f"REST interface {root} ({why}): {ON_ANOTHER_SITE}")
        return False
    _note_root(lists, (await visitor.fetch(with_query(root, _fields=ROOT_FIELDS))).good_page)
    source = Source(kind="wordpress", url=posts_url(root, per_page=POSTS_OF_A_PAGE, _fields=POST_FIELDS))
    links: dict[str, Link] = {}
    pages: list[Page] = []
    has_more = False
    for order in ("desc", "asc"):
        url = posts_url(root, per_page=POSTS_OF_AN_END, orderby="date", order=order, _embed=EMBEDDED)
        answer = await visitor.fetch(url)
        page = answer.good_page
        if page is None:
            lists.notes.append(f"REST interface {root} ({why}): its posts: {answer.why}")
            break
        try:
            found = find_links(page, source, visitor.hosts)
        except ExtractionError as error:
            lists.notes.append(f"REST interface {root} ({why}): {error.problem}")
            break
        links |= {link.url: link for link in _on_site(visitor, found)}
        pages.append(page)
        lists.times.setdefault("the REST interface", []).extend(_offsets(page))
        has_more = any(link.listing for link in found)
        if not has_more:
            break
    if not links:
        return False
    lists.listed.append(
        Listed(source=source, why=why, links=tuple(links.values()), pages=tuple(pages), is_whole=not has_more)
    )
    return True


def _note_root(lists: Lists, page: Page | None) -> None:
    root = _json(page)
    if not isinstance(root, dict):
        return
    zone, name = root.get("timezone_string"), root.get("name")
    if isinstance(zone, str) and zone:
        lists.zones.append(Fact(value=zone, why="the REST interface states it"))
    if isinstance(name, str):
        lists.name = name


def _offsets(page: Page) -> list[datetime]:
    """Return the times of posts with the offset by which the site's own differ from those in UTC."""
    posts = _json(page)
    found: list[datetime] = []
    for post in posts if isinstance(posts, list) else ():
        try:
            local, utc = (datetime.fromisoformat(post[name]) for name in ("date", "date_gmt"))
            if abs(local - utc) < timedelta(hours=15):
                found.append(with_offset(local, utc))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def _json(page: Page | None) -> Any:
    try:
        return find_json(page.text) if page is not None else None
    except (ValueError, RecursionError):
        return None
