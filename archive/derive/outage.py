"""Finds runs in which nearly every known page answered 404 or 410: an outage (SQL on an open transaction).

captures of a run → pages lost, pages there → runs.doubtful → whether its 404 and 410 mark articles as gone

It depends on the captures alone, so that a run that was killed is judged too, and a replay judges alike in any order
of files. While a run goes on, its 404 and 410 mark no article as gone.
"""

import sqlite3
from collections.abc import Iterable

# A site may well delete fewer pages in a day; and a site that shows one known page for nine lost ones is up.
LEAST_LOST, LEAST_SHARE = 5, 10

# SQL: a 404 or 410 counts once its run has ended and met no outage. A capture of a foreign WARC has no run; it always
# counts.
COUNTS_AS_GONE = (
    "NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = captures.run AND (doubtful OR runs.status = 'running'))"
)

THERE = "(status BETWEEN 200 AND 299 OR status = 304)"
# SQLite takes the other columns from the row that has the maximum. Times have one width, so that they sort as text.
COUNT = f"""
WITH last AS (
    SELECT address, status, captured_at, id, max(captured_at || id) FROM captures
    WHERE run = :run AND source_kind IS NULL GROUP BY address
), judged AS (
    SELECT status IN (404, 410) AND EXISTS (
        SELECT 1 FROM captures WHERE address = last.address AND source_kind IS NULL AND {THERE}
            AND (captured_at, id) < (last.captured_at, last.id)) AS is_lost, {THERE} AS is_there FROM last
)
SELECT ifnull(sum(is_lost), 0), ifnull(sum(is_there), 0) FROM judged
"""  # noqa: S608 - our own names
# Pages that answered 404 or 410 in a run.
MISSED = "SELECT DISTINCT address FROM captures WHERE run = ? AND status IN (404, 410) AND source_kind IS NULL"
# The runs with captures in a file; and later runs that got a 404 or 410 for a page that was there in a capture in
# the file.
CONCERNED = f"""
SELECT DISTINCT run FROM captures WHERE warc = :warc
UNION SELECT DISTINCT later.run FROM captures JOIN captures AS later ON later.address = captures.address
    AND later.status IN (404, 410) AND later.run <> captures.run
    AND (later.captured_at, later.id) > (captures.captured_at, captures.id)
WHERE captures.warc = :warc AND captures.source_kind IS NULL AND {THERE.replace("status", "captures.status")}
"""  # noqa: S608 - our own names


def count_lost(db: sqlite3.Connection, run: str) -> tuple[int, int]:
    """Return how many pages a run lost and how many were there, by the last response of each address in it.

    A page is lost if it answered 404 or 410, and 2xx or 304 at any time before.
    """
    lost, there = db.execute(COUNT, {"run": run}).fetchone()
    return lost, there


def is_outage(lost: int, there: int) -> bool:
    """Tell whether a run with so many pages lost and so many there met an outage."""
    return lost >= LEAST_LOST and there * LEAST_SHARE < lost + there


def affected_runs(db: sqlite3.Connection, warc: str) -> list[str]:
    """Return the runs whose judgement depends on captures in a WARC file."""
    return [run for (run,) in map(tuple, db.execute(CONCERNED, {"warc": warc}).fetchall()) if run]


def judge_runs(db: sqlite3.Connection, runs: Iterable[str]) -> set[str]:
    """Judge anew which runs met an outage; return the addresses to derive anew because that changed."""
    stale: set[str] = set()
    for run in runs:
        missed = _missed(db, run)
        # Most runs miss few pages, and need no count of all their pages.
        doubtful = len(missed) >= LEAST_LOST and is_outage(*count_lost(db, run))
        # An outage is an alarm, too.
        update = "UPDATE runs SET doubtful = ?, judged = 0 WHERE id = ? AND doubtful <> ?"
        if db.execute(update, (doubtful, run, doubtful)).rowcount:
            stale |= missed
    return stale


def judge_ended_run(db: sqlite3.Connection, run: str) -> set[str]:
    """Judge a run that has just ended, and runs that depend on it; return the addresses to derive anew."""
    files = db.execute("SELECT DISTINCT warc FROM captures WHERE run = ?", (run,)).fetchall()
    stale = judge_runs(db, dict.fromkeys(each for (warc,) in map(tuple, files) for each in affected_runs(db, warc)))
    # Its 404 and 410 did not count while it went on.
    return stale | _missed(db, run)


def _missed(db: sqlite3.Connection, run: str) -> set[str]:
    return {address for (address,) in map(tuple, db.execute(MISSED, (run,)))}
