"""Looks up the history of a URL and of a site, to decide what to request again (reads the database).

An `address` is a URL in normal form (`canonical_url`).
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from archive.ask.failures import ANSWERS, failing_since, has_failed
from archive.derive import CUT_OFF, MAX_ARTICLE_PAGES
from extract.site import Source


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the archive knows of one URL.

    `captured_at` is the time of the last capture, None if there is none; `failed` tells that this was an error, could
    not be read, was cut off, showed a challenge or another fault that may pass, showed something else in the place of
    the article, or was a 404 in an outage. `gone` tells that its article, or a page that was none, is gone.
    `failing_since` is the time of the first of the failures in a row, for a URL without an article or with another
    text in its place. `updated_at` is the date of the last update that the page gives. `edits` counts the edits in
    the view `history`, `edited_at` is the time of the last one.
    """

    captured_at: datetime | None = None
    failed: bool = False
    gone: bool = False
    failing_since: datetime | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    edits: int = 0
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Trust:
    """How many (`told`) of a site's edits its sources' lastmod announced; of an article its newest edit counts."""

    told: int = 0
    edits: int = 0


@dataclass(frozen=True, kw_only=True)
class LastRun:
    """Whether a site's last run finished, whether pages failed, and whether sources were not read to their end.

    `unlisted` maps the URL of a source that withholds posts to their number.
    """

    finished: bool = False
    failed: bool = False
    unread: bool = False
    unlisted: Mapping[str, int] = field(default_factory=dict)


MISSING = frozenset({404, 410})

ARTICLE = """
SELECT articles.url, ifnull(published_at, first_captured_at) AS published_at, updated_at, versions, gone_at
FROM addresses JOIN articles ON articles.id = addresses.article WHERE addresses.url = ?
"""
EDITS = "SELECT count(*) AS edits, max(captured_at) AS edited_at FROM history WHERE article = ?"
TRUST = """
WITH newest AS (
    SELECT article, max(captured_at) AS captured_at, previous_captured_at, previous_version FROM history
    WHERE site = :site GROUP BY article),
places AS (
    SELECT newest.*, addresses.url FROM newest JOIN articles ON articles.url = newest.article
    JOIN addresses ON addresses.article = articles.id),
dated AS (
    SELECT places.article, max(modified_at > ifnull((
        SELECT updated_at FROM readings WHERE readings.article = places.article
            AND readings.version = places.previous_version
            AND readings.captured_at <= places.previous_captured_at
        ORDER BY readings.captured_at DESC LIMIT 1), previous_captured_at)) AS told
    FROM places JOIN sources ON sources.site = :site AND sources.url = places.url AND modified_at IS NOT NULL
    GROUP BY places.article)
SELECT ifnull(sum(told), 0) AS told, count(*) AS edits FROM dated
"""
LAST_RUN = """
SELECT status, failed, json_extract(summary, '$.sources') AS unread, json_extract(summary, '$.unlisted') AS unlisted
FROM runs WHERE site = ? AND id <> ? AND imported_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 1
"""
# The plus keeps SQLite on the index of URLs, so that it does not sort all of them for every 500. A page that was
# missing once may be back, and no source may list it.
ARTICLES = """
SELECT url FROM articles WHERE +site = ? AND url > ?
    AND (? OR gone_at IS NULL OR gone_at > datetime('now', '-180 days'))
ORDER BY url LIMIT 500
"""
NEWEST = """
SELECT url FROM articles WHERE site = ? AND gone_at IS NULL ORDER BY published_at DESC, url
"""
# URLs that a source lists, an article links to as its next page, or a page redirects to, and that were never
# captured; and URLs that the last run did not request for a temporary reason, or without a response, or whose
# readings of it are held. No source may list them again. What a wall cuts off may stay so for ever, and is requested
# as other failures are.
LEFT_OVER = """
WITH last(id) AS (
    SELECT id FROM runs WHERE site = :site AND id <> :run AND imported_at IS NULL
    ORDER BY started_at DESC, id DESC LIMIT 1),
left_over(url) AS (
    SELECT url FROM sources WHERE site = :site AND url > :after
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.address = sources.url)
    UNION SELECT next_page_url FROM readings WHERE site = :site AND next_page_url > :after
        AND page_number < :most_pages
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.address = readings.next_page_url)
    UNION SELECT leads_to FROM readings JOIN captures AS stubs ON stubs.id = readings.capture
        WHERE readings.site = :site AND leads_to > :after AND stubs.source_kind IS NULL
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.address = readings.leads_to)
        AND NOT EXISTS (SELECT 1 FROM unfetched WHERE unfetched.url = readings.own_url
            AND reason IN (SELECT value FROM json_each(:permanent)))
    UNION SELECT url FROM unfetched WHERE run = (SELECT id FROM last) AND url > :after
        AND reason NOT IN (SELECT value FROM json_each(:permanent))
    UNION SELECT address FROM captures JOIN readings ON readings.capture = captures.id
        WHERE captures.run = (SELECT id FROM last) AND address > :after
        AND held IS NOT NULL AND NOT held GLOB :cut_off)
SELECT url FROM left_over ORDER BY url LIMIT 500
"""
CAPTURED_BY_LAST_RUN = """
SELECT 1 FROM captures WHERE address = ? AND source_kind IS NULL AND NOT broken_off
    AND status NOT BETWEEN 301 AND 308 AND run = (
    SELECT id FROM runs WHERE site = ? AND imported_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 1) LIMIT 1
"""
# It was on a sitemap, and no run has started since the one that last found it there.
WITHDRAWN = """
SELECT 1 FROM sources WHERE site = :site AND url = :url AND source_kind = 'sitemap' AND NOT EXISTS (
    SELECT 1 FROM runs WHERE runs.site = :site AND imported_at IS NULL
        AND started_at > last_found_at AND started_at <= :captured_at)
LIMIT 1
"""
# When a source last listed a URL, also by a 304 to a listing that did; nothing if it never has.
LISTED_AT = """
SELECT max(last_found_at, ifnull((
    SELECT max(again.captured_at) FROM captures AS listing
    JOIN captures AS again ON again.address = listing.address AND again.revisit_of = listing.id
    WHERE listing.site = :site AND listing.captured_at = last_found_at
        AND listing.source_kind = :kind AND listing.source_url = :source), '')) AS listed_at
FROM sources WHERE site = :site AND url = :url AND source_kind = :kind AND source_url = :source
"""
RUN_SINCE = "SELECT 1 FROM runs WHERE site = ? AND started_at > ? AND id <> ? AND imported_at IS NULL LIMIT 1"
MODIFIED = """
SELECT modified_at FROM sources WHERE site = ? AND url = ? AND source_kind = ? AND source_url = ?
"""


