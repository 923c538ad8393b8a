"""Reads one capture as an article or a listing, for the crawler's workers and those of replay (pure).

Recorded → Page ─┬─ an article? → read_article → Article or a part of one, and its Links, or the reason why not
                 └─ a listing?  → find_links   → Links
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.derive import ComparedText, read_compared_text
from archive.warc import Capture, Recorded
from extract.article import Article
from extract.assets import page_assets
from extract.errors import ExtractionError, NotAnArticle, RefreshRedirect
from extract.listings import SOURCES, Link, find_crosslinks, find_links
from extract.page import Page
from extract.read import read_article
from extract.site import Site, Source
from extract.urls import is_on_site
from extract.walls import head_reason

Outcome = Literal["article", "part", "listing", "redirect", "not an article", "error", "unread"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The result of reading one capture by one revision of the rules.

    `outcome` "part" is a later page of an article; then `article` has the text of that page alone. `links` are the
    links of a listing, or those of an article to other articles of its site. `reason` says why the outcome is "not an
    article", "error" or "unread". "unread" is no function of the page: its reader took too long, or was ended by the
    system. It is not stored as a reading, and the page is read again later. `leads_to` is the URL to which a page
    redirects by a meta refresh; then the outcome is "redirect". `assets` are the URLs of the images and stylesheets
    of an article's page, if the site's profile keeps them. `compared` is a function of the article's text, computed
    here because who stores a reading is a process for all readers.
    """

    capture: Capture
    revision: str
    outcome: Outcome
    article: Article | None = field(default=None, repr=False)
    links: tuple[Link, ...] = field(default=(), repr=False)
    reason: str | None = None
    leads_to: str | None = None
    assets: tuple[str, ...] = field(default=(), repr=False)
    compared: ComparedText | None = field(default=None, repr=False)


def is_readable(capture: Capture) -> bool:
    """Tell whether a capture is to be read: a 2xx response that may be an article's page or a listing.

    Redirects, errors, 304, robots.txt and what the connection cut off are captures without a reading. A 200 that is
    a revisit record shows the payload of the capture that it names.
    """
    return (
        200 <= capture.status < 300
        and capture.revisit_of != ""
        and not capture.broken_off
        and (capture.source_kind is None or capture.source_kind in SOURCES)
    )


def source_of(capture: Capture) -> Source | None:
    """Return the source that was requested, None for an article's page."""
    if capture.source_kind is None:
        return None
    return Source(kind=capture.source_kind, url=capture.source_url or capture.url)


def read_capture(page: Page, capture: Capture, site: Site) -> Reading:
    """Read the page of a capture; a page that cannot be read gives a reading with the outcome "error"."""
    source = source_of(capture)
    try:
        if source is None:
            article = read_article(page, site)
            links = find_crosslinks(article, site)
            outcome: Outcome = "article" if article.page_number == 1 else "part"
            assets = page_assets(page, lead_image=article.image_url) if site.assets else ()
            return Reading(
                capture=capture,
                revision=site.revision,
                outcome=outcome,
                article=article,
                links=links,
                assets=assets,
                compared=read_compared_text(article.body_text) if outcome == "article" else None,
            )
        links = _listed_links(page, source, site)
    except ExtractionError as error:
        return failed_reading(capture, error, revision=site.revision)
    return Reading(capture=capture, revision=site.revision, outcome="listing", links=links)


def _listed_links(page: Page, source: Source, site: Site) -> tuple[Link, ...]:
    if reason := head_reason(page.status, page.headers):
        raise ExtractionError(page.url, reason)
    return find_links(page, source, site.hosts)


def read_recorded(recorded: Recorded, site: Site) -> Reading:
    """Decode and read the response of a capture."""
    try:
        page = recorded.page()
    except ExtractionError as error:
        return failed_reading(recorded.capture, error, revision=site.revision)
    return read_capture(page, recorded.capture, site)


def failed_reading(capture: Capture, error: ExtractionError, *, revision: str) -> Reading:
    """Return the reading of a page that is not an article or could not be read."""
    if isinstance(error, RefreshRedirect):
        target = error.target
        return Reading(capture=capture, revision=revision, outcome="redirect", reason=error.problem, leads_to=target)
    outcome: Outcome = "not an article" if isinstance(error, NotAnArticle) else "error"
    return Reading(capture=capture, revision=revision, outcome=outcome, reason=error.problem)


def unread(capture: Capture, reason: str, *, revision: str) -> Reading:
    """Return the outcome of a page whose reader did not come to an end, for a reason that is not in its bytes."""
    return Reading(capture=capture, revision=revision, outcome="unread", reason=reason)


def site_of(capture: Capture, sites: Mapping[str, Site]) -> Site | None:
    """Return the profile by which to read a capture; for one of a foreign WARC the profile with its host."""
    if capture.site:
        return sites.get(capture.site)
    return next((site for site in sites.values() if is_on_site(capture.url, site.hosts)), None)
