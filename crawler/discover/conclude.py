"""Concludes from all that was read what a profile needs (pure)."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from crawler.discover.answer import Answer
from crawler.discover.clues import Clues, read_clues
from crawler.discover.found import NOTHING, Fact, Found, FoundSource
from crawler.discover.lists import Lists
from crawler.discover.sample import Sample
from crawler.discover.sampler import SURE, shape_of
from crawler.discover.system import find_system, find_theme
from crawler.discover.zone import find_zone
from extract.page import Page
from extract.urls import canonical_url, netloc_of

# Seconds between two requests: the default of profiles, and the most that is concluded from a slow site.
DEFAULT_DELAY, SLOWEST_DELAY = 2.0, 30.0
# Of the pages that declare a language, so many must declare the same one.
MIN_SAME_LANGUAGE = 0.9
# Kinds of segments of the dated URL of an article; that of a month has no text.
DATED = frozenset({"year", "text"})
ORDER = ("sitemap", "feed", "wordpress", "listing")


@dataclass(frozen=True, kw_only=True)
class Surveyed:
    """What was read of a site: `pages` are the one at the given URL and the front page, with their clues.

    `hosts` are those that may be the site's, `crawl_delay` is what robots.txt asks for, in seconds; `folder` as in
    `Found`.
    """

    url: str
    pages: Sequence[Page]
    clues: Sequence[Clues]
    lists: Lists
    sample: Sample
    hosts: Collection[str]
    answers: Sequence[Answer]
    crawl_delay: float
    is_this_machine: bool
    renders: bool
    folder: str = ""


def conclude(read: Surveyed) -> Found:
    """Return what was found; the sample has at least one article or static page."""
    sample, lists = read.sample, read.lists
    are_static = len(sample.static) > len(sample.articles)
    articles = sample.static if are_static else sample.articles
    front, host = read.pages[-1], netloc_of(articles[0].url)
    system = next((fact for page in (front, articles[0]) if (fact := find_system(page)).value), NOTHING)
    seen = [*read.clues, *map(read_clues, articles)]
    language = find_language([each.language for each in seen])
    times = lists.times | {"the articles": [time for each in seen for time in each.times]}
    given = {where: found for where, found in times.items() if found}
    delay, why = find_delay(read.crawl_delay, sample.seconds, is_this_machine=read.is_this_machine)
    inner = {canonical_url(page.url) for page in articles}
    return Found(
        url=read.url,
        title=_title(read.clues, lists, host),
        hosts=_hosts(read, host, articles),
        sources=find_sources(lists, inner),
        system=system,
        theme=find_theme(articles[0], system.value),
        timezone=find_zone(lists.zones, given, language=language.value, host=host),
        language=language,
        takes_pages=are_static or lists.has_essays_as_pages,
        delay=delay,
        delay_why=why,
        render=read.renders,
        pages=tuple(articles),
        told=told_pages(lists),
        others=find_others(read, inner),
        refused=tuple(sample.refused.most_common()),
        notes=tuple(lists.notes),
        folder=read.folder,
    )


def told_pages(lists: Lists) -> tuple[Page, ...]:
    """Return the feeds and REST lists that state what articles say."""
    return tuple(page for each in lists.listed if each.source.kind in {"feed", "wordpress"} for page in each.pages)


def find_language(declared: Sequence[str | None]) -> Fact:
    """Return the language that nearly all pages declare, of its variants the commonest; no value for several."""
    tags = Counter(tag for tag in declared if tag)
    if not tags:
        return NOTHING
    tag, count = tags.most_common(1)[0]
    same = sum(number for other, number in tags.items() if other.partition("-")[0] == tag.partition("-")[0])
    if same < MIN_SAME_LANGUAGE * tags.total():
        return Fact(why=f"several: {', '.join(f'{number} x {each}' for each, number in tags.most_common(4))}")
    return Fact(value=tag, why=f"{count} of {len(declared)} pages declare it")


def find_delay(asked: float, seconds: Sequence[float], *, is_this_machine: bool) -> tuple[float, str]:
    """Return the seconds between two requests, and why: as robots.txt asks, twice the site's latency, or two."""
    if is_this_machine and not asked:
        return 0.0, "the site is on this machine"
    latency = median(seconds) if seconds else 0.0
    slow = min(math.ceil(4 * latency) / 2, SLOWEST_DELAY)
    if asked >= max(DEFAULT_DELAY, slow):
        return asked, "robots.txt asks for it"
    if slow > DEFAULT_DELAY:
        return slow, f"twice the {latency:.1f} seconds that the site takes to answer"
    return DEFAULT_DELAY, ""


def find_sources(lists: Lists, articles: set[str]) -> tuple[FoundSource, ...]:
    """Return the sources that list articles of the sample, by kind; `articles` are canonical URLs."""
    found: list[FoundSource] = []
    for each in lists.listed:
        urls = {canonical_url(link.url) for link in each.links}
        inner = len(urls & articles)
        found.append(
            FoundSource(source=each.source, why=each.why, listed=len(urls), articles=inner, is_whole=each.is_whole)
        )
    good = [each for each in found if each.articles]
    return tuple(sorted(good, key=lambda each: (ORDER.index(each.source.kind), -each.articles)))


def find_others(read: Surveyed, articles: set[str]) -> tuple[str, ...]:
    """Return URLs of pages that are no articles: home page, menu, static pages, refused pages of the sample.

    Many menus show articles beside sections: those that a feed or REST list names, or that are dated as articles.
    """
    sure = {canonical_url(link.url) for each in read.lists.listed if each.source.kind in SURE for link in each.links}
    dated = {shape for url in articles if set((shape := shape_of(url)).split("/")) >= DATED}
    sections = [
        url
        for each in read.clues
        for url in each.sections
        if canonical_url(url) not in sure and shape_of(url) not in dated
    ]
    homes = [page.url for page in read.pages]
    urls = dict.fromkeys([*homes, *sections, *read.lists.others, *read.sample.others])
    return tuple(url for url in urls if canonical_url(url) not in articles)


def _title(clues: Sequence[Clues], lists: Lists, host: str) -> str:
    """Return the site's name as its pages state it, the front page first, else as its interface does."""
    named = [each.site_name for each in reversed(clues)]
    titles = [each.title for each in reversed(clues)]
    return next(filter(None, (*named, lists.name, *titles)), host)


def _hosts(read: Surveyed, host: str, articles: Sequence[Page]) -> tuple[str, ...]:
    """Return the hosts that answered, or that lists and redirects name, the one of the articles first."""
    urls = [page.url for page in articles] + [each.source.url for each in read.lists.listed]
    urls += [link.url for each in read.lists.listed for link in each.links]
    urls += [url for answer in read.answers if answer.page for url in (answer.url, *answer.moved_from)]
    seen = {netloc_of(url) for url in urls}
    return (host, *sorted(each for each in seen if each in read.hosts and each != host))
