"""Inserts rows into a table, and what becomes of a row that is there already (SQL on an open transaction)."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from archive.schema.rule_sets import stored_reading

Row = Mapping[str, Any]

# A copy of a WARC file holds the same records; the file name that sorts first is kept, in any order of loading.
KEEP_FIRST_PLACE = """ON CONFLICT (id) DO UPDATE SET warc = excluded.warc, "offset" = excluded."offset"
WHERE (excluded.warc, excluded."offset") < (captures.warc, captures."offset")"""

# Of each statement that of the newest listing; of two at once the same one in any order.
_NEWEST = """{name} = CASE WHEN excluded.last_found_at > last_found_at THEN excluded.{name}
    WHEN excluded.last_found_at < last_found_at THEN {name}
    ELSE max(ifnull({name}, excluded.{name}), ifnull(excluded.{name}, {name})) END"""
_STATEMENTS = ",\n".join(_NEWEST.format(name=name) for name in ("modified_at", "title", "authors", "published_at"))
KEEP_SPAN = f"""ON CONFLICT (site, url, source_kind, source_url) DO UPDATE SET
{_STATEMENTS},
first_found_at = min(first_found_at, excluded.first_found_at),
last_found_at = max(last_found_at, excluded.last_found_at)"""
# Each file of a run says how it started; one that was torn in its first record lacks all but the run's name.
KEEP_START = """ON CONFLICT (id) DO UPDATE SET accepted = max(accepted, excluded.accepted),
imported_at = ifnull(imported_at, excluded.imported_at),
previous_run = ifnull(previous_run, excluded.previous_run),
previous_digest = ifnull(previous_digest, excluded.previous_digest)"""
# If a run gives two reasons for a URL, the same one is kept in any order.
KEEP_FIRST_REASON = "ON CONFLICT (run, url) DO UPDATE SET reason = min(reason, excluded.reason)"
PREVIOUS = """
SELECT previous.version, previous.revision, this.version AS shown FROM readings AS previous, readings AS this
WHERE this.capture = ? AND previous.article = this.article
    AND (previous.captured_at, previous.capture) < (this.captured_at, this.capture)
ORDER BY previous.captured_at DESC, previous.capture DESC LIMIT 1
"""

WAS_REDIRECT = """
SELECT 1 FROM captures WHERE address = :address AND status IN (301, 308)
UNION ALL SELECT 1 FROM readings WHERE own_url = :address AND leads_to IS NOT NULL LIMIT 1
"""


def insert_rows(db: sqlite3.Connection, table: str, rows: Sequence[Row], conflict: str = "") -> None:
    """Insert rows that have the same columns; `conflict` is the ON CONFLICT clause."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values}) {conflict}", rows)  # noqa: S608 - our own


def put_reading(db: sqlite3.Connection, row: Row) -> None:
    """Store a reading, in place of an earlier one of its capture, and the rules that found its fields."""
    stored, rules = stored_reading(row)
    columns = ", ".join(f"{name} = excluded.{name}" for name in stored if name != "capture")
    insert_rows(db, "rule_sets", rules, "ON CONFLICT (id) DO NOTHING")
    insert_rows(db, "readings", [stored], f"ON CONFLICT (capture) DO UPDATE SET {columns}")
