"""Scrapy spider: finds the pages of one site through its sources, and does not read them."""

from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, ResponseDataLossError
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.ask import is_next_page, known_urls
from archive.derive import MOST_PAGES
from archive.reading import Reading, is_readable
from archive.schema import PART
from archive.warc import Recorded
from crawler.browser import render_settings
from crawler.middlewares.robots import RobotsMiddleware
from crawler.operator import read_contact, user_agent
from crawler.page import to_recorded
from crawler.policy import DOWNLOAD_ERRORS, PASSING_ERRORS, NotFetched, Withdrawn, is_on_site, reason_of
from crawler.recorder import Recorder
from crawler.run_state import CONTROL, LEFT, LINKED, NEXT_PAGE, NEXT_PAGE_PRIORITY, Plan, page_request
from crawler.spiders.listings import Listings
from extract.listings import asks_for_modified_posts
from extract.site import Site
from extract.urls import canonical_url
from sites import load_site

if TYPE_CHECKING:
    from archive.warc import Capture

# Known articles that are handed to the engine at once; in between, whatever else is going on has its turn.
TOGETHER = 100


class SiteSpider(Spider):
    """Asks each source of a site for links and each article once; `-a name=SITE` names the profile.

    It has no contracts for `scrapy check`: a profile's examples are, and `commentary sites --check` reads them.
    """

    name = "site"

    def __init__(
        self, site: Site, *, urls: Iterable[str], listing_pages: int, link_depth: int, full: bool = False
    ) -> None:
        super().__init__()
        self.site = site
        self.urls = tuple(urls)
        self.listing_pages = listing_pages
        self.link_depth = link_depth
        self.full = full
        self._rest: Iterator[Request] | None = None
        self._is_controlled = False

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
            link_depth=settings.getint("COMMENTARY_LINK_DEPTH"),
            full=settings.getbool("COMMENTARY_FULL"),
        )
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.go_on, signal=signals.spider_idle)
        return spider

    @property
    def keeper(self) -> Recorder:
        """The run's archive; there is one whenever this spider runs."""
        keeper = self.crawler.get_extension(Recorder)
        if keeper is None:
            raise RuntimeError("the extension crawler.recorder.Recorder is switched off")
        return keeper

    @cached_property
    def plan(self) -> Plan:
        """What this run looks at; made when it starts."""
        keeper = self.keeper
        plan = Plan(keeper.known, keeper.frontier, self.site.name, keeper.run.id, full=self.full)
        keeper.ledger.counts["lastmod_told"], keeper.ledger.counts["lastmod_edits"] = (
            plan.trust.told,
            plan.trust.edits,
        )
        return plan

    @cached_property
    def listings(self) -> Listings:
        """What the sources' listings lead to."""
        return Listings(self.keeper, self.plan, self.site, most=self.listing_pages)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the sources, and for the pages that were named by hand."""
        for source in self.site.sources:
            for request in self.listings.start(source):
                yield request
        for url in self.urls:
            if is_on_site(url, self.site.hosts):
                yield page_request(url, "asked for by hand")

    def go_on(self) -> None:
        """Ask for what is due of what is known once every source has been read, some at a time, then for controls."""
        keeper = self.keeper
        if keeper.error is None and keeper.ending is None:
            with keeper.guarded():
                self._ask_for_more()

    def _ask_for_more(self) -> None:
        keeper = self.keeper
        if self._rest is None:
            self._rest = self._due_of_known()
        while batch := list(islice(self._rest, TOGETHER)):
            self._crawl(batch)
        if not self._is_controlled and not keeper.looks_only:
            self._is_controlled = True
            lost, there = keeper.archive.count_lost(keeper.run)
            self._crawl(page_request(url, CONTROL) for url in self.plan.controls(lost=lost, there=there))
        if keeper.looks_only:
            self._leave_disallowed()

    def _crawl(self, requests: Iterable[Request]) -> None:
        """Hand requests to the engine, and keep it going if that brings anything to be asked for."""
        for request in requests:
            self.crawler.engine.crawl(request)
        if self.keeper.frontier.has_queued(pages=not self.keeper.looks_only):
            raise DontCloseSpider

    def _due_of_known(self) -> Iterator[Request]:
        keeper = self.keeper
        kinds = {source.kind for source in self.site.sources}
        complete = "sitemap" in kinds and not keeper.ledger.sources
        for url in self.plan.left_over():
            if self.listings.is_article(url) or is_next_page(keeper.known.db, url):
                yield page_request(url, LEFT, depth=self.link_depth)
        for url in known_urls(keeper.known.db, self.site.name):
            decision = self.plan.decide_known(url, sitemaps_complete=complete)
            if decision.due:
                yield page_request(url, decision.reason)

    def _leave_disallowed(self) -> None:
        robots = self.crawler.get_downloader_middleware(RobotsMiddleware)
        frontier = self.keeper.frontier
        for ask in tuple(frontier.queued()):
            if robots is not None and (refusal := robots.refusal(ask.url)):
                frontier.leave(ask.id, refusal)
                self.keeper.ledger.add_skipped(refusal)

    async def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Ask for the articles and further listings that a listing names."""
        keeper, source = self.keeper, response.meta["source"]
        with keeper.guarded():
            recorded = self._unchanged(response) or to_recorded(response)
            if not is_readable(recorded.capture):
                if self._comes_again(response) or _is_end(response):
                    return
                requests = self.listings.fail(response.url, _status(response), response.status, source)
            else:
                keeper.frontier.done(response.meta["ask"])
                reading = await keeper.readers.read(recorded)
                requests = self.listings.follow(reading, response.url, source, depth=response.meta["hops"])
            async for request in requests:
                yield request

    def parse_page(self, response: Response) -> Iterator[Recorded]:
        """Hand a page on to be read, unless its status says all."""
        keeper, recorded = self.keeper, to_recorded(response)
        capture = recorded.capture
        with keeper.guarded():
            if not is_readable(capture) and capture.revisit_of is None and self._comes_again(response):
                return
            keeper.frontier.done(response.meta["ask"])
        if is_readable(capture):
            yield recorded
        elif capture.revisit_of is not None:
            self._count_unchanged(capture.revisit_of)
        elif response.status == 304:
            keeper.ledger.add_failure(_status(response))
        else:
            keeper.ledger.add_status(response.status)

    def ask_linked(self, reading: Reading) -> None:
        """Ask for articles that no source names and that an article links to, some links deep."""
        row = self.keeper.frontier.look(canonical_url(reading.capture.url))
        depth = row["depth"] + 1 if row else 1
        for link in reading.links if depth <= self.link_depth else ():
            if self.plan.is_unknown(link.url):
                self.crawler.engine.crawl(page_request(link.url, LINKED, depth=depth))

    def ask_next(self, page_number: int | None, next_page_url: str | None) -> None:
        """Ask for the next page of an article, at once: what is edited meanwhile would be torn in two."""
        if next_page_url and (page_number or 1) < MOST_PAGES and is_on_site(next_page_url, self.site.hosts):
            self.crawler.engine.crawl(page_request(next_page_url, NEXT_PAGE, priority=NEXT_PAGE_PRIORITY))

    def count_failure(self, failure: Failure) -> None:
        """Count a request without an answer, with its reason; what nobody foresaw ends the run."""
        error = failure.value
        if not isinstance(error, DOWNLOAD_ERRORS):
            self.keeper.on_bug(failure)
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        keeper, number, reason = self.keeper, request.meta["ask"], reason_of(error)
        with keeper.guarded():
            if isinstance(error, Withdrawn):
                keeper.ledger.take_back_request(request.meta["download_slot"])
                keeper.frontier.put_back(number)
                keeper.pages_asked -= request.meta.get("source") is None and not request.meta["tries"]
                return
            if isinstance(error, PASSING_ERRORS) and not isinstance(error, ResponseDataLossError):
                keeper.patience.on_no_answer(request.meta)
            if keeper.patience.comes_again(request.meta, error):
                return
            keeper.frontier.leave(number, reason)
        if request.meta.get("source") is not None:
            keeper.ledger.add_source_failure(request.url, reason)
        elif isinstance(error, NotFetched):
            keeper.ledger.add_skipped(reason)
        else:
            keeper.ledger.add_failure(reason)

    def _comes_again(self, response: Response) -> bool:
        if self.keeper.patience.comes_again(response.meta):
            return True
        self.keeper.frontier.done(response.meta["ask"])
        return False

    def _unchanged(self, response: Response) -> Recorded | None:
        """Return the capture whose payload a 304 stands for: what a listing named then it still names."""
        original: Capture | None = response.meta["original"]
        if original is None or response.status != 304:
            return None
        return self.keeper.known.recorded(original)

    def _count_unchanged(self, original: str) -> None:
        """Count an answer 304; what was an article's page or a part of one then has its later pages still."""
        reading = self.keeper.known.reading_of(original)
        if reading is None or reading["outcome"] == "article":
            self.keeper.ledger.add_article("same")
        elif reading["outcome"] == PART:
            self.keeper.ledger.add_part()
        else:
            self.keeper.ledger.add_refusal(reading["reason"])
        if reading is not None:
            self.ask_next(reading["page_number"], reading["next_page_url"])


def _status(response: Response) -> str:
    unasked = response.status == 304 and response.meta["capture"].revisit_of is None
    return "status 304 to what was asked for in full" if unasked else f"status {response.status}"


def _is_end(response: Response) -> bool:
    """Tell whether a listing ends here: many name one page more than they have, which is then not there."""
    begins = response.meta["first"] or asks_for_modified_posts(response.url)
    is_pager = response.meta["source"].kind != "sitemap" and not begins
    # WordPress answers 400.
    return is_pager and response.status in {400, 404, 410}
