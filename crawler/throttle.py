"""Scrapy extension: AutoThrottle that respects a host's minimum delay (acts on the downloader)."""

from scrapy import Request, Spider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.slots import min_delay


class MinDelayThrottle(AutoThrottle):
    """Scrapy's AutoThrottle: the delay follows the host's latency, but never below Crawl-delay and the profile's."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        host, slot = self._get_slot(request, spider)
        if host is not None and slot is not None:
            slot.delay = max(slot.delay, min_delay(self.crawler.engine.downloader, host))
