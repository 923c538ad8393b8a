"""SideBySide: runs of several sites in one process, each with a crawler of its own (network and disk).

    queue ──┬─ its host is being crawled → waits
            └─ there is a place → Crawler ──┬─ its host rests → its place is free
                                            └─ ended → Outcome
    look ──→ queue      while a run goes on: sites that have become due meanwhile

The crawlers share Twisted's reactor, which starts once in a process, and what `Shared` has.
"""

import logging
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from crawler.ledger import Summary
from crawler.recorder import Recorder
from crawler.run_state import QueuedRequest
from crawler.shared import Shared
from crawler.spiders import SiteSpider
from extract.errors import CommentaryError
from extract.site import Site

# How often it looks which runs rest, and what else may start.
TICK_SECONDS = 1.0
# A host that has to be left alone for longer gives its place to another site.
REST_SECONDS = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How the run of a site ended: `summary` is None if it could not begin, `error` None if nothing went wrong.

    `planned` are the pages that a dry run would request.
    """

    site: str
    summary: Summary | None
    error: BaseException | None = None
    planned: tuple[QueuedRequest, ...] = ()


Look = Callable[[], Sequence[Site]]
Progress = Callable[[Summary], None]
Ended = Callable[[Outcome], None]


@dataclass(eq=False)
class _Run:
    """A run that goes on."""

    site: Site
    crawler: Crawler
    is_stopped: bool = field(default=False, init=False)

    @property
    def recorder(self) -> Recorder | None:
        """Its recorder, None as long as there is none."""
        try:
            return self.crawler.get_extension(Recorder)
        except RuntimeError:
            # Scrapy has made no extension yet.
            return None

    @property
    def rests(self) -> bool:
        """Tell whether it waits because its host asked for it."""
        recorder = self.recorder
        return recorder is not None and recorder.backoff.paused_until - time.monotonic() > REST_SECONDS

    def stop(self) -> None:
        """End it when the requests under way are finished, once; not yet while it starts."""
        recorder = self.recorder
        if recorder is not None and not self.is_stopped and self.crawler.crawling and self.crawler.engine.running:
            self.is_stopped = True
            recorder.cancel_unsent()
            deferred_from_coro(self.crawler.stop_async())


class SideBySide:
    """Crawls sites, some at the same time, and no two that share a host; `run` returns when all have ended.

    `look` returns sites that are to be crawled now, and is asked again while a run goes on; a site that could not
    begin is not tried again. `progress` is called with the counts of a run as they grow, `ended` with each outcome.
    """

    def __init__(  # noqa: PLR0913 - what a run needs, and who is told
        self,
        process: CrawlerProcess,
        shared: Shared,
        look: Look,
        *,
        progress: Progress,
        ended: Ended,
        urls: tuple[str, ...] = (),
    ) -> None:
        self.process = process
        self.settings = settings = process.settings
        self.shared = shared
        self.at_once = settings.getint("COMMENTARY_SITES_AT_ONCE")
        self.look = look
        self.progress = progress
        self.ended = ended
        self.urls = urls
        self.outcomes: list[Outcome] = []
        self._queue: dict[str, Site] = {}
        self._running: dict[str, _Run] = {}
        self._could_not_begin: set[str] = set()
        self._stops = False
        self._bug: BaseException | None = None
        self._next_look = 0.0
        self._timer: Any = None

    def run(self) -> tuple[Outcome, ...]:
        """Crawl, and return the outcomes in the order of their ends; runs that a signal kept from starting have none.

        The first SIGINT or SIGTERM ends all runs when the requests under way are finished, the second at once.
        """
        # No crawler installs it: the first one may fail before it does so.
        install_reactor(self.settings["TWISTED_REACTOR"], self.settings["ASYNCIO_EVENT_LOOP"])
        # Scrapy warns of each response that is too large or cut off; the summary counts them with the reason.
        logging.getLogger("scrapy.core.downloader.handlers").setLevel(logging.ERROR)
        former = _handle_signals(self._end_politely)
        try:
            self._start_some()
            if self._running:
                self._tick_after(TICK_SECONDS)
                self.process.start(stop_after_crawl=False, install_signal_handlers=False)
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)
        # After a second signal the spiders were not closed.
        for run in tuple(self._running.values()):
            self._conclude(run, None)
        if self._bug is not None:
            raise self._bug
        return tuple(self.outcomes)

    def _start_some(self) -> None:
        """Start the runs for which there is a place."""
        if not self._stops and time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + self.settings.getfloat("COMMENTARY_LOOK_SECONDS")
            self._queue |= {site.name: site for site in self._new(self._looked())}
        for site in tuple(self._queue.values()):
            if not self._stops and self._has_place(site):
                del self._queue[site.name]
                self._start(site)

    def _looked(self) -> Sequence[Site]:
        try:
            return self.look()
        except CommentaryError as error:
            # A mistake that somebody has just made in the settings ends no run that goes on.
            if not self._running:
                raise
            logger.warning("%s", error)
            return ()

    def _new(self, sites: Iterable[Site]) -> Iterator[Site]:
        return (site for site in sites if site.name not in {*self._queue, *self._running} | self._could_not_begin)

    def _has_place(self, site: Site) -> bool:
        at_work = [run.site for run in self._running.values() if not run.rests]
        if len(at_work) >= self.at_once:
            return False
        # Sites with pages that need a browser follow one another: each has a Chromium of its own.
        if site.render and any(other.render for other in at_work):
            return False
        return all(set(site.hosts).isdisjoint(run.site.hosts) for run in self._running.values())

    def _start(self, site: Site) -> None:
        run = _Run(site, Crawler(SiteSpider, self.settings))
        self._running[site.name] = run

        # Scrapy's dispatcher takes no functools.partial.
        def report() -> None:
            self._report(run)

        for event in (signals.response_received, signals.item_scraped, signals.item_dropped):
            # Scrapy holds signal handlers by weak references, and this function has no other owner.
            run.crawler.signals.connect(report, signal=event, weak=False)
        crawling = self.process.crawl(run.crawler, site=site, urls=" ".join(self.urls), shared=self.shared)
        crawling.addBoth(partial(self._conclude, run))

    def _report(self, run: _Run) -> None:
        if run.recorder is not None:
            self.progress(run.recorder.summarize())

    def _conclude(self, run: _Run, result: Any) -> None:
        """Note the end of a run, whatever has ended it."""
        error = result.value if isinstance(result, Failure) else None
        recorder = run.recorder
        if recorder is not None:
            try:
                recorder.finish("failed" if error else "interrupted")
            except CommentaryError as another:
                error = error or another
            error = recorder.error or error
        del self._running[run.site.name]
        planned = recorder.planned if recorder else ()
        summary = recorder.summary if recorder else None
        outcome = Outcome(site=run.site.name, summary=summary, error=error, planned=planned)
        if outcome.summary is None:
            self._could_not_begin.add(run.site.name)
        self.outcomes.append(outcome)
        try:
            self.ended(outcome)
        except BaseException as bug:  # noqa: BLE001 - Twisted would log it and wait for ever; `run` raises it
            self._bug = self._bug or bug
            self._stops = True
        self._tick_after(0)

    def _tick_after(self, seconds: float) -> None:
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        self._timer = _reactor().callLater(seconds, self._tick)

    def _tick(self) -> None:
        """Start what there is a place for, stop what is to be stopped, and end the reactor when nothing goes on."""
        try:
            self._start_some()
        except BaseException as bug:  # noqa: BLE001 - as above
            self._bug = self._bug or bug
            self._stops = True
        if self._stops:
            for run in self._running.values():
                run.stop()
        if self._running:
            self._tick_after(TICK_SECONDS)
        else:
            _reactor().stop()

    def _end_politely(self, number: int, _frame: FrameType | None) -> None:
        """Handle the first signal; Scrapy's own handlers do the same, but log it below the level that is shown."""
        _handle_signals(self._end_at_once)
        words = "%s: finishing what is under way; once more to end at once"
        _reactor().callFromThread(logger.warning, words, signal.Signals(number).name)
        _reactor().callFromThread(self._stop_all)

    def _stop_all(self) -> None:
        self._stops = True
        for run in self._running.values():
            run.stop()

    def _end_at_once(self, _number: int, _frame: FrameType | None) -> None:
        _handle_signals(signal.SIG_IGN)
        _reactor().callFromThread(_reactor().stop)


def _reactor() -> Any:
    """Return Twisted's reactor, the same for a whole process."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it before Scrapy does would install another

    return reactor


def _handle_signals(handler: Any) -> dict[signal.Signals, Any]:
    return {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
