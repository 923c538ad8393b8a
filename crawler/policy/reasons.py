"""Why a request was not sent or got no answer, in few and constant words (pure).

IgnoreRequest              Scrapy's: a middleware stops a request
└── NotFetched             ours, with the reason; the spider's errback counts it
    └── Withdrawn          it will go out later; the spider's errback puts it back
NotRendered                ours: a document came, and the browser could not show it
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


class NotFetched(IgnoreRequest):
    """A request that must not go out, or an answer that must not be followed."""


class Withdrawn(NotFetched):
    """A request that must not go out now."""


class NotRendered(Exception):  # noqa: N818 - a verdict, as the one above
    """A document that the browser could not show as it is, with the reason."""


REASONS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host's name cannot be resolved",
    DownloadConnectionRefusedError: "connection refused",
    DownloadTimeoutError: "no answer in time",
    DownloadCancelledError: "larger than the largest page that is fetched",
    DownloadFailedError: "connection lost or broken",
    ResponseDataLossError: "answer cut off",
    UnsupportedURLSchemeError: "not an HTTP address",
    ConnectError: "the host cannot be reached",
    ConnectionClosed: "connection lost or broken",
    TunnelError: "refused by the proxy",
    NotRendered: "the browser could not show it",
    OSError: "the host cannot be reached",
    IgnoreRequest: "too many redirects",
}
# Reasons that will be the same tomorrow; what was left for another is asked for by the next run.
PERMANENT = frozenset(
    {
        "robots.txt disallows it",
        "not on the site's hosts",
        "its host is a private machine",
        "redirects off the site",
        "redirects to what is no web address",
        "redirects to a page of this run",
        "too many redirects",
        "larger than the largest page that is fetched",
        "not an HTTP address",
    }
)
DOWNLOAD_ERRORS: tuple[type[Exception], ...] = tuple(REASONS)


def reason_of(error: Exception) -> str:
    """Return why a download failed."""
    if isinstance(error, NotFetched | NotRendered):
        return str(error)
    return next(reason for kind, reason in REASONS.items() if isinstance(error, kind))
