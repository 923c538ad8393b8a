"""Gives the dates of a database of schema 7 or older the day and the offset that they have at their site (SQL).

Until then only the moment in UTC and the text of the page were stored. A time without a zone is written in that of
the site, and a time with one in the zone that it states; a replay reads all of them with the zone of the profile.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from archive.derive import refresh
from extract.dates import DAY_PRECISIONS, DateContext, Moment, read_moment

# So many readings are read at once.
PART = 5_000
MAX_OFFSET = timedelta(hours=15)
HALF_A_DAY = timedelta(hours=12)
READINGS = f"""
SELECT readings.rowid AS number, readings.captured_at, readings.language_detected, versions.language,
    shown_at AS published_at, shown_text AS published_text, published_precision, published_zone,
    updated_at, updated_text, updated_precision, updated_zone
FROM readings LEFT JOIN versions ON versions.id = ifnull(readings.part, readings.version)
WHERE readings.rowid > ? AND (shown_at IS NOT NULL OR updated_at IS NOT NULL) ORDER BY readings.rowid LIMIT {PART}
"""  # noqa: S608 - our own names
GIVE = """
UPDATE readings SET published_day = :published_day, published_offset = :published_offset,
    updated_day = :updated_day, updated_offset = :updated_offset WHERE rowid = :number
"""
GIVE_ARTICLES = """
UPDATE articles SET (published_day, published_offset, updated_day, updated_offset) = (
    SELECT dating.published_day, dating.published_offset, first.updated_day, first.updated_offset
    FROM readings AS first JOIN readings AS dating ON dating.capture = ifnull(first.dated_by, first.capture)
    WHERE first.capture = articles.capture)
"""
SET_YEARS = "UPDATE articles SET year = CAST(substr(ifnull(published_day, published_at), 1, 4) AS INTEGER)"
# Their joined text has its date from another look at the first page.
OTHERWISE_DATED = """
SELECT url FROM articles WHERE published_at IS NOT (SELECT dating.shown_at
    FROM readings AS first JOIN readings AS dating ON dating.capture = ifnull(first.dated_by, first.capture)
    WHERE first.capture = articles.capture)
"""


def give_site_days(db: sqlite3.Connection) -> None:
    """Fill in the days and offsets of all readings and articles, and the year that follows from them."""
    factory, db.row_factory = db.row_factory, sqlite3.Row
    try:
        last = -1
        while rows := db.execute(READINGS, (last,)).fetchall():
            db.executemany(GIVE, map(_days, rows))
            last = rows[-1]["number"]
        db.execute(GIVE_ARTICLES)
        db.execute(SET_YEARS)
        refresh(db, [row["url"] for row in db.execute(OTHERWISE_DATED).fetchall()])
    finally:
        db.row_factory = factory


def _days(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"number": row["number"]}
    for stem in ("published", "updated"):
        day, offset = stored_day(
            row[f"{stem}_at"],
            row[f"{stem}_text"],
            precision=row[f"{stem}_precision"],
            zone=row[f"{stem}_zone"],
            captured_at=row["captured_at"],
            language=row["language"] or row["language_detected"],
        )
        found |= {f"{stem}_day": day, f"{stem}_offset": offset}
    return found


def stored_day(  # noqa: PLR0913 - the columns of one date
    stored: str | None,
    text: str | None,
    *,
    precision: str | None,
    zone: str | None,
    captured_at: str,
    language: str | None,
) -> tuple[str | None, str | None]:
    """Return the day and the offset of a stored date at its site, as well as its columns tell them.

    A time whose zone is not known any more, as of `2 hours ago`, is told in UTC.
    """
    if stored is None:
        return None, None
    try:
        at, fetched_at = datetime.fromisoformat(stored), datetime.fromisoformat(captured_at)
        return _day(at, list(_moments(text or "", fetched_at, language)), precision, zone)
    except (ValueError, OverflowError, TypeError):
        # A damaged database may hold any text.
        return None, None


def _day(
    at: datetime, moments: list[Moment], precision: str | None, zone: str | None
) -> tuple[str | None, str | None]:
    if precision in DAY_PRECISIONS:
        if zone != "stated":
            return at.date().isoformat(), None
        written = (each.day for each in moments if each.day and each.at == at)
        # Of a midnight elsewhere the nearest day.
        return next(written, (at + HALF_A_DAY).date()).isoformat(), None
    alike = [each for each in moments if each.precision not in DAY_PRECISIONS]
    offset = next((found for each in alike if (found := _offset(at, each, zone)) is not None), timedelta())
    local = at.replace(microsecond=0).astimezone(timezone(offset))
    return local.date().isoformat(), local.isoformat()[19:]


def _offset(at: datetime, moment: Moment, zone: str | None) -> timedelta | None:
    """Return the offset of the zone in which a text writes a stored time, None where it writes another one."""
    if zone == "stated":
        return moment.offset if moment.at == at else None
    if moment.at is None or moment.latest is not None or moment.offset is not None:
        return None
    # It was read as if its site were in UTC.
    ahead = moment.at - at
    return ahead if abs(ahead) <= MAX_OFFSET else None


def _moments(text: str, fetched_at: datetime, language: str | None) -> Iterator[Moment]:
    # East of Greenwich the clock is ahead of the capture's.
    for at in (fetched_at, fetched_at + MAX_OFFSET):
        moment = read_moment(text, DateContext(zone=UTC, fetched_at=at, language=language))
        if moment is not None:
            yield moment
