"""One run: crawl a site into an archive, in this process, and say what came of it (network and disk).

    site → SiteSpider → requests → robots, delay → responses → WARC → listings: links → requests
                                                                    → pages: readers → articles → database

Twisted's reactor starts once in a process, and so does a crawl.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from crawler.keeper import Keeper
from crawler.ledger import Summary
from extract.site import Site

if TYPE_CHECKING:
    from twisted.python.failure import Failure

Progress = Callable[[Summary], None]


def crawl(
    site: Site,
    data: Path,
    *,
    urls: tuple[str, ...] = (),
    progress: Progress | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Summary:
    """Crawl a site's sources and known articles, and `urls`; `progress` is told the counts after each response.

    The first SIGINT or SIGTERM ends the run politely, the second at once. ArchiveError when nothing more can be kept.
    """
    process = CrawlerProcess(_settings(data, overrides or {}))
    crawler = process.create_crawler("site")
    failures: list[Failure] = []
    process.crawl(crawler, site=site, urls=" ".join(urls)).addErrback(failures.append)
    if failures:
        failures[0].raiseException()
    keeper = crawler.get_extension(Keeper)
    if keeper is None:
        raise RuntimeError("the extension crawler.keeper.Keeper is switched off")

    def report() -> None:
        if progress:
            progress(keeper.look())

    crawler.signals.connect(report, signal=signals.response_received)
    crawler.signals.connect(report, signal=signals.item_scraped)
    process.start()
    # The second signal stops the reactor before the run could end by itself.
    keeper.finish("interrupted")
    if keeper.error is not None:
        raise keeper.error
    if keeper.summary is None:
        raise RuntimeError("the run ended without a summary")
    return keeper.summary


def _settings(data: Path, overrides: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("COMMENTARY_DATA", str(data), priority="cmdline")
    settings.update(overrides, priority="cmdline")
    return settings
