"""RobotsRules: the robots.txt of each host that this run has read (no side effects).

The middleware puts them in; whoever wants to know before a request is made whether it would be allowed asks here.
"""

from urllib.parse import urlsplit

from crawler.policy import RobotsTxt


class RobotsRules:
    """Rules by origin (scheme, host and port; RFC 9309, 2.3), for the product token `agent`."""

    def __init__(self, agent: str) -> None:
        self.agent = agent
        self._by_origin: dict[str, RobotsTxt] = {}

    def set_rules(self, origin: str, robots: RobotsTxt) -> None:
        """Store the rules of an origin in place of older ones."""
        self._by_origin[origin] = robots

    def of(self, url: str) -> RobotsTxt | None:
        """Return the rules of a URL's origin; None while they have not been read."""
        return self._by_origin.get(origin_of(url))

    def disallow_reason(self, url: str) -> str | None:
        """Return why a URL must not be fetched; None when it may be, or when its host's rules have not been read."""
        robots = self._by_origin.get(origin_of(url))
        return None if robots is None else robots.disallow_reason(url, self.agent)


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
