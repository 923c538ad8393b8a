"""One run: crawl a site into an archive, in this process, and say what came of it (network and disk).

    site → SiteSpider → requests → robots, delay → responses → WARC → listings: links → requests
                                                                    → pages: readers → articles → database

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
from crawler.operator import read_contact
from crawler.recorder import Recorder
from crawler.run_state import QueuedRequest, Summary
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
    """Crawl a site's sources and known articles, and `urls`; `progress` is told the counts as they grow.

    The first SIGINT or SIGTERM ends the run politely, the second at once. ArchiveError when nothing more can be kept.
    """
    keeper = _crawl(site, data, urls, progress, overrides or {})
    if keeper.summary is None:
        raise RuntimeError("the run ended without a summary")
    return keeper.summary


def look_ahead(
    site: Site, data: Path, *, progress: Progress | None = None, overrides: Mapping[str, Any] | None = None
) -> tuple[Summary, tuple[QueuedRequest, ...]]:
    """Read robots.txt and the sources only, and return what a crawl would ask for now, in order and with its reason.

    Nothing of it is kept: the next crawl must hear of everything anew. A crawl of the archive may go on meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="commentary-") as folder:
        known = data if (data / DATABASE_NAME).exists() else Path(folder)
        given = {"COMMENTARY_CONTACT": read_contact(data) or "", **(overrides or {}), "COMMENTARY_KNOWN": str(known)}
        keeper = _crawl(site, Path(folder), (), progress, given)
    if keeper.summary is None:
        raise RuntimeError("the run ended without a summary")
    return keeper.summary, keeper.planned


def _crawl(
    site: Site, data: Path, urls: tuple[str, ...], progress: Progress | None, overrides: Mapping[str, Any]
) -> Recorder:
    process = CrawlerProcess(_settings(data, overrides))
    # Scrapy warns of each answer that is too long or cut off, which the summary counts with its reason.
    logging.getLogger("scrapy.core.downloader.handlers").setLevel(logging.ERROR)
    crawler = process.create_crawler("site")
    failures: list[Failure] = []
    process.crawl(crawler, site=site, urls=" ".join(urls)).addErrback(failures.append)
    keeper = crawler.get_extension(Recorder) if not failures else None
    if keeper is not None:
        _report(crawler, keeper, progress)
        _run(process, keeper)
        # After a second signal nobody has closed the books.
        keeper.finish("interrupted")
    if failures:
        failures[0].raiseException()
    if keeper is None:
        raise RuntimeError("the extension crawler.recorder.Recorder is switched off")
    if keeper.error is not None:
        raise keeper.error
    return keeper


def _settings(data: Path, overrides: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("COMMENTARY_DATA", str(data), priority="cmdline")
    settings.update(overrides, priority="cmdline")
    return settings


def _report(crawler: Crawler, keeper: Recorder, progress: Progress | None) -> None:
    def report() -> None:
        if progress:
            progress(keeper.look())

    for event in (signals.response_received, signals.item_scraped, signals.item_dropped):
        # Scrapy holds its listeners by weak references, and this one has no other owner.
        crawler.signals.connect(report, signal=event, weak=False)


def _run(process: CrawlerProcess, keeper: Recorder) -> None:
    """Run the reactor until the crawl has ended, or two signals have ended it.

    Scrapy's own handlers do the same, but say so only in a log that is not shown.
    """
    from twisted.internet import reactor  # noqa: PLC0415 - importing it before Scrapy does would install another

    def end_politely(number: int, _frame: FrameType | None) -> None:
        _handle_signals(end_at_once)
        reactor.callFromThread(
            logger.warning, "%s: finishing what is under way; once more to end at once", _name(number)
        )
        reactor.callFromThread(keeper.hurry)
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
