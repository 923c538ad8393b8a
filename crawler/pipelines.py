"""Scrapy item pipeline: has a captured page read in a worker process, and stores the article (writes to disk)."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from archive.schema import PART
from archive.warc import Recorded
from crawler.recorder import Recorder
from crawler.spiders import SiteSpider
from extract.article import Article


class ReadPipeline:
    """Has pages read in worker processes and stores the readings.

    The reactor waits for a worker without blocking. While it does, Scrapy counts the response as being processed and
    stops downloading when too many bytes are, so that memory does not grow with the crawl.
    """

    def __init__(self, recorder: Recorder, spider: SiteSpider) -> None:
        self.recorder = recorder
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's recorder and spider."""
        recorder = Recorder.of(crawler)
        if not isinstance(crawler.spider, SiteSpider):
            raise NotConfigured("only the spider 'site' yields captured pages")
        return cls(recorder, crawler.spider)

    async def process_item(self, item: Recorded) -> Article:
        """Return the article of a page; DropItem with the reason when it is none, or a later page of one."""
        reading = await self.recorder.read(item)
        with self.recorder.stops_on_archive_error():
            self.recorder.record_reading(reading)
            self.spider.request_linked(reading)
            self.spider.assets.request(reading)
            self.spider.request_target(reading.capture.url, reading.leads_to)
            if reading.article is not None:
                self.spider.request_next_page(reading.article.page_number, reading.article.next_page_url)
        # A later page has only its text; the archive joins it with the first.
        if self.recorder.error is not None or reading.article is None or reading.outcome == PART:
            raise DropItem(f"{reading.outcome}: {self.recorder.error or reading.reason}")
        return reading.article
