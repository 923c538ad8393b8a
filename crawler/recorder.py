"""Scrapy extension: the run's archive and state, from the first request to the last reading (writes to disk)."""

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

from archive.ask import (
    Reads,
    asset_with_payload,
    captured_by_last_run,
    known_urls,
    open_reads,
)
from archive.database import FRONTIER_NAME
from archive.reading import Reading
from archive.tombstones import read_tombstones
from archive.warc import Capture, Recorded
from crawler.alarms import add_alarms
from crawler.events import EventLog
from crawler.forgotten import Forgotten
from crawler.ledger import BLOCKED, MAX_BLOCKED_IN_ROW, Ledger, Summary
from crawler.operator import PRODUCT
from crawler.policy import count_article_urls
from crawler.run_state import Backoff, Frontier, IdleTime, RobotsRules, first_due_at
from crawler.shared import Shared
from crawler.slots import cancel_all_queued, current_delay, pause_host, refuse_more
from extract.errors import ArchiveError
from extract.kind import BLOCKED_REASONS, is_passing
from extract.listings import SOURCES
from extract.site import ASSET, Site
from extract.statuses import BLOCKED_STATUSES
from extract.walls import is_challenge_head

if TYPE_CHECKING:
    from archive.store import Run
    from crawler.run_state import QueuedRequest

logger = logging.getLogger(__name__)

# Scrapy's reasons for closing a spider, and the status of the run; every other reason is "failed".
STATUSES = {"finished": "finished", "shutdown": "interrupted"}
# Why pages still queued at the end of a run were not fetched, where the summary's `why` does not say it.
UNFETCHED_REASONS = {"interrupted": "the run was interrupted", "failed": "the run failed"}


