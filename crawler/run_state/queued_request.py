"""QueuedRequest: a page or a listing that a run has still to request (values only)."""

from dataclasses import dataclass

from extract.site import ASSET, Source
from extract.urls import canonical_url

# Behind every page and listing.
ASSET_PRIORITY = -10


@dataclass(frozen=True, kw_only=True)
class QueuedRequest:
    """A request for a page, or with a `source` for one of that source's listings or an article's images.

    `reason` says in words for people why it is requested. `is_first` marks the listing whose URL the profile gives.
    `depth` counts the links between articles that led to a page which no source lists, the listings above a listing,
    or the stylesheets above an asset. `redirected_from` is the id of the request whose page redirects here by a meta
    refresh. The frontier sets `id`, and `tries`, the number of failed requests.
    """

    url: str
    reason: str
    source: Source | None = None
    is_first: bool = False
    priority: int = 0
    depth: int = 0
    referer: str | None = None
    redirected_from: int | None = None
    id: int = 0
    tries: int = 0

    @property
    def key(self) -> str:
        """What makes two requests the same: a page's canonical URL; a listing's source and URL; an asset's URL."""
        if self.source is None:
            return canonical_url(self.url)
        if self.source.kind == ASSET:
            return f"{ASSET} {self.url}"
        return f"{self.source.kind} {self.source.url} {self.url}"
