"""Answer: what the demo site says to one request, before it is sent (values only)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=UTF-8"
XML = "text/xml; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
FEED = "application/feed+json; charset=UTF-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A status, its bytes and its headers; `etag` and `last_modified` where the real site has validators."""

    body: bytes = field(default=b"", repr=False)
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None


def html(text: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with a page."""
    return Answer(body=text.encode(), status=status, headers=headers or {})


def moved(url: str, *, status: int = 301) -> Answer:
    """Answer with a redirect."""
    return Answer(status=status, headers={"Location": url, "X-Redirect-By": "WordPress"})
