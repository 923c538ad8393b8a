"""Pings a dead man's switch, which warns when the pings stop: a GET at the start and the end of a run (network).

The address is that of a check at a service such as healthchecks; the same address with `/start` and `/fail` at the
end of its path tells that a run started or failed (https://healthchecks.io/docs/http_api/).
"""

import threading
from http.client import HTTPException
from importlib.metadata import version
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from crawler.operator import PRODUCT
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

    It goes through the proxy that the environment names, as all that a crawl fetches; redirects are not followed.
    """
    said: list[str] = []
    # A name server that does not answer has no time limit of its own.
    thread = threading.Thread(target=lambda: said.append(_send(url, signal, seconds)), daemon=True)
    thread.start()
    thread.join(seconds)
    return said[0] if said else _late(seconds)


def _send(url: str, signal: Signal, seconds: float) -> str:
    parts = urlsplit(url)
    if signal != "good":
        parts = parts._replace(path=f"{parts.path.rstrip('/')}/{signal}")
    try:
        status, reason = _get(urlunsplit(parts._replace(fragment="")), seconds)
    except (OSError, HTTPException) as error:
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            return _late(seconds)
        return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    except ValueError as error:
        # Such as a proxy that is no URL; the words may have the address in them.
        return type(error).__name__
    if 200 <= status < 300 or (status == UNKNOWN_ENDING and signal != "good"):
        return ""
    moved = "; write the address to which it redirects" if 300 <= status < 400 else ""
    return f"status {status} {reason}{moved}".strip()


def _late(seconds: float) -> str:
    return f"no answer within {seconds:g} seconds"


def _get(url: str, seconds: float) -> tuple[int, str]:
    agent = f"{PRODUCT}/{version('commentary-archive')}"
    request = Request(url, headers={"User-Agent": agent})  # noqa: S310 - check_ping knows its scheme
    try:
        with build_opener(_NoRedirect).open(request, timeout=seconds) as response:
            return response.status, response.reason
    except HTTPError as error:
        with error:
            return error.code, error.reason


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: a service that has moved may keep its former address for somebody else."""

    def redirect_request(self, *_about: Any) -> None:
        """Return no request, so that the redirect is an HTTPError."""
