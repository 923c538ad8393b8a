"""Pings a dead man's switch, which warns when the pings stop: a GET at the start and the end of a run (network).

The address is that of a check at a service such as healthchecks; the same address with `/start` and `/fail` at the
end of its path tells that a run started or failed (https://healthchecks.io/docs/http_api/).
"""

import socket
import ssl
import threading
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib.metadata import version
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from crawler.operator import PRODUCT
from crawler.policy import is_private_address, is_private_host
from extract.errors import CommentaryError

Signal = Literal["start", "good", "fail"]

SECONDS = 10.0
# What a service answers that knows the address and not its ending: no ping is lost by it.
UNKNOWN_ENDING = 404


def check_ping(url: str) -> str:
    """Return the address of a check; CommentaryError, without the address, for what is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise CommentaryError("the address to ping is no URL; write one such as https://hc.example/ID") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise CommentaryError("the address to ping must be an http or https URL without a password")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise CommentaryError("the address to ping must be ASCII without spaces; encode others in percent")
    return url


def shown_ping(url: str) -> str:
    """Return an address without the part by which anybody could ping."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}/…"


def ping(url: str, signal: Signal, *, seconds: float = SECONDS) -> str:
    """Send one signal; return why it did not arrive, empty if it did. It takes at most so many seconds.

    A public name that resolves to a private address is refused, as in a crawl; redirects are not followed.
    """
    said: list[str] = []
    # A name server that does not answer has no time limit of its own.
    thread = threading.Thread(target=lambda: said.append(_send(url, signal, seconds)), daemon=True)
    thread.start()
    thread.join(seconds)
    return said[0] if said else f"no answer within {seconds:g} seconds"


def _send(url: str, signal: Signal, seconds: float) -> str:
    parts = urlsplit(url)
    if signal != "good":
        parts = parts._replace(path=f"{parts.path.rstrip('/')}/{signal}")
    try:
        status, reason = _get(urlunsplit(parts._replace(fragment="")), seconds)
    except (OSError, HTTPException, CommentaryError) as error:
        return getattr(error, "strerror", None) or str(error) or type(error).__name__
    if 200 <= status < 300 or (status == UNKNOWN_ENDING and signal != "good"):
        return ""
    moved = "; write the address to which it redirects" if 300 <= status < 400 else ""
    return f"status {status} {reason}{moved}".strip()


def _get(url: str, seconds: float) -> tuple[int, str]:
    parts = urlsplit(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    addresses = _addresses(host, port, is_meant=is_private_host(parts.netloc))
    connection = (_Tls if is_tls else _Plain)(host, port, timeout=seconds)
    connection.addresses = addresses
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        agent = f"{PRODUCT}/{version('commentary-archive')}"
        connection.request("GET", target, headers={"User-Agent": agent, "Connection": "close"})
        response = connection.getresponse()
        return response.status, response.reason
    finally:
        connection.close()


def _addresses(host: str, port: int, *, is_meant: bool) -> list[str]:
    """Return the IP addresses of a host; CommentaryError if one of them is private and the URL does not say so."""
    found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    if not is_meant and any(map(is_private_address, found)):
        raise CommentaryError("its name leads to a private address; write that address itself if it is meant")
    return found


def _connect(addresses: list[str], port: int, timeout: float | None) -> socket.socket:
    """Connect to the first address that answers: what was checked, and not what a name server says a second time."""
    problem: OSError = OSError("its name has no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            problem = error
    raise problem


class _Plain(HTTPConnection):
    addresses: list[str]

    def connect(self) -> None:
        self.sock = _connect(self.addresses, self.port, self.timeout)


class _Tls(HTTPSConnection):
    addresses: list[str]

    def connect(self) -> None:
        plain = _connect(self.addresses, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
