"""Scrapy's spiders; there is one, for all sites."""

from crawler.spiders.site import SiteSpider

__all__ = ["SiteSpider"]
