"""Serves the pages under the URL of a proxy: takes its path off each request, and puts it before each link (ASGI).

Our pages link to each other by paths that begin with `/`, of which the proxy's readers see a part only: if the proxy
serves the archive at https://example.org/archive/, the page /commentary is https://example.org/archive/commentary
there. The proxy passes paths on unchanged.
"""

import re
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from archive.web.plugins.rewriting import TAG, ChangedPages
from archive.web.plugins.safety import App, Message, Receive, Scope, Send
from extract.errors import ArchiveError

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_LINK = re.compile(r'(?<=[\s"])(href|src|action|formaction)="(?=/(?!/))')


@dataclass(frozen=True, kw_only=True)
class PublicUrl:
    """Where readers reach the server.

    `origin` is scheme and host such as `https://example.org`, empty if it is not known; `prefix` the path such as
    `/archive`, without a slash at its end, empty for none.
    """

    origin: str = ""
    prefix: str = ""

    @property
    def host(self) -> str:
        """The host name, empty if it is not known."""
        return urlsplit(self.origin).hostname or ""


def parse_public_url(text: str) -> PublicUrl:
    """Return the value of a URL such as https://example.org/archive/, or of a path; raise ArchiveError for others."""
    parts = urlsplit(text if _has_a_port(text) else "")
    prefix = parts.path.rstrip("/")
    is_url = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    is_path = not parts.scheme and not parts.netloc and text.startswith("/")
    if not (is_url or is_path) or parts.query or parts.fragment or not _PREFIX.fullmatch(prefix):
        raise ArchiveError(
            f"{text!r} is no base URL. Write the URL at which readers reach the archive, such as"
            " https://example.org/archive/, or its path, such as /archive/."
        )
    return PublicUrl(origin=f"{parts.scheme}://{parts.netloc.lower()}" if is_url else "", prefix=prefix)


def _has_a_port(text: str) -> bool:
    """Tell whether the port of a URL, if it has one, is a number of a port."""
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False


def with_prefix(html: str, prefix: str) -> str:
    """Return a page in which each link that begins with `/` begins with the prefix."""
    return TAG.sub(lambda tag: _LINK.sub(rf"\g<0>{prefix}", tag[0]), html)


def under_prefix(app: App, prefix: str) -> App:
    """Wrap an ASGI application so that it answers under a path only, and links to itself there."""
    if not prefix:
        return app

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        raw, start = scope.get("raw_path") or scope["path"].encode(), prefix.encode()
        if scope["path"] == prefix or scope["path"] == "/":
            await _answer(send, 302, f"{prefix}/")
        elif scope["path"].startswith(f"{prefix}/") and raw.startswith(start + b"/"):
            inner = {**scope, "path": scope["path"][len(prefix) :], "raw_path": raw[len(start) :]}
            await app(inner, receive, _Links(send, prefix).send)
        else:
            await _answer(send, 404, f"{prefix}/")

    return wrapped


class _Links:
    """Passes on a response with the prefix before each link of a page, and before where it redirects to."""

    def __init__(self, send: Send, prefix: str) -> None:
        self._pages = ChangedPages(send, partial(with_prefix, prefix=prefix))
        self._prefix = prefix

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [self._header(name, value) for name, value in message.get("headers", [])]
            message = {**message, "headers": headers}
        await self._pages.send(message)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        is_path = value.startswith(b"/") and not value.startswith(b"//")
        return (name, self._prefix.encode() + value) if name.lower() == b"location" and is_path else (name, value)


async def _answer(send: Send, status: int, home: str) -> None:
    body = f"This archive is served under {home}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    if status == 302:
        headers.append((b"location", home.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