def known_of(db: sqlite3.Connection, address: str) -> Known:
    """Return what the archive knows of an address."""
    last = db.execute(ANSWERS, (address, 1)).fetchone()
    if last is None:
        return Known()
    captured_at = datetime.fromisoformat(last["captured_at"])
    article = db.execute(ARTICLE, (address,)).fetchone()
    failed = has_failed(db, last, is_article=article is not None)
    # What stands in the place of an article may stay there; an error of the server passes.
    may_stay = article is None or last["outcome"] in {"article", "not an article"}
    since = failing_since(db, address, is_article=article is not None) if failed and may_stay else None
    if article is None:
        is_gone = not failed and last["status"] in MISSING
        return Known(captured_at=captured_at, failed=failed, gone=is_gone, failing_since=since)
    edits = db.execute(EDITS, (article["url"],)).fetchone() if article["versions"] > 1 else None
    return Known(
        captured_at=captured_at,
        failed=failed,
        failing_since=since,
        gone=article["gone_at"] is not None,
        published_at=_time(article["published_at"]),
        updated_at=_time(article["updated_at"]),
        edits=edits["edits"] if edits else 0,
        edited_at=_time(edits["edited_at"]) if edits else None,
    )


def last_answer(db: sqlite3.Connection, address: str) -> tuple[str, int, str | None] | None:
    """Return time, HTTP status and redirect URL of the last response of an address, None if there is none."""
    query = """
    SELECT captured_at, status, redirect_url FROM captures WHERE address = ? AND source_kind IS NULL
    ORDER BY captured_at DESC, id DESC LIMIT 1
    """
    row = db.execute(query, (address,)).fetchone()
    return (row["captured_at"], row["status"], row["redirect_url"]) if row else None


