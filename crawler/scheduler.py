"""Scrapy scheduler: keeps requests in the frontier's file, and hands out only those that may be sent now (writes it).

None is handed out while a host is paused, and no new one once the run is to end: because its budget is spent, because
its requests are blocked, or because a host asks for a longer pause than a run waits.
"""

import asyncio
import time
from collections import deque
from dataclasses import replace
from typing import Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.policy import Budget, is_on_site
from crawler.recorder import Recorder
from crawler.run_state import Frontier, QueuedRequest
from crawler.slots import wake_engine
from crawler.spiders import SiteSpider
from extract.site import ASSET, Source

# Bytes: no image of an article is larger, and a film that a page names as one must not fill the disk.
MAX_ASSET_BYTES = 8 * 1024 * 1024
# As browsers ask for images, since a server may send another format to whom does not. No zstd: few tools that replay
# WARC files decode it.
ASSET_HEADERS = {
    "Accept": "image/avif,image/webp,image/png,image/*;q=0.9,text/css,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate, br",
}


class FrontierScheduler(BaseScheduler):
    """Writes requests into the frontier, and makes Scrapy requests of those that it hands out.

    Redirected requests stay in memory: they are few, and belong to a request that was handed out already.
    """

    def __init__(self, crawler: Crawler, recorder: Recorder, spider: SiteSpider, budget: Budget) -> None:
        self.crawler = crawler
        self.recorder = recorder
        self.spider = spider
        self.budget = budget
        self._redirected: deque[Request] = deque()
        self._wake_up: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's recorder and the budget of the settings."""
        recorder, spider, settings = Recorder.of(crawler), crawler.spider, crawler.settings
        if not isinstance(spider, SiteSpider):
            raise NotConfigured("only the spider 'site' has a frontier")
        budget = Budget(
            pages=settings.getint("COMMENTARY_MAX_PAGES"),
            minutes=settings.getfloat("COMMENTARY_MAX_MINUTES"),
            mb=settings.getfloat("COMMENTARY_MAX_MB"),
        )
        return cls(crawler, recorder, spider, budget)

    @property
    def frontier(self) -> Frontier:
        """The run's queue."""
        return self.recorder.frontier

    def has_pending_requests(self) -> bool:
        """Tell whether the run has anything more to request."""
        if self._redirected:
            return self.recorder.error is None
        if not self._is_ending() and self.frontier.has_queued(pages=not self.recorder.is_dry_run):
            return True
        return self._sends_assets() and self.frontier.has_queued_assets()

    def enqueue_request(self, request: Request) -> bool:
        """Queue a request; False when this run has queued or requested the same before."""
        if request.meta.get("redirect_times"):
            self._redirected.append(request)
            return True
        added = False
        # The frontier does not know it, and nothing is left of its address.
        if self.recorder.forgotten.skips(request.url):
            return False
        with self.recorder.stops_on_archive_error():
            added = self.frontier.add(to_queued(request))
        if added and request.meta.get("source") is None:
            self.recorder.ledger.add_page()
        return added

    def next_request(self) -> Request | None:
        """Return the request to send now, None while there is none."""
        now = time.time()
        pause = self.recorder.backoff.paused_until - time.monotonic()
        if self.recorder.error is not None or pause > 0:
            self._wake_at(now + pause)
            return None
        # Also while the run ends: it belongs to a request that was sent.
        if self._redirected:
            return self._redirected.popleft()
        queued = None
        with self.recorder.stops_on_archive_error():
            if not self._is_ending():
                queued = self.frontier.next_request(now, pages=not self.recorder.is_dry_run)
            if queued is None and self._sends_assets():
                queued = self._next_asset(now)
        if queued is None:
            if not self._is_ending():
                self._wake_at(self.frontier.next_retry_at())
            return None
        if queued.source is None and not queued.tries:
            self.recorder.pages_requested += 1
        return to_request(queued, self.spider)

    def close(self, reason: str) -> None:
        """Cancel the timer that would wake the engine."""
        del reason
        if self._wake_up is not None:
            self._wake_up.cancel()

    def _is_ending(self) -> bool:
        """Tell whether the run is to end; ends it when its budget is spent and something is still queued."""
        if self.recorder.ending is None and (why := self._budget_spent()) and self.frontier.has_queued():
            # With a budget of pages, those that were handed out are counted already and may be sent; of time and
            # bytes nothing is left.
            self.spider.assets.pages_spent = not self._assets_spent()
            end = self.recorder.end_run if self.budget.pages else self.recorder.end_run_now
            end("partial", why)
        return self.recorder.ending is not None or self.recorder.error is not None

    def _sends_assets(self) -> bool:
        """Tell whether images and stylesheets may be sent; they end with the budget of minutes or bytes."""
        if not self.spider.assets.may_be_sent:
            return False
        if (why := self._assets_spent()) and self.frontier.has_queued_assets():
            self.spider.assets.pages_spent = False
            self.recorder.end_run_now("partial", why)
        return not why

    def _assets_spent(self) -> str | None:
        recorder = self.recorder
        received = recorder.ledger.counts["bytes"]
        return replace(self.budget, pages=0).spent(pages=0, seconds=recorder.seconds, received=received)

    def _next_asset(self, now: float) -> QueuedRequest | None:
        """Return the next asset; those of a host that rests are skipped."""
        while queued := self.frontier.next_asset(now):
            reason = self.spider.assets.why_not(queued.url)
            if reason is None:
                return queued
            self.spider.assets.skip(queued.id, reason)
        return None

    def _budget_spent(self) -> str | None:
        recorder = self.recorder
        received = recorder.ledger.counts["bytes"]
        return self.budget.spent(pages=recorder.pages_requested, seconds=recorder.seconds, received=received)

    def _wake_at(self, moment: float | None) -> None:
        """Have the engine call `next_request` at a moment (seconds since the epoch) and not 5 seconds later."""
        if moment is None or (self._wake_up is not None and not self._wake_up.cancelled()):
            return
        seconds = moment - time.time()
        if seconds > 0:
            self._wake_up = asyncio.get_running_loop().call_later(seconds, self._wake)

    def _wake(self) -> None:
        self._wake_up = None
        wake_engine(self.crawler.engine)


