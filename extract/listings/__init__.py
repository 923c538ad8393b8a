"""Finds links in sitemaps, feeds, WordPress' REST API and HTML listings (pure).

SOURCES maps the kind of a source to the function that reads it.
"""

from extract.listings.crosslinks import find_crosslinks
from extract.listings.entries import Entry, find_entries
from extract.listings.find import SOURCES, find_links
from extract.listings.json_document import find_json
from extract.listings.link import Link
from extract.listings.page_lists import lists_of_pages
from extract.listings.paging import link_header_urls, with_query
from extract.listings.sitemap import is_news_sitemap
from extract.listings.wordpress import (
    asks_for_modified_posts,
    by_id_url,
    is_behind_last_page,
    modified_posts_url,
    pass_number,
    post_total,
    rest_route_url,
    smaller_pages_url,
)

__all__ = [
    "SOURCES",
    "Entry",
    "Link",
    "asks_for_modified_posts",
    "by_id_url",
    "find_crosslinks",
    "find_entries",
    "find_json",
    "find_links",
    "is_behind_last_page",
    "is_news_sitemap",
    "link_header_urls",
    "lists_of_pages",
    "modified_posts_url",
    "pass_number",
    "post_total",
    "rest_route_url",
    "smaller_pages_url",
    "with_query",
]
