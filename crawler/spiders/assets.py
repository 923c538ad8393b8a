"""Assets: requests the images and stylesheets of captured articles, after all pages (writes the frontier).

article's page → its assets, those that are due → frontier ─ after the last page → response → capture
                                                    ↑                                  │ a stylesheet?
                                                    └── what it names, one level down ─┘
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.ask import has_assets, known_asset
from archive.reading import Reading
from archive.warc import Capture
from crawler.download_errors import DOWNLOAD_ERRORS, TRANSIENT_ERRORS, RequestCancelled, reason_of
from crawler.page import to_page
from crawler.policy import MAX_UNANSWERED, OVERLOAD_STATUSES, is_asset_due
from crawler.recorder import Recorder
from crawler.run_state import ASSET_PRIORITY, QueuedRequest
from crawler.slots import pause_host, wake_engine
from extract.assets import MAX_ASSETS, asset_url, is_stylesheet, may_be_image, sheet_text, sheet_urls
from extract.errors import ExtractionError
from extract.site import ASSET, Source

if TYPE_CHECKING:
    from scrapy import Request

OF_ARTICLE, OF_STYLESHEET = "an article shows it", "a stylesheet names it"
HOST_RESTS = "its host asked for a pause, or did not answer"
NO_ASSET = "no image or stylesheet"
# Levels of stylesheets: that of the page, and those that it imports. What an image would name is on the third.
IMPORTED, LAST_LEVEL = 1, 2


class Assets:
    """Queues assets, and counts what becomes of them; does nothing for a site whose profile does not keep them.

    `pages_spent` tells that the run is to end for no other reason than its budget of pages.
    """

    def __init__(self, recorder: Recorder, crawler: Crawler) -> None:
        self.recorder = recorder
        self.crawler = crawler
        self.is_on = recorder.site.assets and not recorder.is_dry_run
        self.pages_spent = False
        self._pages_are_done = False
        self._max_bytes = crawler.settings.getfloat("COMMENTARY_MAX_ASSET_MB") * 1e6
        self._resting: set[str] = set()
        self._unanswered: Counter[str] = Counter()

    def request(self, reading: Reading) -> None:
        """Queue the assets of an article's page that are due."""
        if self.is_on and reading.assets:
            self._queue(((url, 0) for url in reading.assets), reading.capture.url, OF_ARTICLE)

    async def request_missing(self, unchanged: Capture) -> None:
        """Queue the assets of a page that has not changed, if none was ever requested for it."""
        original = unchanged.revisit_of
        if not self.is_on or original is None or has_assets(self.recorder.history.db, unchanged.url):
            return
        recorded = self.recorder.history.recorded_of(original)
        if recorded is not None:
            self.request(await self.recorder.read(recorded))

    @property
    def may_be_sent(self) -> bool:
        """Tell whether assets are sent now: when all pages are done, until so many bytes of assets were received."""
        recorder = self.recorder
        goes_on = recorder.error is None and (recorder.ending is None or self.pages_spent)
        has_room = recorder.ledger.counts["asset_bytes"] < self._max_bytes
        return self.is_on and self._pages_are_done and goes_on and has_room

    def start(self) -> None:
        """Have queued assets sent, since all pages are done; DontCloseSpider while there is one."""
        self._pages_are_done = True
        if self.may_be_sent and self.recorder.frontier.has_queued_assets():
            wake_engine(self.crawler.engine)
            raise DontCloseSpider

    def why_not(self, url: str) -> str | None:
        """Return why an asset is not requested in this run, None if it is."""
        return HOST_RESTS if _host(url) in self._resting else None

    def on_response(self, response: Response) -> None:
        """Count the response to a request for an asset, and queue what a stylesheet names."""
        with self.recorder.stops_on_archive_error():
            self._on_response(response)

    def on_failure(self, failure: Failure) -> None:
        """Count a request without a response, with the reason; any exception that is none of these ends the run."""
        error = failure.value
        if not isinstance(error, DOWNLOAD_ERRORS):
            self.recorder.on_bug(failure)
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        number, host = request.meta["frontier_id"], _host(request.url)
        with self.recorder.stops_on_archive_error():
            if isinstance(error, RequestCancelled):
                self.recorder.ledger.uncount_request(request.meta["download_slot"])
                self.recorder.frontier.requeue_unsent(number)
                return
            self._unanswered[host] += isinstance(error, TRANSIENT_ERRORS)
            if self._unanswered[host] >= MAX_UNANSWERED:
                self._rest(request.meta["download_slot"], host)
            self.skip(number, reason_of(error))

    def skip(self, number: int, reason: str) -> None:
        """Count an asset that is not requested any more in this run."""
        self.recorder.frontier.mark_skipped(number, reason)
        self.recorder.ledger.add_asset_problem(reason)

    def _on_response(self, response: Response) -> None:
        recorder, capture = self.recorder, response.meta["capture"]
        self._unanswered.pop(_host(response.url), None)
        recorder.ledger.add_asset(len(response.body), is_known=capture.revisit_of is not None)
        if response.status in OVERLOAD_STATUSES:
            self._rest(response.meta["download_slot"], _host(response.url))
        if response.status == 200 and is_stylesheet(capture.content_type):
            self._follow(response)
        elif response.status == 200 and not may_be_image(capture.content_type):
            recorder.ledger.add_asset_problem(NO_ASSET)
        elif response.status not in {200, 304}:
            recorder.ledger.add_asset_problem(f"status {response.status}")
        # Last: a run that is killed before requests the stylesheet again, and finds what it names.
        recorder.frontier.mark_done(response.meta["frontier_id"])

    def _rest(self, slot: str, host: str) -> None:
        """Request nothing more of a host in this run, not even what waits in its slot of the downloader."""
        self._resting.add(host)
        pause_host(self.crawler.engine.downloader, slot, 0)

    def _follow(self, response: Response) -> None:
        level = response.meta["link_depth"]
        if level > IMPORTED:
            return
        try:
            text = sheet_text(to_page(response).body, response.meta["capture"].content_type)
        except ExtractionError as error:
            self.recorder.ledger.add_asset_problem(error.problem)
            return
        found: dict[str, int] = {}
        for each in sheet_urls(text):
            url = asset_url(each.url, response.url)
            if url and not (each.is_import and level == IMPORTED) and len(found) < MAX_ASSETS:
                found.setdefault(url, IMPORTED if each.is_import else LAST_LEVEL)
        self._queue(found.items(), response.meta["source"].url, OF_STYLESHEET)

    def _queue(self, urls: Iterable[tuple[str, int]], article: str, reason: str) -> None:
        """Queue the URLs that are due, each with its level below the page."""
        recorder, now, source = self.recorder, datetime.now(UTC), Source(kind=ASSET, url=article)
        with recorder.frontier.transaction():
            for url, level in urls:
                known = known_asset(recorder.history.db, url)
                is_due = known is None or is_asset_due(
                    url, captured_at=known.captured_at, status=known.status, is_whole=known.is_whole, now=now
                )
                if is_due:
                    recorder.frontier.add(
                        QueuedRequest(url=url, reason=reason, source=source, depth=level, priority=ASSET_PRIORITY)
                    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
