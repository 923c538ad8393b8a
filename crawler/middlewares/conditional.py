"""Scrapy middleware: conditional requests for what was captured before (reads the database; RFC 9110, 13)."""

from collections.abc import Callable
from functools import partial
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from archive.ask import unchanged_asset
from archive.warc import Capture
from crawler.browser import is_page
from crawler.recorder import Recorder
from extract.site import ASSET, Source

CONDITIONAL_HEADERS = ("If-None-Match", "If-Modified-Since")


class ConditionalMiddleware:
    """Adds ETag and Last-Modified of the last capture; `meta["original"]` is the capture that a 304 refers to.

    robots.txt is requested in full, because its rules are read from the run's own capture. So is a page that a
    browser renders (`render`): an unchanged document does not mean that what its scripts load is unchanged. A run
    that requests every article (`full`) requests everything in full: a server may answer 304 whatever has changed.
    """

    def __init__(
        self,
        find_original: Callable[[str], Capture | None],
        *,
        find_asset: Callable[[str], Capture | None] = lambda _: None,
        render: bool = False,
        full: bool = False,
    ) -> None:
        self.find_original = find_original
        self.find_asset = find_asset
        self.render = render
        self.full = full

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the captures of earlier runs."""
        recorder = Recorder.of(crawler)
        full = crawler.settings.getbool("COMMENTARY_FULL")
        return cls(
            recorder.history.unchanged_since,
            find_asset=partial(unchanged_asset, recorder.history.db),
            render=recorder.site.render,
            full=full,
        )

    def process_request(self, request: Request) -> None:
        """Set the request's conditions, and remove those that a redirect copied from another URL."""
        for name in CONDITIONAL_HEADERS:
            request.headers.pop(name, None)
        source = request.meta.get("source")
        in_full = self.full or request.method != "GET" or (source is not None and source.kind == "robots")
        in_full = in_full or (self.render and is_page(source))
        original = None if in_full else self._original(request.url, source)
        request.meta["original"] = original
        if original is None:
            return
        for name, value in zip(CONDITIONAL_HEADERS, (original.etag, original.last_modified), strict=True):
            if value:
                request.headers[name] = value

    def _original(self, url: str, source: Source | None) -> Capture | None:
        if source is not None and source.kind == ASSET:
            return self.find_asset(url)
        original = self.find_original(url)
        # What was read as something else (a page, a listing of another source) must come in full, to be read anew.
        captured_as = (source.kind, source.url) if source is not None else (None, None)
        if original is not None and (original.source_kind, original.source_url) != captured_as:
            return None
        return original
