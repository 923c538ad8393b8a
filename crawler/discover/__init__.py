"""Visits a site to find out what a profile of it needs, and fetches single pages for a check of a profile (network).

`visit` runs a procedure that decides after each answer what to ask next; `discover` is one, `live_articles` another.
The decisions are pure functions over pages: clues, places, the sampler, system and zone.
"""

from crawler.discover.discovery import discover
from crawler.discover.found import Fact, Found, FoundSource
from crawler.discover.live import LiveArticle, LiveSample, live_articles, live_pages
from crawler.discover.sample import ENOUGH_ARTICLES, LEAST_ARTICLES, MOST_ARTICLES
from crawler.discover.visit import NeedsBrowser, visited_site

__all__ = [
    "ENOUGH_ARTICLES",
    "LEAST_ARTICLES",
    "MOST_ARTICLES",
    "Fact",
    "Found",
    "FoundSource",
    "LiveArticle",
    "LiveSample",
    "NeedsBrowser",
    "discover",
    "live_articles",
    "live_pages",
    "visited_site",
]
