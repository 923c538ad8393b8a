"""Runs a visit: a few requests to a site, in this process, by a procedure that decides what to ask (network, disk).

procedure → Visitor → robots.txt, delay, no private address → response → WARC of a folder that is thrown away → Page

Twisted's reactor starts once in a process, and so does a visit.
"""

import logging
import signal
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings

from crawler import settings as crawl_settings
from crawler.discover.spider import VisitSpider
from crawler.discover.visitor import Visitor
from crawler.operator import read_contact
from crawler.recorder import Recorder
from extract.errors import CommentaryError
from extract.profile import is_loopback, parse_site
from extract.site import Site
from extract.urls import netloc_of, registered_domain
from sites import load_defaults

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

T = TypeVar("T")

# Seconds between two requests to a host of which nothing is known yet, and to this machine.
DELAY_SECONDS = 1.0
# Seconds: somebody waits for the end, so that a longer Retry-After ends the visit.
MAX_PAUSE_SECONDS = 60.0
# A visit follows redirects itself, since they tell the site's hosts, and knows its hosts only as it goes.
MIDDLEWARES = {
    **crawl_settings.DOWNLOADER_MIDDLEWARES,
    "crawler.middlewares.offsite.OffsiteMiddleware": None,
    "crawler.discover.guards.VisitedHosts": 50,
    "crawler.middlewares.redirect.RedirectMiddleware": None,
    "crawler.discover.guards.RobotsRedirects": 600,
}


class NeedsBrowser(CommentaryError):  # noqa: N818 - a verdict, not a fault
    """The pages show nothing until scripts run; `visit` begins again with a browser, where one is installed."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url}: its pages show nothing until their scripts run, and no browser is installed for that:"
            " pip install 'commentary-archive[render]' and a Chromium, as docs/operations.md describes"
        )


def visited_site(url: str) -> Site:
    """Return what a visit takes for the site of a URL: its host with and without `www.`, and the default rules."""
    host = netloc_of(url)
    hosts = (host,) if _is_bare(host) else (host, _other_www(host))
    delay = 0.0 if is_loopback(host) else DELAY_SECONDS
    quoted = ", ".join(f'"{each}"' for each in hosts)
    text = f'title = "visit"\nhosts = [{quoted}]\ntimezone = "UTC"\ndelay = {delay}'
    return parse_site("visit", text, defaults=load_defaults(), origin=url)


def visit(site: Site, procedure: Callable[[Visitor], Awaitable[T]], *, data: Path) -> T:
    """Return what the procedure returns; where it raises NeedsBrowser, it is called again with rendered pages.

    `data` may have the operator's contact in its settings.toml; nothing is written there. KeyboardInterrupt when a
    signal ended the visit, else the error of the procedure.
    """
    with tempfile.TemporaryDirectory(prefix="commentary-") as folder:
        chosen = {
            "COMMENTARY_CONTACT": read_contact(data) or "",
            "COMMENTARY_FULL": True,
            "COMMENTARY_MAX_PAUSE": MAX_PAUSE_SECONDS,
            "COMMENTARY_READERS": 1,
            "DOWNLOADER_MIDDLEWARES": MIDDLEWARES,
            "ITEM_PIPELINES": {"crawler.pipelines.ReadPipeline": None},
            "LOG_LEVEL": "ERROR",
            # The procedure sends its requests itself, and none waits in a queue.
            "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        }
        crawler = _run(site, procedure, Path(folder), chosen)
    spider, recorder = crawler.spider, crawler.get_extension(Recorder)
    if not isinstance(spider, VisitSpider):
        raise TypeError("the visit has no spider")
    if error := spider.error or (recorder.error if recorder is not None else None):
        raise error
    if not spider.is_done:
        raise KeyboardInterrupt
    result: T = spider.result
    return result


def _run(
    site: Site, procedure: Callable[[Visitor], Awaitable[Any]], folder: Path, chosen: Mapping[str, Any]
) -> Crawler:
    """Run the visit, and once more with a browser where it asks for one and can have it; return the last crawler."""
    process = CrawlerProcess(_settings(folder / "first", chosen))
    logging.getLogger("scrapy.core.downloader.handlers").setLevel(logging.ERROR)
    first = process.create_crawler(VisitSpider)
    crawlers: list[Crawler] = [first]
    failures: list[Failure] = []

    def with_browser(_: Any) -> "Deferred[Any] | None":
        done = first.spider
        asks = isinstance(done, VisitSpider) and isinstance(done.error, NeedsBrowser)
        if not isinstance(done, VisitSpider) or not asks or find_spec("scrapy_playwright") is None:
            return None
        rendered = replace(site, hosts=tuple(sorted(done.hosts)), render=True)
        second = Crawler(VisitSpider, _settings(folder / "second", chosen), init_reactor=False)
        crawlers.append(second)
        return process.crawl(second, site=rendered, procedure=procedure).addErrback(failures.append)

    process.crawl(first, site=site, procedure=procedure).addErrback(failures.append).addCallback(with_browser)
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        process.start()
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
    if failures:
        failures[0].raiseException()
    return crawlers[-1]


def _settings(folder: Path, chosen: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.update({"COMMENTARY_DATA": str(folder), **chosen}, priority="cmdline")
    return settings


def _is_bare(host: str) -> bool:
    """Tell whether a host has no variant with `www.`: an IP address, this machine, a name below the domain."""
    name = urlsplit(f"//{host}").hostname or ""
    domain = registered_domain(name)
    is_no_domain = "." not in domain or domain.rpartition(".")[2].isdigit()
    return is_no_domain or name not in {domain, f"www.{domain}"}


def _other_www(host: str) -> str:
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
