"""Scrapy item pipeline: a captured page goes in, the article that it shows comes out and is stored."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from archive.warc import Recorded
from crawler.recorder import Recorder
from crawler.spiders.site import SiteSpider
from extract.article import Article


class ReadPipeline:
    """Has pages read in worker processes and keeps what they show.

    The reactor waits for a reader without blocking. While it does, Scrapy counts the response as being processed and
    stops downloading when too many bytes are, so that memory does not grow with the crawl.
    """

    def __init__(self, keeper: Recorder, spider: SiteSpider) -> None:
        self.keeper = keeper
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's archive."""
        keeper = crawler.get_extension(Recorder)
        if keeper is None or not isinstance(crawler.spider, SiteSpider):
            raise NotConfigured("nothing is read without an archive, and only the spider 'site' has one")
        return cls(keeper, crawler.spider)

    async def process_item(self, item: Recorded) -> Article:
        """Return the article, or drop the page with the reason why it is none."""
        reading = await self.keeper.readers.read(item)
        with self.keeper.guarded():
            self.keeper.keep_reading(reading)
            self.spider.ask_linked(reading)
            if reading.article is not None:
                self.spider.ask_next(reading.article.page_number, reading.article.next_page_url)
        if self.keeper.error is not None or reading.article is None:
            raise DropItem(f"{reading.outcome}: {self.keeper.error or reading.reason}")
        return reading.article
