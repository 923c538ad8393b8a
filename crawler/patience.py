"""Patience: asks again later what may come then, and leaves a host alone that wants it (acts by crawler/retry.py)."""

import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.frontier import Frontier
from crawler.ledger import Ledger
from crawler.retry import read_retry_after, rest_of, wait_after


class Patience:
    """Decides by `crawler.retry`, and sees to it that it happens.

    `rest` is told the host and the seconds for which nothing may go out to it, `give_up` why a run must end that
    would otherwise have to wait for longer than `longest` seconds. `rests_until` is in seconds since the epoch.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing it acts on
        self,
        frontier: Frontier,
        ledger: Ledger,
        *,
        backoff: float,
        longest: float,
        rest: Callable[[str, float], None],
        give_up: Callable[[str], None],
    ) -> None:
        self.frontier = frontier
        self.ledger = ledger
        self.backoff = backoff
        self.longest = longest
        self.rest = rest
        self.give_up = give_up
        self.rests_until = 0.0

    def comes_again(self, meta: Mapping[str, Any], outcome: int | Exception, header: str | None = None) -> bool:
        """Tell whether the request with this meta will be sent once more; `header` is the answer's Retry-After."""
        retry_after = read_retry_after(header, now=datetime.now(UTC))
        # A request that reached no slot was stopped before anybody was asked.
        host = meta.get("download_slot", "")
        wait = wait_after(
            outcome,
            tries=meta["tries"],
            retry_after=retry_after,
            backoff=self.backoff,
            chance=random.random(),
        )
        rest = rest_of(outcome, retry_after) if isinstance(outcome, int) else 0.0
        if wait is not None and wait.of_host:
            rest = max(rest, wait.seconds)
        if rest:
            self._rest(host, rest)
        if wait is None:
            return False
        self.frontier.again(meta["ask"], at=time.time() + wait.seconds)
        return True

    def _rest(self, host: str, seconds: float) -> None:
        if seconds > self.longest:
            self.give_up(f"{host} asks to be left alone for {seconds:.0f} seconds")
            return
        until = time.time() + seconds
        self.ledger.add_wait(host, max(0.0, until - max(self.rests_until, time.time())))
        self.rests_until = max(self.rests_until, until)
        self.rest(host, seconds)
