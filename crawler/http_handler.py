"""Scrapy's download handler for HTTP/1.x, with a parser for heads that only browsers accept (network).

a header line of more than 16 KiB                          up to MAX_LINE_BYTES
a header whose name is no token (RFC 9110, section 5.1)    left out
Content-Length that is no number                           as if it were missing: the body ends with the connection
Transfer-Encoding: identity, or `chunked` in odd spelling  none, or chunked
anything else that is no HTTP                              an error that `crawler.download_errors` names

Scrapy has no setting for its parser: it replaces the class of Twisted's parser object, and so does this module.
"""

import re
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import ParseError
from twisted.web.iweb import IResponse

# Chrome takes heads of 256 KiB in all; Content-Security-Policy and Link lines of 20 KB are sent by real sites.
MAX_LINE_BYTES = 256 * 1024
MAX_HEAD_BYTES = 1024 * 1024
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class HttpHandler(HTTP11DownloadHandler):
    """Scrapy's handler, whose connections parse responses with ResponseParser."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = ConnectionFactory  # noqa: SLF001 - Scrapy sets its own there


class ResponseParser(_LenientHTTPClientParser):
    """Parses the head of a response; it has no state of its own, because it takes the place of another parser."""

    MAX_LENGTH = MAX_LINE_BYTES

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802 - Twisted calls it
        """Fail with a reason; Twisted would close the connection without one."""
        raise ParseError("a header line is too long", line[:80])  # type: ignore[no-untyped-call]

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 - Twisted calls it
        """Store a header; ParseError when the head as a whole is too long."""
        self.head_bytes = getattr(self, "head_bytes", 0) + len(name) + len(value)
        if self.head_bytes > MAX_HEAD_BYTES:
            raise ParseError("the head is too long", name)  # type: ignore[no-untyped-call]
        if not _TOKEN.fullmatch(name):
            # Twisted refuses the whole response for it.
            return
        super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:  # noqa: N802 - Twisted calls it
        """Correct the headers that tell how long the body is, before Twisted reads them."""
        lengths = self.connHeaders.getRawHeaders(b"Content-Length", [])
        if lengths and not all(part.strip().isdigit() for length in lengths for part in length.split(b",")):
            self.connHeaders.removeHeader(b"Content-Length")
        codings = [
            coding.strip().lower()
            for line in self.connHeaders.getRawHeaders(b"Transfer-Encoding", [])
            for coding in line.split(b",")
        ]
        codings = [coding for coding in codings if coding not in {b"", b"identity"}]
        self.connHeaders.removeHeader(b"Transfer-Encoding")
        if codings:
            # A server that says chunked twice means it once.
            self.connHeaders.setRawHeaders(b"Transfer-Encoding", [b", ".join(dict.fromkeys(codings))])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class Connection(_LenientHTTP11ClientProtocol):
    """A connection whose responses ResponseParser parses."""

    def request(self, request: Any) -> Deferred[IResponse]:
        """Send a request."""
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = ResponseParser
        return answer


class ConnectionFactory(_LenientHTTP11ClientFactory):
    """Makes Connections."""

    def buildProtocol(self, addr: IAddress | None) -> Connection:  # noqa: N802 - Twisted calls it
        """Return the protocol of a new connection."""
        del addr
        return Connection(self._quiescentCallback)  # type: ignore[no-untyped-call]