def to_queued(request: Request) -> QueuedRequest:
    """Return what the frontier keeps of a spider's request."""
    referer = request.headers.get("Referer")
    return QueuedRequest(
        url=request.url,
        reason=request.meta["reason"],
        source=request.meta.get("source"),
        is_first=request.meta.get("is_first", False),
        priority=request.priority,
        depth=request.meta.get("link_depth", 0),
        referer=referer.decode("latin-1") if referer else None,
        redirected_from=request.meta.get("redirected_from"),
    )


def to_request(queued: QueuedRequest, spider: SiteSpider) -> Request:
    """Return the Scrapy request of a queued one."""
    if queued.source is not None and queued.source.kind == ASSET:
        return _asset_request(queued, queued.source, spider)
    meta = {"frontier_id": queued.id, "tries": queued.tries, "reason": queued.reason, "link_depth": queued.depth}
    if queued.source is not None:
        meta |= {"source": queued.source, "is_first": queued.is_first}
    return Request(
        queued.url,
        callback=spider.parse_page if queued.source is None else spider.parse_listing,
        errback=spider.on_download_error,
        priority=queued.priority,
        headers={"Referer": queued.referer} if queued.referer else None,
        meta=meta,
    )


def _asset_request(queued: QueuedRequest, source: Source, spider: SiteSpider) -> Request:
    """Return the request for an image or stylesheet: without cookies, and never large."""
    meta = {"frontier_id": queued.id, "reason": queued.reason, "link_depth": queued.depth, "source": source}
    meta |= {"dont_merge_cookies": True, "download_maxsize": MAX_ASSET_BYTES}
    if is_on_site(queued.url, spider.site.hosts):
        # An overloaded site gets a pause; another host gets no request more (crawler/spiders/assets.py).
        meta["tries"] = queued.tries
    return Request(
        queued.url,
        callback=spider.assets.on_response,
        errback=spider.assets.on_failure,
        priority=queued.priority,
        headers=ASSET_HEADERS,
        meta=meta,
    )
