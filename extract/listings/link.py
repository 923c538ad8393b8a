"""Link: what a listing of a site names (values only)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL found on a listing.

    `listing` tells that it is one more page of the same source (a sitemap of an index, the next page of a feed)
    and not an article. `modified_at` (aware UTC) is what the listing says of it.
    """

    url: str
    listing: bool = False
    modified_at: datetime | None = None
