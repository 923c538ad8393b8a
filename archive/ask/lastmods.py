"""Looks up what the lastmods that a source gives are worth (reads the database)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from extract.site import Source

# The pages that a source calls modified last, with the last look but one: between that and the last one it announced
# a change if its lastmod is later. Of a site with many pages a sample is enough.
ANNOUNCED = """
WITH listed AS (
    SELECT url, modified_at FROM sources
    WHERE site = :site AND source_kind = :kind AND source_url = :url AND modified_at IS NOT NULL
    ORDER BY modified_at DESC, url LIMIT 200
), looked AS (
    SELECT url, modified_at, (
        SELECT captured_at FROM captures WHERE address = listed.url AND source_kind IS NULL
            AND status IN (200, 203, 304) AND NOT broken_off
        ORDER BY captured_at DESC, id DESC LIMIT 1 OFFSET 1) AS looked_at FROM listed
)
SELECT looked_at, articles.url AS article, articles.versions FROM looked
LEFT JOIN addresses ON addresses.url = looked.url LEFT JOIN articles ON articles.id = addresses.article
WHERE looked_at IS NOT NULL AND modified_at > looked_at
"""
IS_EDITED = "SELECT 1 FROM history WHERE article = ? AND captured_at > ? LIMIT 1"
OF_ADDRESS = """
SELECT source_kind, source_url, modified_at FROM sources WHERE site = ? AND url = ? AND modified_at IS NOT NULL
"""


@dataclass(frozen=True, kw_only=True)
class Announcements:
    """For how many pages a source announced a change between the last two looks, and how many of them had changed."""

    announced: int = 0
    told: int = 0


def announcements_of(db: sqlite3.Connection, site: str, source: Source) -> Announcements:
    """Return what a source's lastmods announced, as it was last read."""
    rows = db.execute(ANNOUNCED, {"site": site, "kind": source.kind, "url": source.url}).fetchall()
    told = sum(
        (row["versions"] or 0) > 1
        and db.execute(IS_EDITED, (row["article"], row["looked_at"])).fetchone() is not None
        for row in rows
    )
    return Announcements(announced=len(rows), told=told)


def lastmods_of(db: sqlite3.Connection, site: str, address: str) -> Iterator[tuple[Source, datetime]]:
    """Yield the sources that give an address a lastmod, each with the one that it gave last."""
    for row in db.execute(OF_ADDRESS, (site, address)).fetchall():
        source = Source(kind=row["source_kind"], url=row["source_url"])
        yield source, datetime.fromisoformat(row["modified_at"])
