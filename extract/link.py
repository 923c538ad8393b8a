"""Source and Link: a place where a site lists pages, and what it lists (values only)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place where a site lists pages: `kind` is a key of `links.SOURCES`. ARTICLE stands for an article's links."""

    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL found on a listing.

    `listing` tells that it is one more page of the same source (a sitemap of an index, the next page of a feed)
    and not an article. `modified_at` (aware UTC) is what the listing says of it.
    """

    url: str
    listing: bool = False
    modified_at: datetime | None = None


# The kind of what was found in the text of an article. No profile can name it as a source.
ARTICLE = "article"
