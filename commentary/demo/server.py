"""DemoSite: the demo site as a real HTTP server, in a thread of its own on 127.0.0.1 (network).

with DemoSite(day=1, port=0) as demo:
    demo.url                                  # http://127.0.0.1:PORT
    demo.posts()                              # the truth
    demo.day = 2                              # a day passes
    demo.faults["/feed/"] = Fault.status(503)
    demo.requests                             # what was asked
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

from commentary.demo import days
from commentary.demo.acts import Exchange
from commentary.demo.blog import Blog
from commentary.demo.faults import Faults
from commentary.demo.negotiation import Ready, negotiated
from commentary.demo.posts import Post
from commentary.demo.profile import profile
from commentary.demo.routes import Routes
from extract.errors import CommentaryError

HOST = "127.0.0.1"
CACHED = 4096


class Asked(NamedTuple):
    """One request as it came: `path` with its query; `status` is 0 while it has no answer, or when it was cut off."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]


class DemoSite:
    """The demo commentary site. Its pages are made once for a day and kept."""

    def __init__(self, *, day: int = 1, port: int = 0) -> None:
        self.faults = Faults()
        # Kept for tests, which ask what a crawler did rather than what it says.
        self.requests: list[Asked] = []
        self.port = port
        self.day = day
        self._thread = Thread(target=self._run, name="demo site", daemon=True)
        self._stopping, self._released = asyncio.Event(), asyncio.Event()
        self._ready = lru_cache(maxsize=CACHED)(self._make)
        self._routes = cache(lambda number, url: Routes(Blog(days.on(number), url)))

    @property
    def day(self) -> int:
        """The day that the site shows; set it to let time pass."""
        return self._day

    @day.setter
    def day(self, number: int) -> None:
        self._day = days.on(number).number

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def blog(self) -> Blog:
        """The site of the day, with its listings and neighbours."""
        return self._routes(self.day, self.url).blog

    def posts(self, number: int | None = None) -> tuple[Post, ...]:
        """Return the truth about a day's posts, newest first; without a number, of the site's day."""
        return days.on(number or self.day).posts

    def profile(self) -> str:
        """Return the TOML text of the profile "demo" for this site's address."""
        return profile(self.url)

    def release(self) -> None:
        """Let go of the requests that a fault holds; they are hung up on."""
        self._loop.call_soon_threadsafe(self._let_go)

    def start(self) -> None:
        """Start serving; returns when the port is open."""
        try:
            self._socket = create_server((HOST, self.port))
        except (OSError, OverflowError) as error:
            raise CommentaryError(_refusal(self.port, error)) from error
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
        # A second is plenty: whoever is still being served when the site stops was stalled on purpose.
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, self._socket).start()
        await self._stopping.wait()
        self._let_go()
        await runner.cleanup()

    def _let_go(self) -> None:
        """Wake those who wait now; a later stall waits again."""
        # A request keeps the event that was there when it came: it may be woken before it waits.
        self._released.set()
        self._released = asyncio.Event()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = Asked(request.method, request.rel_url.raw_path_qs, 0, dict(request.headers))
        number = len(self.requests)
        self.requests.append(asked)
        response = await self._respond(request)
        answered = request.transport is not None and not request.transport.is_closing()
        # Whoever reads the list may have emptied it meanwhile.
        if answered and self.requests[number : number + 1] == [asked]:
            self.requests[number] = asked._replace(status=response.status)
        return response

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        url = request.rel_url
        ready = self._ready(self.day, url.raw_path, url.raw_query_string)
        # A fault is counted for every method: a HEAD that fails has failed.
        fault = self.faults.meet(url.raw_path, url.raw_query_string)
        if fault:
            routes = self._routes(self.day, self.url)
            exchange = Exchange(request=request, routes=routes, answer=ready.answer, released=self._released)
            return await fault.act(exchange)
        if request.method not in {"GET", "HEAD", "POST"}:
            return web.Response(status=405, headers={"Allow": "GET, HEAD, POST"})
        return negotiated(request, ready)

    def _make(self, number: int, path: str, query: str) -> Ready:
        """Make the answer to a target; `_ready` keeps it."""
        routes = self._routes(number, self.url)
        return Ready(routes.answer(path, dict(parse_qsl(query, keep_blank_values=True))))


def _refusal(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is in use on {HOST}: stop what listens there, or choose another port (0 takes any free one)"
        )
    return f"port {port} on {HOST} cannot be opened ({error}): choose another port (0 takes any free one)"
