"""Scrapy spider: finds the pages of one site through its sources, and does not read them."""

import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.reading import Reading, is_readable
from archive.records import Recorded
from crawler.errors import DOWNLOAD_ERRORS, NotFetched, reason_of
from crawler.hosts import is_on_site
from crawler.keeper import Keeper
from crawler.operator import read_contact, user_agent
from crawler.page import to_recorded
from crawler.plan import Dates, Plan
from crawler.render import render_settings
from extract.errors import ArchiveError
from extract.links import Link
from extract.site import Site, Source
from extract.urls import canonical_url
from sites import load_site

if TYPE_CHECKING:
    from archive.capture import Capture

# Sources before pages: what they list decides what is asked.
LISTING_PRIORITY = 10
# What a run that was cut short has left comes before both.
LEFT_PRIORITY = 20
# A part of a sitemap that named no article may do so one day.
BARREN_FOR = timedelta(days=7)
# Known articles that are handed to the engine at once, so that a large archive does not lie in memory.
TOGETHER = 500


class SiteSpider(Spider):
    """Asks each source of a site for links and each article once; `-a name=SITE` names the profile.

    It has no contracts for `scrapy check`: a profile's examples are, and `commentary sites --check` reads them.
    """

    name = "site"

    def __init__(self, site: Site, *, urls: Iterable[str], listing_pages: int, full: bool = False) -> None:
        super().__init__()
        self.site = site
        self.urls = tuple(urls)
        self.listing_pages = listing_pages
        self.full = full
        self._rest: Iterator[str] | None = None
        self._articles = re.compile(site.articles or "")
        self._claimed: set[str] = set()
        self._listings: Counter[Source] = Counter()
        self._found: defaultdict[Source, set[str]] = defaultdict(set)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *, name: str = "", site: Site | None = None, urls: str = "") -> Self:
        """Load the profile, and set what depends on it; `urls` are pages to ask for beside those found."""
        settings = crawler.settings
        data = Path(settings["COMMENTARY_DATA"])
        site = site or load_site(name, data / "sites")
        contact = settings.get("COMMENTARY_CONTACT") or read_contact(data)
        settings.set("USER_AGENT", user_agent(contact, site.hosts), priority="spider")
        settings.set("DOWNLOAD_DELAY", site.delay, priority="spider")
        settings.set("AUTOTHROTTLE_START_DELAY", site.delay, priority="spider")
        settings.update(render_settings(site), priority="spider")
        spider = cls(
            site,
            urls=urls.split(),
            listing_pages=settings.getint("COMMENTARY_LISTING_PAGES"),
            full=settings.getbool("COMMENTARY_FULL"),
        )
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.ask_known, signal=signals.spider_idle)
        return spider

    @property
    def keeper(self) -> Keeper:
        """The run's archive; there is one whenever this spider runs."""
        keeper = self.crawler.get_extension(Keeper)
        if keeper is None:
            raise RuntimeError("the extension crawler.keeper.Keeper is switched off")
        return keeper

    @cached_property
    def plan(self) -> Plan:
        """What this run looks at; made when it starts."""
        keeper = self.keeper
        plan = Plan(keeper.archive, self.site.name, keeper.run.id, full=self.full)
        keeper.ledger.counts["lastmod_told"], keeper.ledger.counts["lastmod_edits"] = (
            plan.trust.told,
            plan.trust.edits,
        )
        return plan

    async def start(self) -> AsyncIterator[Request]:
        """Ask for what an interrupted run has left, and the sources."""
        for url in self.plan.never_captured():
            if self._articles.search(url):
                for request in self._ask_page(url):
                    yield request.replace(priority=LEFT_PRIORITY)
        for source in self.site.sources:
            for request in self._ask_listing(source.url, source):
                yield request
        for url in self.urls:
            for request in self._ask_page(url):
                yield request

    def ask_known(self) -> None:
        """Ask for articles of former runs that are due, some at a time, once every source has been read."""
        keeper = self.keeper
        if keeper.error is not None:
            return
        if self._rest is None:
            self._rest = iter(self._due_of_known())
        asked = False
        for url in islice(self._rest, TOGETHER):
            for request in self._ask_page(url):
                self.crawler.engine.crawl(request)
                asked = True
        keeper.ledger.counts["not_due"] = self.plan.not_due
        if asked:
            raise DontCloseSpider

    def _due_of_known(self) -> Iterator[str]:
        kinds = {source.kind for source in self.site.sources}
        complete = "sitemap" in kinds and not self.keeper.ledger.sources
        for url in self.keeper.archive.known_urls(self.site.name):
            if self.plan.is_known_due(url, sitemaps_complete=complete):
                yield url

    async def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Ask for the articles and further listings that a listing names."""
        recorded = self._unchanged(response) or to_recorded(response)
        if not is_readable(recorded.capture):
            if not _is_end(response):
                self.keeper.ledger.add_source_failure(response.url, _status(response))
            return
        reading = await self.keeper.readers.read(recorded)
        if reading.verdict != "listing":
            self.keeper.ledger.add_source_failure(response.url, reading.reason or "")
        source = response.meta["source"]
        before = self.plan.dates_before(reading.links, source)
        if self._keep(reading):
            links = [link for link in reading.links if not await self._is_barren(link, source)]
            for request in self._ask_links(links, source, before):
                yield request

    def parse_page(self, response: Response) -> Iterator[Recorded]:
        """Hand a page on to be read, unless its status says all."""
        recorded = to_recorded(response)
        if is_readable(recorded.capture):
            yield recorded
        elif original := recorded.capture.revisit_of:
            self._count_unchanged(original)
        elif response.status == 304:
            self.keeper.ledger.add_failure(_status(response))
        else:
            self.keeper.ledger.add_status(response.status)

    def count_failure(self, failure: Failure) -> None:
        """Count a request without an answer, with its reason; what nobody foresaw is raised again."""
        error = failure.value
        if not isinstance(error, DOWNLOAD_ERRORS):
            failure.raiseException()
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        ledger, reason = self.keeper.ledger, reason_of(error)
        if request.meta.get("source") is not None:
            ledger.add_source_failure(request.url, reason)
        elif isinstance(error, NotFetched):
            ledger.add_skipped(reason)
        else:
            ledger.add_failure(reason)

    def claim(self, url: str) -> bool:
        """Tell whether a page is asked for the first time in this run, under any form of its address."""
        canonical = canonical_url(url)
        if canonical in self._claimed:
            return False
        self._claimed.add(canonical)
        return True

    async def _is_barren(self, link: Link, source: Source) -> bool:
        """Tell whether a part of a sitemap named no article lately: tags and authors are listed there too."""
        if not link.listing or source.kind != "sitemap" or self.plan.walks_all:
            return False
        last = self.keeper.archive.last_capture(link.url)
        if last is None or self.plan.now - last.captured_at > BARREN_FOR:
            return False
        reading = await self.keeper.readers.read(self.keeper.archive.recorded(last))
        named = any(each.listing or self._articles.search(each.url) for each in reading.links)
        return reading.verdict == "listing" and not named

    def _unchanged(self, response: Response) -> Recorded | None:
        """Return the capture whose payload a 304 stands for: what a listing named then it still names."""
        original: Capture | None = response.meta["original"]
        if original is None or response.status != 304:
            return None
        return self.keeper.archive.recorded(original)

    def _count_unchanged(self, original: str) -> None:
        reason = self.keeper.archive.refusal_of(original)
        if reason is None:
            self.keeper.ledger.add_article("same")
        else:
            self.keeper.ledger.add_refusal(reason)

    def _keep(self, reading: Reading) -> bool:
        try:
            self.keeper.keep_reading(reading)
        except ArchiveError as error:
            self.keeper.stop(error)
        return self.keeper.error is None

    def _ask_links(self, links: Iterable[Link], source: Source, dates: Dates) -> Iterator[Request]:
        known = self._found[source]
        before = len(known)
        brings_news = self.plan.walks_all
        for link in links:
            if not link.listing:
                known.add(link.url)
                if self._articles.search(link.url):
                    if self.plan.is_due(link, source, dates):
                        yield from self._ask_page(link.url)
                    brings_news = brings_news or self.plan.is_news(link.url)
        # A pager that only repeats itself has ended, whatever it says, and one that is ordered newest first brings
        # nothing after a page without news; the parts of a sitemap are few and named.
        if (len(known) > before and brings_news) or source.kind == "sitemap":
            for link in links:
                if link.listing:
                    yield from self._ask_listing(link.url, source)

    def _ask_listing(self, url: str, source: Source) -> Iterator[Request]:
        if url in self._found[source] or not is_on_site(url, self.site.hosts):
            return
        if self._listings[source] == self.listing_pages:
            self.keeper.ledger.add_source_failure(source.url, f"has more than {self.listing_pages} pages")
            return
        self._found[source].add(url)
        self._listings[source] += 1
        yield Request(
            url,
            callback=self.parse_listing,
            errback=self.count_failure,
            priority=LISTING_PRIORITY,
            meta={"source": source, "first": self._listings[source] == 1},
        )

    def _ask_page(self, url: str) -> Iterator[Request]:
        if is_on_site(url, self.site.hosts) and self.claim(url):
            self.keeper.ledger.add_page()
            yield Request(url, callback=self.parse_page, errback=self.count_failure)


def _status(response: Response) -> str:
    unasked = response.status == 304 and response.meta["capture"].revisit_of is None
    return "status 304 to what was asked for in full" if unasked else f"status {response.status}"


def _is_end(response: Response) -> bool:
    """Tell whether a listing ends here: many name one page more than they have, which is then not there."""
    is_pager = response.meta["source"].kind != "sitemap" and not response.meta["first"]
    return is_pager and 400 <= response.status < 500 and response.status != 429
