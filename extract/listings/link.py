"""A URL found in a listing of a site (values only)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL found on a listing.

    `listing` is true for a further page of the same source (a sitemap of an index, the next page of a feed), false
    for an article. `others` are further URLs of the same entry, likeliest first: `find_links` takes the first of all
    that lies on the site. What else a listing states of an article is kept, to be compared with what its page says:
    `title`, `authors`, `published_at` and `modified_at` (aware UTC).
    """

    url: str
    listing: bool = False
    modified_at: datetime | None = None
    others: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
