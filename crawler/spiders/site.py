"""Scrapy spider: finds the pages of one site through its sources; it does not read them (writes the frontier)."""

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

from archive.derive import MAX_ARTICLE_PAGES
from archive.reading import Reading, is_readable
from archive.schema import PART
from archive.warc import Recorded
from crawler.browser import render_settings
from crawler.download_errors import DOWNLOAD_ERRORS, TRANSIENT_ERRORS, NotFetched, RequestCancelled, reason_of
from crawler.operator import read_contact, user_agent
from crawler.page import to_recorded
from crawler.policy import is_on_site, why_not_to_follow
from crawler.recorder import Recorder
from crawler.run_state import (
    LINKED,
    NEXT_PAGE,
    NEXT_PAGE_PRIORITY,
    OUTAGE_CHECK,
    REDIRECTED,
    Plan,
    page_request,
)
from crawler.shared import Shared
from crawler.spiders.assets import Assets
from crawler.spiders.cancelled import send_later
from crawler.spiders.dry_run import skip_disallowed
from crawler.spiders.due import Due
from crawler.spiders.listings import MAX_REDIRECTS, Listings
from extract.site import Site
from extract.urls import canonical_url
from extract.walls import is_challenge_head
from sites import load_site

if TYPE_CHECKING:
    from archive.warc import Capture

# Known articles that are queued at once; between two batches the engine does other work.
BATCH_SIZE = 100


