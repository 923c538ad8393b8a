"""Patience: asks again later what may come then, and leaves a host alone that wants it (acts by crawler/retry.py)."""

import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.policy import OVERLOADED, Wait, read_retry_after, rest_of, wait_after
from crawler.run_state.frontier import Frontier
from crawler.run_state.ledger import Ledger

# So many requests in a row may be without an answer by chance; so many are not.
PASSED_OVER, MOST_UNANSWERED = 3, 8


class Backoff:
    """Decides by `crawler.retry`, and sees to it that it happens.

    `rest` is told the host and the seconds for which nothing may go out to it; `give_up` the status with which a run
    must end, and why, when it would have to wait for longer than `longest` seconds or nobody answers any more.
    `rests_until` is a moment of the monotonic clock.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing it acts on
        self,
        frontier: Frontier,
        ledger: Ledger,
        *,
        backoff: float,
        longest: float,
        rest: Callable[[str, float], None],
        give_up: Callable[[str, str], None],
    ) -> None:
        self.frontier = frontier
        self.ledger = ledger
        self.backoff = backoff
        self.longest = longest
        self.rest = rest
        self.give_up = give_up
        self.rests_until = 0.0
        self._overloaded = 0

    def on_answer(self, response: Response, request: Request) -> None:
        """Decide as soon as an answer is there: a callback comes too late to hold back what is sent next."""
        if "tries" in request.meta:
            header = response.headers.get("Retry-After")
            told = read_retry_after(header.decode("latin-1") if header else None, now=datetime.now(UTC))
            request.meta["wait"] = self._decide(request.meta, response.status, told)
            self._overloaded = self._overloaded + 1 if response.status in OVERLOADED else 0
            if self._overloaded >= MOST_UNANSWERED:
                self.give_up("partial", f"{self._overloaded} answers in a row said that the host has too much to do")

    def on_no_answer(self, meta: Mapping[str, Any]) -> None:
        """Let a host rest that does not answer, for twice as long each time, and give up when it never does.

        Each address counts once: a few that never answer say nothing of the others.
        """
        if meta["tries"]:
            return
        times = self.ledger.note_unanswered()
        if times >= MOST_UNANSWERED:
            self.give_up("unreachable", f"{times} requests in a row got no answer")
        elif times > PASSED_OVER:
            self._rest(meta["download_slot"], self.backoff * 2 ** (times - PASSED_OVER - 1))

    def comes_again(self, meta: Mapping[str, Any], error: Exception | None = None) -> bool:
        """Tell whether the request with this meta will be sent once more, after its answer or an error."""
        wait: Wait | None = meta.get("wait") if error is None else self._decide(meta, error, None)
        # What would have to wait for longer is for the next run to ask.
        if wait is None or wait.seconds > self.longest:
            return False
        self.frontier.again(meta["ask"], at=time.time() + wait.seconds)
        return True

    def _decide(self, meta: Mapping[str, Any], outcome: int | Exception, retry_after: float | None) -> Wait | None:
        wait = wait_after(
            outcome,
            tries=meta["tries"],
            retry_after=retry_after,
            backoff=self.backoff,
            chance=random.random(),
        )
        seconds = rest_of(outcome, retry_after) if isinstance(outcome, int) else 0.0
        if wait is not None and wait.of_host:
            seconds = max(seconds, wait.seconds)
        if seconds:
            self._rest(meta["download_slot"], seconds)
        return wait

    def _rest(self, host: str, seconds: float) -> None:
        if seconds > self.longest:
            self.give_up("partial", f"{host} asks to be left alone for {seconds:.0f} seconds")
            return
        now = time.monotonic()
        until = now + seconds
        self.ledger.add_wait(host, max(0.0, until - max(self.rests_until, now)))
        self.rests_until = max(self.rests_until, until)
        self.rest(host, seconds)
