"""What a host's robots.txt allows us to fetch (pure; RFC 9309, and Crawl-delay)."""

import math
from dataclasses import dataclass
from typing import Self

from protego import Protego

from crawler.policy.reasons import DISALLOWED
from crawler.policy.robots_groups import own_groups

# RFC 9309, 2.5 asks to read at least 500 KiB.
MAX_ROBOTS_BYTES = 512 * 1024
# A longer Crawl-delay is taken for a mistake.
MAX_CRAWL_DELAY_SECONDS = 3600.0


@dataclass(frozen=True, kw_only=True)
class RobotsTxt:
    """The rules of one host; `rules` is None when nothing may be fetched from it, and `problem` says why.

    `crawl_delay` is in seconds, 0 when robots.txt asks for none.
    """

    rules: Protego | None
    problem: str = ""
    crawl_delay: float = 0.0

    @classmethod
    def from_response(cls, status: int, body: bytes, agent: str) -> Self:
        """Read the response to a request for robots.txt, for the product token `agent`.

        4xx except 429: there are no rules, and everything is allowed (RFC 9309, 2.3.1.3). 429, and any other status
        that is no success: everything is disallowed (2.3.1.4).
        """
        if 200 <= status < 300:
            text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", errors="replace")
            rules = Protego.parse(own_groups(text, agent))
            delay = rules.crawl_delay(agent) or 0.0
            is_finite = math.isfinite(delay)
            return cls(
                rules=rules, crawl_delay=min(delay, MAX_CRAWL_DELAY_SECONDS) if is_finite else MAX_CRAWL_DELAY_SECONDS
            )
        if 400 <= status < 500 and status != 429:
            return cls(rules=Protego.parse(""))
        return cls.unreachable(f"status {status}")

    @classmethod
    def unreachable(cls, problem: str) -> Self:
        """Return the rules of a host whose robots.txt could not be fetched: everything is disallowed."""
        return cls(rules=None, problem=problem)

    def disallow_reason(self, url: str, agent: str) -> str | None:
        """Return why a URL must not be fetched, None when it may be."""
        if self.rules is None:
            return f"robots.txt could not be read ({self.problem})"
        return None if self.rules.can_fetch(url, agent) else DISALLOWED
