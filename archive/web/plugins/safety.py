"""Protects the reader's browser from what it is sent: Content-Security-Policy, check of Host (pure)."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# The pages have no scripts and load nothing from other hosts, so that no site learns of its readers, and HTML that
# the sanitiser misses cannot run scripts.
POLICY = "content-security-policy"
HEADERS = {
    POLICY: (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # What is archived here is found at its publisher's.
    "x-robots-tag": "noindex, noarchive",
}

# Of an answer a proxy takes all headers together into a buffer of 4 KB, if it is not told otherwise, and refuses it
# with 502 if they are larger. A link to the next page is in the answer itself, too.
MAX_LINK = 1_500

_LOOPBACK = re.compile(r"localhost|127(\.\d+){3}|::1")


def with_headers(app: App) -> App:
    """Wrap an ASGI application so that every response has HEADERS; it may have a policy of its own.

    A header `Link` that is longer than MAX_LINK is left out.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().decode(), name, value) for name, value in message.get("headers", [])]
                kept = [
                    (name, value)
                    for key, name, value in own
                    if (key not in HEADERS or key == POLICY) and (key != "link" or len(value) <= MAX_LINK)
                ]
                has_policy = any(key == POLICY for key, _, _ in own)
                ours = {name: value for name, value in HEADERS.items() if not (name == POLICY and has_policy)}
                added = [(name.encode(), value.encode()) for name, value in ours.items()]
                message = {**message, "headers": kept + added}
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped


def only_hosts(app: App, host: str, public_host: str = "") -> App:
    """Wrap an ASGI application on a loopback address so that it accepts only a loopback name as Host (else 421).

    `public_host` is the name under which a proxy serves it, which is accepted too; empty for none. Otherwise a web
    page could read the archive through the reader's browser by DNS rebinding.
    """
    if not is_loopback(host):
        return app

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_own(_host_of(scope), public_host):
            body = b"This archive is served for localhost only. Use --base-url to serve it under another name.\n"
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": body})
            return
        await app(scope, receive, send)

    return wrapped


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is that of this machine for itself."""
    return bool(_LOOPBACK.fullmatch(host))


def _is_own(named: str, public_host: str) -> bool:
    return is_loopback(named) or (bool(public_host) and named == public_host)


def _host_of(scope: Scope) -> str:
    named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    try:
        return urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return ""
