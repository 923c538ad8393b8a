import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.slots import min_delay, raise_min_delay
from crawler.spiders import SiteSpider
from crawler.throttle import MinDelayThrottle


class Slot:
    def __init__(self, delay):
        self.delay = delay


class Downloader:
    """The attributes of Scrapy's downloader that hold delays."""

    def __init__(self, settings, **slots):
        self.settings = settings
        self.per_slot_settings = {}
        self.slots = slots


class Engine:
    def __init__(self, downloader):
        self.downloader = downloader


@pytest.fixture
def downloader():
    settings = Crawler(SiteSpider).settings
    settings.set("DOWNLOAD_DELAY", 2.0)
    settings.update({"AUTOTHROTTLE_ENABLED": True})
    return Downloader(settings, host=Slot(2.0))


def test_the_larger_of_the_sites_delay_and_the_hosts_crawl_delay_holds(downloader):
    raise_min_delay(downloader, "host", 0.5)
    assert (min_delay(downloader, "host"), downloader.slots["host"].delay) == (2.0, 2.0)
    raise_min_delay(downloader, "host", 7.0)
    assert (min_delay(downloader, "host"), downloader.slots["host"].delay) == (7.0, 7.0)
    raise_min_delay(downloader, "host", 3.0)
    assert min_delay(downloader, "host") == 7.0


def test_a_host_that_was_forgotten_gets_its_delay_again(downloader):
    raise_min_delay(downloader, "other", 7.0)
    assert downloader.per_slot_settings == {"other": {"delay": 7.0}}


def test_a_quick_answer_does_not_shorten_the_delay_below_the_hosts_crawl_delay(downloader):
    crawler = Crawler(SiteSpider, downloader.settings)
    crawler.engine = Engine(downloader)
    throttle = MinDelayThrottle(crawler)
    throttle.mindelay, throttle.maxdelay = 2.0, 60.0
    raise_min_delay(downloader, "host", 7.0)
    for latency, delay in ((0.01, 7.0), (30.0, 30.0), (0.01, 15.005)):
        request = Request("http://host/", meta={"download_slot": "host", "download_latency": latency})
        throttle._response_downloaded(Response("http://host/", request=request), request, None)
        assert downloader.slots["host"].delay == delay
