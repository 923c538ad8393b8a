"""Download errors: exceptions of Scrapy, Twisted and ours, and the reason to count for each (no side effects).

IgnoreRequest              Scrapy's: a middleware stops a request
└── NotFetched             ours, with the reason; the spider's errback counts it
    └── RequestCancelled   ours: not sent yet, and sent later; the spider's errback queues it again
NotRendered                ours: the document was fetched, and the browser could not render it
"""

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from crawler.policy import CUT_OFF, NOT_HTTP, TOO_LARGE, TOO_MANY_REDIRECTS


class NotFetched(IgnoreRequest):
    """A request that must not be sent, or a redirect that must not be followed; its message is the reason."""


class RequestCancelled(NotFetched):
    """A request that was taken out of the downloader's queue before it was sent."""


class NotRendered(Exception):  # noqa: N818 - a verdict, as the ones above
    """A document that the browser could not render; its message is the reason."""


MALFORMED = "its response is not valid HTTP"
# The first class that matches counts. The values are constant, so that a summary can count them.
REASONS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host's name cannot be resolved",
    DownloadConnectionRefusedError: "connection refused",
    DownloadTimeoutError: "no answer in time",
    DownloadCancelledError: TOO_LARGE,
    DownloadFailedError: "connection lost or broken",
    ResponseDataLossError: CUT_OFF,
    UnsupportedURLSchemeError: NOT_HTTP,
    ConnectError: "the host cannot be reached",
    ConnectionClosed: "connection lost or broken",
    TunnelError: "refused by the proxy",
    NotRendered: "the browser could not render it",
    OSError: "the host cannot be reached",
    IgnoreRequest: TOO_MANY_REDIRECTS,
}
DOWNLOAD_ERRORS: tuple[type[Exception], ...] = tuple(REASONS)
# The same request may succeed a few seconds later.
TRANSIENT_ERRORS: tuple[type[Exception], ...] = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)


def reason_of(error: Exception) -> str:
    """Return why a download failed; `error` is one of DOWNLOAD_ERRORS."""
    if isinstance(error, NotFetched | NotRendered):
        return str(error)
    if _is_malformed(error):
        return MALFORMED
    return next(reason for kind, reason in REASONS.items() if isinstance(error, kind))


def _is_malformed(error: Exception) -> bool:
    """Tell whether a response came whose head or chunks cannot be parsed; Scrapy calls that a failed download."""
    cause = error.__cause__
    reasons = cause.reasons if isinstance(cause, ResponseFailed) else ()
    # Twisted raises the latter two for lengths that contradict each other and for an unknown Transfer-Encoding.
    return any(isinstance(reason.value, ParseError | ValueError | KeyError) for reason in reasons)
