"""Turns a response into the one that a request's headers ask for: 304, gzip or plain (pure)."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property

from aiohttp import web

from commentary.demo.fault_actions import to_response
from commentary.demo.response import DemoResponse

# Shorter bodies are not worth compressing.
MIN_GZIP_BYTES = 500


@dataclass(frozen=True)
class CachedResponse:
    """A response that is kept, with its body compressed once."""

    response: DemoResponse

    @cached_property
    def gzipped(self) -> bytes:
        """The body as gzip, the same bytes every time."""
        return gzip.compress(self.response.body, 6, mtime=0)


def negotiate(request: web.BaseRequest, cached: CachedResponse) -> web.Response:
    """Return the response that a client's headers ask for."""
    made = cached.response
    response = to_response(made)
    if made.etag:
        response.headers["ETag"] = made.etag
    if made.last_modified:
        response.headers["Last-Modified"] = made.last_modified
    if _is_not_modified(request.headers, made):
        return web.Response(status=304, headers={key: response.headers[key] for key in ("ETag", "Last-Modified")})
    # A cache must not give gzip to a client that does not accept it.
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(made.body) >= MIN_GZIP_BYTES:
        response.body = cached.gzipped
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_not_modified(headers: Mapping[str, str], response: DemoResponse) -> bool:
    """Tell whether a conditional request gets 304; as in WordPress both validators must match where both are sent."""
    if not (response.etag and response.last_modified):
        return False
    none_match, since = headers.get("If-None-Match"), headers.get("If-Modified-Since")
    if none_match is None and since is None:
        return False
    same = none_match is None or response.etag in none_match.replace("W/", "")
    return same and (since is None or _not_after(response.last_modified, since))


def _not_after(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except ValueError:
        return False