class SiteSpider(Spider):
    """Requests each source of a site, and each article once; `-a name=SITE` names the profile.

    It has no contracts for `scrapy check`: a profile's examples are its test, and `commentary sites --check` runs
    them.
    """

    name = "site"

    def __init__(
        self, site: Site, *, urls: Iterable[str], max_listings: int, max_link_depth: int, full: bool = False
    ) -> None:
        super().__init__()
        self.site = site
        self.urls = tuple(urls)
        self.max_listings = max_listings
        self.max_link_depth = max_link_depth
        self.full = full
        # What the run has in common with others of its process; None where it is alone, as in `scrapy crawl`.
        self.shared: Shared | None = None
        self._due_requests: Iterator[Request] | None = None
        self._checks_outage = True

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *,
        name: str = "",
        site: Site | None = None,
        urls: str = "",
        shared: Shared | None = None,
    ) -> Self:
        """Load the profile, and set what depends on it; `urls` are pages to request beside those found."""
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
            max_listings=settings.getint("COMMENTARY_MAX_LISTINGS"),
            max_link_depth=settings.getint("COMMENTARY_MAX_LINK_DEPTH"),
            full=settings.getbool("COMMENTARY_FULL"),
        )
        spider.shared = shared
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.on_idle, signal=signals.spider_idle)
        return spider

    @cached_property
    def recorder(self) -> Recorder:
        """The run's recorder; there is one whenever this spider runs."""
        return Recorder.of(self.crawler)

    @cached_property
    def plan(self) -> Plan:
        """Which pages this run requests; made when it starts."""
        recorder = self.recorder
        plan = Plan(recorder.history, recorder.frontier, self.site, recorder.run.id, full=self.full)
        recorder.ledger.counts["lastmod_told"] = plan.trust.told
        recorder.ledger.counts["lastmod_edits"] = plan.trust.edits
        return plan

    @cached_property
    def listings(self) -> Listings:
        """Which requests follow from the sources' listings."""
        return Listings(self.recorder, self.plan, self.site, max_listings=self.max_listings)

    @cached_property
    def assets(self) -> Assets:
        """Which images and stylesheets are requested."""
        return Assets(self.recorder, self.crawler)

    async def start(self) -> AsyncIterator[Request]:
        """Request the sources, and the pages of `urls`."""
        for source in self.site.sources:
            for request in self.listings.start(source):
                yield request
        for url in self.urls:
            if is_on_site(url, self.site.hosts):
                yield page_request(url, "its URL was given to the command")

    def on_idle(self) -> None:
        """After all sources, request known articles that are due in batches, check for an outage, send assets."""
        recorder = self.recorder
        with recorder.stops_on_archive_error():
            if recorder.error is None and recorder.ending is None:
                self._request_more()
            self.assets.start()

    def _request_more(self) -> None:
        recorder = self.recorder
        if self._due_requests is None:
            if not recorder.is_dry_run:
                self.listings.conclude(self.site.sources)
            pages = Due(recorder, self.plan, self.listings, self.site, depth=self.max_link_depth)
            self._due_requests = pages.requests(full=self.full)
        while batch := list(islice(self._due_requests, BATCH_SIZE)):
            self._crawl(batch)
        if self._checks_outage and not recorder.is_dry_run:
            self._checks_outage = False
            lost, there = recorder.archive.count_lost(recorder.run)
            self._crawl(page_request(url, OUTAGE_CHECK) for url in self.plan.outage_checks(lost=lost, there=there))
        if recorder.is_dry_run:
            skip_disallowed(recorder)
        else:
            self._crawl(self.listings.check_claims(self.site.sources, recorder.run.started_at))

    def _crawl(self, requests: Iterable[Request]) -> None:
        """Queue requests; DontCloseSpider when the queue is not empty after that."""
        for request in requests:
            self.crawler.engine.crawl(request)
        if self.recorder.frontier.has_queued(pages=not self.recorder.is_dry_run):
            raise DontCloseSpider

    async def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Request the articles and further listings that a listing lists."""
        recorder, source = self.recorder, response.meta["source"]
        with recorder.stops_on_archive_error():
            recorded = self._unchanged(response) or to_recorded(response)
            if not is_readable(recorded.capture):
                if self._will_retry(response):
                    return
                is_first = response.meta["is_first"]
                for request in self.listings.on_error(recorded, _status(response), source, is_first=is_first):
                    yield request
            else:
                recorder.frontier.mark_done(response.meta["frontier_id"])
                reading = await recorder.read(recorded)
                depth = response.meta["link_depth"]
                async for request in self.listings.follow(reading, recorded, source, depth=depth):
                    yield request

    async def parse_page(self, response: Response) -> AsyncIterator[Recorded]:
        """Yield a page to be read, or count it by its status."""
        recorder, recorded = self.recorder, to_recorded(response)
        capture = recorded.capture
        with recorder.stops_on_archive_error():
            if not is_readable(capture) and capture.revisit_of is None and self._will_retry(response):
                return
            recorder.frontier.mark_done(response.meta["frontier_id"])
        if is_readable(capture):
            yield recorded
        elif capture.revisit_of is not None:
            self._count_unchanged(capture.url, capture.revisit_of)
            with recorder.stops_on_archive_error():
                await self.assets.request_missing(capture)
        elif response.status == 304:
            recorder.ledger.add_failure(_status(response))
        elif is_challenge_head({name.lower(): value for name, value in recorded.headers}):
            recorder.ledger.add_failure("challenge")
        else:
            recorder.ledger.add_status(response.status)

    def request_linked(self, reading: Reading) -> None:
        """Request articles that an article links to and no source lists, up to `max_link_depth` links away."""
        row = self.recorder.frontier.find(canonical_url(reading.capture.url))
        depth = row["depth"] + 1 if row else 1
        for link in reading.links if depth <= self.max_link_depth else ():
            if self.plan.is_unknown(link.url):
                self.crawler.engine.crawl(page_request(link.url, LINKED, depth=depth))

    def request_target(self, url: str, target: str | None) -> None:
        """Request the page to which the page at `url` redirects by a meta refresh, as for a redirect by status."""
        frontier = self.recorder.frontier
        row = frontier.find(canonical_url(url)) if target else None
        if target is None or row is None:
            return
        steps = frontier.redirects_before(row["id"], MAX_REDIRECTS)
        if reason := why_not_to_follow(target, self.site.hosts, steps=steps, most=MAX_REDIRECTS):
            frontier.mark_skipped(row["id"], reason)
            self.recorder.ledger.add_skipped(reason)
        else:
            request = page_request(target, REDIRECTED, depth=row["depth"], redirected_from=row["id"])
            self.crawler.engine.crawl(request)

    def request_next_page(self, page_number: int | None, next_page_url: str | None) -> None:
        """Request the next page of an article before all others, so that no edit falls between its pages."""
        if next_page_url and (page_number or 1) < MAX_ARTICLE_PAGES and is_on_site(next_page_url, self.site.hosts):
            self.crawler.engine.crawl(page_request(next_page_url, NEXT_PAGE, priority=NEXT_PAGE_PRIORITY))

    def on_download_error(self, failure: Failure) -> None:
        """Count a request without a response, with the reason; any other exception ends the run."""
        error = failure.value
        if not isinstance(error, DOWNLOAD_ERRORS):
            self.recorder.on_bug(failure)
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        recorder, number, reason = self.recorder, request.meta["frontier_id"], reason_of(error)
        with recorder.stops_on_archive_error():
            if isinstance(error, RequestCancelled):
                send_later(request, recorder)
                return
            if isinstance(error, TRANSIENT_ERRORS) and not isinstance(error, ResponseDataLossError):
                recorder.backoff.on_no_response(request.meta)
            if recorder.backoff.schedule_retry(request.meta, error):
                return
            recorder.frontier.mark_skipped(number, reason)
        if request.meta.get("source") is not None:
            recorder.ledger.add_source_failure(request.url, reason)
        elif isinstance(error, NotFetched):
            recorder.ledger.add_skipped(reason)
        else:
            recorder.ledger.add_failure(reason)

    def _will_retry(self, response: Response) -> bool:
        """Queue the request again if it is to be retried, else mark it as done."""
        if self.recorder.backoff.schedule_retry(response.meta):
            return True
        self.recorder.frontier.mark_done(response.meta["frontier_id"])
        return False

    def _unchanged(self, response: Response) -> Recorded | None:
        """Return the capture that a 304 refers to: the listing still lists what it listed then."""
        original: Capture | None = response.meta["original"]
        if original is None or response.status != 304:
            return None
        return self.recorder.history.recorded(original)

    def _count_unchanged(self, url: str, original: str) -> None:
        """Count a 304 by the reading of the capture it refers to, and request the article's next page or target."""
        reading = self.recorder.history.reading_of(original)
        if reading is None or reading["outcome"] == "article":
            self.recorder.ledger.add_article("same")
        elif reading["outcome"] == PART:
            self.recorder.ledger.add_part()
        elif reading["leads_to"]:
            self.request_target(url, reading["leads_to"])
        else:
            self.recorder.ledger.add_not_article(reading["reason"])
        if reading is not None:
            self.request_next_page(reading["page_number"], reading["next_page_url"])


def _status(response: Response) -> str:
    is_unconditional = response.status == 304 and response.meta["capture"].revisit_of is None
    return "status 304 to an unconditional request" if is_unconditional else f"status {response.status}"
