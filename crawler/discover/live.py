"""Fetches live pages of a site with a profile: one of each source to check it, or a sample to learn of (network)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.discover.conclude import told_pages
from crawler.discover.lists import Listed, Lists, read_list, read_place, read_rest
from crawler.discover.places import Place, rest_root
from crawler.discover.sample import MOST_ARTICLES, Report, read_sample
from crawler.discover.visit import visit
from crawler.discover.visitor import Visitor
from extract.listings import Link
from extract.page import Page
from extract.site import Site, Source
from extract.urls import canonical_url

# Newest pages of a source that are looked at until one is an article.
MOST_TRIES = 3
PROFILE = "the profile names it"
NO_MATCH = "it lists no page that the profile's `articles` matches"


@dataclass(frozen=True, kw_only=True)
class LiveArticle:
    """The newest article that a source lists, as fetched; `page` is None where there is none, and `why` says why.

    `link` is what the source states of it.
    """

    source: Source
    link: Link | None = None
    page: Page | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class LiveSample:
    """Articles of a site as fetched, the feeds and REST lists that state them, and URLs of pages that are none."""

    pages: tuple[Page, ...]
    told: tuple[Page, ...]
    others: tuple[str, ...]
    notes: tuple[str, ...]


def live_articles(site: Site, *, data: Path, report: Report) -> list[LiveArticle]:
    """Return the newest article of each source of a site, as a crawl fetches it."""

    async def procedure(visitor: Visitor) -> list[LiveArticle]:
        found: list[LiveArticle] = []
        for number, source in enumerate(site.sources):
            report(source.kind, number, len(site.sources))
            found.append(await _newest(visitor, site, source))
        return found

    return visit(site, procedure, data=data)


def live_pages(site: Site, *, data: Path, report: Report) -> LiveSample:
    """Return a sample of the articles that a site's sources list, as a crawl fetches them."""

    async def procedure(visitor: Visitor) -> LiveSample:
        lists = Lists()
        for number, source in enumerate(site.sources):
            report(source.kind, number, len(site.sources))
            if source.kind == "wordpress":
                await read_rest(visitor, lists, rest_root(source.url), PROFILE)
            else:
                await read_place(visitor, lists, Place(source=source, why=PROFILE))
        listed = [replace(each, links=_matching(each, site)) for each in lists.listed]
        lists.notes += [f"{each.source.kind} {each.source.url}: {NO_MATCH}" for each in listed if not each.links]
        url = site.sources[0].url if site.sources else ""
        sample = await read_sample(visitor, listed, url, MOST_ARTICLES, report)
        others = (*lists.others, *sample.others)
        return LiveSample(
            pages=tuple(sample.articles), told=told_pages(lists), others=others, notes=tuple(lists.notes)
        )

    return visit(site, procedure, data=data)


async def _newest(visitor: Visitor, site: Site, source: Source) -> LiveArticle:
    """Return the newest page of a source that is read as an article, else the last of those that were looked at."""
    lists = Lists()
    if why := await read_list(visitor, lists, Place(source=source, why=PROFILE)):
        return LiveArticle(source=source, why=why)
    links = _newest_first(_matching(lists.listed[0], site))
    if not links:
        return LiveArticle(source=source, why=NO_MATCH)
    last = LiveArticle(source=source)
    for link in links[:MOST_TRIES]:
        answer = await visitor.fetch(link.url)
        if answer.good_page is None:
            last = LiveArticle(source=source, link=link, why=answer.why)
            continue
        reading = await visitor.read(answer)
        last = LiveArticle(source=source, link=link, page=answer.page, why=reading.reason or "")
        if reading.outcome == "article":
            return last
    return last


def _matching(listed: Listed, site: Site) -> tuple[Link, ...]:
    """Return the links of a list that the profile takes for articles."""
    pattern = re.compile(site.articles or "")
    return tuple(link for link in listed.links if pattern.search(canonical_url(link.url)))


def _newest_first(links: Sequence[Link]) -> list[Link]:
    def time(link: Link) -> str:
        return str(link.published_at or link.modified_at or "")

    # Where a list has no times, it has the newest first.
    return sorted(links, key=time, reverse=True)
