"""Crawls sites into an archive, in this process, and returns what each run did (network and disk).

    site → SiteSpider → requests → robots.txt, delay → responses → WARC → listings: links → requests
                                                                        → pages: workers → articles → database

Twisted's reactor starts once in a process, and so does a crawl, of however many sites.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from archive.database import DATABASE_NAME
from crawler.ledger import Summary
from crawler.operator import read_contact
from crawler.run_state import QueuedRequest
from crawler.shared import Shared
from crawler.side_by_side import Ended, Look, Outcome, Progress, SideBySide
from extract.site import Site

__all__ = ["Outcome", "Progress", "crawl", "crawl_sites", "crawl_what_is_due", "plan_crawl"]


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
    look = _once(site)
    outcomes = crawl_what_is_due(look, data, known=(site,), progress=progress, overrides=overrides, urls=urls)
    return _only(outcomes)[0]


def crawl_sites(
    sites: Sequence[Site],
    data: Path,
    *,
    progress: Progress | None = None,
    ended: Ended | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> tuple[Outcome, ...]:
    """Crawl sites side by side; an error of one is in its outcome and ends no other.

    Sites that share a host, or need a browser, follow one another. `ended` is called with each outcome at once. Those
    that a signal kept from starting have no outcome.
    """
    look = _once(*sites)
    return crawl_what_is_due(look, data, known=sites, progress=progress, ended=ended, overrides=overrides)


def crawl_what_is_due(  # noqa: PLR0913 - what runs need, and who is told
    look: Look,
    data: Path,
    *,
    known: Iterable[Site] = (),
    progress: Progress | None = None,
    ended: Ended | None = None,
    overrides: Mapping[str, Any] | None = None,
    urls: tuple[str, ...] = (),
) -> tuple[Outcome, ...]:
    """Crawl the sites that `look` returns, as `crawl_sites` does; `look` is asked again while a run goes on.

    `known` are sites of which a former run may have left captures to be read. ArchiveInUse, before any request, when
    another process writes the archive.
    """
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("COMMENTARY_DATA", str(data), priority="cmdline")
    settings.update(overrides or {}, priority="cmdline")
    # It sets up the log, into which problems of the archive go.
    process = CrawlerProcess(settings)
    with closing(Shared.open(settings, {site.name: site for site in known})) as shared:
        runs = SideBySide(process, shared, look, progress=progress or _nobody, ended=ended or _nobody, urls=urls)
        return runs.run()


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
        return _only(crawl_what_is_due(_once(site), Path(folder), progress=progress, overrides=chosen))


def _once(*sites: Site) -> Look:
    """Return a look that finds these sites the first time, and then none."""
    looks = iter((sites,))
    return lambda: next(looks, ())


def _nobody(_: object) -> None:
    """Tell nobody."""


def _only(outcomes: Sequence[Outcome]) -> tuple[Summary, tuple[QueuedRequest, ...]]:
    """Return what the only run did; raise its error."""
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
        if outcome.summary is not None:
            return outcome.summary, outcome.planned
    raise RuntimeError("the run ended without a summary")
