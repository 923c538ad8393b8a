"""The browser of a crawl: renders one page at a time, and sends no request itself (drives Chromium).

scrapy-playwright starts it, opens and closes its pages. Only this module imports it, and is itself imported only for
a site with `render`.
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

from crawler.browser.page_session import PageSession, ProxiedResponse
from crawler.download_errors import NotRendered
from extract.errors import CommentaryError

# A page that hangs is closed; when that takes longer than this, the browser is.
SECONDS_TO_CLOSE = 5.0

logger = logging.getLogger(__name__)

Download = Callable[[Request], Awaitable[Response]]

# It logs a traceback for each page that fails; the summary counts them with the reason.
logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)


@dataclass(frozen=True, kw_only=True)
class RenderedPage:
    """A page as a browser rendered it: its DOM as HTML in UTF-8, and the browser's name and version.

    `navigations` are the ways in which scripts tried to leave the page, and `refused` counts requests of scripts by
    the reason for which they were refused.
    """

    body: bytes
    browser: str
    navigations: frozenset[str]
    refused: dict[str, int]


class Browser:
    """Renders pages, one after the other, in one browser context without cookies or storage of other runs.

    `seconds` is the time limit for a page, `max_bytes` the limit for its rendered HTML.
    """

    def __init__(self, handler: Any, download: Download, *, user_agent: str, seconds: float, max_bytes: int) -> None:
        self.handler = handler
        self.download = download
        self.seconds = seconds
        self.max_bytes = max_bytes
        self.context = {"user_agent": user_agent, "service_workers": "block", "accept_downloads": False}
        # Most pages of a site load the same scripts; each is requested once in a run.
        self.scripts: dict[str, ProxiedResponse] = {}
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
            max_bytes=settings.getint("DOWNLOAD_MAXSIZE"),
        )

    async def render(self, url: str, text: str, hosts: tuple[str, ...]) -> RenderedPage:
        """Return a document as rendered once its scripts send no more requests.

        DownloadCancelledError when the result is too large, NotRendered when it is not ready in time, or fails.
        """
        async with self._turn:
            session = PageSession(url, text, hosts, self.download, self.scripts)
            try:
                response = await self._open(url, session)
            finally:
                await self._close(session)
        if session.failed:
            raise NotRendered(f"a request of its scripts failed ({min(session.failed)})")
        if len(response.body) > self.max_bytes:
            raise DownloadCancelledError(f"{url} became longer than {self.max_bytes} bytes")
        return RenderedPage(
            body=response.body,
            browser=f"Chromium/{self.handler.browser.version}",
            navigations=frozenset(session.navigations),
            refused=dict(session.refused),
        )

    async def close(self) -> None:
        """Close the browser."""
        await self.handler.close()

    async def _open(self, url: str, session: PageSession) -> Response:
        goto_options = {"wait_until": "networkidle", "timeout": self.seconds * 1000}
        request = Request(
            url,
            meta={
                "playwright": True,
                "playwright_context_kwargs": self.context,
                "playwright_page_init_callback": session.open,
                "playwright_page_goto_kwargs": goto_options,
            },
        )
        try:
            # Longer than Playwright's own limit, which a script in an endless loop keeps from taking effect.
            async with asyncio.timeout(self.seconds + SECONDS_TO_CLOSE):
                response: Response = await self.handler.download_request(request)
        except (PageTimeoutError, TimeoutError) as error:
            # No DownloadTimeoutError, which would be retried: the page would not be ready the next time either.
            raise NotRendered("not rendered in time") from error
        except Error as error:
            logger.info("%s could not be rendered: %s", url, error.message)
            raise NotRendered("the browser could not render it") from error
        return response

    async def _close(self, session: PageSession) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_CLOSE):
                await session.close()
        except TimeoutError:
            await self.handler.browser.close()


class Launcher:
    """Starts Chromium when the first page needs it (the interface of scrapy-playwright's browser providers)."""

    def __init__(self, config: Any) -> None:
        self.options: dict[str, Any] = config.launch_options
        self._playwright: Any = None

    async def start(self) -> None:
        """Do nothing yet: a run may find nothing to render."""

    async def launch_browser(self) -> Any:
        """Start and return a Chromium; CommentaryError when that fails."""
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
        """Raise NotSupported: no browser context outlives a run."""
        raise NotSupported(f"no browser context is kept: {options}")

    async def close(self) -> None:
        """Stop Playwright."""
        if self._playwright is not None:
            with suppress(Error):
                await self._playwright.stop()


def abort_request(_request: Any) -> bool:
    """Return True, so that scrapy-playwright aborts requests that PageSession did not handle, and sends none."""
    return True
