"""Looks up the versions of one article, and which of them its page showed at a time (reads the database)."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.ask.changes import ArticleChange, changes_of, with_difference
from archive.schema import to_sql
from extract.urls import canonical_url

_ARTICLE = """
SELECT articles.id, articles.url, articles.site, articles.title, articles.gone_at, articles.gone_status,
    (SELECT max(reason) FROM absences WHERE absences.article = articles.id AND back_at IS NULL) AS gone_reason
FROM addresses JOIN articles ON articles.id = addresses.article WHERE addresses.url = ?
"""
_ADDRESSES = "SELECT url FROM addresses WHERE article = ? AND url <> ? ORDER BY url"
# When each article was seen to show a version, and by how many captures; a 304 shows that of the response to which it
# refers. The condition is on the readings.
SEEN_VERSIONS = """
SELECT readings.article, readings.version, min(readings.captured_at) AS first_seen_at,
    max(ifnull(again.captured_at, readings.captured_at)) AS last_seen_at,
    count(DISTINCT readings.capture) + count(again.id) AS captures
FROM readings LEFT JOIN captures AS again ON again.address = readings.own_url
    AND again.revisit_of = readings.capture AND again.status = 304
WHERE {condition} AND held IS NULL GROUP BY readings.article, readings.version
"""
_VERSIONS = f"""
SELECT seen.version AS id, first_seen_at, last_seen_at, captures, versions.title, versions.word_count
FROM ({SEEN_VERSIONS.format(condition="readings.article = ?")}) AS seen JOIN versions ON versions.id = seen.version
ORDER BY first_seen_at, seen.version
"""  # noqa: S608 - our own names
# What an article's page last showed before a time.
SHOWN_AT = """
SELECT version, capture, captured_at FROM readings
WHERE article = :article AND version IS NOT NULL AND held IS NULL AND captured_at < :until
ORDER BY captured_at DESC, capture LIMIT 1
"""
_FIRST = """
SELECT captured_at FROM readings WHERE article = ? AND version IS NOT NULL AND held IS NULL
ORDER BY captured_at LIMIT 1
"""


@dataclass(frozen=True, kw_only=True)
class SeenVersion:
    """A version of an article, when its page was first and last seen to show it, and by how many captures."""

    id: str
    first_seen_at: str
    last_seen_at: str
    captures: int
    title: str | None
    word_count: int


@dataclass(frozen=True, kw_only=True)
class CountSeen:
    """A count that a page printed, of views or comments; `is_rounded` for one such as 1.6k."""

    captured_at: str
    count: int
    is_rounded: bool


@dataclass(frozen=True, kw_only=True)
class ArticleHistory:
    """One article: its URLs, its versions in the order in which they were first seen, and its changes.

    `addresses` are its earlier URLs, its later pages, and URLs that redirect to it. `gone_at` is None while it is on
    the web; `gone_reason` is as in the table absences.
    """

    id: int
    url: str
    site: str
    title: str | None
    gone_at: str | None
    gone_status: int | None
    gone_reason: str | None
    addresses: tuple[str, ...]
    versions: tuple[SeenVersion, ...]
    changes: tuple[ArticleChange, ...]


@dataclass(frozen=True, kw_only=True)
class ShownVersion:
    """The version that an article's page showed, and the last capture, by then, that showed it."""

    article: str
    version: str
    capture: str
    captured_at: str


def history_of(db: sqlite3.Connection, url: str) -> ArticleHistory | None:
    """Return the history of the article at a URL, which may be an earlier one; None if there is no article."""
    row = db.execute(_ARTICLE, (canonical_url(url),)).fetchone()
    if row is None:
        return None
    return ArticleHistory(
        addresses=tuple(other for (other,) in map(tuple, db.execute(_ADDRESSES, (row["id"], row["url"])))),
        versions=tuple(SeenVersion(**dict(version)) for version in db.execute(_VERSIONS, (row["url"],))),
        changes=tuple(with_difference(db, change) for change in changes_of(db, article=row["url"])),
        **dict(row),
    )


def version_at(db: sqlite3.Connection, article: str, until: datetime | None = None) -> ShownVersion | None:
    """Return what an article's page last showed before a time, given as aware datetime; None if nothing was seen yet.

    `article` is the article's own URL; without a time the newest version counts.
    """
    before = "9" if until is None else to_sql(until)
    row = db.execute(SHOWN_AT, {"article": article, "until": before}).fetchone()
    return ShownVersion(article=article, **dict(row)) if row is not None else None


def first_seen_at(db: sqlite3.Connection, article: str) -> str | None:
    """Return the time of the first capture that showed an article."""
    row = db.execute(_FIRST, (article,)).fetchone()
    return row["captured_at"] if row is not None else None


def views_of(db: sqlite3.Connection, article: str) -> list[CountSeen]:
    """Return the counts of views that an article's page printed, in order of time."""
    query = """
    SELECT captured_at, views AS count, ifnull(views_rounded, 0) AS is_rounded FROM view_counts WHERE article = ?
    ORDER BY captured_at, capture
    """
    return _counts(db.execute(query, (article,)))


def comment_counts_of(db: sqlite3.Connection, article: str) -> list[CountSeen]:
    """Return the counts of comments that an article's page printed, in order of time."""
    query = """
    SELECT captured_at, comment_count AS count, 0 AS is_rounded FROM comment_counts WHERE article = ?
    ORDER BY captured_at, capture
    """
    return _counts(db.execute(query, (article,)))


def _counts(rows: Iterable[sqlite3.Row]) -> list[CountSeen]:
    return [CountSeen(**{**dict(row), "is_rounded": bool(row["is_rounded"])}) for row in rows]
