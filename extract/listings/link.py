"""A URL found in a listing of a site (values only)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL found on a listing.

    `listing` is true for a further page of the same source (a sitemap of an index, the next page of a feed), false
    for an article. `modified_at` (aware UTC) is when the article was modified, as the listing states it. `others` are
    further URLs of the same entry, likeliest first: `find_links` takes the first of all that lies on the site.
    """

    url: str
    listing: bool = False
    modified_at: datetime | None = None
    others: tuple[str, ...] = ()
