"""Finds links in sitemaps, feeds, WordPress' REST interface and HTML listings (pure).

SOURCES maps the kind of a source to the function that reads it.
"""

from extract.listings.crosslinks import find_crosslinks
from extract.listings.find import SOURCES, find_links
from extract.listings.link import Link
from extract.listings.wordpress import is_modified_since, modified_since, rest_route_url

__all__ = [
    "SOURCES",
    "Link",
    "find_crosslinks",
    "find_links",
    "is_modified_since",
    "modified_since",
    "rest_route_url",
]
