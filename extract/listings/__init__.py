"""Finds links in sitemaps, feeds, WordPress' REST API and HTML listings (pure).

SOURCES maps the kind of a source to the function that reads it.
"""

from extract.listings.crosslinks import find_crosslinks
from extract.listings.find import SOURCES, find_links
from extract.listings.link import Link
from extract.listings.wordpress import asks_for_modified_posts, modified_posts_url, rest_route_url

__all__ = [
    "SOURCES",
    "Link",
    "asks_for_modified_posts",
    "find_crosslinks",
    "find_links",
    "modified_posts_url",
    "rest_route_url",
]
