"""Scrapy middleware: no request leaves the profile's hosts (no side effects)."""

from collections.abc import Collection
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.download_errors import NotFetched
from crawler.policy import OFF_SITE, is_on_site
from crawler.recorder import Recorder


class OffsiteMiddleware:
    """Stops requests to other hosts, also those that a redirect or a listing made."""

    def __init__(self, hosts: Collection[str]) -> None:
        self.hosts = frozenset(hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the hosts of the run's site."""
        return cls(Recorder.of(crawler).site.hosts)

    def process_request(self, request: Request) -> None:
        """Let a request to the site pass; NotFetched for all others."""
        if not is_on_site(request.url, self.hosts):
            raise NotFetched(OFF_SITE)
