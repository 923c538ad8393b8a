"""Scrapy spider: carries out a visit, whose procedure says after each answer what it wants next (network)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler.browser import render_settings
from crawler.discover.visitor import Visitor
from crawler.operator import user_agent
from crawler.recorder import Recorder
from extract.site import Site

Procedure = Callable[[Visitor], Awaitable[Any]]


class VisitSpider(Spider):
    """Awaits one procedure; `result` is what it returns, `error` the error that it raises."""

    name = "visit"

    def __init__(self, site: Site, procedure: Procedure) -> None:
        super().__init__()
        self.site = site
        self.procedure = procedure
        self.hosts = set(site.hosts)
        self.result: Any = None
        self.error: BaseException | None = None
        self.is_done = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *, site: Site, procedure: Procedure) -> Self:
        """Set what depends on the site, as the spider of a crawl does."""
        settings = crawler.settings
        settings.set("USER_AGENT", user_agent(settings.get("COMMENTARY_CONTACT"), site.hosts), priority="spider")
        settings.set("DOWNLOAD_DELAY", site.delay, priority="spider")
        settings.set("AUTOTHROTTLE_START_DELAY", site.delay, priority="spider")
        settings.update(render_settings(site), priority="spider")
        spider = cls(site, procedure)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Carry out the procedure; it sends its requests itself, each when the one before it was answered."""
        recorder = Recorder.of(self.crawler)

        async def download(request: Request) -> Any:
            return await self.crawler.engine.download_async(request)

        visitor = Visitor(recorder, download, self.hosts, renders=self.site.render)
        try:
            self.result = await self.procedure(visitor)
            self.is_done = True
        except Exception as error:  # noqa: BLE001 - Scrapy would log it and go on; `visit` raises it
            self.error = error
        for request in list[Request]():
            yield request
