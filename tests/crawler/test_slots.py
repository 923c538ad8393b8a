"""A host's slot is taken from the moment on that a request is taken up for it."""

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from crawler.slots import SerialDownloader


def test_a_slot_is_taken_before_the_task_that_sends_has_begun():
    slot = Slot(concurrency=1, delay=0, jitter=0)
    sending = SerialDownloader(get_crawler())._wait_for_download(slot, Request("https://example.org/"), Deferred())
    assert slot.free_transfer_slots() == 0
    sending.close()
