"""What the archive knows of an address and of a site, for deciding what to look at again (reads only)."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from archive.derive import MAX_ARTICLE_PAGES


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the tables say of one address.

    `captured_at` is its last capture, None when there is none; `failed` tells that this one was no usable answer,
    could not be read, or was a 404 in a doubtful run. `updated_at` is the date of the last change that the page gave.
    `edits` counts known edits.
    """

    captured_at: datetime | None = None
    failed: bool = False
    published_at: datetime | None = None
    updated_at: datetime | None = None
    edits: int = 0
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Trust:
    """How many of a site's edits its own lastmod told of; the newest edit of each article counts."""

    told: int = 0
    edits: int = 0


@dataclass(frozen=True, kw_only=True)
class LastRun:
    """How a site's last ended run went: `finished` by itself, with `failed` pages, with sources left `unread`."""

    finished: bool = False
    failed: bool = False
    unread: bool = False


# Redirects that say nothing of where a page will be tomorrow.
TEMPORARY = frozenset({302, 303, 307})

LAST_ANSWER = """
SELECT captures.captured_at, captures.status, captures.redirect_address, readings.outcome, runs.doubtful FROM captures
LEFT JOIN readings ON readings.capture = captures.id LEFT JOIN runs ON runs.id = captures.run
WHERE address = ? AND source_kind IS NULL ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""
ARTICLE = """
SELECT articles.url, ifnull(published_at, first_captured_at) AS published_at, updated_at, versions
FROM addresses JOIN articles ON articles.id = addresses.article WHERE addresses.url = ?
"""
EDITS = "SELECT count(*) AS edits, max(captured_at) AS edited_at FROM history WHERE article = ?"
TRUST = """
WITH newest AS (
    SELECT article, max(captured_at) AS captured_at, previous_captured_at FROM history WHERE site = :site
    GROUP BY article),
places AS (
    SELECT newest.*, addresses.url FROM newest JOIN articles ON articles.url = newest.article
    JOIN addresses ON addresses.article = articles.id),
dated AS (
    SELECT places.article, max(modified_at > ifnull((
        SELECT updated_at FROM readings WHERE readings.article = places.article
            AND readings.captured_at = places.previous_captured_at), previous_captured_at)) AS told
    FROM places JOIN sources ON sources.site = :site AND sources.url = places.url AND modified_at IS NOT NULL
    GROUP BY places.article)
SELECT ifnull(sum(told), 0) AS told, count(*) AS edits FROM dated
"""
LAST_RUN = """
SELECT status, failed, json_extract(summary, '$.sources') AS unread
FROM runs WHERE site = ? AND id <> ? ORDER BY started_at DESC, id DESC LIMIT 1
"""
# With the plus SQLite goes on in the index of addresses, and does not sort them all for each hundred. A page that was
# missing once may be back, and no source may say so.
ARTICLES = """
SELECT url FROM articles WHERE +site = ? AND url > ?
    AND (gone_at IS NULL OR (gone_status IN (404, 410) AND gone_at > datetime('now', '-180 days')))
ORDER BY url LIMIT 500
"""
NEWEST = """
SELECT url FROM articles WHERE site = ? AND gone_at IS NULL ORDER BY published_at DESC, url
"""
# What sources named, or an article as its next page, and nobody ever answered, and what failed the last run or was
# not fetched by it for reasons that pass: no source may name it again.
LEFT_OVER = """
WITH last(id) AS (
    SELECT id FROM runs WHERE site = :site AND id <> :run ORDER BY started_at DESC, id DESC LIMIT 1),
left_over(url) AS (
    SELECT url FROM sources WHERE site = :site AND url > :after
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.address = sources.url)
    UNION SELECT next_page_url FROM readings WHERE site = :site AND next_page_url > :after
        AND page_number < :most_pages
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.address = readings.next_page_url)
    UNION SELECT url FROM unfetched WHERE run = (SELECT id FROM last) AND url > :after
        AND reason NOT IN (SELECT value FROM json_each(:permanent))
    UNION SELECT address FROM captures WHERE run = (SELECT id FROM last) AND address > :after
        AND source_kind IS NULL AND (status >= 500 OR status IN (401, 403, 408, 425, 429)
            OR (status IN (302, 303, 307) AND redirect_address NOT IN (SELECT url FROM addresses))))
SELECT url FROM left_over ORDER BY url LIMIT 500
"""
CAPTURED_BY_LAST_RUN = """
SELECT 1 FROM captures WHERE address = ? AND source_kind IS NULL AND status NOT BETWEEN 301 AND 308 AND run = (
    SELECT id FROM runs WHERE site = ? ORDER BY started_at DESC, id DESC LIMIT 1) LIMIT 1
"""
# It was on a sitemap, and has not been looked at in a later run than the one that last saw it there.
WITHDRAWN = """
SELECT 1 FROM sources WHERE site = :site AND url = :url AND source_kind = 'sitemap' AND NOT EXISTS (
    SELECT 1 FROM runs WHERE runs.site = :site AND started_at > last_found_at AND started_at <= :captured_at)
