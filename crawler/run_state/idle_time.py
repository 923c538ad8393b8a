"""Waits: for how long each host was left in peace though there was something to ask (counts in the ledger)."""

import time
from collections.abc import Callable

from scrapy import Request

from crawler.run_state.ledger import Ledger


class IdleTime:
    """Listens to Scrapy's downloader; `delay_of` tells the delay in seconds that is in force for a host."""

    def __init__(
        self,
        ledger: Ledger,
        delay_of: Callable[[str], float],
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ledger = ledger
        self.delay_of = delay_of
        self.now = now
        self._ended: dict[str, float] = {}

    def on_reached(self, request: Request) -> None:
        """Note that a request is ready to be sent."""
        request.meta["ready_at"] = self.now()

    def on_downloaded(self, request: Request) -> None:
        """Count how long it waited while no other was under way to its host."""
        host, now = request.meta["download_slot"], self.now()
        sent_at = now - request.meta.get("download_latency", 0.0)
        free_at = max(request.meta["ready_at"], self._ended.get(host, 0.0))
        self.ledger.add_wait(host, max(0.0, sent_at - free_at))
        self.ledger.note_delay(host, self.delay_of(host))
        self._ended[host] = now
