"""Surveys a site from one URL: where it lists its pages, what it is made with, a sample of its articles.

the page at the URL, or that a list there names | home page, robots.txt | sitemaps, feeds, REST interface
| common places where nothing is named | listings where nothing has everything
| pages of all sources, new and old, until there are enough articles | Found
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from crawler.discover.clues import Clues, read_clues
from crawler.discover.conclude import Surveyed, conclude
from crawler.discover.entry import Entry, enter
from crawler.discover.found import Found
from crawler.discover.lists import Listed, Lists, read_place, read_rest
from crawler.discover.places import Place, common_places, named_places
from crawler.discover.sample import LEAST_ARTICLES, Report, Sample, read_sample
from crawler.discover.visit import NeedsBrowser
from crawler.discover.visitor import Visitor
from extract.errors import CommentaryError
from extract.kind import LOGIN, PASSWORD
from extract.page import Page
from extract.profile import is_loopback
from extract.site import Source
from extract.urls import canonical_url, netloc_of
from extract.walls import is_shell

# A site that wants long pauses is asked for as many articles as fit into this time.
MOST_SECONDS = 300.0
# Pages of the menu that are read as lists.
MOST_SECTIONS = 6
# What a page shows in place of its text, by the reason that it is no article.
FORMS = {LOGIN: "a login form", PASSWORD: "a form for a password"}
OPEN = "and a crawl does not log in: write the URL of a page that everybody can read"


async def survey(visitor: Visitor, url: str, *, most: int, report: Report) -> Found:
    """Return what is found of the site of a URL: of its home page, an article, a feed or a sitemap.

    `most` is how many articles are wanted; `report` is called with each step. CommentaryError where nothing answers,
    robots.txt forbids it, what answers is no page of a site, all pages are blocks or consent walls, or fewer than
    LEAST_ARTICLES articles are found; NeedsBrowser where its pages show nothing until scripts run, and `visitor` does
    not render.
    """
    report("the page", 0, 0)
    entry = await enter(visitor, url)
    pages, first = entry.pages, entry.first
    clues = [read_clues(page) for page in pages]
    for each in clues:
        if each.canonical:
            visitor.adopt(each.canonical)
    reading = await visitor.read(entry.answer)
    folder = folder_of(first.url, is_article=reading.outcome == "article")
    lists = await _read_lists(visitor, entry, clues, folder, report)
    if not lists.listed and not visitor.renders and any(map(is_shell, pages)):
        raise NeedsBrowser(url)
    inside = within(lists.listed, folder)
    if is_part := inside != lists.listed:
        # The front page is the last one: that of the folder, and not of its host.
        lists.listed, pages, clues = inside, pages[::-1], clues[::-1]
    delay = _crawl_delay(visitor, first.url)
    wanted = max(LEAST_ARTICLES, min(most, int(MOST_SECONDS / max(delay, 1.0))))
    sample = await read_sample(visitor, lists.listed, url, wanted, report)
    if (count := max(len(sample.articles), len(sample.static))) < LEAST_ARTICLES:
        form = FORMS.get(reading.reason or "", "")
        shown = f"{entry.answer.url} shows {form} in place of a text, {OPEN}; " if form else ""
        raise CommentaryError(f"{url}: {shown}{_too_few(count, sample, lists)}")
    return conclude(
        Surveyed(
            url=url,
            pages=pages,
            clues=clues,
            lists=lists,
            sample=sample,
            hosts=visitor.hosts,
            answers=tuple(visitor.answers.values()),
            crawl_delay=delay,
            is_this_machine=is_loopback(netloc_of(first.url)),
            renders=visitor.renders,
            folder=folder if is_part else "",
        )
    )


async def _read_lists(visitor: Visitor, entry: Entry, clues: Sequence[Clues], folder: str, report: Report) -> Lists:
    """Read all that the site lists; common places only where it names nothing of their kind."""
    lists = Lists()
    robots = visitor.robots(folder)
    sitemaps = tuple(robots.rules.sitemaps) if robots is not None and robots.rules is not None else ()
    named = [*entry.given, *named_places(clues, [urljoin(folder, each) for each in sitemaps])]
    roots = dict.fromkeys(root for each in clues for root in each.rest_roots)
    for number, place in enumerate(named):
        report(f"{place.source.kind} {urlsplit(place.source.url).path}", number, len(named) + len(roots))
        await read_place(visitor, lists, place)
    for root in roots:
        report("REST interface", len(named), len(named) + len(roots))
        if await read_rest(visitor, lists, root, "its pages name it"):
            break
    if "sitemap" not in lists.kinds:
        await _first_of(visitor, lists, folder, "sitemap", report)
    if not lists.kinds & {"feed", "wordpress"}:
        await _first_of(visitor, lists, folder, "feed", report)
    if not lists.kinds & {"sitemap", "wordpress"}:
        await _read_listings(visitor, lists, entry.pages, clues, report)
    return lists


async def _first_of(visitor: Visitor, lists: Lists, front: str, kind: str, report: Report) -> None:
    """Read the first common place of a kind of list that answers."""
    for place in common_places(front, kind):
        report(f"{kind} {urlsplit(place.source.url).path}", 0, 0)
        if await read_place(visitor, lists, place):
            return
    lists.notes.append(f"no {kind} that lists pages, neither named by robots.txt or pages nor at a common place")


async def _read_listings(
    visitor: Visitor, lists: Lists, pages: Sequence[Page], clues: Sequence[Clues], report: Report
) -> None:
    """Read the home page and the pages of the menu as lists of headlines."""
    sections = list(dict.fromkeys(url for each in clues for url in each.sections))[:MOST_SECTIONS]
    given = [(page.url, "it lists headlines") for page in pages] + [(url, "the menu leads there") for url in sections]
    for number, (url, why) in enumerate(given):
        report(f"listing {urlsplit(url).path}", number, len(given))
        await read_place(visitor, lists, Place(source=Source(kind="listing", url=url), why=why))


def folder_of(url: str, *, is_article: bool) -> str:
    """Return the URL of the folder whose front page was given, such as a blog, else that of the whole host."""
    last = _path(url).rpartition("/")[2]
    # A file, such as `index.html`, stands in the folder.
    return urljoin(url, "/" if is_article else "./" if not last or "." in last else f"./{last}/")


def within(listed: Sequence[Listed], folder: str) -> list[Listed]:
    """Return the lists with the pages of a folder alone; as they are for a whole host or a folder of too few."""
    inside = [
        replace(each, links=tuple(link for link in each.links if _path(link.url).startswith(_path(folder))))
        for each in listed
    ]
    urls = {canonical_url(link.url) for each in inside for link in each.links}
    is_part = _path(folder) != "/" and len(urls) >= LEAST_ARTICLES
    return [each for each in inside if each.links] if is_part else list(listed)


def _path(url: str) -> str:
    return urlsplit(url).path


def _crawl_delay(visitor: Visitor, url: str) -> float:
    robots = visitor.robots(url)
    return robots.crawl_delay if robots is not None else 0.0


def _too_few(count: int, sample: Sample, lists: Lists) -> str:
    listed = ", ".join(f"{each.source.kind} {each.source.url}" for each in lists.listed) or "no list of pages"
    seen = ", ".join(f"{number} x {reason}" for reason, number in sample.refused.most_common(5))
    said = [f"looked at: {listed}", *([f"no articles: {seen}"] if seen else []), *lists.notes]
    return f"{count} articles were found, and a profile needs {LEAST_ARTICLES} to look at; {'; '.join(said)}"