LIMIT 1
"""
MODIFIED = """
SELECT modified_at FROM sources WHERE site = ? AND url = ? AND source_kind = ? AND source_url = ?
"""


def known_of(db: sqlite3.Connection, address: str) -> Known:
    """Return what is known of an address in normal form."""
    last = db.execute(LAST_ANSWER, (address,)).fetchone()
    if last is None:
        return Known()
    captured_at = datetime.fromisoformat(last["captured_at"])
    failed = _is_failure(last["status"], doubtful=bool(last["doubtful"])) or last["outcome"] == "error"
    # A whole site may lead to its notice of maintenance for a day.
    failed = failed or (last["status"] in TEMPORARY and not _is_article(db, last["redirect_address"]))
    article = db.execute(ARTICLE, (address,)).fetchone()
    if article is None:
        return Known(captured_at=captured_at, failed=failed)
    edits = db.execute(EDITS, (article["url"],)).fetchone() if article["versions"] > 1 else None
    return Known(
        captured_at=captured_at,
        failed=failed,
        published_at=_time(article["published_at"]),
        updated_at=_time(article["updated_at"]),
        edits=edits["edits"] if edits else 0,
        edited_at=_time(edits["edited_at"]) if edits else None,
    )


def last_answer(db: sqlite3.Connection, address: str) -> tuple[str, int, str | None] | None:
    """Return time, status and redirect of the last answer at an address, None when there is none."""
    query = """
    SELECT captured_at, status, redirect_url FROM captures WHERE address = ? AND source_kind IS NULL
    ORDER BY captured_at DESC, id DESC LIMIT 1
    """
    row = db.execute(query, (address,)).fetchone()
    return (row["captured_at"], row["status"], row["redirect_url"]) if row else None


def trust_of(db: sqlite3.Connection, site: str) -> Trust:
    """Return how often a site's lastmod told of an edit."""
    row = db.execute(TRUST, {"site": site}).fetchone()
    return Trust(told=row["told"], edits=row["edits"])


def last_run_of(db: sqlite3.Connection, site: str, *, before: str = "") -> LastRun:
    """Return how the site's last run ended, the one under way (`before`) left out."""
    row = db.execute(LAST_RUN, (site, before)).fetchone()
    if row is None:
        return LastRun()
    is_unread = row["unread"] not in {None, "{}"}
    return LastRun(finished=row["status"] == "finished", failed=bool(row["failed"]), unread=is_unread)


def known_urls(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield the addresses of a site's articles that are not gone for long, by hundreds: a crawl changes them."""
    last = ""
    while rows := db.execute(ARTICLES, (site, last)).fetchall():
        yield from (row["url"] for row in rows)
        last = rows[-1]["url"]


def newest_articles(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield the addresses of a site's articles that are not gone, the newest first."""
    return (row["url"] for row in db.execute(NEWEST, (site,)))


def captured_by_last_run(db: sqlite3.Connection, site: str, address: str) -> bool:
    """Tell whether the newest run of a site captured a page, beyond a redirect; ask before the next one starts."""
    return db.execute(CAPTURED_BY_LAST_RUN, (address, site)).fetchone() is not None


def left_over(db: sqlite3.Connection, site: str, run: str, permanent: Collection[str]) -> Iterator[str]:
    """Yield addresses that runs before `run` have not brought in; `permanent` are reasons that do not pass."""
    # Page by page: some of them may be captured while a crawl goes through them.
    values: dict[str, str | int] = {"site": site, "run": run, "after": "", "most_pages": MAX_ARTICLE_PAGES}
    values["permanent"] = json.dumps(sorted(permanent))
    while rows := db.execute(LEFT_OVER, values).fetchall():
        yield from (row["url"] for row in rows)
        values["after"] = rows[-1]["url"]


def is_next_page(db: sqlite3.Connection, address: str) -> bool:
    """Tell whether an article named an address as its next page."""
    return db.execute("SELECT 1 FROM readings WHERE next_page_url = ? LIMIT 1", (address,)).fetchone() is not None


def was_withdrawn(db: sqlite3.Connection, site: str, address: str, captured_at: datetime) -> bool:
    """Tell whether an address that no sitemap lists any more has not been looked at since it was taken out."""
    values = {"site": site, "url": address, "captured_at": captured_at.isoformat()}
    return db.execute(WITHDRAWN, values).fetchone() is not None


def modified_at(db: sqlite3.Connection, site: str, address: str, kind: str, source: str) -> datetime | None:
    """Return the date that a source gave an address when it was last read."""
    row = db.execute(MODIFIED, (site, address, kind, source)).fetchone()
    return _time(row["modified_at"]) if row else None


def latest_lastmod_of_source(db: sqlite3.Connection, site: str, kind: str, source: str) -> datetime | None:
    """Return the latest date of modification that a source gave any address."""
    query = "SELECT max(modified_at) FROM sources WHERE site = ? AND source_kind = ? AND source_url = ?"
    return _time(db.execute(query, (site, kind, source)).fetchone()[0])


def latest_lastmod(db: sqlite3.Connection, site: str, address: str) -> datetime | None:
    """Return the latest date of modification that any source gave an address."""
    query = "SELECT max(modified_at) FROM sources WHERE site = ? AND url = ?"
    return _time(db.execute(query, (site, address)).fetchone()[0])


def _is_failure(status: int, *, doubtful: bool) -> bool:
    return not (200 <= status < 400 or (status in {404, 410} and not doubtful))


def _is_article(db: sqlite3.Connection, address: str | None) -> bool:
    return db.execute("SELECT 1 FROM addresses WHERE url = ?", (address,)).fetchone() is not None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
