"""Scrapy extension: the run's archive, open from the first request to the last reading (writes to disk)."""

import asyncio
import logging
import os
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.python.failure import Failure

from archive.capture import Capture
from archive.reading import Reading
from archive.store import Archive, Run
from crawler.ledger import Ledger, Summary
from crawler.readers import Readers
from extract.errors import ArchiveError
from extract.site import Site

logger = logging.getLogger(__name__)

# What Scrapy calls the ways in which a spider can end, and what we call them.
ENDINGS = {"finished": "finished", "shutdown": "interrupted"}


class Keeper:
    """Puts everything that a run brings into the archive, counts it, and ends the run when that is impossible."""

    def __init__(self, crawler: Crawler, site: Site, archive: Archive, readers: Readers) -> None:
        self.crawler = crawler
        self.site = site
        self.archive = archive
        self.readers = readers
        self.ledger = Ledger()
        self.error: BaseException | None = None
        self.summary: Summary | None = None
        self._started = time.monotonic()
        self.run: Run = archive.start_run(site, started_at=datetime.now(UTC))
        self._stopping: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the archive of the settings for the spider's site."""
        # `scrapy check` and `scrapy shell` look at code and pages, and keep nothing.
        site = getattr(crawler.spider, "site", None)
        if "SCRAPY_CHECK" in os.environ or not isinstance(site, Site):
            raise NotConfigured("this crawl keeps nothing")
        settings = crawler.settings
        archive = Archive.open(Path(settings["COMMENTARY_DATA"]))
        for trouble in archive.troubles:
            logger.warning("%s", trouble)
        # What a run that was killed has captured and not read; empty after every other.
        for _ in archive.read_unread({site.name: site}) if archive.count_unread() else ():
            pass
        readers = Readers(
            site, count=settings.getint("COMMENTARY_READERS"), seconds=settings.getfloat("COMMENTARY_READ_SECONDS")
        )
        keeper = cls(crawler, site, archive, readers)
        crawler.signals.connect(keeper.on_bug, signal=signals.spider_error)
        crawler.signals.connect(keeper.on_bug, signal=signals.item_error)
        crawler.signals.connect(keeper.on_closed, signal=signals.spider_closed)
        return keeper

    def keep_response(self, *, original: Capture | None = None, **response: Any) -> Capture:
        """Write a response to the WARC file, then to the database; a 304 refers to the capture `original`."""
        if original is not None and response["status"] == 304:
            # It has no body, whatever was sent as one.
            del response["body"]
            capture = self.run.warc.write_revisit(**response, original=original)
        else:
            capture = self.run.warc.write(**response)
        self.archive.add_capture(capture)
        self.ledger.add_response(capture.status, capture.bytes)
        return capture

    def keep_reading(self, reading: Reading) -> None:
        """Store and count what a capture says."""
        outcome = self.archive.add_reading(reading)
        if outcome is not None:
            self.ledger.add_article(outcome)
        elif reading.verdict == "listing":
            self.ledger.add_listing()
        elif reading.verdict == "not an article":
            self.ledger.add_refusal(reading.reason or "")
        else:
            self.ledger.add_failure(reading.reason or "")

    def stop(self, error: BaseException) -> None:
        """End the run because of an error, the first of which is the one to tell."""
        if self.error is None:
            self.error = error
            closing = self.crawler.engine.close_spider_async(reason="failed")
            self._stopping = asyncio.ensure_future(closing)

    def on_bug(self, failure: Failure) -> None:
        """Stop at what nobody foresaw; Scrapy would log it and go on."""
        self.stop(failure.value or RuntimeError("Scrapy reported an error without one"))

    def on_closed(self, reason: str) -> None:
        """Write the summary into the archive; a signal's exceptions are swallowed, so they are kept here."""
        try:
            self.finish(ENDINGS.get(reason, "failed"))
        except ArchiveError as error:
            self.error = self.error or error

    def look(self, status: str = "running") -> Summary:
        """Return the counts as they stand."""
        seconds = time.monotonic() - self._started
        return self.ledger.summary(run=self.run.id, site=self.site.name, status=status, seconds=seconds)

    def finish(self, status: str) -> None:
        """End the run: readers, WARC file, database."""
        if self.summary is not None:
            return
        self.readers.close()
        new, changed = self.archive.count_articles(self.run)
        self.ledger.recount(new=new, changed=changed)
        self.summary = self.look(status)
        logger.info("run %s %s: %s", self.run.id, status, self.error or self.summary)
        try:
            self.archive.finish_run(self.run, asdict(self.summary))
        finally:
            self.archive.close()
