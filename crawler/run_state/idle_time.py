"""IdleTime: measures how long requests waited while none was under way to their host (no side effects)."""

import time
from collections.abc import Callable

from scrapy import Request

from crawler.ledger import Ledger


class IdleTime:
    """Listens to signals of Scrapy's downloader, and adds up seconds in the ledger.

    `current_delay` returns the delay in seconds that is in force for a host.
    """

    def __init__(
        self,
        ledger: Ledger,
        current_delay: Callable[[str], float],
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ledger = ledger
        self.current_delay = current_delay
        self.now = now
        self._last_response_at: dict[str, float] = {}

    def on_reached_downloader(self, request: Request) -> None:
        """Note when a request was ready to be sent."""
        request.meta["ready_at"] = self.now()

    def on_downloaded(self, request: Request) -> None:
        """Count how long it waited while no other request was under way to its host."""
        host, now = request.meta["download_slot"], self.now()
        sent_at = now - request.meta.get("download_latency", 0.0)
        free_at = max(request.meta["ready_at"], self._last_response_at.get(host, 0.0))
        self.ledger.add_waiting_time(host, max(0.0, sent_at - free_at))
        self.ledger.set_delay(host, self.current_delay(host))
        self._last_response_at[host] = now
