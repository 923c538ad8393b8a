"""Scrapy's downloader slots: the least delay of a host, and its rest, in which nothing goes out (acts on them)."""

import time
from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred

from crawler.policy import Withdrawn
from extract.listings import SOURCES

# Scrapy looks at a slot's clock only where there is a delay.
LEAST_DELAY = 0.001


class OneByOne(Downloader):
    """Scrapy's, that never sends a second request to a host between taking up the first and sending it."""

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        # Scrapy counts a request as sent when its task begins to run, and looks for free slots before that.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)


def raise_floor(downloader: Downloader, host: str, seconds: float) -> None:
    """Wait at least so long between requests to a host from now on."""
    known = downloader.per_slot_settings.setdefault(host, {})
    known["delay"] = max(seconds, floor_of(downloader, host))
    # The line above is for a slot that Scrapy makes anew when the host was idle for a minute.
    if host in downloader.slots:
        downloader.slots[host].delay = max(downloader.slots[host].delay, seconds)


def floor_of(downloader: Downloader, host: str) -> float:
    """Return the least number of seconds between two requests to a host."""
    least = downloader.settings.getfloat("DOWNLOAD_DELAY")
    return float(downloader.per_slot_settings.get(host, {}).get("delay", least))


def delay_of(downloader: Downloader, host: str) -> float:
    """Return the delay in seconds that is in force for a host."""
    slot = downloader.slots.get(host)
    return floor_of(downloader, host) if slot is None else slot.delay


def rest(downloader: Downloader, host: str, seconds: float) -> None:
    """Send nothing to a host for so long; what waited to be sent to it is withdrawn."""
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, LEAST_DELAY)
        slot.lastseen = max(slot.lastseen, time.monotonic() + seconds - slot.delay)
        _withdraw(slot)


def withdraw_all(downloader: Downloader) -> None:
    """Withdraw everything that waits to be sent; what has been sent goes on."""
    for slot in downloader.slots.values():
        _withdraw(slot, everything=True)


def _withdraw(slot: Slot, *, everything: bool = False) -> None:
    for waiting in list(slot.queue):
        request, answer = waiting
        source = request.meta.get("source")
        # Others wait for a robots.txt, and a browser for what its page loads.
        if everything or source is None or source.kind in SOURCES:
            slot.queue.remove(waiting)
            answer.errback(Withdrawn("it was not sent"))
