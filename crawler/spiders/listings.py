"""Listings: stores what sitemaps, feeds and listings list, and makes the requests that follow (writes to disk)."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from scrapy import Request

from archive.ask import count_gone, count_still_listed, still_listed
from archive.reading import Reading
from archive.warc import Recorded
from crawler.policy import REDIRECTS_OFF_SITE, TOO_MANY_REDIRECTS, Decision, is_on_site
from crawler.recorder import Recorder
from crawler.run_state import Lastmods, Pager, Plan, listing_request, page_request
from crawler.spiders.rest_lists import RestLists
from extract.errors import ExtractionError
from extract.listings import (
    Link,
    asks_for_modified_posts,
    is_news_sitemap,
    lists_of_pages,
    rest_route_url,
    smaller_pages_url,
)
from extract.site import Site, Source
from extract.urls import canonical_url, netloc_of

# A part of a sitemap that listed no article (tags, authors) is requested again after this time.
NO_ARTICLES_FOR = timedelta(days=7)
# Redirects by meta refresh on the way to a page or listing, as many as Scrapy follows by status.
MAX_REDIRECTS = 20
# Many pagers link to one page more than they have, which then does not exist; WordPress answers 400.
BEHIND_LAST_PAGE = frozenset({400, 404, 410})
# Links that are decided in one transaction; between two of them the event loop runs other tasks.
BATCH_SIZE = 100


class Listings:
    """Requests the pages that a listing lists and that are due, and the source's further listings."""

    def __init__(self, recorder: Recorder, plan: Plan, site: Site, *, max_listings: int) -> None:
        self.recorder = recorder
        self.plan = plan
        self.hosts = site.hosts
        self.sources = site.sources
        self.takes_pages = site.pages
        self.counts = recorder.ledger.listed
        add_failure = recorder.ledger.add_source_failure
        self.pager = Pager(recorder.frontier, max_listings=max_listings, on_failure=add_failure)
        self.rest_lists = RestLists(self.pager, self.counts, on_failure=add_failure)
        self._news: set[Source] = set()
        self._articles = re.compile(site.articles or "")

    def start(self, source: Source) -> Iterator[Request]:
        """Yield the first requests for a source, none for a list of static pages that the profile does not take."""
        if source.url in self._of_pages([each.url for each in self.sources]):
            self.counts.page_lists[source.url] = None
            return
        yield self.pager.start(source)
        if url := self.plan.modified_since_url(source):
            yield listing_request(url, source)

    async def follow(
        self, reading: Reading, recorded: Recorded, source: Source, *, depth: int
    ) -> AsyncIterator[Request]:
        """Store what a listing lists, and yield the requests that follow from it.

        `recorded` is its response, after a 304 that of the capture which is unchanged; `depth` counts the listings
        above it.
        """
        url = recorded.capture.url
        if reading.leads_to:
            self.recorder.record_reading(reading)
            for request in self._moved(reading.leads_to, url, source, depth=depth + 1):
                yield request
            return
        if reading.outcome != "listing":
            for request in self._record_failure(reading, url, source):
                yield request
            return
        previous = self.plan.previous_lastmods(reading.links, source)
        # After a 304 it is the listing of an earlier run, which lists nothing again.
        is_new = reading.capture.run == self.recorder.run.id
        again = self.plan.listed_again(reading.links, source) if is_new else frozenset()
        self.recorder.ledger.lastmod_idle = {each.url: None for each in self.plan.idle_lastmods}
        self.recorder.record_reading(reading)
        lists_unlisted, lists_news, lists_pages = False, self.plan.reads_all_listings, False
        for start in range(0, len(reading.links), BATCH_SIZE):
            links = reading.links[start : start + BATCH_SIZE]
            lists_unlisted = self._count_unlisted(links, url, source) or lists_unlisted
            for link, decision in self._decide(links, source, previous, again):
                lists_pages = True
                lists_news = lists_news or self.plan.is_new_or_modified(link.url)
                if decision.due:
                    yield page_request(link.url, decision.reason, priority=self.plan.priority(link, decision))
            await asyncio.sleep(0)
        # What was modified lately may be nothing.
        if not asks_for_modified_posts(url):
            self.counts.add_links(source, on_site=0, hosts=())
        self._note_news_sitemap(reading.links, recorded, source)
        # A pager that lists the same pages again has ended, even if it links to a next page; and where the newest
        # stand first, nothing new follows a listing without anything new.
        goes_on = lists_unlisted and (lists_news or not lists_pages)
        async for request in self._further(reading.links, recorded, source, goes_on=goes_on, depth=depth):
            yield request

    def _moved(self, target: str, url: str, source: Source, *, depth: int) -> Iterator[Request]:
        """Request a listing at the place to which the page at its URL redirects by a meta refresh."""
        if not is_on_site(target, self.hosts):
            self.recorder.ledger.add_source_failure(url, REDIRECTS_OFF_SITE)
        elif depth > MAX_REDIRECTS or not self.recorder.frontier.mark_listed(source, target):
            self.recorder.ledger.add_source_failure(url, TOO_MANY_REDIRECTS)
        else:
            yield listing_request(target, source, is_first=True, depth=depth)

    def on_error(self, recorded: Recorded, reason: str, source: Source, *, is_first: bool) -> Iterator[Request]:
        """Yield the requests that follow from an error status; where none does, store that a source was not read."""
        url, status = recorded.capture.url, recorded.capture.status
        is_rest, is_partial = source.kind == "wordpress", asks_for_modified_posts(url)
        body = _body(recorded) if is_rest and status in BEHIND_LAST_PAGE else b""
        smaller = smaller_pages_url(url, body) if is_rest and status == 400 and (is_first or is_partial) else None
        if smaller is not None:
            yield listing_request(smaller, source, is_first=is_first)
        elif is_first or is_partial or source.kind == "sitemap" or status not in BEHIND_LAST_PAGE:
            yield from self._fail(url, reason, status, source)
        elif is_rest and self.rest_lists.has_ended(source, body):
            yield from self.rest_lists.end(url, source)
        elif is_rest:
            self.recorder.ledger.add_source_failure(url, reason)

    def conclude(self, sources: Iterable[Source]) -> None:
        """Count what sources that list nothing in this run have listed before; call it when all have been read."""
        ledger, history = self.recorder.ledger, self.recorder.history
        for source in sources:
            if self.counts.lists_nothing(source) and source.url not in ledger.sources and source not in self._news:
                before = sum(map(self.is_article, still_listed(history.db, self.plan.site, source)))
                if before:
                    self.counts.emptied[source.url] = before

    def check_claims(self, sources: Iterable[Source], since: datetime) -> Iterator[Request]:
        """Compare what REST lists claim with what the archive has; call it when all pages have been requested.

        A post that was listed and then answers 404 was deleted meanwhile, and another one may have slid over the
        border of two pages: that list is read again. Of a list that was not read to its end in this run, `since` its
        start, all posts count that it has ever listed.
        """
        db = self.recorder.history.db
        for source in sources:
            claimed, is_whole = self.counts.claimed.get(source), source in self.rest_lists.ended
            if is_whole and self.counts.count_passes(source) == 1:
                if gone := count_gone(db, self.plan.site, source, since=since):
                    self.counts.add_gone(source, gone)
                    yield from self.rest_lists.read_again(self.rest_lists.ended[source], source)
            elif claimed is not None and not is_whole:
                self._compare(source, claimed - count_still_listed(db, self.plan.site, source))

    def is_article(self, url: str) -> bool:
        """Tell whether a URL may be an article's: on the site, and matched by the profile's `articles`."""
        return bool(self._articles.search(canonical_url(url))) and is_on_site(url, self.hosts)

    def _record_failure(self, reading: Reading, url: str, source: Source) -> Iterator[Request]:
        """Store what was no list, and count it as failed unless it has another URL, whose request is yielded."""
        others = list(self._fail(url, reading.reason or "", 200, source))
        if others:
            self.recorder.archive.tables.add_reading(reading)
        else:
            self.recorder.record_reading(reading)
        yield from others

    def _fail(self, url: str, reason: str, status: int, source: Source) -> Iterator[Request]:
        """Request a listing at its other URL if it has one, else store that its source could not be read."""
        # A 403 forbids the interface, not this URL of it.
        other = rest_route_url(url) if source.kind == "wordpress" and status in {200, 404} else None
        if other is not None:
            yield listing_request(other, source, is_first=True)
        # A WordPress that does not support modified_after has listed its newest posts all the same.
        elif not asks_for_modified_posts(url):
            self.recorder.ledger.add_source_failure(url, reason)

    def _compare(self, source: Source, missing: int) -> None:
        ledger = self.recorder.ledger
        if missing > 0 and missing <= self.plan.last_run.unlisted.get(source.url, 0):
            self.counts.unlisted[source.url] = missing
        elif missing > 0 and source.url not in ledger.sources:
            ledger.add_source_failure(source.url, f"claims {missing} posts more than it has listed")

    def _count_unlisted(self, links: Iterable[Link], url: str, source: Source) -> bool:
        """Count the pages that a source lists for the first time in this run; tell whether there is one."""
        unlisted = self.pager.mark_listed(links, url, source)
        others = [netloc_of(link.url) for link in unlisted if not is_on_site(link.url, self.hosts)]
        if not asks_for_modified_posts(url):
            self.counts.add_links(source, on_site=len(unlisted) - len(others), hosts=others)
        return bool(unlisted)

    def _note_news_sitemap(self, links: Iterable[Link], recorded: Recorded, source: Source) -> None:
        """Note a sitemap that lists the news of the last days, and so may well list nothing."""
        if source.kind == "sitemap" and not links:
            with suppress(ExtractionError):
                if is_news_sitemap(recorded.page()):
                    self._news.add(source)

    def _decide(
        self, links: Iterable[Link], source: Source, previous: Lastmods, again: Collection[str]
    ) -> list[tuple[Link, Decision]]:
        skips = self.recorder.forgotten.skips
        pages = [link for link in links if not link.listing and self.is_article(link.url) and not skips(link.url)]
        with self.recorder.frontier.transaction():
            return [(link, self.plan.decide_link(link, source, previous, again)) for link in pages]

    async def _further(
        self, links: Iterable[Link], recorded: Recorded, source: Source, *, goes_on: bool, depth: int
    ) -> AsyncIterator[Request]:
        url = recorded.capture.url
        further = [link for link in links if link.listing]
        for link in further:
            if not is_on_site(link.url, self.hosts):
                reason = f"leads on to {netloc_of(link.url)}, which the profile does not name in `hosts`"
                self.recorder.ledger.add_source_failure(source.url, reason)
        if source.kind == "wordpress" and not asks_for_modified_posts(url):
            reads_all = self.plan.reads_all_listings
            for request in self.rest_lists.follow(links, recorded, source, goes_on=goes_on, reads_all=reads_all):
                yield request
        # A sitemap has few parts, in any order.
        elif goes_on or source.kind == "sitemap":
            on_site = [link for link in further if is_on_site(link.url, self.hosts)]
            of_pages = self._of_pages([link.url for link in on_site] if source.kind == "sitemap" else ())
            self.counts.page_lists |= dict.fromkeys(sorted(of_pages))
            others = [link for link in on_site if link.url not in of_pages]
            wanted = [link for link in others if not await self._lists_no_articles(link, source)]
            # What lists no articles is not requested, and need not be listed again.
            self.counts.add_links(source, on_site=len(on_site) - len(wanted), hosts=())
            for request in self.pager.further_listings(wanted, source, depth=depth + 1):
                yield request

    def _of_pages(self, urls: Collection[str]) -> frozenset[str]:
        """Return the lists of nothing but static pages, which would be requested to be refused."""
        return lists_of_pages(urls) if self.takes_pages is False else frozenset()

    async def _lists_no_articles(self, link: Link, source: Source) -> bool:
        """Tell whether a part of a sitemap was captured lately and listed no article."""
        history = self.recorder.history
        if source.kind != "sitemap" or self.plan.reads_all_listings:
            return False
        last = history.last_capture(link.url)
        if last is None or self.plan.now - last.captured_at > NO_ARTICLES_FOR:
            return False
        reading = await self.recorder.read(history.recorded(last))
        has_links = any(listed.listing or self.is_article(listed.url) for listed in reading.links)
        return reading.outcome == "listing" and not has_links


def _body(recorded: Recorded) -> bytes:
    try:
        return recorded.page().body
    except ExtractionError:
        return b""
