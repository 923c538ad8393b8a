"""Scrapy middleware: nothing is asked of a host before its robots.txt has been read, and obeyed."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.operator import PRODUCT
from crawler.page import to_page
from crawler.policy import DOWNLOAD_ERRORS, NotFetched, Robots, read_retry_after, reason_of, wait_after
from crawler.recorder import Recorder
from crawler.slots import raise_floor
from extract.errors import ExtractionError
from extract.site import Source

# RFC 9309 asks not to use a copy for longer than a day.
MAX_AGE = 24 * 3600.0
PRIORITY = 1000


class RobotsMiddleware:
    """Holds every request to a host back until one shared task has fetched that host's robots.txt.

    Scrapy's own shares a Deferred, which the first waiter consumes: the third request of a burst goes out unchecked.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing it acts on
        self,
        download: Callable[[Request], Awaitable[Response]],
        *,
        raise_delay: Callable[[str, float], None],
        count_refusal: Callable[[str], None],
        backoff: float,
        longest: float,
        over: asyncio.Event,
    ) -> None:
        self.download = download
        self.raise_delay = raise_delay
        self.count_refusal = count_refusal
        self.backoff = backoff
        self.longest = longest
        self.over = over
        self._tasks: dict[str, tuple[float, asyncio.Task[Robots]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Download through the engine, so that robots.txt is captured, counted and delayed as everything else."""
        keeper = crawler.get_extension(Recorder)
        if keeper is None:
            raise NotConfigured("robots.txt is read from its capture")

        async def download(request: Request) -> Response:
            return await crawler.engine.download_async(request)

        def raise_delay(host: str, seconds: float) -> None:
            raise_floor(crawler.engine.downloader, host, seconds)

        return cls(
            download,
            raise_delay=raise_delay,
            count_refusal=keeper.ledger.add_host_refusal,
            backoff=crawler.settings.getfloat("COMMENTARY_BACKOFF"),
            longest=crawler.settings.getfloat("COMMENTARY_LONGEST_REST"),
            over=keeper.over,
        )

    async def process_request(self, request: Request) -> None:
        """Wait for the host's rules, then stop what they disallow."""
        source = request.meta.get("source")
        if source is not None and source.kind == "robots":
            return
        # A waiter that is cancelled must not take the others' rules with it.
        robots = await asyncio.shield(self._rules(_origin(request.url)))
        if refusal := robots.refusal(request.url, PRODUCT):
            if robots.rules is not None:
                self.count_refusal(urlsplit(request.url).hostname or "")
            raise NotFetched(refusal)

    def refusal(self, url: str) -> str | None:
        """Return why an address must not be fetched, as far as its host's rules have been read."""
        _, task = self._tasks.get(_origin(url), (0.0, None))
        return task.result().refusal(url, PRODUCT) if task is not None and task.done() else None

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
        robots = await self._try(request, 0)
        self.raise_delay(urlsplit(origin).hostname or "", robots.delay)
        return robots

    async def _try(self, request: Request, tries: int) -> Robots:
        """Ask again for what fails for a while only: without robots.txt the whole host would be lost to this run."""
        retry_after = None
        try:
            response = await self.download(request.copy())
            page = to_page(response)
        except DOWNLOAD_ERRORS as error:
            outcome: int | Exception = error
            robots = Robots.unreachable(reason_of(error))
        except ExtractionError as error:
            return Robots.unreachable(error.problem)
        else:
            outcome = page.status
            robots = Robots.from_answer(page.status, page.body, PRODUCT)
            retry_after = read_retry_after(page.headers.get("retry-after"), now=page.fetched_at)
        wait = wait_after(outcome, tries=tries, retry_after=retry_after, backoff=self.backoff, chance=random.random())
        if wait is None or wait.seconds > self.longest:
            return robots
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), wait.seconds)
        return robots if self.over.is_set() else await self._try(request, tries + 1)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
