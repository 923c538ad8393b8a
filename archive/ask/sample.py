"""Looks up the newest captures of a site's articles, to learn from them (reads the database and WARC files)."""

import re
from datetime import datetime, timedelta

from archive.ask.reads import Reads
from archive.schema import capture_of
from extract.errors import ArchiveError, ExtractionError
from extract.page import Page
from extract.site import Site
from extract.urls import canonical_url

# Older captures may show a former design.
SPAN = timedelta(days=14)
# Of one site, in the order of time from the newest on.
CAPTURED = """
SELECT captures.*, readings.outcome FROM captures LEFT JOIN readings ON readings.capture = captures.id
WHERE captures.site = ? AND source_kind IS NULL AND status = 200 AND revisit_of IS NULL AND NOT broken_off
    AND captures.captured_at >= ?
ORDER BY captures.captured_at DESC, captures.id
"""
NEWEST = "SELECT max(captured_at) FROM captures WHERE site = ? AND source_kind IS NULL AND status = 200"


def newest_pages(reads: Reads, site: Site, most: int, *, since: str = "") -> tuple[list[Page], list[Page]]:
    """Return the newest captures of up to `most` articles, and the feeds as last captured, which state some of them.

    A page counts as an article's if the profile's `articles` matches its URL; without such a pattern, if it was read
    as one. All are of the SPAN before the newest, and not from before `since`, a time as the database has it. What
    can no longer be read out of its WARC file is left out.
    """
    (newest,) = reads.db.execute(NEWEST, (site.name,)).fetchone()
    if newest is None:
        return [], []
    since = max(since, (datetime.fromisoformat(newest) - SPAN).isoformat())
    pages: dict[str, Page] = {}
    for row in reads.db.execute(CAPTURED, (site.name, since)):
        url = canonical_url(row["url"])
        is_article = bool(re.search(site.articles, url)) if site.articles else row["outcome"] == "article"
        if not is_article or url in pages:
            continue
        try:
            pages[url] = reads.recorded(capture_of(row)).page()
        except (ArchiveError, ExtractionError):
            continue
        if len(pages) == most:
            break
    return list(pages.values()), list(_feeds(reads, site))


def _feeds(reads: Reads, site: Site) -> list[Page]:
    found: list[Page] = []
    for source in site.sources:
        capture = reads.last_capture(source.url) if source.kind in {"feed", "wordpress"} else None
        try:
            found += [reads.recorded(capture).page()] if capture is not None else []
        except (ArchiveError, ExtractionError):
            continue
    return found
