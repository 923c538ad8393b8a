"""Backoff: retries failed requests and pauses hosts, as `crawler.policy` decides (writes the frontier)."""

import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.download_errors import TRANSIENT_ERRORS
from crawler.ledger import Ledger
from crawler.policy import OVERLOAD_STATUSES, RetryDelay, host_pause, read_retry_after, retry_delay
from crawler.run_state.frontier import Frontier

# Requests in a row without a response: after so many the host is paused, after so many the run ends.
UNANSWERED_BEFORE_PAUSE, MAX_UNANSWERED_IN_ROW = 3, 8
# Responses 429 or 503 in a row that end the run.
MAX_OVERLOADED_IN_ROW = 8


class Backoff:
    """Applies retry delays and host pauses.

    `backoff` is the first retry delay in seconds. `pause_host` is called with the host and the seconds for which no
    request may be sent to it. `end_run_now` is called with the status and the reason with which the run ends: when a
    host would have to be paused for longer than `max_pause` seconds, when it is overloaded, or does not respond any
    more. `paused_until` is a moment of the monotonic clock.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing it acts on
        self,
        frontier: Frontier,
        ledger: Ledger,
        *,
        backoff: float,
        max_pause: float,
        pause_host: Callable[[str, float], None],
        end_run_now: Callable[[str, str], None],
    ) -> None:
        self.frontier = frontier
        self.ledger = ledger
        self.backoff = backoff
        self.max_pause = max_pause
        self.pause_host = pause_host
        self.end_run_now = end_run_now
        self.paused_until = 0.0
        self._overloaded_in_row = 0

    def on_response(self, response: Response, request: Request) -> None:
        """Pause the host if the response is 429 or 503, and store in the request's meta when to send it again.

        This is done as soon as the response is there; the spider's callback comes too late to hold back the next
        request.
        """
        if "tries" in request.meta:
            header = response.headers.get("Retry-After")
            retry_after = read_retry_after(header.decode("latin-1") if header else None, now=datetime.now(UTC))
            request.meta["retry_delay"] = self._decide(request.meta, response.status, retry_after)
            self._overloaded_in_row = self._overloaded_in_row + 1 if response.status in OVERLOAD_STATUSES else 0
            if self._overloaded_in_row >= MAX_OVERLOADED_IN_ROW:
                self.end_run_now("partial", f"{self._overloaded_in_row} responses in a row were 429 or 503")

    def on_no_response(self, meta: Mapping[str, Any]) -> None:
        """Pause a host that does not respond, for twice as long each time, and end the run when it never does.

        Each URL counts once: a few that never respond say nothing of the others.
        """
        if meta["tries"]:
            return
        unanswered = self.ledger.count_unanswered()
        if unanswered >= MAX_UNANSWERED_IN_ROW:
            self.end_run_now("unreachable", f"{unanswered} requests in a row got no response")
        elif unanswered > UNANSWERED_BEFORE_PAUSE:
            self._pause(meta["download_slot"], self.backoff * 2 ** (unanswered - UNANSWERED_BEFORE_PAUSE - 1))

    def schedule_retry(self, meta: Mapping[str, Any], error: Exception | None = None) -> bool:
        """Queue the request with this meta again after its response, or an error, if it is to be; True if it was."""
        if error is None:
            delay: RetryDelay | None = meta.get("retry_delay")
        else:
            delay = self._decide(meta, None, None) if isinstance(error, TRANSIENT_ERRORS) else None
        # A longer delay is left to the next run.
        if delay is None or delay.seconds > self.max_pause:
            return False
        self.frontier.requeue(meta["frontier_id"], not_before=time.time() + delay.seconds)
        return True

    def _decide(self, meta: Mapping[str, Any], status: int | None, retry_after: float | None) -> RetryDelay | None:
        delay = retry_delay(
            status,
            tries=meta["tries"],
            retry_after=retry_after,
            backoff=self.backoff,
            jitter=random.random(),
        )
        seconds = 0.0 if status is None else host_pause(status, retry_after)
        if delay is not None and delay.pauses_host:
            seconds = max(seconds, delay.seconds)
        if seconds:
            self._pause(meta["download_slot"], seconds)
        return delay

    def _pause(self, host: str, seconds: float) -> None:
        if seconds > self.max_pause:
            asked = f"{host} must not be asked for {seconds:.0f} seconds (Retry-After or back-off)"
            self.end_run_now("partial", f"{asked}, and a run waits at most {self.max_pause:.0f}")
            return
        now = time.monotonic()
        until = now + seconds
        self.ledger.add_waiting_time(host, max(0.0, until - max(self.paused_until, now)))
        self.paused_until = max(self.paused_until, until)
        self.pause_host(host, seconds)
