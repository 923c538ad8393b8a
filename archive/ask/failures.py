"""Looks up which URLs failed when they were last requested, so that they are requested again (reads the database).

An `address` is a URL in normal form (`canonical_url`).
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import takewhile

from archive.ask.reads import FAILED_READING
from extract.kind import STATIC_PAGE, is_passing

# A temporary redirect does not tell where the page will be at the next request.
TEMPORARY = frozenset({302, 303, 307})

ANSWERS = """
SELECT captures.captured_at, captures.status, captures.redirect_address, captures.broken_off, readings.outcome,
    readings.reason, readings.held, runs.doubtful,
    EXISTS (SELECT 1 FROM attempts WHERE attempts.capture = captures.id) AS is_unread FROM captures
LEFT JOIN readings ON readings.capture = captures.id LEFT JOIN runs ON runs.id = captures.run
WHERE address = ? AND source_kind IS NULL ORDER BY captures.captured_at DESC, captures.id DESC LIMIT ?
"""
# More failures in a row than these need not be counted.
MAX_FAILURES = 100
# At first by their status, then by what they showed. CROSS begins at the readings, of which few are such.
FAILING = f"""
WITH failed AS (
    SELECT address, captured_at, id FROM captures WHERE site = :site AND address > :after AND source_kind IS NULL
        AND (broken_off OR status NOT IN (200, 301, 302, 303, 304, 307, 308, 404, 410)
            OR (status IN (302, 303, 307) AND redirect_address NOT IN (SELECT url FROM addresses)))
    UNION SELECT captures.address, captures.captured_at, captures.id FROM readings
        CROSS JOIN captures ON captures.id = readings.capture
    WHERE readings.site = :site AND address > :after AND source_kind IS NULL AND {FAILED_READING})
SELECT DISTINCT address AS url FROM failed
WHERE NOT EXISTS (SELECT 1 FROM addresses WHERE url = failed.address) AND NOT EXISTS (
    SELECT 1 FROM captures AS later WHERE later.address = failed.address AND later.source_kind IS NULL
        AND (later.captured_at, later.id) > (failed.captured_at, failed.id))
ORDER BY url LIMIT 500
"""  # noqa: S608 - our own words


def failing(db: sqlite3.Connection, site: str) -> Iterator[str]:
    """Yield URLs without an article whose last response was a failure, be it of the last run or of an earlier one."""
    last = ""
    while rows := db.execute(FAILING, {"site": site, "after": last}).fetchall():
        yield from (row["url"] for row in rows)
        last = rows[-1]["url"]


def has_failed(db: sqlite3.Connection, answer: sqlite3.Row, *, is_article: bool = False) -> bool:
    """Tell whether a response is none that a page gives when all is well.

    `is_article` tells that there was an article at its address: then what is refused stands in its place.
    """
    if answer["broken_off"] or answer["is_unread"] or answer["outcome"] == "error":
        return True
    if answer["held"] is not None:
        return True
    # A whole site may redirect to a maintenance page for a day.
    if answer["status"] in TEMPORARY and not _is_article(db, answer["redirect_address"]):
        return True
    # What calls itself a static page will do so tomorrow.
    is_refused = answer["outcome"] == "not an article" and answer["reason"] != STATIC_PAGE
    if is_refused and (is_article or is_passing(answer["reason"])):
        return True
    return _is_failure(answer["status"], doubtful=bool(answer["doubtful"]))


def failing_since(db: sqlite3.Connection, address: str, *, is_article: bool) -> datetime | None:
    """Return the time of the first of the failures in a row with which an address ends, None if it ends with none."""
    answers = db.execute(ANSWERS, (address, MAX_FAILURES)).fetchall()
    in_row = list(takewhile(partial(has_failed, db, is_article=is_article), answers))
    return datetime.fromisoformat(in_row[-1]["captured_at"]) if in_row else None


def _is_failure(status: int, *, doubtful: bool) -> bool:
    return not (200 <= status < 400 or (status in {404, 410} and not doubtful))


def _is_article(db: sqlite3.Connection, address: str | None) -> bool:
    return db.execute("SELECT 1 FROM addresses WHERE url = ?", (address,)).fetchone() is not None
