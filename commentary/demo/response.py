"""The response to one request before it is sent (values only)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=UTF-8"
XML = "text/xml; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
JSON_FEED = "application/feed+json; charset=UTF-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class DemoResponse:
    """Status, body and headers; `etag` and `last_modified` where WordPress sends validators."""

    body: bytes = field(default=b"", repr=False)
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None


def html_response(text: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> DemoResponse:
    """Return a response with an HTML page."""
    return DemoResponse(body=text.encode(), status=status, headers=headers or {})


def redirect_response(url: str, *, status: int = 301) -> DemoResponse:
    """Return a redirect as WordPress sends it."""
    return DemoResponse(status=status, headers={"Location": url, "X-Redirect-By": "WordPress"})
