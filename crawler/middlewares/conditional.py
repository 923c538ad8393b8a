"""Scrapy middleware: what was captured before is asked for only if it has changed since (reads the database)."""

from collections.abc import Callable
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.warc import Capture
from crawler.browser import is_page
from crawler.recorder import Recorder

CONDITIONS = ("If-None-Match", "If-Modified-Since")


class ConditionalMiddleware:
    """Adds the validators of the last capture; `request.meta["original"]` tells the capture that an answer 304 means.

    robots.txt is asked for in full: its rules are read from each run's own capture. So is a page that a browser shows
    (`render`): that its document is the same says nothing of what its scripts load.
    """

    def __init__(self, find_original: Callable[[str], Capture | None], *, render: bool = False) -> None:
        self.find_original = find_original
        self.render = render

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's archive."""
        keeper = crawler.get_extension(Recorder)
        if keeper is None:
            raise NotConfigured("nothing is known without an archive")
        return cls(keeper.known.unchanged_since, render=keeper.site.render)

    def process_request(self, request: Request) -> None:
        """Set the request's conditions, in place of those that a redirect brought along from another address."""
        for name in CONDITIONS:
            request.headers.pop(name, None)
        source = request.meta.get("source")
        asks_once = request.method != "GET" or (source is not None and source.kind == "robots")
        asks_once = asks_once or (self.render and is_page(source))
        original = None if asks_once else self.find_original(request.url)
        # What was read as something else must come in full, to be read as what it is now.
        kept_as = (source.kind, source.url) if source is not None else (None, None)
        if original is not None and (original.source_kind, original.source_url) != kept_as:
            original = None
        request.meta["original"] = original
        if original is None:
            return
        for name, value in zip(CONDITIONS, (original.etag, original.last_modified), strict=True):
            if value:
                request.headers[name] = value
