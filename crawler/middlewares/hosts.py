"""Scrapy middleware: no request leaves the profile's hosts, whoever asked for it."""

from collections.abc import Collection
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.policy import NotFetched, is_on_site
from crawler.spiders.site import SiteSpider


class HostsMiddleware:
    """Stops requests to other hosts, also those that a redirect or a listing made."""

    def __init__(self, hosts: Collection[str]) -> None:
        self.hosts = frozenset(hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the hosts of the spider's site."""
        if not isinstance(crawler.spider, SiteSpider):
            raise NotConfigured("only the spider 'site' has a profile")
        return cls(crawler.spider.site.hosts)

    def process_request(self, request: Request) -> None:
        """Let a request to the site pass."""
        if not is_on_site(request.url, self.hosts):
            raise NotFetched("not on the site's hosts")
