"""Serves the demo site over HTTP on 127.0.0.1, in a thread of its own (network).

with DemoSite(day=1, port=0) as demo:
    demo.url                                  # http://127.0.0.1:PORT
    demo.posts()                              # the posts that the pages are rendered from
    demo.day = 2                              # show the next day
    demo.faults["/feed/"] = Fault.status(503)
    demo.requests                             # the requests so far
"""

import asyncio
import errno
from collections.abc import Mapping
from functools import cache, lru_cache
from socket import create_server
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qsl

from aiohttp import web

from commentary.demo.blog import Blog
from commentary.demo.days import site_on_day
from commentary.demo.fault_actions import Exchange
from commentary.demo.faults import Faults
from commentary.demo.negotiation import CachedResponse, negotiate
from commentary.demo.posts import Post
from commentary.demo.profile import demo_profile
from commentary.demo.routes import Routes
from extract.errors import CommentaryError

HOST = "127.0.0.1"
MAX_CACHED_RESPONSES = 4096


class RecordedRequest(NamedTuple):
    """One request; `path` has its query, `status` is 0 before the response and if the connection was closed early."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]


class DemoSite:
    """The demo site; each page is rendered once a day and kept.

    With `essays`, of the generated essays only so many, the newest: a third of the pages, with every kind of post.
    """

    def __init__(self, *, day: int = 1, port: int = 0, essays: int | None = None) -> None:
        self.faults = Faults()
        # For tests, which compare what a crawler requested and not what it reports.
        self.requests: list[RecordedRequest] = []
        self.port = port
        self.essays = essays
        self.day = day
        self._thread = Thread(target=self._run, name="demo site", daemon=True)
        self._stopping, self._released = asyncio.Event(), asyncio.Event()
        self._cached = lru_cache(maxsize=MAX_CACHED_RESPONSES)(self._render)
        self._routes = cache(lambda number, url: Routes(Blog(site_on_day(number, essays), url)))

    @property
    def day(self) -> int:
        """The day that the site shows; set it to show another."""
        return self._day

    @day.setter
    def day(self, number: int) -> None:
        self._day = site_on_day(number, self.essays).number

    @property
    def url(self) -> str:
        """The site's base URL, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def blog(self) -> Blog:
        """The posts and listings of the current day."""
        return self._routes(self.day, self.url).blog

    def posts(self, number: int | None = None) -> tuple[Post, ...]:
        """Return the published posts of a day, newest first; without a number, of the current day."""
        return site_on_day(number or self.day, self.essays).posts

    def profile(self, *, assets: bool = False) -> str:
        """Return the TOML text of the profile "demo" for this site's URL; with `assets` its images are kept too."""
        return demo_profile(self.url, assets=assets)

    def release(self) -> None:
        """End all stalled responses; their connections are closed."""
        self._loop.call_soon_threadsafe(self._end_stalls)

    def start(self) -> None:
        """Start serving, and return when the port is open; CommentaryError if it cannot be opened."""
        try:
            self._socket = create_server((HOST, self.port))
        except (OSError, OverflowError) as error:
            raise CommentaryError(_port_problem(self.port, error)) from error
        self.port = self._socket.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and close every connection."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        # One second is enough: a request that is still open when the site stops was stalled on purpose.
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, self._socket).start()
        await self._stopping.wait()
        self._end_stalls()
        await runner.cleanup()

    def _end_stalls(self) -> None:
        """End the responses that are stalled now; later stalls wait for the next call."""
        # Each request has the event that was current when it arrived, so a new event leaves it released.
        self._released.set()
        self._released = asyncio.Event()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        recorded = RecordedRequest(request.method, request.rel_url.raw_path_qs, 0, dict(request.headers))
        number = len(self.requests)
        self.requests.append(recorded)
        response = await self._respond(request)
        answered = request.transport is not None and not request.transport.is_closing()
        # A test may have cleared the list meanwhile.
        if answered and self.requests[number : number + 1] == [recorded]:
            self.requests[number] = recorded._replace(status=response.status)
        return response

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        url = request.rel_url
        cached = self._cached(self.day, url.raw_path, url.raw_query_string)
        # A fault is counted for every method, HEAD included.
        fault = self.faults.use(url.raw_path, url.raw_query_string)
        if fault:
            routes = self._routes(self.day, self.url)
            exchange = Exchange(request=request, routes=routes, answer=cached.response, released=self._released)
            return await fault.action(exchange)
        if request.method not in {"GET", "HEAD", "POST"}:
            return web.Response(status=405, headers={"Allow": "GET, HEAD, POST"})
        return negotiate(request, cached)

    def _render(self, number: int, path: str, query: str) -> CachedResponse:
        """Return the response to a path and query on a day; `_cached` keeps it."""
        routes = self._routes(number, self.url)
        return CachedResponse(routes.respond(path, dict(parse_qsl(query, keep_blank_values=True))))


def _port_problem(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"port {port} is in use on {HOST}: stop that program, or choose another port (0 for any free one)"
    return f"port {port} on {HOST} cannot be opened ({error}): choose another port (0 for any free one)"
