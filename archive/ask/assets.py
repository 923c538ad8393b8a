"""Looks up images and stylesheets: when captured, and which capture has the payload (reads the database)."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.schema import capture_of
from archive.warc import Capture, digest
from extract.assets import may_be_image

# `+` keeps SQLite from an index by kind or status: the URL has one.
_OF_URL = "url = ? AND +source_kind = 'asset' ORDER BY captured_at DESC, id DESC LIMIT 1"
LAST = f"SELECT captured_at, status, length_error FROM captures WHERE {_OF_URL}"  # noqa: S608 - our own words
LAST_WITH_PAYLOAD = f"SELECT * FROM captures WHERE status = 200 AND length_error IS NULL AND {_OF_URL}"  # noqa: S608 - our own words
SAME_PAYLOAD = """
SELECT * FROM captures WHERE payload_digest = ? AND bytes = ? AND source_kind = 'asset'
    AND revisit_of IS NULL AND status = 200 AND length_error IS NULL ORDER BY captured_at, id LIMIT 1
"""
# Of each URL the capture nearest in time, and that with the payload; without those whose payload is not there.
SHOWN = """
SELECT url, payload, content_type FROM (
    SELECT asset.url, coalesce(original.id, asset.id) AS payload,
        coalesce(nullif(asset.content_type, ''), original.content_type, '') AS content_type,
        row_number() OVER (PARTITION BY asset.url ORDER BY
            abs(julianday(asset.captured_at) - julianday(:at)), asset.captured_at, asset.id) AS place
    FROM captures AS asset LEFT JOIN captures AS original ON original.id = asset.revisit_of
    WHERE asset.url IN (SELECT value FROM json_each(:urls)) AND +asset.source_kind = 'asset'
        AND asset.status IN (200, 304) AND asset.length_error IS NULL
        AND (asset.revisit_of IS NULL OR original.status = 200))
WHERE place = 1
"""
REDIRECTS = """
SELECT url, redirect_url FROM captures WHERE url IN (SELECT value FROM json_each(:urls)) AND +source_kind = 'asset'
    AND status IN (301, 302, 303, 307, 308) AND redirect_url IS NOT NULL ORDER BY captured_at, id
"""

COUNT = """
SELECT count(DISTINCT url), count(DISTINCT source_url) FROM captures WHERE source_kind = 'asset' AND site = ?
"""
MAX_REDIRECTS = 5


@dataclass(frozen=True, kw_only=True)
class KnownAsset:
    """The last capture of an image or stylesheet; `is_whole` tells that its connection did not break off."""

    captured_at: datetime
    status: int
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True)
class ShownAsset:
    """An asset as it is shown: the id of the capture that has its `payload`, and its Content-Type."""

    payload: str
    content_type: str

    @property
    def may_be_image(self) -> bool:
        """Whether the server called it an image, or did not say what it is."""
        return may_be_image(self.content_type)


def known_asset(db: sqlite3.Connection, url: str) -> KnownAsset | None:
    """Return the last capture of an asset's URL, for whichever article; None if there is none."""
    row = db.execute(LAST, (url,)).fetchone()
    if row is None:
        return None
    is_whole = row["length_error"] is None
    return KnownAsset(captured_at=datetime.fromisoformat(row["captured_at"]), status=row["status"], is_whole=is_whole)


def unchanged_asset(db: sqlite3.Connection, url: str) -> Capture | None:
    """Return the capture with the payload that a 304 of an asset's URL refers to, with that URL's own validators.

    None if its last response had no validator.
    """
    row = db.execute(LAST_WITH_PAYLOAD, (url,)).fetchone()
    if row is None or not (row["etag"] or row["last_modified"]):
        return None
    last = capture_of(row)
    if last.revisit_of is None:
        return last
    original = db.execute("SELECT * FROM captures WHERE id = ?", (last.revisit_of,)).fetchone()
    if original is None:
        return None
    return replace(capture_of(original), etag=last.etag, last_modified=last.last_modified)


def asset_with_payload(db: sqlite3.Connection, body: bytes) -> Capture | None:
    """Return the first capture of an asset with this payload, None if there is none; an empty one has no other."""
    row = db.execute(SAME_PAYLOAD, (digest(body), len(body))).fetchone() if body else None
    return capture_of(row) if row else None


def has_assets(db: sqlite3.Connection, article: str) -> bool:
    """Tell whether an asset was ever requested for the article's page at a URL."""
    query = "SELECT 1 FROM captures WHERE source_kind = 'asset' AND source_url = ? LIMIT 1"
    return db.execute(query, (article,)).fetchone() is not None


def count_assets(db: sqlite3.Connection, site: str) -> tuple[int, int]:
    """Return how many different images and stylesheets of a site were requested, and for how many pages."""
    row = db.execute(COUNT, (site,)).fetchone()
    return row[0], row[1]


def shown_query(urls: Collection[str], at: str) -> tuple[str, dict[str, str]]:
    """Return a query, and its parameters, for the captures of some assets that are nearest to a time.

    Its rows have the columns that `to_shown` takes.
    """
    return SHOWN, {"urls": json.dumps(sorted(urls)), "at": at}


def redirects_query(urls: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return a query, and its parameters, for where some assets redirect: rows of a URL and its target."""
    return REDIRECTS, {"urls": json.dumps(sorted(urls))}


def to_shown(rows: Iterable[Mapping[str, Any]]) -> dict[str, ShownAsset]:
    """Return the assets in the rows of `shown_query`, by their URLs."""
    return {row["url"]: ShownAsset(payload=row["payload"], content_type=row["content_type"]) for row in rows}


def shown_assets(db: sqlite3.Connection, urls: Collection[str], at: str) -> dict[str, ShownAsset]:
    """Return the captures of some assets that are nearest to a time, by URL; redirects are followed."""
    leads_to = {url: url for url in urls}
    for _ in range(MAX_REDIRECTS):
        query, values = redirects_query(set(leads_to.values()))
        redirects = dict(map(tuple, db.execute(query, values).fetchall()))
        if not redirects:
            break
        leads_to = {url: redirects.get(target, target) for url, target in leads_to.items()}
    query, values = shown_query(set(leads_to.values()), at)
    shown = to_shown(db.execute(query, values).fetchall())
    return {url: shown[target] for url, target in leads_to.items() if target in shown}
