"""Gathers what a citation of an article needs: the version, where and when it was captured (reads the database)."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from archive.ask.article_history import ShownVersion
from archive.schema import article_key, host_of, items_of
from extract.errors import ArchiveError

# The parameter is the capture as which the version is cited.
CITED = """
SELECT articles.id AS article_id, articles.url, articles.version = readings.version AS is_newest,
    versions.title, versions.headline, versions.authors, versions.language, versions.description,
    versions.categories, versions.tags, dating.published_day, dating.published_precision,
    readings.version, readings.site_name, captures.id AS capture, captures.captured_at, captures.payload_digest
FROM readings JOIN versions ON versions.id = readings.version JOIN captures ON captures.id = readings.capture
JOIN articles ON articles.url = readings.article
LEFT JOIN readings AS dating ON dating.capture = CASE
    WHEN readings.dated_by IS NOT NULL THEN readings.dated_by
    WHEN readings.shown_at IS versions.published_at THEN readings.capture
    -- A later page shows no date: it is that of the first page.
    ELSE (SELECT capture FROM readings AS other WHERE other.article = readings.article
        AND other.shown_at = versions.published_at ORDER BY other.captured_at, other.capture LIMIT 1) END
WHERE readings.capture = :capture
"""
# Articles in their newest version, in the order of exports.
_ARTICLES = """
SELECT articles.id AS article_id, articles.url, 1 AS is_newest, title, headline, authors, language, description,
    categories, tags, published_day, published_precision, version, site_name,
    captures.id AS capture, captures.captured_at, captures.payload_digest
FROM articles CROSS JOIN captures ON captures.id = articles.capture
WHERE {condition} ORDER BY articles.published_at, articles.id
"""
# A date that counts back in weeks or more, or whose day and month cannot be told apart, is no day to cite.
_NO_DAYS = frozenset({"week", "month", "year", "ambiguous"})
# Digits of a version's id in a key.
MAX_VERSION = 8


@dataclass(frozen=True, kw_only=True)
class Citation:
    """An article as it was captured.

    `key` is the article's short key, with the first digits of the version behind it where that is not the newest one,
    so that a bibliography may cite what was said before an edit and after it. `published` is a day as `2026-03-01`,
    None where the page gives none. `container` is the name of the site, else its host. `archived_at` is aware UTC,
    `digest` the payload digest of that capture as `algorithm:base32`. `summary` is the description in the page's
    metadata, `keywords` are its categories and tags.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    container: str
    published: str | None
    url: str
    language: str | None
    archived_at: datetime
    digest: str
    version: str
    capture: str
    summary: str | None = None
    keywords: tuple[str, ...] = ()


def citation_of(db: sqlite3.Connection, shown: ShownVersion) -> Citation:
    """Return the citation of a version as its capture shows it."""
    return to_citation(db.execute(CITED, {"capture": shown.capture}).fetchone())


def cited_articles(db: sqlite3.Connection, condition: str, parameters: Mapping[str, Any]) -> Iterator[Citation]:
    """Yield a citation of each article that meets an SQL condition, by date of publication."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return map(to_citation, cursor.execute(_ARTICLES.format(condition=condition), parameters))


def to_citation(row: Mapping[str, Any]) -> Citation:
    """Return the citation in a row of CITED; ArchiveError where it has no time, as in a damaged database."""
    try:
        archived_at = datetime.fromisoformat(row["captured_at"])
    except (TypeError, ValueError) as error:
        raise ArchiveError(
            f"The capture {row['capture']} has no time that can be read. `commentary replay` makes the database anew."
        ) from error
    key = article_key(row["article_id"])
    return Citation(
        key=key if row["is_newest"] else f"{key}-{row['version'][:MAX_VERSION]}",
        title=row["title"] or row["headline"] or "Untitled",
        authors=_names(row["authors"]),
        container=row["site_name"] or host_of(row["url"]),
        published=_day(row["published_day"], row["published_precision"]),
        url=row["url"],
        language=row["language"],
        archived_at=archived_at,
        digest=row["payload_digest"],
        version=row["version"],
        capture=row["capture"],
        summary=row["description"],
        keywords=tuple(dict.fromkeys((*_names(row["categories"]), *_names(row["tags"])))),
    )


def _names(stored: Any) -> tuple[str, ...]:
    return tuple(name for item in items_of(stored) if (name := str(item).strip()))


def _day(day: str | None, precision: str | None) -> str | None:
    """Return the site's day of publication, None where none is known."""
    if day is None or precision in _NO_DAYS:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        # A damaged database may hold any text.
        return None
