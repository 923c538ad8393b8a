"""Scrapy middleware: every response is in the WARC file before anything else looks at it (writes to disk)."""

from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.browser import kept_for
from crawler.page import header_pairs
from crawler.policy import NotFetched
from crawler.recorder import Recorder
from extract.errors import ArchiveError


class CaptureMiddleware:
    """Keeps bytes as received, also of redirects, errors, retries and robots.txt, and says where they lie.

    A response that cannot be written is not read: the run stops.
    """

    def __init__(self, keeper: Recorder) -> None:
        self.keeper = keeper

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's archive."""
        keeper = crawler.get_extension(Recorder)
        if keeper is None:
            raise NotConfigured("nothing is kept without an archive")
        return cls(keeper)

    def process_request(self, request: Request) -> None:
        """Count what goes out; nothing goes out any more when nothing can be kept."""
        if self.keeper.error is not None:
            raise NotFetched("the run has been stopped")
        self.keeper.ledger.add_request(urlsplit(request.url).hostname or "")

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the response, and note the capture in the request's meta."""
        if self.keeper.error is not None:
            raise NotFetched("the run has been stopped")
        try:
            request.meta["capture"] = self.keeper.keep_response(
                url=response.url,
                method=request.method,
                request_headers=header_pairs(request.headers),
                status=response.status,
                response_headers=header_pairs(response.headers),
                body=response.body,
                fetched_at=datetime.now(UTC),
                source=kept_for(self.keeper.site, request, response),
                original=request.meta.get("original"),
                ip_address=str(response.ip_address) if response.ip_address else None,
            )
        except ArchiveError as error:
            self.keeper.stop(error)
            raise NotFetched("the response could not be kept") from error
        return response
