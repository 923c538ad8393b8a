"""Reading one capture: what the crawler's workers and replay's workers both do (pure).

Recorded → Page ─┬─ an article? → read_article → Article or a part of one, and its Links, or why it is none
                 └─ a listing?  → find_links   → Links
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.warc import Capture, Recorded
from extract.article import Article
from extract.errors import ExtractionError, NotAnArticle
from extract.listings import SOURCES, Link, find_crosslinks, find_links
from extract.page import Page
from extract.read import read_article
from extract.site import Site, Source
from extract.urls import netloc_of

Outcome = Literal["article", "part", "listing", "not an article", "error"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one capture says, as read by one revision; `reason` tells why there is no article or listing.

    A `part` is a later page of an article, and `article` what that page alone shows of it.

    `links` are what a listing names, or the other articles of its site to which an article links.
    """

    capture: Capture
    revision: str
    outcome: Outcome
    article: Article | None = field(default=None, repr=False)
    links: tuple[Link, ...] = field(default=(), repr=False)
    reason: str | None = None


def is_readable(capture: Capture) -> bool:
    """Tell whether a capture is to be read: a whole answer that is an article's page or a listing.

    Redirects, errors, answers that nothing has changed and robots.txt are captures only: their status says it all.
    """
    return (
        200 <= capture.status < 300
        and capture.revisit_of is None
        and (capture.source_kind is None or capture.source_kind in SOURCES)
    )


def source_of(capture: Capture) -> Source | None:
    """Return the source for which a capture was fetched, None for an article."""
    if capture.source_kind is None:
        return None
    return Source(kind=capture.source_kind, url=capture.source_url or capture.url)


def read_capture(page: Page, capture: Capture, site: Site) -> Reading:
    """Read a page that was captured; never raises for what a page holds."""
    source = source_of(capture)
    try:
        if source is None:
            article = read_article(page, site)
            links = find_crosslinks(article, site)
            outcome: Outcome = "article" if article.page_number == 1 else "part"
            return Reading(capture=capture, revision=site.revision, outcome=outcome, article=article, links=links)
        links = find_links(page, source)
    except ExtractionError as error:
        return failed_reading(capture, error, revision=site.revision)
    return Reading(capture=capture, revision=site.revision, outcome="listing", links=links)


def read_recorded(recorded: Recorded, site: Site) -> Reading:
    """Unpack and read a capture out of a WARC file."""
    try:
        page = recorded.page()
    except ExtractionError as error:
        return failed_reading(recorded.capture, error, revision=site.revision)
    return read_capture(page, recorded.capture, site)


def failed_reading(capture: Capture, error: ExtractionError, *, revision: str) -> Reading:
    """Return the reading of a page that is no article or could not be read."""
    outcome: Outcome = "not an article" if isinstance(error, NotAnArticle) else "error"
    return Reading(capture=capture, revision=revision, outcome=outcome, reason=error.problem)


def site_of(capture: Capture, sites: Mapping[str, Site]) -> Site | None:
    """Return the profile by which to read a capture; one out of a foreign WARC belongs to the site with its host."""
    if capture.site:
        return sites.get(capture.site)
    host = netloc_of(capture.url)
    return next((site for site in sites.values() if host in site.hosts), None)
