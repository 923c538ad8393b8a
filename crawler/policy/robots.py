"""What a host's robots.txt allows, by RFC 9309 (pure)."""

import math
from dataclasses import dataclass
from typing import Self

from protego import Protego

# RFC 9309 asks to read at least 500 KiB.
MAX_BYTES = 512 * 1024
# Longer than this is no wish for patience but a mistake.
MAX_DELAY = 3600.0


@dataclass(frozen=True, kw_only=True)
class Robots:
    """The rules of one host for us: `rules` None means that nothing may be fetched, and `problem` why."""

    rules: Protego | None
    problem: str = ""
    delay: float = 0.0

    @classmethod
    def from_answer(cls, status: int, body: bytes, agent: str) -> Self:
        """Read the answer to a request for robots.txt.

        4xx: there are no rules. 429 is no such answer, it asks us to stay away; so does whatever else is no success.
        """
        if 200 <= status < 300:
            text = body[:MAX_BYTES].decode("utf-8-sig", errors="replace")
            rules = Protego.parse(text)
            delay = rules.crawl_delay(agent) or 0.0
            return cls(rules=rules, delay=min(delay, MAX_DELAY) if math.isfinite(delay) else MAX_DELAY)
        if 400 <= status < 500 and status != 429:
            return cls(rules=Protego.parse(""))
        return cls.unreachable(f"status {status}")

    @classmethod
    def unreachable(cls, problem: str) -> Self:
        """Return the rules of a host whose robots.txt cannot be had: everything is disallowed."""
        return cls(rules=None, problem=problem)

    def refusal(self, url: str, agent: str) -> str | None:
        """Return why a URL must not be fetched, None when it may be."""
        if self.rules is None:
            return f"robots.txt could not be read ({self.problem})"
        return None if self.rules.can_fetch(url, agent) else "robots.txt disallows it"
