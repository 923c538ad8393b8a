"""Gathers what a citation of an article needs: the version, where and when it was captured (reads the database)."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from archive.ask.article_history import ShownVersion
from archive.schema import host_of, items_of
from extract.errors import ArchiveError

# The parameter is the capture as which the version is cited.
CITED = """
SELECT versions.title, versions.headline, versions.authors, versions.language,
    dating.published_day, dating.published_precision, readings.site_name, captures.id AS capture,
    captures.captured_at, captures.payload_digest
FROM readings JOIN versions ON versions.id = readings.version JOIN captures ON captures.id = readings.capture
LEFT JOIN readings AS dating ON dating.capture = CASE
    WHEN readings.dated_by IS NOT NULL THEN readings.dated_by
    WHEN readings.shown_at IS versions.published_at THEN readings.capture
    -- A later page shows no date: it is that of the first page.
    ELSE (SELECT capture FROM readings AS other WHERE other.article = readings.article
        AND other.shown_at = versions.published_at ORDER BY other.captured_at, other.capture LIMIT 1) END
WHERE readings.capture = :capture
"""
# A date that counts back in weeks or more, or whose day and month cannot be told apart, is no day to cite.
_NO_DAYS = frozenset({"week", "month", "year", "ambiguous"})


@dataclass(frozen=True, kw_only=True)
class Citation:
    """An article as it was captured.

    `published` is a day as `2026-03-01`, None where the page gives none. `container` is the name of the site, else
    its host. `archived_at` is aware UTC, `digest` the payload digest of that capture as `algorithm:base32`.
    """

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


def citation_of(db: sqlite3.Connection, shown: ShownVersion) -> Citation:
    """Return the citation of a version as its capture shows it."""
    return to_citation(db.execute(CITED, {"capture": shown.capture}).fetchone(), shown)


def to_citation(row: Mapping[str, Any], shown: ShownVersion) -> Citation:
    """Return the citation in a row of CITED; ArchiveError where it has no time, as in a damaged database."""
    try:
        archived_at = datetime.fromisoformat(row["captured_at"])
    except (TypeError, ValueError) as error:
        raise ArchiveError(
            f"The capture {shown.capture} has no time that can be read. `commentary replay` makes the database anew."
        ) from error
    return Citation(
        title=row["title"] or row["headline"] or "Untitled",
        authors=tuple(name for item in items_of(row["authors"]) if (name := str(item).strip())),
        container=row["site_name"] or host_of(shown.article),
        published=_day(row["published_day"], row["published_precision"]),
        url=shown.article,
        language=row["language"],
        archived_at=archived_at,
        digest=row["payload_digest"],
        version=shown.version,
        capture=row["capture"],
    )


def _day(day: str | None, precision: str | None) -> str | None:
    """Return the site's day of publication, None where none is known."""
    if day is None or precision in _NO_DAYS:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        # A damaged database may hold any text.
        return None