def trust_of(db: sqlite3.Connection, site: str) -> Trust:
    """Return how many of a site's edits its lastmod announced."""
    row = db.execute(TRUST, {"site": site}).fetchone()
    return Trust(told=row["told"], edits=row["edits"])


def last_run_of(db: sqlite3.Connection, site: str, *, before: str = "") -> LastRun:
    """Return how the site's last run before the run `before` ended."""
    row = db.execute(LAST_RUN, (site, before)).fetchone()
    if row is None:
        return LastRun()
    is_unread = row["unread"] not in {None, "{}"}
    return LastRun(
        finished=row["status"] == "finished",
        failed=bool(row["failed"]),
        unread=is_unread,
        unlisted=json.loads(row["unlisted"] or "{}"),
    )


def known_urls(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield the URLs of a site's articles, except those gone for more than 180 days.

    They are queried 500 at a time, because a crawl may change the table meanwhile.
    """
    return _article_urls(db, site, gone=False)


def all_known_urls(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield the URLs of a site's articles, also of those that are gone; see `known_urls`."""
    return _article_urls(db, site, gone=True)


def _article_urls(db: sqlite3.Connection, site: str, *, gone: bool) -> Iterator[str]:
    last = ""
    while rows := db.execute(ARTICLES, (site, last, gone)).fetchall():
        yield from (row["url"] for row in rows)
        last = rows[-1]["url"]


def newest_articles(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield the URLs of a site's articles that are not gone, the newest first."""
    return (row["url"] for row in db.execute(NEWEST, (site,)))


def captured_by_last_run(db: sqlite3.Connection, site: str, address: str) -> bool:
    """Tell whether the newest run of a site captured an address with a response that is not a redirect.

    Call it before the next run starts.
    """
    return db.execute(CAPTURED_BY_LAST_RUN, (address, site)).fetchone() is not None


def left_over(db: sqlite3.Connection, site: str, run: str, permanent: Collection[str]) -> Iterator[str]:
    """Yield URLs that runs before `run` found and did not capture.

    `permanent` are reasons for which a URL is not requested again.
    """
    # 500 at a time: a crawl captures some of them while it iterates.
    values: dict[str, str | int] = {"site": site, "run": run, "after": "", "most_pages": MAX_ARTICLE_PAGES}
    values["permanent"] = json.dumps(sorted(permanent))
    values["cut_off"] = f"{CUT_OFF}*"
    while rows := db.execute(LEFT_OVER, values).fetchall():
        yield from (row["url"] for row in rows)
        values["after"] = rows[-1]["url"]


def is_next_page(db: sqlite3.Connection, address: str) -> bool:
    """Tell whether an article links to an address as its next page."""
    return db.execute("SELECT 1 FROM readings WHERE next_page_url = ? LIMIT 1", (address,)).fetchone() is not None


def was_withdrawn(db: sqlite3.Connection, site: str, address: str, captured_at: datetime) -> bool:
    """Tell whether an address was on a sitemap and no run has looked at it since it was removed from there."""
    values = {"site": site, "url": address, "captured_at": captured_at.isoformat()}
    return db.execute(WITHDRAWN, values).fetchone() is not None


def is_unlisted(db: sqlite3.Connection, site: str, address: str, source: Source, *, run: str) -> bool:
    """Tell whether a source did not list an address when the last run before `run` read it, or never has."""
    values = {"site": site, "url": address, "kind": source.kind, "source": source.url}
    row = db.execute(LISTED_AT, values).fetchone()
    return row is None or db.execute(RUN_SINCE, (site, row["listed_at"], run)).fetchone() is not None


def modified_at(db: sqlite3.Connection, site: str, address: str, kind: str, source: str) -> datetime | None:
    """Return the lastmod of an address in a source when that was last read."""
    row = db.execute(MODIFIED, (site, address, kind, source)).fetchone()
    return _time(row["modified_at"]) if row else None


def latest_lastmod_of_source(db: sqlite3.Connection, site: str, kind: str, source: str) -> datetime | None:
    """Return the latest lastmod in a source."""
    query = "SELECT max(modified_at) FROM sources WHERE site = ? AND source_kind = ? AND source_url = ?"
    return _time(db.execute(query, (site, kind, source)).fetchone()[0])


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
