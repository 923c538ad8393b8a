"""Scrapy middleware: a page that scripts put together is read as a browser shows it, and that is kept (disk)."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from archive.warc import RENDERED_TYPE, Capture, Recorded
from crawler.browser import is_to_render
from crawler.page import header_pairs
from crawler.policy import NotFetched, NotRendered
from crawler.recorder import Recorder
from extract.errors import CommentaryError, ExtractionError
from extract.site import Source

if TYPE_CHECKING:
    from crawler.browser.browser import Browser, Shown

logger = logging.getLogger(__name__)


class RenderMiddleware:
    """Puts what the browser shows in the place of the document, which has been captured as it was received.

    It sees answers behind redirects and retries. What is shown has a capture of its own, and that one is read.
    """

    def __init__(self, keeper: Recorder, browser: "Browser", count: Callable[[str, int], None]) -> None:
        self.keeper = keeper
        self.browser = browser
        self.count = count

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Start a browser with the crawl; a site without `render` needs none."""
        keeper = crawler.get_extension(Recorder)
        if keeper is None or not keeper.site.render:
            raise NotConfigured
        from crawler.browser.browser import Browser  # noqa: PLC0415 - what it imports is installed for such a site only

        browser = Browser.from_crawler(crawler)
        crawler.signals.connect(browser.close, signal=signals.engine_stopped)

        def count(reason: str, times: int) -> None:
            crawler.stats.inc_value(f"render/refused/{reason}", times)

        return cls(keeper, browser, count)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the page as it is shown; NotRendered or a download's error when it cannot be."""
        source = request.meta.get("source")
        if not is_to_render(self.keeper.site, source, response):
            return response
        document: Capture = request.meta["capture"]
        recorded = Recorded(capture=document, headers=tuple(header_pairs(response.headers)), body=response.body)
        try:
            shown = await self.browser.show(response.url, recorded.page().text, self.keeper.site.hosts)
            if self.keeper.error is not None:
                raise NotFetched("the run has been stopped")
            request.meta["capture"] = self._keep(shown, document, source)
        except ExtractionError as error:
            raise NotRendered(error.problem) from error
        except CommentaryError as error:
            self.keeper.stop(error)
            raise NotFetched("the run has been stopped") from error
        self._tell(response.url, shown)
        return response.replace(body=shown.body, headers={"Content-Type": RENDERED_TYPE})

    def _keep(self, shown: "Shown", document: Capture, source: Source | None) -> Capture:
        capture = self.keeper.run.warc.write_rendered(
            original=document, body=shown.body, browser=shown.browser, rendered_at=datetime.now(UTC), source=source
        )
        self.keeper.archive.tables.add_capture(capture)
        return capture

    def _tell(self, url: str, shown: "Shown") -> None:
        for reason in sorted(shown.strays):
            self.keeper.ledger.add_skipped(reason)
        for reason, times in shown.refused.items():
            self.count(reason, times)
            logger.info("%s: %d requests of its scripts refused: %s", url, times, reason)
