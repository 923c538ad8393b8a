"""Scrapy middleware: no request leaves the profile's hosts, but for images and stylesheets (no side effects)."""

from collections.abc import Callable, Collection
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.download_errors import NotFetched
from crawler.policy import FORGOTTEN, OFF_SITE, PRIVATE_ADDRESS, is_on_site, is_private_host
from crawler.recorder import Recorder
from extract.site import ASSET

# What is requested from other hosts too. Only a request that has passed here makes one for its host's robots.txt.
ELSEWHERE = frozenset({ASSET, "robots"})


class OffsiteMiddleware:
    """Stops requests to other hosts, also those that a redirect or a listing made.

    Images and stylesheets lie on other hosts too. A page may name any address as one, so that one that is private by
    its spelling is stopped here; `crawler.middlewares.addresses` stops those that are by the resolver.
    """

    def __init__(self, hosts: Collection[str], is_forgotten: Callable[[str], bool] = lambda _url: False) -> None:
        self.hosts = frozenset(hosts)
        self.is_forgotten = is_forgotten

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the hosts of the run's site."""
        recorder = Recorder.of(crawler)
        return cls(recorder.site.hosts, recorder.forgotten.tombstones.hides_url)

    def process_request(self, request: Request) -> None:
        """Let a request to the site, or for an asset, pass; NotFetched for all others."""
        if self.is_forgotten(request.url):
            raise NotFetched(FORGOTTEN)
        if is_on_site(request.url, self.hosts):
            return
        source = request.meta.get("source")
        if source is None or source.kind not in ELSEWHERE:
            raise NotFetched(OFF_SITE)
        if is_private_host(urlsplit(request.url).netloc.rpartition("@")[2]):
            raise NotFetched(PRIVATE_ADDRESS)
