"""Scrapy middleware: nothing is asked of a host before its robots.txt has been read, and obeyed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.errors import DOWNLOAD_ERRORS, NotFetched, reason_of
from crawler.keeper import Keeper
from crawler.operator import PRODUCT
from crawler.page import to_page
from crawler.robots import Robots
from crawler.throttle import raise_floor
from extract.errors import ExtractionError
from extract.site import Source

# RFC 9309 asks not to use a copy for longer than a day.
MAX_AGE = 24 * 3600.0
PRIORITY = 1000


class RobotsMiddleware:
    """Holds every request to a host back until one shared task has fetched that host's robots.txt.

    Scrapy's own shares a Deferred, which the first waiter consumes: the third request of a burst goes out unchecked.
    """

    def __init__(
        self, download: Callable[[Request], Awaitable[Response]], raise_delay: Callable[[str, float], None]
    ) -> None:
        self.download = download
        self.raise_delay = raise_delay
        self._tasks: dict[str, tuple[float, asyncio.Task[Robots]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Download through the engine, so that robots.txt is captured, counted and delayed as everything else."""
        if crawler.get_extension(Keeper) is None:
            raise NotConfigured("robots.txt is read from its capture")

        async def download(request: Request) -> Response:
            return await crawler.engine.download_async(request)

        def raise_delay(host: str, seconds: float) -> None:
            raise_floor(crawler.engine.downloader, host, seconds)

        return cls(download, raise_delay)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's rules, then stop what they disallow."""
        source = request.meta.get("source")
        if source is not None and source.kind == "robots":
            return
        parts = urlsplit(request.url)
        # A waiter that is cancelled must not take the others' rules with it.
        robots = await asyncio.shield(self._rules(f"{parts.scheme}://{parts.netloc}"))
        if refusal := robots.refusal(request.url, PRODUCT):
            raise NotFetched(refusal)

    def _rules(self, origin: str) -> asyncio.Task[Robots]:
        asked_at, task = self._tasks.get(origin, (-MAX_AGE, None))
        if task is None or time.monotonic() - asked_at > MAX_AGE:
            task = asyncio.ensure_future(self._fetch(origin))
            self._tasks[origin] = (time.monotonic(), task)
        return task

    async def _fetch(self, origin: str) -> Robots:
        url = f"{origin}/robots.txt"
        request = Request(
            url, priority=PRIORITY, callback=NO_CALLBACK, meta={"source": Source(kind="robots", url=url)}
        )
        try:
            page = to_page(await self.download(request))
        except DOWNLOAD_ERRORS as error:
            return Robots.unreachable(reason_of(error))
        except ExtractionError as error:
            return Robots.unreachable(error.problem)
        robots = Robots.from_answer(page.status, page.body, PRODUCT)
        self.raise_delay(urlsplit(origin).hostname or "", robots.delay)
        return robots