class Recorder:
    """Stores everything that a run brings in its archive, counts it, and ends the run when that is impossible.

    `shared` is what it has in common with other runs of the process; if it `owns_shared`, it closes that at its end.
    `history` is the archive that tells what was captured before: the run's own, except in a dry run (`is_dry_run`),
    which reads that of the data folder and writes into one that is thrown away. `ending` is the status and the reason
    with which the run is to end early; from then on no new request is sent. `winding_down` is set when also the
    requests that wait in the downloader are cancelled. `pages_requested` counts pages as the budget does, each once.
    """

    def __init__(
        self, crawler: Crawler, site: Site, shared: Shared, *, owns_shared: bool = True, history: Path | None = None
    ) -> None:
        self.crawler = crawler
        self.site = site
        self.shared = shared
        self.owns_shared = owns_shared
        self.archive = archive = shared.archive
        self.is_dry_run = history is not None
        self.history: Reads = open_reads(history) if history is not None else archive.tables.reads
        is_captured = partial(captured_by_last_run, archive.tables.db, site.name)
        self.frontier = Frontier.open(archive.data / FRONTIER_NAME, site.name, is_captured=is_captured)
        self.robots_rules = RobotsRules(PRODUCT)
        self.planned: tuple[QueuedRequest, ...] = ()
        self.ledger = Ledger()
        self.forgotten = Forgotten(read_tombstones(self.history.db), self.ledger)
        self.ending: tuple[str, str] | None = None
        self.pages_requested = 0
        self.winding_down = asyncio.Event()
        self.error: BaseException | None = None
        self.summary: Summary | None = None
        self._started = time.monotonic()
        self.run: Run = archive.start_run(
            site,
            started_at=archive.await_new_second(site),
            accepts_changes=crawler.settings.getbool("COMMENTARY_ACCEPT_CHANGES"),
        )
        self.events = EventLog(site.name, self.run.id)
        self.events.started()
        self._closing: asyncio.Future[None] | None = None
        self.idle_time = IdleTime(self.ledger, lambda host: current_delay(crawler.engine.downloader, host))
        self.backoff = Backoff(
            self.frontier,
            self.ledger,
            backoff=crawler.settings.getfloat("COMMENTARY_BACKOFF"),
            max_pause=crawler.settings.getfloat("COMMENTARY_MAX_PAUSE"),
            pause_host=lambda host, seconds: pause_host(crawler.engine.downloader, host, seconds),
            end_run_now=self.end_run_now,
        )
        self.ledger.counts["asked"] = self.frontier.count("queued")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the archive of the settings for the spider's site."""
        # `scrapy check` and `scrapy shell` look at code and pages, and store nothing.
        site = getattr(crawler.spider, "site", None)
        if "SCRAPY_CHECK" in os.environ or not isinstance(site, Site):
            raise NotConfigured("this crawl stores nothing")
        settings = crawler.settings
        given: Shared | None = getattr(crawler.spider, "shared", None)
        shared = given or Shared.open(settings, {site.name: site})
        history = Path(settings["COMMENTARY_HISTORY"]) if settings["COMMENTARY_HISTORY"] else None
        recorder = cls(crawler, site, shared, owns_shared=given is None, history=history)
        idle_time, backoff = recorder.idle_time, recorder.backoff
        crawler.signals.connect(idle_time.on_reached_downloader, signal=signals.request_reached_downloader)
        for listener in (idle_time.on_downloaded, backoff.on_response):
            crawler.signals.connect(listener, signal=signals.response_downloaded)
        crawler.signals.connect(recorder.on_bytes_received, signal=signals.bytes_received)
        crawler.signals.connect(recorder.on_bug, signal=signals.spider_error)
        crawler.signals.connect(recorder.on_bug, signal=signals.item_error)
        crawler.signals.connect(recorder.on_closed, signal=signals.spider_closed)
        return recorder

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Return the recorder of a crawl; NotConfigured when it has none, so that other components switch off too."""
        recorder = crawler.get_extension(cls)
        if recorder is None:
            raise NotConfigured("the extension crawler.recorder.Recorder is off: this crawl stores nothing")
        return recorder

    async def read(self, recorded: Recorded) -> Reading:
        """Have a worker process read a capture of the site."""
        return await self.shared.readers.read(recorded, self.site)

    def record_response(self, *, original: Capture | None = None, **response: Any) -> Capture:
        """Write a response to the WARC file, then to the database.

        A 304 becomes a revisit record of `original`, an asset whose payload is stored already one of that.
        """
        original = original if response["status"] == 304 else self._stored_payload(response)
        if original is not None:
            # A 304 has no body, whatever was sent as one (RFC 9110, 15.4.5).
            del response["body"], response["is_cut"]
            capture = self.run.warc.write_revisit(**response, original=original)
        else:
            capture = self.run.warc.write(**self.forgotten.redact(response))
        self.archive.tables.add_capture(capture)
        self.ledger.add_response(urlsplit(capture.url).hostname or "", capture.status)
        self.events.captured(capture)
        # Whether a 200 is a challenge page shows when it is read, and a redirect's target has a response of its own.
        if capture.source_kind in {None, *SOURCES} and (capture.status == 304 or capture.status >= 400):
            is_challenge = is_challenge_head({name.lower(): value for name, value in response["response_headers"]})
            self._count_blocked(blocked=is_challenge or capture.status in BLOCKED_STATUSES)
        return capture

    def _stored_payload(self, response: dict[str, Any]) -> Capture | None:
        """Return the capture of an asset with the payload of this one, None where it is new, or no asset."""
        is_asset = response["source"] is not None and response["source"].kind == ASSET
        if not is_asset or response["status"] != 200 or response["is_cut"]:
            return None
        return asset_with_payload(self.archive.tables.db, response["body"])

    def record_reading(self, reading: Reading) -> None:
        """Store and count what a capture says."""
        outcome = self.archive.tables.add_reading(reading)
        self.events.read(reading, outcome)
        is_blocked = reading.reason in BLOCKED_REASONS
        # A page that could not be read may have been blocked or not.
        if is_blocked or reading.outcome not in {"error", "unread"}:
            self._count_blocked(blocked=is_blocked)
        if outcome is not None:
            self.ledger.add_article(outcome)
        elif reading.outcome == "listing":
            self.ledger.add_listing()
        elif reading.outcome == "part":
            self.ledger.add_part()
        elif reading.outcome == "redirect":
            # It is counted by its target, like a redirect by status.
            pass
        elif reading.outcome == "not an article" and not is_passing(reading.reason or ""):
            self.ledger.add_not_article(reading.reason or "")
        else:
            self.ledger.add_failure(reading.reason or "")
            self.ledger.counts["faults"] += is_passing(reading.reason or "")

    def _count_blocked(self, *, blocked: bool) -> None:
        if self.ledger.count_blocked(blocked=blocked):
            self.end_run_now(
                "blocked", f"the run stopped after {MAX_BLOCKED_IN_ROW} blocked responses in a row {BLOCKED}"
            )

    def end_run(self, status: str, why: str) -> None:
        """Send no new request and finish those that are under way; the first status and reason are the run's."""
        self.ending = self.ending or (status, why)

    def end_run_now(self, status: str, why: str) -> None:
        """End the run, and cancel also the requests that wait in the downloader."""
        self.end_run(status, why)
        self.cancel_unsent()
        refuse_more(self.crawler.engine.downloader)

    def cancel_unsent(self) -> None:
        """Cancel requests that wait for a delay, a pause or a retry; those that have been sent go on."""
        self.winding_down.set()
        cancel_all_queued(self.crawler.engine.downloader)

    def fail(self, error: BaseException) -> None:
        """End the run because of an error; the first error is the one that is raised in the end."""
        if self.error is None:
            self.error = error
            self.cancel_unsent()
            closing = self.crawler.engine.close_spider_async(reason="failed")
            self._closing = asyncio.ensure_future(closing)

    @contextmanager
    def stops_on_archive_error(self) -> Iterator[None]:
        """End the run where archive or frontier cannot be written; Scrapy would log the error and go on."""
        try:
            yield
        except ArchiveError as error:
            self.fail(error)

    def on_bytes_received(self, data: bytes, request: Request) -> None:
        """Count bytes as they are received, also those of a download that is then cancelled."""
        self.ledger.add_bytes(urlsplit(request.url).hostname or "", len(data))

    def on_bug(self, failure: Failure) -> None:
        """End the run at an exception that nothing handles; Scrapy would log it and go on."""
        self.fail(failure.value or RuntimeError("Scrapy reported an error without one"))

    def on_closed(self, reason: str) -> None:
        """Finish the run; Scrapy logs exceptions of signal handlers and goes on, so they are kept in `error`."""
        try:
            self.finish(STATUSES.get(reason, "failed"))
        except ArchiveError as error:
            self.error = self.error or error

    def summarize(self, status: str = "running") -> Summary:
        """Return the counts as they stand."""
        why = self.ending[1] if self.ending else ""
        return self.ledger.summary(run=self.run.id, site=self.site.name, status=status, seconds=self.seconds, why=why)

    @property
    def seconds(self) -> float:
        """Return how long the run has been going on."""
        return time.monotonic() - self._started

    def finish(self, status: str) -> None:
        """Write summary and unfetched URLs; close WARC file and frontier, and what no other run shares."""
        if self.summary is not None:
            return
        held = add_alarms(self.archive, self.run, self.ledger, not_due=self.frontier.count("not_due"))
        is_first = next(known_urls(self.archive.tables.db, self.site.name), None) is None
        why = self.ledger.why_blocked(is_first=is_first)
        if self.error is None and self.ending is None and status == "finished" and why:
            self.end_run("blocked", why)
        if status == "finished" and self.ending is not None:
            status = self.ending[0]
        new, changed = self.archive.count_articles(self.run)
        self.ledger.recount(new=new, changed=changed, held=held)
        self.ledger.counts["not_due"] = self.frontier.count("not_due")
        self.ledger.counts["assets_left"] = self.frontier.count_assets() if self.site.assets else 0
        found = self.archive.found_urls(self.run)
        self.ledger.counts["found"] = count_article_urls(found, hosts=self.site.hosts, articles=self.site.articles)
        self.ledger.next_due_at = first_due_at(
            self.archive.tables.db, self.site, self.run.id, self.frontier, now=datetime.now(UTC)
        )
        self.summary = self.summarize(status)
        reason = UNFETCHED_REASONS.get(status) or self.summary.why
        logger.info("run %s %s: %s", self.run.id, status, self.error or self.summary)
        self.events.ended(self.summary, self.frontier.unfetched(reason))
        try:
            self.archive.finish_run(self.run, asdict(self.summary), unfetched=self.frontier.unfetched(reason))
            if self.is_dry_run:
                self.planned = tuple(self.frontier.queued_pages())
            elif status == "finished":
                self.frontier.clear(keep_assets=self.site.assets)
        finally:
            self.frontier.close()
            if self.owns_shared:
                self.shared.close()
            if self.is_dry_run:
                self.history.close()
