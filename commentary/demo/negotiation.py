"""What the demo site's answer becomes for one client: unchanged, packed, or plain (pure)."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property

from aiohttp import web

from commentary.demo.acts import sent
from commentary.demo.answer import Answer

# What is shorter is not worth packing.
PACKED_FROM = 500


@dataclass(frozen=True)
class Ready:
    """An answer made once and kept, with its body packed once for those who ask for it."""

    answer: Answer

    @cached_property
    def packed(self) -> bytes:
        """The body as gzip, the same bytes every time."""
        return gzip.compress(self.answer.body, 6, mtime=0)


def negotiated(request: web.BaseRequest, ready: Ready) -> web.Response:
    """Return the response that a client's headers ask for."""
    answer = ready.answer
    response = sent(answer)
    if answer.etag:
        response.headers["ETag"] = answer.etag
    if answer.last_modified:
        response.headers["Last-Modified"] = answer.last_modified
    if _unchanged(request.headers, answer):
        return web.Response(status=304, headers={key: response.headers[key] for key in ("ETag", "Last-Modified")})
    # A cache between must not give packed bytes to whoever cannot unpack them.
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(answer.body) >= PACKED_FROM:
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
