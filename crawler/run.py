"""One run: crawls a site into an archive, in this process, and returns the summary (network and disk).

    site → SiteSpider → requests → robots.txt, delay → responses → WARC → listings: links → requests
                                                                        → pages: workers → articles → database

Twisted's reactor starts once in a process, and so does a crawl.
"""

import logging
import signal
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings

from archive.database import DATABASE_NAME
from crawler.ledger import Summary
from crawler.operator import read_contact
from crawler.recorder import Recorder
from crawler.run_state import QueuedRequest
from extract.site import Site

if TYPE_CHECKING:
    from twisted.python.failure import Failure

Progress = Callable[[Summary], None]

logger = logging.getLogger(__name__)


def crawl(
    site: Site,
    data: Path,
    *,
    urls: tuple[str, ...] = (),
    progress: Progress | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Summary:
    """Crawl a site's sources and known articles, and `urls`; `progress` is called with the counts as they grow.

    The first SIGINT or SIGTERM ends the run when the requests under way are finished, the second at once.
    ArchiveError when the archive cannot be written.
    """
    recorder = _crawl(site, data, urls, progress, overrides or {})
    if recorder.summary is None:
        raise RuntimeError("the run ended without a summary")
    return recorder.summary


def plan_crawl(
    site: Site, data: Path, *, progress: Progress | None = None, overrides: Mapping[str, Any] | None = None
) -> tuple[Summary, tuple[QueuedRequest, ...]]:
    """Read robots.txt and the sources only, and return which pages a crawl would request now, in order, with reasons.

    Nothing of it is stored. A crawl of the archive may go on meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="commentary-") as folder:
        history = data if (data / DATABASE_NAME).exists() else Path(folder)
        contact = {"COMMENTARY_CONTACT": read_contact(data) or ""}
        chosen = {**contact, **(overrides or {}), "COMMENTARY_HISTORY": str(history)}
        recorder = _crawl(site, Path(folder), (), progress, chosen)
    if recorder.summary is None:
        raise RuntimeError("the run ended without a summary")
    return recorder.summary, recorder.planned


def _crawl(
    site: Site, data: Path, urls: tuple[str, ...], progress: Progress | None, overrides: Mapping[str, Any]
) -> Recorder:
    process = CrawlerProcess(_settings(data, overrides))
    # Scrapy warns of each response that is too large or cut off; the summary counts them with the reason.
    logging.getLogger("scrapy.core.downloader.handlers").setLevel(logging.ERROR)
    crawler = process.create_crawler("site")
    failures: list[Failure] = []
    process.crawl(crawler, site=site, urls=" ".join(urls)).addErrback(failures.append)
    recorder = crawler.get_extension(Recorder) if not failures else None
    if recorder is not None:
        _report(crawler, recorder, progress)
        _run(process, recorder)
        # After a second signal the spider was not closed.
        recorder.finish("interrupted")
    if failures:
        failures[0].raiseException()
    if recorder is None:
        raise RuntimeError("the extension crawler.recorder.Recorder is switched off")
    if recorder.error is not None:
        raise recorder.error
    return recorder


def _settings(data: Path, overrides: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("COMMENTARY_DATA", str(data), priority="cmdline")
    settings.update(overrides, priority="cmdline")
    return settings


def _report(crawler: Crawler, recorder: Recorder, progress: Progress | None) -> None:
    def report() -> None:
        if progress:
            progress(recorder.summarize())

    for event in (signals.response_received, signals.item_scraped, signals.item_dropped):
        # Scrapy holds signal handlers by weak references, and this function has no other owner.
        crawler.signals.connect(report, signal=event, weak=False)


def _run(process: CrawlerProcess, recorder: Recorder) -> None:
    """Run the reactor until the crawl has ended, or two signals have ended it.

    Scrapy's own signal handlers do the same, but log it below the level that is shown.
    """
    from twisted.internet import reactor  # noqa: PLC0415 - importing it before Scrapy does would install another

    def end_politely(number: int, _frame: FrameType | None) -> None:
        _handle_signals(end_at_once)
        reactor.callFromThread(
            logger.warning, "%s: finishing what is under way; once more to end at once", _name(number)
        )
        reactor.callFromThread(recorder.cancel_unsent)
        reactor.callFromThread(process.stop)

    def end_at_once(_number: int, _frame: FrameType | None) -> None:
        _handle_signals(signal.SIG_IGN)
        reactor.callFromThread(reactor.stop)  # type: ignore[misc]  # Twisted declares its reactor as an interface

    former = _handle_signals(end_politely)
    try:
        process.start(install_signal_handlers=False)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _handle_signals(handler: Any) -> dict[signal.Signals, Any]:
    return {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}


def _name(number: int) -> str:
    return signal.Signals(number).name
