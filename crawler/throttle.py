"""Scrapy extension and function: the delay that a host asked for in its robots.txt, below which nothing goes."""

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response


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


class Throttle(AutoThrottle):
    """Scrapy's: waits as long as a host takes to answer. Here it does not wait less than the host asked for."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, floor_of(self.crawler.engine.downloader, key))
