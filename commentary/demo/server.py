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
import gzip
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qsl

from aiohttp import web

from commentary.demo import days
from commentary.demo.acts import Exchange, sent
from commentary.demo.answer import Answer
from commentary.demo.blog import Blog
from commentary.demo.faults import Faults
from commentary.demo.posts import Post
from commentary.demo.profile import profile
from commentary.demo.routes import Routes
from extract.errors import CommentaryError

HOST = "127.0.0.1"
CACHED = 4096


class Asked(NamedTuple):
    """One request as it came: `path` with its query, `status` 0 while it has no answer."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class _Ready:
    """An answer made once, with its body packed for those who ask for it."""

    answer: Answer
    packed: bytes = field(repr=False)


class DemoSite:
    """The demo commentary site. Its pages are made once for a day and kept."""

    def __init__(self, *, day: int = 1, port: int = 0) -> None:
        self.faults = Faults()
        self.requests: list[Asked] = []
        self.port = port
        self.day = day
        self._started: Future[None] = Future()
        self._thread = Thread(target=self._run, name="demo site", daemon=True)
        self._ready = lru_cache(maxsize=CACHED)(self._make)
        self._routes = cache(lambda number: Routes(Blog(days.on(number), self.url)))

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
        return self._routes(self.day).blog

    def posts(self, number: int | None = None) -> tuple[Post, ...]:
        """Return the truth about a day's posts, newest first; without a number, of the site's day."""
        return days.on(number or self.day).posts

    def profile(self) -> str:
        """Return the TOML text of the profile "demo" for this site's address."""
        return profile(self.url)

    def release(self) -> None:
        """Let go of the requests that a fault holds; they are hung up on."""
        self._loop.call_soon_threadsafe(self._released.set)

    def start(self) -> None:
        """Start serving; returns when the port is open."""
        self._thread.start()
        try:
            self._started.result()
        except OSError as error:
            raise CommentaryError(_refusal(self.port, error)) from error

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
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping, self._released = asyncio.Event(), asyncio.Event()
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self.port).start()
        except OSError as error:
            self._started.set_exception(error)
        else:
            self.port = runner.addresses[0][1]
            self._started.set_result(None)
            await self._stopping.wait()
            self._released.set()
        await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        url = request.rel_url
        number = len(self.requests)
        asked = Asked(request.method, url.raw_path_qs, 0, dict(request.headers))
        self.requests.append(asked)
        response = await self._respond(request)
        self.requests[number] = asked._replace(status=response.status)
        return response

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        url = request.rel_url
        ready = self._ready(self.day, url.raw_path, url.query_string)
        fault = self.faults.meet(url.raw_path, url.raw_query_string)
        if fault:
            routes = self._routes(self.day)
            exchange = Exchange(request=request, routes=routes, answer=ready.answer, released=self._released)
            return await fault.act(exchange)
        if request.method not in {"GET", "HEAD", "POST"}:
            return web.Response(status=405, headers={"Allow": "GET, HEAD, POST"})
        return _negotiated(request, ready)

    def _make(self, number: int, path: str, query: str) -> _Ready:
        """Make the answer to a target; `_ready` keeps it."""
        answer = self._routes(number).answer(path, dict(parse_qsl(query, keep_blank_values=True)))
        return _Ready(answer, gzip.compress(answer.body, 6, mtime=0))


def _negotiated(request: web.BaseRequest, ready: _Ready) -> web.Response:
    answer = ready.answer
    response = sent(answer)
    if answer.etag:
        response.headers["ETag"] = answer.etag
    if answer.last_modified:
        response.headers["Last-Modified"] = answer.last_modified
    if _unchanged(request.headers, answer):
        return web.Response(status=304, headers={key: response.headers[key] for key in ("ETag", "Last-Modified")})
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(answer.body) > 500:
        response.body = ready.packed
        response.headers["Content-Encoding"] = "gzip"
    return response


def _unchanged(asked: Mapping[str, str], answer: Answer) -> bool:
    """Tell whether the client has it already: WordPress wants both validators to agree where both are sent."""
    if not (answer.etag and answer.last_modified):
        return False
    known, since = asked.get("If-None-Match"), asked.get("If-Modified-Since")
    if known is None and since is None:
        return False
    same = known is None or answer.etag in known.replace("W/", "")
    return same and (since is None or _not_after(answer.last_modified, since))


def _not_after(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except ValueError:
        return False


def _refusal(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is in use on {HOST}: stop what listens there, or choose another port (0 takes any free one)"
        )
    return f"port {port} on {HOST} cannot be opened ({error.strerror}): choose another port (0 takes any free one)"
