"""Decides whether and when to send a request again that failed (pure; RFC 9110, 10.2.3).

429, 503                                    nothing is sent to the host for as long as Retry-After says, else for a
                                            growing delay
other RETRY_STATUSES and connection errors  this request is sent again after a growing delay; the host's other
                                            requests go on
all else                                    never

No URL is requested more than MAX_TRIES times in a run. `crawler/run_state/backoff.py` applies what is decided here,
and ends the run where a delay is too long for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Requests for one URL in one run, the first included.
MAX_TRIES = 3
# 520 to 524 and 530 are Cloudflare's, for an origin server that does not answer.
RETRY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530})
OVERLOAD_STATUSES = frozenset({429, 503})


@dataclass(frozen=True, kw_only=True)
class RetryDelay:
    """Seconds until the next try, and whether nothing at all may be sent to the host until then."""

    seconds: float
    pauses_host: bool = False


def retry_delay(
    status: int | None, *, tries: int, retry_after: float | None, backoff: float, jitter: float
) -> RetryDelay | None:
    """Return when to send a request again, None for never.

    `status` is None where no response came because of an error that may pass (a timeout, a reset, DNS). `tries`
    counts the failed requests for the URL before this one, `retry_after` is the header's value in seconds, `backoff`
    the first delay in seconds, which doubles with each try, and `jitter`, from 0 to 1, spreads a delay from half of
    that to one and a half times as much.
    """
    if (status is not None and status not in RETRY_STATUSES) or tries + 1 >= MAX_TRIES:
        return None
    seconds = backoff * 2**tries * (0.5 + jitter)
    if status not in OVERLOAD_STATUSES:
        return RetryDelay(seconds=max(seconds, retry_after or 0.0))
    # A Retry-After in the past (0 seconds) does not allow a request at once.
    return RetryDelay(seconds=retry_after or seconds, pauses_host=True)


def host_pause(status: int, retry_after: float | None) -> float:
    """Return the seconds for which nothing may be sent to the host, also when the request is not tried again."""
    return (retry_after or 0.0) if status in OVERLOAD_STATUSES else 0.0


def read_retry_after(text: str | None, *, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header in either of its forms (RFC 9110, 10.2.3), None for neither."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit():
        # Nine digits are 31 years; more must not overflow.
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
