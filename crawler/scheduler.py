"""Scrapy scheduler: requests wait in the frontier's file and not in memory, and none goes out that should not.

Nothing is handed out while a host rests that asked for it, and nothing more once the run is to end: because its
budget is spent, because nobody lets it in, or because a host wants to be left alone for longer than a run waits.
"""

import asyncio
import time
from collections import deque
from typing import Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.policy import Budget
from crawler.recorder import Recorder
from crawler.run_state import Frontier, QueuedRequest
from crawler.spiders.site import SiteSpider


class FrontierScheduler(BaseScheduler):
    """Puts requests into the frontier and makes them out of it again.

    Redirects are the exception: they are few, and go on where they came from.
    """

    def __init__(self, crawler: Crawler, keeper: Recorder, spider: SiteSpider, budget: Budget) -> None:
        self.crawler = crawler
        self.keeper = keeper
        self.spider = spider
        self.budget = budget
        self._onward: deque[Request] = deque()
        self._waking: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's archive and the budget of the settings."""
        keeper, spider, settings = crawler.get_extension(Recorder), crawler.spider, crawler.settings
        if keeper is None or not isinstance(spider, SiteSpider):
            raise NotConfigured("the frontier lies beside an archive, and only the spider 'site' has one")
        budget = Budget(
            pages=settings.getint("COMMENTARY_MAX_PAGES"),
            minutes=settings.getfloat("COMMENTARY_MAX_MINUTES"),
            mb=settings.getfloat("COMMENTARY_MAX_MB"),
        )
        return cls(crawler, keeper, spider, budget)

    @property
    def frontier(self) -> Frontier:
        """What the run has still to ask for."""
        return self.keeper.frontier

    def has_pending_requests(self) -> bool:
        """Tell whether the run has anything more to ask for."""
        if self._onward:
            return self.keeper.error is None
        return not self._is_over() and self.frontier.has_queued(pages=not self.keeper.looks_only)

    def enqueue_request(self, request: Request) -> bool:
        """Queue a request, once for each address."""
        if request.meta.get("redirect_times"):
            self._onward.append(request)
            return True
        added = False
        with self.keeper.guarded():
            added = self.frontier.add(to_ask(request))
        if added and request.meta.get("source") is None:
            self.keeper.ledger.add_page()
        return added

    def next_request(self) -> Request | None:
        """Return what is to be asked for now, None while there is nothing."""
        now = time.time()
        rest = self.keeper.patience.rests_until - time.monotonic()
        if self.keeper.error is not None or rest > 0:
            self._wake_at(now + rest)
            return None
        # Also at the end: it belongs to a page that was asked for.
        if self._onward:
            return self._onward.popleft()
        if self._is_over():
            return None
        ask = None
        with self.keeper.guarded():
            ask = self.frontier.next(now, pages=not self.keeper.looks_only)
        if ask is None:
            self._wake_at(self.frontier.ready_at())
            return None
        if ask.source is None and not ask.tries:
            self.keeper.pages_asked += 1
        return to_request(ask, self.spider)

    def close(self, reason: str) -> None:
        """Let nothing wake the engine any more."""
        del reason
        if self._waking is not None:
            self._waking.cancel()

    def _is_over(self) -> bool:
        """Tell whether the run is to end, and say so once its budget is spent and something is left."""
        if self.keeper.ending is None and (spent := self._spent()) and self.frontier.has_queued():
            # Pages may be sent that were handed out; time and bytes that are spent are spent.
            (self.keeper.end if self.budget.pages else self.keeper.give_up)("partial", spent)
        return self.keeper.ending is not None or self.keeper.error is not None

    def _spent(self) -> str | None:
        counts = self.keeper.ledger.counts
        return self.budget.spent(pages=self.keeper.pages_asked, seconds=self.keeper.seconds, received=counts["bytes"])

    def _wake_at(self, moment: float | None) -> None:
        """See to it that the engine asks again when something is ready: by itself it does so every five seconds."""
        if moment is None or (self._waking is not None and not self._waking.cancelled()):
            return
        seconds = moment - time.time()
        if seconds > 0:
            self._waking = asyncio.get_running_loop().call_later(seconds, self._wake)

    def _wake(self) -> None:
        self._waking = None
        slot = self.crawler.engine._slot  # noqa: SLF001 - Scrapy has no public way to say that a request is ready
        if slot is not None:
            slot.nextcall.schedule()


def to_ask(request: Request) -> QueuedRequest:
    """Return what a spider's request asks for."""
    referer = request.headers.get("Referer")
    return QueuedRequest(
        url=request.url,
        why=request.meta["why"],
        source=request.meta.get("source"),
        first=request.meta.get("first", False),
        priority=request.priority,
        depth=request.meta.get("hops", 0),
        referer=referer.decode("latin-1") if referer else None,
    )


def to_request(ask: QueuedRequest, spider: SiteSpider) -> Request:
    """Return the request for what was queued."""
    meta = {"ask": ask.id, "tries": ask.tries, "why": ask.why, "hops": ask.depth}
    if ask.source is not None:
        meta |= {"source": ask.source, "first": ask.first}
    return Request(
        ask.url,
        callback=spider.parse_page if ask.source is None else spider.parse_listing,
        errback=spider.count_failure,
        priority=ask.priority,
        headers={"Referer": ask.referer} if ask.referer else None,
        meta=meta,
    )
