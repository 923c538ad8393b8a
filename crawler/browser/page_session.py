"""PageSession: handles every request of one page in the browser (drives a page; Scrapy fetches).

the document               from its capture
scripts, fetch() and XHR   fetched by Scrapy: hosts, robots.txt, delay, size limits and captures as for pages
stylesheets                empty
frames, images, the rest   aborted
navigation elsewhere       aborted, and reported
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.browser.options import RENDER
from crawler.download_errors import DOWNLOAD_ERRORS, reason_of
from crawler.page import to_page
from crawler.policy import DISALLOWED, OFF_SITE, PRIVATE_ADDRESS, REDIRECTS_OFF_SITE, is_on_site
from extract.errors import ExtractionError
from extract.site import Source

# Playwright's resource types that Scrapy fetches.
FETCHED_TYPES = frozenset({"script", "fetch", "xhr"})
# Other methods would send a comment, a vote or tracking data.
FETCHED_METHODS = frozenset({"GET", "HEAD"})
# Limits of one page; a page of text needs less.
MAX_REQUESTS = 100
MAX_BYTES = 32 * 1024 * 1024
# Limit of all scripts that are kept in memory for further pages.
MAX_KEPT_SCRIPT_BYTES = 64 * 1024 * 1024
# Scrapy sets these, for pages and what they load alike.
SCRAPY_HEADERS = ("user-agent", "cookie", "host", "connection", "accept-encoding", "sec-")
# Reasons for which a request is refused every day, so that the page is always rendered without it. Any other failure
# would change the rendered page, and look like an edit.
CONSTANT_REASONS = frozenset({OFF_SITE, DISALLOWED, REDIRECTS_OFF_SITE, PRIVATE_ADDRESS})
LOADS_TOO_MUCH = "its page loads too much"


@dataclass(frozen=True, kw_only=True)
class ProxiedResponse:
    """The response that the browser gets to a request; `body` is decoded."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


EMPTY_STYLESHEET = ProxiedResponse(status=200, headers={"content-type": "text/css"}, body=b"")


class PageSession:
    """Handles the requests of one page; `navigations` are the ways in which its scripts tried to leave it.

    `refused` counts requests by the reason for which they are always refused; `failed` holds the reasons of others
    that failed today. `scripts` are those of earlier pages by URL, to which this page's are added.
    """

    def __init__(
        self,
        url: str,
        text: str,
        hosts: tuple[str, ...],
        download: Callable[[Request], Awaitable[Response]],
        scripts: dict[str, ProxiedResponse],
    ) -> None:
        self.url = url
        # Decoded by the reader's charset rules and encoded anew, so that the browser cannot choose another charset.
        headers = {"content-type": "text/html; charset=utf-8"}
        self.document = ProxiedResponse(status=200, headers=headers, body=text.encode())
        self.hosts = hosts
        self.download = download
        self.scripts = scripts
        self.navigations: set[str] = set()
        self.refused: Counter[str] = Counter()
        self.failed: set[str] = set()
        self._page: Any = None
        self._opened = False
        self._requests = 0
        self._bytes = 0

    async def open(self, page: Any, _request: Request) -> None:
        """Route every request of a new page to `handle`."""
        self._page = page
        self._opened = False
        await page.route("**", self.handle)
        await page.route_web_socket("**", _close_socket)
        page.on("popup", _close)

    async def close(self) -> None:
        """Close the page, whatever it is doing."""
        if self._page is not None and not self._page.is_closed():
            await _close(self._page)

    async def handle(self, route: Any) -> None:
        """Respond to a request of the page, or abort it."""
        # A page that took too long is closed while responses are on their way.
        with suppress(Error):
            response = await self._respond(route.request)
            if response is None:
                # "aborted" keeps the page where it is; other error codes would replace it by an error page.
                await route.abort("aborted")
            else:
                await route.fulfill(status=response.status, headers=response.headers, body=response.body)

    async def _respond(self, request: Any) -> ProxiedResponse | None:
        if request.is_navigation_request():
            return self._navigate(request)
        if request.resource_type == "stylesheet":
            return EMPTY_STYLESHEET
        if request.resource_type not in FETCHED_TYPES or request.method not in FETCHED_METHODS:
            return None
        url = request.url.partition("#")[0]
        if request.resource_type == "script" and url in self.scripts:
            return self.scripts[url]
        if self._requests >= MAX_REQUESTS or self._bytes >= MAX_BYTES:
            self.refused[LOADS_TOO_MUCH] += 1
            return None
        self._requests += 1
        response = await self._fetch(url, request)
        if response is not None and request.resource_type == "script" and response.status == 200:
            self._keep_script(url, response)
        return response

    def _navigate(self, request: Any) -> ProxiedResponse | None:
        if request.frame.parent_frame is not None:
            return None
        if not self._opened:
            self._opened = True
            return self.document
        on_site = is_on_site(request.url, self.hosts)
        self.navigations.add("a script leads to another page" if on_site else "a script leads off the site")
        return None

    async def _fetch(self, url: str, request: Any) -> ProxiedResponse | None:
        headers = {name: value for name, value in request.headers.items() if not name.startswith(SCRAPY_HEADERS)}
        meta = {"source": Source(kind=RENDER, url=self.url)}
        sent = Request(url, method=request.method, headers=headers, meta=meta, callback=NO_CALLBACK)
        try:
            page = to_page(await self.download(sent))
        except DOWNLOAD_ERRORS as error:
            self._count_failure(reason_of(error))
            return None
        except ExtractionError as error:
            self._count_failure(error.problem)
            return None
        if page.status == 429 or page.status >= 500:
            self._count_failure(f"status {page.status}")
        self._bytes += len(page.body)
        # Scrapy keeps the cookies.
        passed = {name: value for name, value in page.headers.items() if name != "set-cookie"}
        return ProxiedResponse(status=page.status, headers=passed, body=page.body)

    def _count_failure(self, reason: str) -> None:
        if reason in CONSTANT_REASONS:
            self.refused[reason] += 1
        else:
            self.failed.add(reason)

    def _keep_script(self, url: str, response: ProxiedResponse) -> None:
        kept_bytes = sum(len(script.body) for script in self.scripts.values())
        if kept_bytes + len(response.body) <= MAX_KEPT_SCRIPT_BYTES:
            self.scripts[url] = response


async def _close_socket(socket: Any) -> None:
    await socket.close()


async def _close(page: Any) -> None:
    with suppress(Error):
        await page.close()
