"""Listings: stores what sitemaps, feeds and listings list, and makes the requests that follow (writes to disk)."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from datetime import timedelta

from scrapy import Request

from archive.reading import Reading
from crawler.policy import REDIRECTS_OFF_SITE, TOO_MANY_REDIRECTS, Decision, is_on_site
from crawler.recorder import Recorder
from crawler.run_state import Lastmods, Pager, Plan, listing_request, page_request
from extract.listings import Link, asks_for_modified_posts, rest_route_url
from extract.site import Site, Source
from extract.urls import canonical_url

# A part of a sitemap that listed no article (tags, authors) is requested again after this time.
NO_ARTICLES_FOR = timedelta(days=7)
# Redirects by meta refresh on the way to a page or listing, as many as Scrapy follows by status.
MAX_REDIRECTS = 20
# Links that are decided in one transaction; between two of them the event loop runs other tasks.
BATCH_SIZE = 100


class Listings:
    """Requests the pages that a listing lists and that are due, and the source's further listings."""

    def __init__(self, recorder: Recorder, plan: Plan, site: Site, *, max_listings: int) -> None:
        self.recorder = recorder
        self.plan = plan
        self.hosts = site.hosts
        add_failure = recorder.ledger.add_source_failure
        self.pager = Pager(recorder.frontier, max_listings=max_listings, on_failure=add_failure)
        self._articles = re.compile(site.articles or "")

    def start(self, source: Source) -> Iterator[Request]:
        """Yield the first requests for a source."""
        yield self.pager.start(source)
        if url := self.plan.modified_since_url(source):
            yield listing_request(url, source)

    async def follow(self, reading: Reading, url: str, source: Source, *, depth: int) -> AsyncIterator[Request]:
        """Store what a listing at `url` lists, and yield the requests that follow from it.

        `depth` counts the listings above it.
        """
        if reading.leads_to:
            self.recorder.record_reading(reading)
            for request in self._moved(reading.leads_to, url, source, depth=depth + 1):
                yield request
            return
        if reading.outcome != "listing":
            async for request in self.fail(url, reading.reason or "", 200, source):
                yield request
        previous = self.plan.previous_lastmods(reading.links, source)
        # After a 304 it is the listing of an earlier run, which lists nothing again.
        is_new = reading.capture.run == self.recorder.run.id
        again = self.plan.listed_again(reading.links, source) if is_new else frozenset()
        self.recorder.record_reading(reading)
        lists_unlisted, lists_news, lists_pages = False, self.plan.reads_all_listings, False
        for start in range(0, len(reading.links), BATCH_SIZE):
            links = reading.links[start : start + BATCH_SIZE]
            lists_unlisted = self.pager.mark_listed(links, url, source) or lists_unlisted
            for link, decision in self._decide(links, source, previous, again):
                lists_pages = True
                lists_news = lists_news or self.plan.is_new_or_modified(link.url)
                if decision.due:
                    yield page_request(link.url, decision.reason, priority=self.plan.priority(link, decision))
            await asyncio.sleep(0)
        # A pager that lists the same pages again has ended, even if it links to a next page; and where the newest
        # stand first, nothing new follows a listing without anything new. A sitemap has few parts, in any order.
        if (lists_unlisted and (lists_news or not lists_pages)) or source.kind == "sitemap":
            async for request in self._further(reading.links, source, depth):
                yield request

    def _moved(self, target: str, url: str, source: Source, *, depth: int) -> Iterator[Request]:
        """Request a listing at the place to which the page at its URL redirects by a meta refresh."""
        if not is_on_site(target, self.hosts):
            self.recorder.ledger.add_source_failure(url, REDIRECTS_OFF_SITE)
        elif depth > MAX_REDIRECTS or not self.recorder.frontier.mark_listed(source, target):
            self.recorder.ledger.add_source_failure(url, TOO_MANY_REDIRECTS)
        else:
            yield listing_request(target, source, is_first=True, depth=depth)

    async def fail(self, url: str, reason: str, status: int, source: Source) -> AsyncIterator[Request]:
        """Request a listing at its other URL if it has one, else store that its source could not be read."""
        # A 403 forbids the interface, not this URL of it.
        other = rest_route_url(url) if source.kind == "wordpress" and status in {200, 404} else None
        if other is not None:
            yield listing_request(other, source, is_first=True)
        # A WordPress that does not support modified_after has listed its newest posts all the same.
        elif not asks_for_modified_posts(url):
            self.recorder.ledger.add_source_failure(url, reason)

    def is_article(self, url: str) -> bool:
        """Tell whether a URL may be an article's: on the site, and matched by the profile's `articles`."""
        return bool(self._articles.search(canonical_url(url))) and is_on_site(url, self.hosts)

    def _decide(
        self, links: Iterable[Link], source: Source, previous: Lastmods, again: Collection[str]
    ) -> list[tuple[Link, Decision]]:
        pages = [link for link in links if not link.listing and self.is_article(link.url)]
        with self.recorder.frontier.transaction():
            return [(link, self.plan.decide_link(link, source, previous, again)) for link in pages]

    async def _further(self, links: Iterable[Link], source: Source, depth: int) -> AsyncIterator[Request]:
        on_site = [link for link in links if link.listing and is_on_site(link.url, self.hosts)]
        wanted = [link for link in on_site if not await self._lists_no_articles(link, source)]
        for request in self.pager.further_listings(wanted, source, depth=depth + 1):
            yield request

    async def _lists_no_articles(self, link: Link, source: Source) -> bool:
        """Tell whether a part of a sitemap was captured lately and listed no article."""
        history = self.recorder.history
        if source.kind != "sitemap" or self.plan.reads_all_listings:
            return False
        last = history.last_capture(link.url)
        if last is None or self.plan.now - last.captured_at > NO_ARTICLES_FOR:
            return False
        reading = await self.recorder.readers.read(history.recorded(last))
        has_links = any(listed.listing or self.is_article(listed.url) for listed in reading.links)
        return reading.outcome == "listing" and not has_links
