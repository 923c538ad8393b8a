"""One page in the browser: each of its requests is answered from here, or refused (drives a page; Scrapy fetches).

the document                 as it was captured
its scripts and data         fetched by Scrapy: robots.txt, hosts, addresses, delay, sizes, capture
its styles                   empty: nobody looks at the page
frames, pictures, the rest   refused
a way to another page        refused, and told
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
from crawler.page import to_page
from crawler.policy import DOWNLOAD_ERRORS, is_on_site, reason_of
from extract.errors import ExtractionError
from extract.site import Source

LOADED = frozenset({"script", "fetch", "xhr"})
# A crawl reads. What a script wants to send would be a comment, a vote or a measurement of its visitor.
READING = frozenset({"GET", "HEAD"})
# What a page may load; a page that needs more is no page of text.
MAX_REQUESTS = 100
MAX_BYTES = 32 * 1024 * 1024
MAX_SCRIPT_BYTES = 64 * 1024 * 1024
# Scrapy's to say, for pages and what they load alike.
OURS = ("user-agent", "cookie", "host", "connection", "accept-encoding", "sec-")
# Refusals that are the same every day, so that the page is the same without. Whatever else does not come would make
# the page another one, and its history an edit that nobody made.
RULES = frozenset(
    {"not on the site's hosts", "robots.txt disallows it", "redirects off the site", "its host is a private machine"}
)
TOO_MUCH = "its page loads too much"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the browser is told to a request."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


NO_STYLE = Answer(status=200, headers={"content-type": "text/css"}, body=b"")


class Rendering:
    """Answers the requests of one page; `strays` are the ways it tried to go.

    `refused` says why requests were refused, as they always are; `failed` why others got no answer today.
    """

    def __init__(
        self,
        url: str,
        text: str,
        hosts: tuple[str, ...],
        download: Callable[[Request], Awaitable[Response]],
        scripts: dict[str, Answer],
    ) -> None:
        self.url = url
        # Decoded by our own rules, so that the browser takes the same charset as every reader.
        self.document = Answer(status=200, headers={"content-type": "text/html; charset=utf-8"}, body=text.encode())
        self.hosts = hosts
        self.download = download
        self.scripts = scripts
        self.strays: set[str] = set()
        self.refused: Counter[str] = Counter()
        self.failed: set[str] = set()
        self._page: Any = None
        self._opened = False
        self._requests = 0
        self._bytes = 0

    async def open(self, page: Any, _request: Request) -> None:
        """Stand between a new page and the network."""
        self._page = page
        self._opened = False
        await page.route("**", self.answer)
        await page.route_web_socket("**", _hang_up)
        page.on("popup", _close)

    async def close(self) -> None:
        """Close the page, whatever it is doing."""
        if self._page is not None and not self._page.is_closed():
            await _close(self._page)

    async def answer(self, route: Any) -> None:
        """Answer a request of the page."""
        # When the page's time is over it is closed, with answers still on their way.
        with suppress(Error):
            answer = await self._find(route.request)
            if answer is None:
                # The page stays where it is; every other kind of refusal would put an error in its place.
                await route.abort("aborted")
            else:
                await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)

    async def _find(self, request: Any) -> Answer | None:
        if request.is_navigation_request():
            return self._navigate(request)
        if request.resource_type == "stylesheet":
            return NO_STYLE
        if request.resource_type not in LOADED or request.method not in READING:
            return None
        url = request.url.partition("#")[0]
        if request.resource_type == "script" and url in self.scripts:
            return self.scripts[url]
        if self._requests >= MAX_REQUESTS or self._bytes >= MAX_BYTES:
            self.refused[TOO_MUCH] += 1
            return None
        self._requests += 1
        answer = await self._load(url, request)
        if answer is not None and request.resource_type == "script" and answer.status == 200:
            self._keep(url, answer)
        return answer

    def _navigate(self, request: Any) -> Answer | None:
        if request.frame.parent_frame is not None:
            return None
        if not self._opened:
            self._opened = True
            return self.document
        on_site = is_on_site(request.url, self.hosts)
        self.strays.add("a script leads to another page" if on_site else "a script leads off the site")
        return None

    async def _load(self, url: str, request: Any) -> Answer | None:
        headers = {name: value for name, value in request.headers.items() if not name.startswith(OURS)}
        meta = {"source": Source(kind=RENDER, url=self.url)}
        asked = Request(url, method=request.method, headers=headers, meta=meta, callback=NO_CALLBACK)
        try:
            page = to_page(await self.download(asked))
        except DOWNLOAD_ERRORS as error:
            self._miss(reason_of(error))
            return None
        except ExtractionError as error:
            self._miss(error.problem)
            return None
        if page.status == 429 or page.status >= 500:
            self._miss(f"status {page.status}")
        self._bytes += len(page.body)
        # Cookies are Scrapy's, and kept by it.
        passed = {name: value for name, value in page.headers.items() if name != "set-cookie"}
        return Answer(status=page.status, headers=passed, body=page.body)

    def _miss(self, reason: str) -> None:
        if reason in RULES:
            self.refused[reason] += 1
        else:
            self.failed.add(reason)

    def _keep(self, url: str, answer: Answer) -> None:
        if sum(len(known.body) for known in self.scripts.values()) + len(answer.body) <= MAX_SCRIPT_BYTES:
            self.scripts[url] = answer


async def _hang_up(socket: Any) -> None:
    await socket.close()


async def _close(page: Any) -> None:
    with suppress(Error):
        await page.close()
