"""Gives the versions of a database of schema 4 or older the ids that leave out markup (SQL on one database).

Until then another signature of a picture's URL, or a date that counts back from another capture, made another version
and so an edit. Here such versions become one, in the form that its first reading showed, as a replay would store it.
"""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from archive.derive import refresh
from archive.schema import (
    CONTENT_OF_VERSION,
    PACKED_FINGERPRINTS,
    PICTURES_AND_LINKS,
    pack_fingerprints,
    to_sql,
    version_columns,
)
from extract.dates import DateContext, Moment, read_moment

UNDATED = {"published_at": None, "published_text": None}
MAKE_IDS = "CREATE TEMP TABLE ids (old TEXT PRIMARY KEY, new TEXT, fingerprints BLOB, counts_back INTEGER)"
COPY = ("CREATE TEMP TABLE former AS SELECT * FROM versions", "CREATE INDEX temp.former_id ON former (id)")
# The own version of a reading is that of its page alone.
FIRST_SHOWN = """
SELECT new, fingerprints, counts_back, old, capture, captured_at,
    row_number() OVER (PARTITION BY new ORDER BY captured_at, capture) AS number
FROM readings JOIN ids ON old = ifnull(part, version)
"""
_CONTENT = ", ".join(
    f"CASE WHEN counts_back THEN NULL ELSE {name} END" if name in UNDATED else name for name in CONTENT_OF_VERSION
)
INSERT = f"""
INSERT INTO versions (id, {", ".join(CONTENT_OF_VERSION)}, {PACKED_FINGERPRINTS}, lent_by, lent_at)
SELECT new, {_CONTENT}, first_shown.fingerprints, capture, captured_at
FROM ({FIRST_SHOWN}) AS first_shown JOIN former ON former.id = old WHERE number = 1
"""  # noqa: S608 - our own names
COUNTING_BACK = """
SELECT capture, captured_at, language, published_text
FROM readings JOIN ids ON old = ifnull(part, version) JOIN former ON former.id = old WHERE counts_back
"""
COUNT_BACK = """
UPDATE readings SET published_from = :published_from, published_until = :published_until,
    published_precision = :published_precision, part = ifnull(part, version)
WHERE capture = :capture
"""
SHOW_DATES = """
UPDATE readings SET shown_at = former.published_at, shown_text = former.published_text
FROM former WHERE former.id = ifnull(part, version) AND outcome = 'article'
"""
# What is derived, of later pages and of joined texts, is derived anew.
RENAME = """
UPDATE readings SET version = CASE outcome WHEN 'part' THEN NULL ELSE (
        SELECT new FROM ids WHERE old = ifnull(part, version)) END,
    part = (SELECT new FROM ids WHERE old = part)
WHERE version IS NOT NULL OR part IS NOT NULL
"""


def give_new_ids(db: sqlite3.Connection) -> None:
    """Give all versions new ids, join those that are one, and derive the articles anew."""
    factory, db.row_factory = db.row_factory, sqlite3.Row
    try:
        db.execute(MAKE_IDS)
        for statement in COPY:
            db.execute(statement)
        rows = db.execute("SELECT * FROM former")
        db.executemany("INSERT INTO ids VALUES (?, ?, ?, ?)", ((row["id"], *_new_id(row)) for row in rows))
        db.execute("DELETE FROM versions")
        db.execute(INSERT)
        db.executemany(COUNT_BACK, map(_counted_back, db.execute(COUNTING_BACK).fetchall()))
        db.execute(SHOW_DATES)
        db.execute(RENAME)
        db.execute("DROP TABLE former")
        db.execute("DROP TABLE ids")
        urls = db.execute("SELECT DISTINCT canonical_url FROM readings WHERE canonical_url IS NOT NULL").fetchall()
        refresh(db, sorted(url for (url,) in map(tuple, urls)))
    finally:
        db.row_factory = factory


def _new_id(row: Mapping[str, Any]) -> tuple[str, bytes, bool]:
    content = {name: row[name] for name in (*CONTENT_OF_VERSION, "body_text", *PICTURES_AND_LINKS)}
    moment = _moment(row["published_text"], row["language"], datetime.now(UTC))
    counts_back = moment is not None and moment.latest is not None
    columns = version_columns(content | UNDATED if counts_back else content)
    return columns["id"], pack_fingerprints(columns["fingerprints"]), counts_back


def _counted_back(row: Mapping[str, Any]) -> dict[str, Any]:
    moment = _moment(row["published_text"], row["language"], datetime.fromisoformat(row["captured_at"]))
    return {
        "capture": row["capture"],
        "published_from": to_sql(moment and moment.earliest),
        "published_until": to_sql(moment and moment.latest),
        "published_precision": moment and moment.precision,
    }


def _moment(text: str | None, language: str | None, fetched_at: datetime) -> Moment | None:
    # The site's zone moves the day, and not the times that the words allow.
    return read_moment(text or "", DateContext(zone=UTC, fetched_at=fetched_at, language=language))
