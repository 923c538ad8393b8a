"""Scrapy extension: asks a host no faster than it asked for."""

from scrapy import Request, Spider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.slots import floor_of


class Throttle(AutoThrottle):
    """Scrapy's: waits as long as a host takes to answer. Here it does not wait less than the host asked for."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, floor_of(self.crawler.engine.downloader, key))
