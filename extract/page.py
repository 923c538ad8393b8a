"""Page: one response; decoded text and one lxml tree, made once, shared by all readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """One response, whether it came from the network, a WARC or a file.

    `body` is the payload with its Content-Encoding removed; `fetched_at` is aware UTC; `headers` have lower-case
    names (empty for a file). `url` is the address that answered, after redirects.
    """

    url: str
    fetched_at: datetime
    content_type: str
    body: bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
