"""When to ask again after an answer that is none (pure).

429, 503           the whole host rests: for as long as its Retry-After says, else for a growing while
other 5xx, resets  the page comes again after a growing while, and the others go on
all else           never
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, ConnectionClosed

# How often one address is asked for at most in a run.
TRIES = 3
# 520 to 524 and 530 are what a proxy says whose server does not answer it.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530})
OVERLOADED = frozenset({429, 503})
PASSING_ERRORS: tuple[type[Exception], ...] = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How many seconds to wait, and whether the whole host is to be left alone meanwhile."""

    seconds: float
    of_host: bool = False


def wait_after(
    outcome: int | Exception, *, tries: int, retry_after: float | None, backoff: float, chance: float
) -> Wait | None:
    """Return how long to wait before the next try, None when there is to be none.

    `outcome` is the status or the error that came, `tries` how often the address had been asked for in vain before,
    `retry_after` what the host asked for in seconds, `backoff` the first wait in seconds, which doubles with each
    try, and `chance` a number from 0 to 1 that spreads waits from half of that to one and a half times as much.
    """
    passes = outcome in PASSING if isinstance(outcome, int) else isinstance(outcome, PASSING_ERRORS)
    if not passes or tries + 1 >= TRIES:
        return None
    seconds = backoff * 2**tries * (0.5 + chance)
    if outcome not in OVERLOADED:
        return Wait(seconds=max(seconds, retry_after or 0.0))
    # A date that has passed already is no leave to come at once.
    return Wait(seconds=retry_after or seconds, of_host=True)


def rest_of(status: int, retry_after: float | None) -> float:
    """Return for how many seconds an answer asks that its host be left alone: also the last try's may."""
    return (retry_after or 0.0) if status in OVERLOADED else 0.0


def read_retry_after(text: str | None, *, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header in either of its forms (RFC 9110, 10.2.3), None for neither."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit():
        # More digits than a year of seconds has are a mistake, and no number of them may overflow.
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
