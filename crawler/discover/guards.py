"""Scrapy middlewares of a visit: which hosts are asked, and where robots.txt may redirect (no side effects)."""

from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.discover.spider import VisitSpider
from crawler.download_errors import NotFetched
from crawler.middlewares.redirect import RedirectMiddleware
from crawler.policy import OFF_SITE, PRIVATE_ADDRESS, is_on_site, is_private_host
from extract.urls import netloc_of

__all__ = ["RobotsRedirects", "VisitedHosts"]


class VisitedHosts:
    """No request leaves the hosts that the visit knows by then, but for a robots.txt that redirects elsewhere."""

    def __init__(self, spider: VisitSpider) -> None:
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the hosts of the spider, which grow."""
        if not isinstance(crawler.spider, VisitSpider):
            raise TypeError("only a visit has hosts that grow")
        return cls(crawler.spider)

    def process_request(self, request: Request) -> None:
        """Let a request to the site pass; NotFetched for all others."""
        if is_on_site(request.url, self.spider.hosts):
            return
        if not _is_robots(request):
            raise NotFetched(OFF_SITE)
        if is_private_host(netloc_of(request.url)):
            raise NotFetched(PRIVATE_ADDRESS)


class RobotsRedirects(RedirectMiddleware):
    """Follows redirects of robots.txt, also to another host, as RFC 9309, 2.3.1.2 asks; the visit follows all others.

    A site that moved redirects its robots.txt like all its pages.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take no recorder: VisitedHosts looks at the target."""
        middleware = super().from_crawler(crawler)
        middleware.recorder = None
        return middleware

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the next request for a robots.txt, any other response as it is."""
        return super().process_response(request, response, spider) if _is_robots(request) else response


def _is_robots(request: Request) -> bool:
    source = request.meta.get("source")
    return source is not None and source.kind == "robots"
