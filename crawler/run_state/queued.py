"""Ask: something that a crawl is to ask for, a page or a listing (values only)."""

from dataclasses import dataclass

from extract.site import Source
from extract.urls import canonical_url


@dataclass(frozen=True, kw_only=True)
class QueuedRequest:
    """Something to ask for: a page, or with a `source` one of that source's listings.

    `why` is the reason, in words for people. `first` tells that a listing is the one that the profile names. `depth`
    counts the links between articles that led to a page which no source names. `id` and `tries`, how often it was
    asked for in vain, are the frontier's to set.
    """

    url: str
    why: str
    source: Source | None = None
    first: bool = False
    priority: int = 0
    depth: int = 0
    referer: str | None = None
    id: int = 0
    tries: int = 0

    @property
    def key(self) -> str:
        """What makes two of them the same: a page's canonical URL; a listing's source and address."""
        if self.source is None:
            return canonical_url(self.url)
        return f"{self.source.kind} {self.source.url} {self.url}"
