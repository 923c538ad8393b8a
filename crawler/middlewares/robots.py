"""Scrapy middleware: fetches a host's robots.txt before anything else of the host, and obeys it (network)."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.download_errors import DOWNLOAD_ERRORS, TRANSIENT_ERRORS, NotFetched, reason_of
from crawler.page import to_page
from crawler.policy import RetryDelay, RobotsTxt, read_retry_after, retry_delay
from crawler.recorder import Recorder
from crawler.run_state import RobotsRules, origin_of
from crawler.slots import raise_min_delay
from extract.errors import ExtractionError
from extract.site import Source

# RFC 9309, 2.4 asks not to use a copy for longer than a day.
MAX_AGE_SECONDS = 24 * 3600.0
ROBOTS_PRIORITY = 1000


class RobotsMiddleware:
    """Holds every request to a host back until one shared task has fetched the host's robots.txt.

    Scrapy's own middleware shares a Deferred, which the first waiting request consumes: the third request of a burst
    is sent unchecked. `rules` receives what was read; `raise_min_delay` is called with host and Crawl-delay in
    seconds, `count_disallowed` with the host of a request that is disallowed. `backoff` is the first retry delay in
    seconds; a delay longer than `max_pause` is not waited for, nor any once `winding_down` is set.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing it acts on
        self,
        download: Callable[[Request], Awaitable[Response]],
        rules: RobotsRules,
        *,
        raise_min_delay: Callable[[str, float], None],
        count_disallowed: Callable[[str], None],
        backoff: float,
        max_pause: float,
        winding_down: asyncio.Event,
    ) -> None:
        self.download = download
        self.rules = rules
        self.raise_min_delay = raise_min_delay
        self.count_disallowed = count_disallowed
        self.backoff = backoff
        self.max_pause = max_pause
        self.winding_down = winding_down
        self._tasks: dict[str, tuple[float, asyncio.Task[RobotsTxt]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Download through the engine, so that robots.txt is captured, counted and delayed like everything else."""
        recorder = Recorder.of(crawler)

        async def download(request: Request) -> Response:
            return await crawler.engine.download_async(request)

        return cls(
            download,
            recorder.robots_rules,
            raise_min_delay=lambda host, seconds: raise_min_delay(crawler.engine.downloader, host, seconds),
            count_disallowed=recorder.ledger.add_disallowed,
            backoff=recorder.backoff.backoff,
            max_pause=recorder.backoff.max_pause,
            winding_down=recorder.winding_down,
        )

    async def process_request(self, request: Request) -> None:
        """Wait for the host's rules; NotFetched when they disallow the request."""
        source = request.meta.get("source")
        if source is not None and source.kind == "robots":
            return
        # A waiting request that is cancelled must not cancel the task of the others.
        robots = await asyncio.shield(self._task(origin_of(request.url)))
        if reason := robots.disallow_reason(request.url, self.rules.agent):
            if robots.rules is not None:
                self.count_disallowed(urlsplit(request.url).hostname or "")
            raise NotFetched(reason)

    def _task(self, origin: str) -> asyncio.Task[RobotsTxt]:
        started_at, task = self._tasks.get(origin, (-MAX_AGE_SECONDS, None))
        if task is None or time.monotonic() - started_at > MAX_AGE_SECONDS:
            task = asyncio.ensure_future(self._fetch(origin))
            self._tasks[origin] = (time.monotonic(), task)
        return task

    async def _fetch(self, origin: str) -> RobotsTxt:
        url = f"{origin}/robots.txt"
        source = Source(kind="robots", url=url)
        request = Request(url, priority=ROBOTS_PRIORITY, callback=NO_CALLBACK, meta={"source": source})
        robots = await self._try(request, 0)
        self.rules.set_rules(origin, robots)
        self.raise_min_delay(urlsplit(origin).hostname or "", robots.crawl_delay)
        return robots

    async def _try(self, request: Request, tries: int) -> RobotsTxt:
        """Request robots.txt, and retry after transient failures: without it nothing of the host is fetched."""
        try:
            page = to_page(await self.download(request.copy()))
        except DOWNLOAD_ERRORS as error:
            robots = RobotsTxt.unreachable(reason_of(error))
            delay = self._retry_delay(None, tries, None) if isinstance(error, TRANSIENT_ERRORS) else None
        except ExtractionError as error:
            return RobotsTxt.unreachable(error.problem)
        else:
            robots = RobotsTxt.from_response(page.status, page.body, self.rules.agent)
            retry_after = read_retry_after(page.headers.get("retry-after"), now=page.fetched_at)
            delay = self._retry_delay(page.status, tries, retry_after)
        if delay is None or delay.seconds > self.max_pause:
            return robots
        with suppress(TimeoutError):
            await asyncio.wait_for(self.winding_down.wait(), delay.seconds)
        return robots if self.winding_down.is_set() else await self._try(request, tries + 1)

    def _retry_delay(self, status: int | None, tries: int, retry_after: float | None) -> RetryDelay | None:
        jitter = random.random()
        return retry_delay(status, tries=tries, retry_after=retry_after, backoff=self.backoff, jitter=jitter)
