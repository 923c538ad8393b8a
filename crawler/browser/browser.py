"""The browser of a crawl: shows one page at a time, and asks the network for nothing itself (drives Chromium).

scrapy-playwright starts it, opens and closes its pages. Only this module needs it, and it is imported only for a site
with `render`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from playwright.async_api import Error, async_playwright
from playwright.async_api import TimeoutError as PageTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, NotSupported
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.browser.page_session import Answer, Rendering
from crawler.policy import NotRendered
from extract.errors import CommentaryError

# A page that hangs is closed, and a browser that cannot even do that is ended.
SECONDS_TO_CLOSE = 5.0

logger = logging.getLogger(__name__)

Download = Callable[[Request], Awaitable[Response]]

# It prints a traceback for each page that fails, which is counted with its reason instead.
logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page as a browser shows it: its DOM as UTF-8, by which browser, and what its scripts were refused and why."""

    body: bytes
    browser: str
    strays: frozenset[str]
    refused: dict[str, int]


class Browser:
    """Shows pages, one after the other, in one context that knows nothing of other runs."""

    def __init__(self, handler: Any, download: Download, *, user_agent: str, seconds: float, largest: int) -> None:
        self.handler = handler
        self.download = download
        self.seconds = seconds
        self.largest = largest
        self.context = {"user_agent": user_agent, "service_workers": "block", "accept_downloads": False}
        # The same script stands on every page of a site, and is asked for once in a run.
        self.scripts: dict[str, Answer] = {}
        self._turn = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take what the browser needs from the settings, and download through the engine."""
        settings = crawler.settings

        async def download(request: Request) -> Response:
            return await crawler.engine.download_async(request)

        return cls(
            ScrapyPlaywrightDownloadHandler.from_crawler(crawler),
            download,
            user_agent=settings["USER_AGENT"],
            seconds=settings.getfloat("COMMENTARY_RENDER_SECONDS"),
            largest=settings.getint("DOWNLOAD_MAXSIZE"),
        )

    async def show(self, url: str, text: str, hosts: tuple[str, ...]) -> Shown:
        """Return a document as the browser shows it once its scripts ask for nothing more.

        DownloadCancelledError when it shows too much, NotRendered when it shows nothing in time, or fails.
        """
        async with self._turn:
            rendering = Rendering(url, text, hosts, self.download, self.scripts)
            try:
                response = await self._open(url, rendering)
            finally:
                await self._close(rendering)
        if rendering.failed:
            raise NotRendered(f"what its scripts load did not come ({min(rendering.failed)})")
        if len(response.body) > self.largest:
            raise DownloadCancelledError(f"{url} became longer than {self.largest} bytes")
        return Shown(
            body=response.body,
            browser=f"Chromium/{self.handler.browser.version}",
            strays=frozenset(rendering.strays),
            refused=dict(rendering.refused),
        )

    async def close(self) -> None:
        """End the browser."""
        await self.handler.close()

    async def _open(self, url: str, rendering: Rendering) -> Response:
        going = {"wait_until": "networkidle", "timeout": self.seconds * 1000}
        request = Request(
            url,
            meta={
                "playwright": True,
                "playwright_context_kwargs": self.context,
                "playwright_page_init_callback": rendering.open,
                "playwright_page_goto_kwargs": going,
            },
        )
        try:
            # Longer than the page may take: a script that never ends lets no other time limit through.
            async with asyncio.timeout(self.seconds + SECONDS_TO_CLOSE):
                response: Response = await self.handler.download_request(request)
        except (PageTimeoutError, TimeoutError) as error:
            # Not as an answer that is late, which is asked for again: what never comes to rest will not do so then.
            raise NotRendered("no answer in time") from error
        except Error as error:
            logger.info("%s could not be shown: %s", url, error.message)
            raise NotRendered("the browser could not show it") from error
        return response

    async def _close(self, rendering: Rendering) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_CLOSE):
                await rendering.close()
        except TimeoutError:
            await self.handler.browser.close()


class Launcher:
    """Starts the browser when the first page needs it (scrapy-playwright's interface of a browser provider)."""

    def __init__(self, config: Any) -> None:
        self.options: dict[str, Any] = config.launch_options
        self._playwright: Any = None

    async def start(self) -> None:
        """Start nothing yet: many a run finds nothing to render."""

    async def launch_browser(self) -> Any:
        """Return a new browser; CommentaryError when none can be started."""
        if self._playwright is None:
            self._playwright = await async_playwright().start()
        if not self.options["chromium_sandbox"]:
            logger.warning("Chromium runs without its sandbox, since root starts it: crawl as an ordinary user")
        try:
            return await self._playwright.chromium.launch(**self.options)
        except Error as error:
            raise CommentaryError(
                "no browser could be started for a profile with render = true: install Chromium (on Debian"
                " `apt-get install chromium`), or name it in COMMENTARY_CHROMIUM, or `playwright install chromium`"
                f" ({error.message.splitlines()[0]})"
            ) from error

    async def launch_persistent_context(self, options: dict[str, Any]) -> Any:
        """Refuse: a context outlives no run."""
        raise NotSupported(f"no context is kept: {options}")

    async def close(self) -> None:
        """End Playwright."""
        if self._playwright is not None:
            with suppress(Error):
                await self._playwright.stop()


def refuse(_request: Any) -> bool:
    """Refuse what `Rendering` did not answer; scrapy-playwright would let it out."""
    return True
