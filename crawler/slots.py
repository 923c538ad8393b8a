"""Scrapy's downloader slots: one request a host at a time, minimum delays, pauses (acts on the downloader).

Scrapy keeps one slot for each host: a queue of requests, and the delay between two of them. Each run of a process has
a downloader of its own; where two of them ask one host, as for images that many sites have there, they take turns.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.defer import Deferred

from crawler.download_errors import RequestCancelled
from extract.listings import SOURCES
from extract.site import ASSET

# Scrapy respects a slot's `lastseen` only where the delay is not 0.
MIN_PAUSABLE_DELAY = 0.001


class HostTurns:
    """Lets the downloaders of one process send a request to a host one after another, with the delay between them."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        # By host: which downloader sent the last request, and when.
        self._last: dict[str, tuple[object, float]] = {}

    @asynccontextmanager
    async def turn(self, host: str, downloader: object, *, delay: float) -> AsyncIterator[None]:
        """Wait until no other downloader has a request under way, and `delay` seconds after its last one began.

        The delay between its own requests is kept by the downloader's slot.
        """
        async with self._locks.setdefault(host, asyncio.Lock()):
            other, began = self._last.get(host, (downloader, 0.0))
            if other is not downloader:
                await asyncio.sleep(max(0.0, began + delay - time.monotonic()))
            self._last[host] = (downloader, time.monotonic())
            yield


class SerialDownloader(Downloader):
    """Scrapy's downloader, which never takes a second request for a host before the first has been sent.

    With `refuses_more` it sends no further request: one may be on its way through the middlewares when a run ends.
    `turns` are those of all downloaders of the process.
    """

    refuses_more = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        shared = getattr(crawler.spider, "shared", None)
        self.turns: HostTurns = HostTurns() if shared is None else shared.turns

    async def _download(self, slot: Slot, request: Request) -> Response:
        async with self.turns.turn(urlsplit(request.url).netloc, self, delay=slot.delay):
            return await super()._download(slot, request)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        if self.refuses_more:
            queue_dfd.errback(RequestCancelled("it was not sent"))
            return _nothing()
        # Scrapy counts a request as being sent when its task begins to run, and looks for free slots before that.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)


def refuse_more(downloader: Downloader) -> None:
    """Send no further request."""
    if isinstance(downloader, SerialDownloader):
        downloader.refuses_more = True


def wake_engine(engine: Any) -> None:
    """Have the engine ask the scheduler for the next request now, and not at its next heartbeat."""
    slot = engine._slot  # noqa: SLF001 - Scrapy has no public way to say that a request is ready
    if slot is not None:
        slot.nextcall.schedule()


async def _nothing() -> None:
    """Send nothing."""


def raise_min_delay(downloader: Downloader, host: str, seconds: float) -> None:
    """Raise the minimum delay between two requests to a host to `seconds`; it never falls."""
    host_settings = downloader.per_slot_settings.setdefault(host, {})
    host_settings["delay"] = max(seconds, min_delay(downloader, host))
    # The line above is for a slot that Scrapy makes anew after the host was idle for a minute.
    if host in downloader.slots:
        downloader.slots[host].delay = max(downloader.slots[host].delay, seconds)


def min_delay(downloader: Downloader, host: str) -> float:
    """Return the minimum delay in seconds between two requests to a host."""
    default = downloader.settings.getfloat("DOWNLOAD_DELAY")
    return float(downloader.per_slot_settings.get(host, {}).get("delay", default))


def current_delay(downloader: Downloader, host: str) -> float:
    """Return the delay in seconds that is in force for a host, which AutoThrottle may have raised."""
    slot = downloader.slots.get(host)
    return min_delay(downloader, host) if slot is None else slot.delay


def pause_host(downloader: Downloader, host: str, seconds: float) -> None:
    """Send nothing to a host for `seconds`, and cancel the pages and listings in its queue."""
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, MIN_PAUSABLE_DELAY)
        slot.lastseen = max(slot.lastseen, time.monotonic() + seconds - slot.delay)
        _cancel_queued(slot)


def cancel_all_queued(downloader: Downloader) -> None:
    """Cancel every request that has not been sent; those that have been sent go on."""
    for slot in downloader.slots.values():
        _cancel_queued(slot, everything=True)


def _cancel_queued(slot: Slot, *, everything: bool = False) -> None:
    for queued in list(slot.queue):
        request, response = queued
        source = request.meta.get("source")
        # Other requests wait for a robots.txt, and a browser for what its page loads.
        if everything or source is None or source.kind in {*SOURCES, ASSET}:
            slot.queue.remove(queued)
            response.errback(RequestCancelled("it was not sent"))
