"""Listings: what the listings of a site's sources lead to (keeps what they name, makes requests)."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta

from scrapy import Request

from archive.reading import Reading
from crawler.policy import Decision, is_on_site
from crawler.recorder import Recorder
from crawler.run_state import Dates, Pager, Plan, listing_request, page_request
from extract.listings import Link, asks_for_modified_posts, rest_route_url
from extract.site import Site, Source
from extract.urls import canonical_url

# A part of a sitemap that named no article may do so one day.
BARREN_FOR = timedelta(days=7)
# Links that are looked up at once: in between, whatever else is going on has its turn.
TOGETHER = 100


class Listings:
    """Asks for the pages that a listing names and that are due, and for the further pages of its list."""

    def __init__(self, keeper: Recorder, plan: Plan, site: Site, *, most: int) -> None:
        self.keeper = keeper
        self.plan = plan
        self.hosts = site.hosts
        self.pager = Pager(keeper.frontier, most=most, fail=keeper.ledger.add_source_failure)
        self._articles = re.compile(site.articles or "")

    def start(self, source: Source) -> Iterator[Request]:
        """Yield the requests that begin to read a source."""
        yield self.pager.start(source)
        if lately := self.plan.recently_modified(source):
            yield listing_request(lately, source)

    async def follow(self, reading: Reading, url: str, source: Source, *, depth: int) -> AsyncIterator[Request]:
        """Keep what a listing that answered 200 names, and yield the requests to which it leads.

        `depth` counts the listings above it.
        """
        if reading.verdict != "listing":
            async for request in self.fail(url, reading.reason or "", 200, source):
                yield request
        before = self.plan.dates_before(reading.links, source)
        self.keeper.keep_reading(reading)
        is_fresh, brings_news, names_pages = False, self.plan.walks_all, False
        for start in range(0, len(reading.links), TOGETHER):
            some = reading.links[start : start + TOGETHER]
            is_fresh = self.pager.note(some, url, source) or is_fresh
            for link, decision in self._decide(some, source, before):
                names_pages = True
                brings_news = brings_news or self.plan.is_news(link.url)
                if decision.due:
                    yield page_request(link.url, decision.reason, priority=self.plan.priority(link, decision))
            await asyncio.sleep(0)
        # A pager that only repeats itself has ended, whatever it says, and one that is ordered newest first brings
        # nothing after a page without news; the parts of a sitemap are few and named.
        if (is_fresh and (brings_news or not names_pages)) or source.kind == "sitemap":
            async for request in self._further(reading.links, source, depth):
                yield request

    async def fail(self, url: str, reason: str, status: int, source: Source) -> AsyncIterator[Request]:
        """Ask for a listing in another way where there is one, else note that its source could not be read."""
        # Who answers 403 does not want to be asked.
        other = rest_route_url(url) if source.kind == "wordpress" and status in {200, 404} else None
        if other is not None:
            yield listing_request(other, source, first=True)
        # A WordPress that takes no date has listed its newest posts all the same.
        elif not asks_for_modified_posts(url):
            self.keeper.ledger.add_source_failure(url, reason)

    def is_article(self, url: str) -> bool:
        """Tell whether an address may be an article's."""
        return bool(self._articles.search(canonical_url(url))) and is_on_site(url, self.hosts)

    def _decide(self, links: Iterable[Link], source: Source, before: Dates) -> list[tuple[Link, Decision]]:
        wanted = [link for link in links if not link.listing and self.is_article(link.url)]
        with self.keeper.frontier.together():
            return [(link, self.plan.decide_link(link, source, before)) for link in wanted]

    async def _further(self, links: Iterable[Link], source: Source, depth: int) -> AsyncIterator[Request]:
        here = [link for link in links if link.listing and is_on_site(link.url, self.hosts)]
        lively = [link for link in here if not await self._is_barren(link, source)]
        for request in self.pager.onward(lively, source, depth=depth + 1):
            yield request

    async def _is_barren(self, link: Link, source: Source) -> bool:
        """Tell whether a part of a sitemap named no article lately: tags and authors are listed there too."""
        known = self.keeper.known
        if source.kind != "sitemap" or self.plan.walks_all:
            return False
        last = known.last_capture(link.url)
        if last is None or self.plan.now - last.captured_at > BARREN_FOR:
            return False
        reading = await self.keeper.readers.read(known.recorded(last))
        named = any(each.listing or self.is_article(each.url) for each in reading.links)
        return reading.verdict == "listing" and not named
