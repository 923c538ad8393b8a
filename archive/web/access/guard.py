"""Asks each request for the password or token of a reader (ASGI).

A browser asks for the password by HTTP Basic authentication (RFC 7617), a script sends either that or a token
(RFC 6750, `Authorization: Bearer TOKEN`). After MAX_FAILURES wrong answers from one address within FAILURE_SECONDS,
further ones are refused with status 429, and not compared. The file of readers is looked at with each request: who
was removed from it is not let in any more, and nobody is while it cannot be read (503).
"""

import asyncio
import base64
import binascii
import hashlib
import ipaddress
import logging
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from archive.web.access.readers import Readers
from archive.web.plugins.safety import App, Receive, Scope, Send
from extract.errors import ArchiveError

MAX_FAILURES, FAILURE_SECONDS = 10, 60.0
# Of so many addresses the failures are remembered, and of so many right answers that they were right.
MAX_ADDRESSES, MAX_REMEMBERED = 10_000, 1_000
# Who has an IPv6 address has all those with the same first half (RFC 6177).
_IPV6_NETWORK = 64
Clock = Callable[[], float]
_LOG = logging.getLogger(__name__)


def only_readers(app: App, readers: Callable[[], Readers], clock: Clock = time.monotonic, *, prefix: str = "") -> App:
    """Wrap an ASGI application so that it answers only the readers; others get 401, or 429 after many tries.

    `readers` returns the present readers, the same object while they are the same; it raises ArchiveError if they are
    not known. The file `robots.txt` is for everybody; `prefix` is the path under which the archive is served.
    """
    guard = _Guard(clock)

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _is_for_all(scope, prefix):
            await app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        try:
            guard.use(readers())
        except ArchiveError as error:
            _LOG.error("Nobody is let in: %s", error)
            await _refuse(send, 503, "The list of readers cannot be read, so nobody is let in.", [])
            return
        given = dict(scope["headers"]).get(b"authorization", b"")
        is_right = await guard.answer(given, _network_of((scope.get("client") or ("",))[0])) if given else False
        if is_right:
            await app(scope, receive, send)
        elif is_right is None:
            wait = [(b"retry-after", b"%d" % FAILURE_SECONDS)]
            await _refuse(send, 429, "Too many wrong passwords. Wait a minute.", wait)
        else:
            # UTF-8 as in RFC 7617, so that every password can be typed.
            ask = [(b"www-authenticate", b'Basic realm="Commentary Archive", charset="UTF-8"')]
            await _refuse(send, 401, "This archive asks for a password.", ask)

    return wrapped


class _Guard:
    """Who was let in, and who failed: each password is hashed once, since that takes time and memory on purpose."""

    def __init__(self, clock: Clock) -> None:
        self._readers = Readers()
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    def use(self, readers: Readers) -> None:
        """Let in these readers from now on; of other ones nobody is remembered."""
        if readers is not self._readers:
            self._readers = readers
            self._right.clear()

    async def answer(self, given: bytes, address: str) -> bool | None:
        """Tell whether a value of the header Authorization is right; None if this address may not try again yet."""
        mark = hashlib.blake2b(given, key=self._key).digest()
        if mark in self._right:
            return True
        # One at a time, so that many tries at once take no more memory and no more tries than one after the other.
        async with self._one_at_a_time:
            if self._is_blocked(address):
                return None
            readers = self._readers
            is_right = await _is_right(readers, given)
            if is_right and readers is not self._readers:
                # He was removed, or others came, while his password was compared.
                is_right = await _is_right(self._readers, given)
            if is_right:
                self._right[mark] = None
                if len(self._right) > MAX_REMEMBERED:
                    self._right.popitem(last=False)
            else:
                self._note_failure(address)
            return is_right

    def _is_blocked(self, address: str) -> bool:
        failures = self._failures.get(address, deque())
        while failures and failures[0] <= self._clock() - FAILURE_SECONDS:
            failures.popleft()
        return len(failures) >= MAX_FAILURES

    def _note_failure(self, address: str) -> None:
        self._failures.setdefault(address, deque()).append(self._clock())
        self._failures.move_to_end(address)
        if len(self._failures) > MAX_ADDRESSES:
            self._failures.popitem(last=False)


async def _is_right(readers: Readers, given: bytes) -> bool:
    kind, _, words = given.decode("latin-1").partition(" ")
    if kind.lower() == "bearer":
        return readers.has_token(words.strip())
    name, password = _basic(words) if kind.lower() == "basic" else ("", "")
    return bool(password) and await asyncio.to_thread(readers.has_password, name, password)


def _is_for_all(scope: Scope, prefix: str) -> bool:
    """Tell whether a request is for robots.txt, written so: Datasette reads others, as `%72`, in its way."""
    path = f"{prefix}/robots.txt"
    return scope["type"] == "http" and scope["path"] == path and scope.get("raw_path") in {None, path.encode()}


def _network_of(address: str) -> str:
    """Return what stands for all addresses of who has this one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4 or parsed.ipv4_mapped:
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed), _IPV6_NETWORK), strict=False))


def _basic(words: str) -> tuple[str, str]:
    """Return name and password of HTTP Basic authentication; empty ones if it is malformed."""
    try:
        name, _, password = base64.b64decode(words.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name, password


async def _refuse(send: Send, status: int, words: str, headers: list[tuple[bytes, bytes]]) -> None:
    body = f"{words}\n".encode()
    about = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*about, *headers]})
    await send({"type": "http.response.body", "body": body})
