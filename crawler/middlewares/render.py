"""Scrapy middleware: replaces a document by what a browser renders, and captures that too (writes to disk)."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from archive.warc import RENDERED_TYPE, Capture, Recorded
from crawler.browser import needs_rendering
from crawler.download_errors import NotFetched, NotRendered
from crawler.middlewares.capture import RUN_FAILED
from crawler.page import header_pairs
from crawler.recorder import Recorder
from extract.errors import CommentaryError, ExtractionError
from extract.site import Source

if TYPE_CHECKING:
    from crawler.browser.browser import Browser, RenderedPage

logger = logging.getLogger(__name__)


class RenderMiddleware:
    """Replaces the document, which has been captured as received, by the rendered page, which is captured and read.

    It sees responses after redirects. `count_refused` is called with the reason and the number of requests of a
    page's scripts that were refused.
    """

    def __init__(self, recorder: Recorder, browser: "Browser", count_refused: Callable[[str, int], None]) -> None:
        self.recorder = recorder
        self.browser = browser
        self.count_refused = count_refused

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Prepare a browser; a site without `render` needs none."""
        recorder = Recorder.of(crawler)
        if not recorder.site.render:
            raise NotConfigured
        from crawler.browser.browser import Browser  # noqa: PLC0415 - what it imports is installed for such a site only

        browser = Browser.from_crawler(crawler)
        crawler.signals.connect(browser.close, signal=signals.engine_stopped)

        def count_refused(reason: str, times: int) -> None:
            crawler.stats.inc_value(f"render/refused/{reason}", times)

        return cls(recorder, browser, count_refused)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the rendered page; NotRendered or a download error when it cannot be rendered."""
        source = request.meta.get("source")
        if not needs_rendering(self.recorder.site, source, response):
            return response
        document: Capture = request.meta["capture"]
        recorded = Recorded(capture=document, headers=tuple(header_pairs(response.headers)), body=response.body)
        try:
            rendered = await self.browser.render(response.url, recorded.page().text, self.recorder.site.hosts)
            if self.recorder.error is not None:
                raise NotFetched(RUN_FAILED)
            request.meta["capture"] = self._capture(rendered, document, source)
        except ExtractionError as error:
            raise NotRendered(error.problem) from error
        except CommentaryError as error:
            self.recorder.fail(error)
            raise NotFetched(RUN_FAILED) from error
        self._count(response.url, rendered)
        return response.replace(body=rendered.body, headers={"Content-Type": RENDERED_TYPE})

    def _capture(self, rendered: "RenderedPage", document: Capture, source: Source | None) -> Capture:
        capture = self.recorder.run.warc.write_rendered(
            original=document,
            body=rendered.body,
            browser=rendered.browser,
            rendered_at=datetime.now(UTC),
            source=source,
        )
        self.recorder.archive.tables.add_capture(capture)
        return capture

    def _count(self, url: str, rendered: "RenderedPage") -> None:
        for reason in sorted(rendered.navigations):
            self.recorder.ledger.add_skipped(reason)
        for reason, times in rendered.refused.items():
            self.count_refused(reason, times)
            logger.info("%s: %d requests of its scripts refused: %s", url, times, reason)
