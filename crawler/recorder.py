"""Scrapy extension: the run's archive, open from the first request to the last reading (writes to disk)."""

import asyncio
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.python.failure import Failure

from archive.ask import Reads, captured_by_last_run, open_reads
from archive.derive import is_outage
from archive.reading import Reading
from archive.store import Archive, Run
from archive.warc import Capture
from crawler.run_state import BLOCKED_STATUSES, FRONTIER_NAME, Backoff, Frontier, IdleTime, Ledger, Summary
from crawler.slots import delay_of, rest, withdraw_all
from crawler.workers import ReaderPool
from extract.errors import ArchiveError
from extract.kind import BLOCKED_REASONS
from extract.listings import SOURCES
from extract.site import Site

if TYPE_CHECKING:
    from crawler.run_state import QueuedRequest

logger = logging.getLogger(__name__)

# What Scrapy calls the ways in which a spider can end, and what we call them.
ENDINGS = {"finished": "finished", "shutdown": "interrupted"}
# Why a page was not asked for that was still to be when the run ended, where its ending does not say.
UNASKED = {"interrupted": "the run was interrupted", "failed": "the run failed"}


class Recorder:
    """Puts everything that a run brings into the archive, counts it, and ends the run when that is impossible.

    `known` looks up what was captured before: in the same archive, unless this run only looks
    (`looks_only`) at what it would fetch; then it writes into an archive that is thrown away. `ending` is the status
    with which the run is to end, and why; nothing more is asked for then, and what is under way is finished.
    `pages_asked` counts pages as a budget does, each once.
    """

    def __init__(
        self, crawler: Crawler, site: Site, archive: Archive, readers: ReaderPool, *, known: Path | None = None
    ) -> None:
        self.crawler = crawler
        self.site = site
        self.archive = archive
        self.readers = readers
        self.looks_only = known is not None
        self.known: Reads = open_reads(known) if known is not None else archive.tables.reads
        is_captured = partial(captured_by_last_run, archive.tables.db, site.name)
        self.frontier = Frontier.open(archive.data / FRONTIER_NAME, site.name, is_captured=is_captured)
        self.planned: tuple[QueuedRequest, ...] = ()
        self.ledger = Ledger()
        self.ending: tuple[str, str] | None = None
        self.pages_asked = 0
        self.over = asyncio.Event()
        self.error: BaseException | None = None
        self.summary: Summary | None = None
        self._started = time.monotonic()
        self.run: Run = archive.start_run(site, started_at=datetime.now(UTC))
        self._stopping: asyncio.Future[None] | None = None
        self.waits = IdleTime(self.ledger, lambda host: delay_of(crawler.engine.downloader, host))
        self.patience = Backoff(
            self.frontier,
            self.ledger,
            backoff=crawler.settings.getfloat("COMMENTARY_BACKOFF"),
            longest=crawler.settings.getfloat("COMMENTARY_LONGEST_REST"),
            rest=lambda host, seconds: rest(crawler.engine.downloader, host, seconds),
            give_up=self.give_up,
        )
        self.ledger.counts["asked"] = self.frontier.count("queued")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the archive of the settings for the spider's site."""
        # `scrapy check` and `scrapy shell` look at code and pages, and keep nothing.
        site = getattr(crawler.spider, "site", None)
        if "SCRAPY_CHECK" in os.environ or not isinstance(site, Site):
            raise NotConfigured("this crawl keeps nothing")
        settings = crawler.settings
        archive = Archive.open(Path(settings["COMMENTARY_DATA"]))
        for problem in archive.problems:
            logger.warning("%s", problem)
        # What a run that was killed has captured and not read; empty after every other.
        for _ in archive.read_unread({site.name: site}) if archive.tables.reads.count_unread() else ():
            pass
        readers = ReaderPool(
            site, count=settings.getint("COMMENTARY_READERS"), seconds=settings.getfloat("COMMENTARY_READ_SECONDS")
        )
        known = Path(settings["COMMENTARY_KNOWN"]) if settings["COMMENTARY_KNOWN"] else None
        keeper = cls(crawler, site, archive, readers, known=known)
        crawler.signals.connect(keeper.waits.on_reached, signal=signals.request_reached_downloader)
        for listener in (keeper.waits.on_downloaded, keeper.patience.on_answer):
            crawler.signals.connect(listener, signal=signals.response_downloaded)
        crawler.signals.connect(keeper.on_bytes, signal=signals.bytes_received)
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
        self.archive.tables.add_capture(capture)
        self.ledger.add_response(urlsplit(capture.url).hostname or "", capture.status)
        # A page that came in full is judged when it has been read, a redirect by where it leads.
        if capture.source_kind in {None, *SOURCES} and (capture.status == 304 or capture.status >= 400):
            self._note_answer(blocked=capture.status in BLOCKED_STATUSES)
        return capture

    def keep_reading(self, reading: Reading) -> None:
        """Store and count what a capture says."""
        outcome = self.archive.tables.add_reading(reading)
        is_blocked = reading.reason in BLOCKED_REASONS
        # What else could not be read may have been anything.
        if is_blocked or reading.outcome != "error":
            self._note_answer(blocked=is_blocked)
        if outcome is not None:
            self.ledger.add_article(outcome)
        elif reading.outcome == "listing":
            self.ledger.add_listing()
        elif reading.outcome == "part":
            self.ledger.add_part()
        elif reading.outcome == "not an article":
            self.ledger.add_refusal(reading.reason or "")
        else:
            self.ledger.add_failure(reading.reason or "")

    def _note_answer(self, *, blocked: bool) -> None:
        if self.ledger.note_answer(blocked=blocked):
            self.give_up("blocked", "it met nothing but blocks for a while: the site lets nobody in")

    def end(self, status: str, why: str) -> None:
        """Ask for nothing more and finish what is under way; the first reason is the one to tell."""
        self.ending = self.ending or (status, why)

    def give_up(self, status: str, why: str) -> None:
        """End the run, and send nothing that has not been sent."""
        self.end(status, why)
        self.hurry()

    def hurry(self) -> None:
        """Let nothing wait any more for its turn: what has been sent goes on, what has not is withdrawn."""
        self.over.set()
        withdraw_all(self.crawler.engine.downloader)

    def stop(self, error: BaseException) -> None:
        """End the run because of an error, the first of which is the one to tell."""
        if self.error is None:
            self.error = error
            self.hurry()
            closing = self.crawler.engine.close_spider_async(reason="failed")
            self._stopping = asyncio.ensure_future(closing)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Stop the run where archive or frontier can no longer be written; Scrapy would log that and go on."""
        try:
            yield
        except ArchiveError as error:
            self.stop(error)

    def on_bytes(self, data: bytes, request: Request) -> None:
        """Count what comes in, whatever becomes of it."""
        self.ledger.add_bytes(urlsplit(request.url).hostname or "", len(data))

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
        why = self.ending[1] if self.ending else ""
        return self.ledger.summary(run=self.run.id, site=self.site.name, status=status, seconds=self.seconds, why=why)

    @property
    def seconds(self) -> float:
        """Return how long the run has been going on."""
        return time.monotonic() - self._started

    def _doubt(self) -> None:
        """Raise the alarm when so much is gone or fails at once that it is rather the site that is broken."""
        lost, there = self.archive.count_lost(self.run)
        if is_outage(lost, there):
            self.ledger.alarms.append(
                f"{lost} articles answered 404 or 410 and {there} were there: the site may be broken, and none of"
                " them is marked gone"
            )
        if self.ledger.is_failing:
            counts = self.ledger.counts
            self.ledger.alarms.append(f"{counts['failed']} of {counts['failed'] + counts['pages']} pages failed")

    def finish(self, status: str) -> None:
        """End the run: readers, WARC file, database, frontier."""
        if self.summary is not None:
            return
        self.readers.close()
        self._doubt()
        if self.error is None and self.ending is None and status == "finished" and self.ledger.is_blocked:
            self.end("blocked", "it met nothing but blocks: the site lets nobody in")
        if status == "finished" and self.ending is not None:
            status = self.ending[0]
        new, changed = self.archive.count_articles(self.run)
        self.ledger.recount(new=new, changed=changed)
        self.ledger.counts["not_due"] = self.frontier.count("waiting")
        self.summary = self.look(status)
        logger.info("run %s %s: %s", self.run.id, status, self.error or self.summary)
        try:
            unasked = UNASKED.get(status) or self.summary.why
            self.archive.finish_run(self.run, asdict(self.summary), unfetched=self.frontier.unfetched(unasked))
            if self.looks_only:
                self.planned = tuple(self.frontier.queued())
            elif status == "finished":
                self.frontier.forget()
        finally:
            self.frontier.close()
            self.archive.close()
            if self.looks_only:
                self.known.close()
