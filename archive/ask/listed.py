"""Looks up which pages a source has listed and are still there (reads the database)."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from extract.site import Source

# What answered 404 or 410 before its source listed it for the last time is claimed to be there all the same. Times
# have whole seconds, and a page is requested after the list that names it.
LISTED = """
SELECT sources.url, addresses.article, sources.last_found_at,
    ifnull(last.status IN (404, 410) AND last.captured_at >= last_found_at, 0)
        OR ifnull(articles.gone_at >= last_found_at, 0) AS is_gone
FROM sources
LEFT JOIN addresses ON addresses.url = sources.url LEFT JOIN articles ON articles.id = addresses.article
LEFT JOIN captures AS last ON last.id = (
    SELECT id FROM captures WHERE address = sources.url AND source_kind IS NULL
    ORDER BY captured_at DESC, id DESC LIMIT 1)
WHERE sources.site = :site AND sources.source_kind = :kind AND sources.source_url = :url
"""
STILL_THERE = f"SELECT min(url) FROM ({LISTED}) WHERE NOT is_gone GROUP BY ifnull(article, url)"  # noqa: S608 - our own words
GONE = f"SELECT count(*) FROM ({LISTED}) WHERE is_gone AND last_found_at >= :since"  # noqa: S608 - our own words


def still_listed(db: sqlite3.Connection, site: str, source: Source) -> Iterator[str]:
    """Yield the URLs that a source has ever listed and that are not gone; one for each article."""
    values = {"site": site, "kind": source.kind, "url": source.url}
    return (url for (url,) in map(tuple, db.execute(STILL_THERE, values)))


def count_still_listed(db: sqlite3.Connection, site: str, source: Source) -> int:
    """Return how many URLs `still_listed` yields."""
    return sum(1 for _ in still_listed(db, site, source))


def count_gone(db: sqlite3.Connection, site: str, source: Source, *, since: datetime) -> int:
    """Return how many URLs that a source has listed since a time were gone when they were requested after that."""
    values = {"site": site, "kind": source.kind, "url": source.url, "since": since.isoformat()}
    return int(db.execute(GONE, values).fetchone()[0])
