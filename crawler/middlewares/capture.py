"""Scrapy middleware: writes every response to the WARC file before anything else sees it (writes to disk)."""

from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.browser import capture_source
from crawler.download_errors import NotFetched
from crawler.page import header_pairs
from crawler.recorder import Recorder
from extract.errors import ArchiveError
from extract.listings import SOURCES

RUN_FAILED = "the run has been stopped"
# Scrapy's flag for a response whose connection ended before its body.
DATA_LOSS = "dataloss"


class CaptureMiddleware:
    """Stores bytes as received, also of redirects, errors, retries and robots.txt; `meta["capture"]` says where.

    A response that cannot be written is not read: the run ends. One that the connection cut off is written, with a
    mark, and then counts as a request that failed, unless only its length is wrong and its end is there.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's recorder."""
        return cls(Recorder.of(crawler))

    def process_request(self, request: Request) -> None:
        """Count a request; NotFetched when its response could not be stored any more."""
        if self.recorder.error is not None:
            raise NotFetched(RUN_FAILED)
        self.recorder.ledger.add_request(urlsplit(request.url).hostname or "")

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the response, and put the capture into the request's meta."""
        if self.recorder.error is not None:
            raise NotFetched(RUN_FAILED)
        is_cut = DATA_LOSS in response.flags
        try:
            capture = self.recorder.record_response(
                url=response.url,
                method=request.method,
                request_headers=header_pairs(request.headers),
                status=response.status,
                response_headers=header_pairs(response.headers),
                body=response.body,
                fetched_at=datetime.now(UTC),
                source=capture_source(self.recorder.site, request, response),
                original=request.meta.get("original"),
                ip_address=str(response.ip_address) if response.ip_address else None,
                is_cut=is_cut,
            )
        except ArchiveError as error:
            self.recorder.fail(error)
            raise NotFetched("the response could not be stored") from error
        request.meta["capture"] = capture
        # Of a robots.txt, a script or its data nobody can tell whether the rest was there.
        if capture.broken_off or (is_cut and capture.source_kind not in {None, *SOURCES}):
            raise ResponseDataLossError
        return response
