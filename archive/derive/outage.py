"""Doubts a run in which nearly every known page was missing: an outage, not a publisher (SQL on an open transaction).

captures of a run → lost, there → runs.doubtful → whether its answers 404 and 410 make an article gone (derive.py)

The verdict is a function of the captures alone, so that a run which was killed has one too, and a replay gives the
same in any order of files. While a run goes on there is none, and its answers 404 and 410 make nothing gone.
"""

import sqlite3
from collections.abc import Iterable

# Fewer pages are lost on an honest day, and a site that shows one known page for nine lost ones is up.
LEAST_LOST, LEAST_SHARE = 5, 10

# An answer that a page is not there counts only once its run has ended and is not doubtful. A run that has no row is
# that of a foreign WARC: each of its answers is believed.
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
# Of a run's captures these are in one file; a capture may also tell of a page which another run missed later that it
# had been there before.
CONCERNED = f"""
SELECT DISTINCT run FROM captures WHERE warc = :warc
UNION SELECT DISTINCT later.run FROM captures JOIN captures AS later ON later.address = captures.address
    AND later.status IN (404, 410) AND later.run <> captures.run
    AND (later.captured_at, later.id) > (captures.captured_at, captures.id)
WHERE captures.warc = :warc AND captures.source_kind IS NULL AND {THERE.replace("status", "captures.status")}
"""  # noqa: S608 - our own names


def count_lost(db: sqlite3.Connection, run: str) -> tuple[int, int]:
    """Return how many pages a run lost and how many it saw, by the last answer of each address in it.

    Lost is a page that answered 404 or 410, and 2xx or 304 at any time before.
    """
    lost, there = db.execute(COUNT, {"run": run}).fetchone()
    return lost, there


def is_outage(lost: int, there: int) -> bool:
    """Tell whether a run that lost so many pages and saw so many others is an outage."""
    return lost >= LEAST_LOST and there * LEAST_SHARE < lost + there


def affected_runs(db: sqlite3.Connection, warc: str) -> list[str]:
    """Return the runs on whose verdict the captures of a WARC file bear."""
    return [run for (run,) in map(tuple, db.execute(CONCERNED, {"warc": warc}).fetchall()) if run]


def judge_runs(db: sqlite3.Connection, runs: Iterable[str]) -> set[str]:
    """Judge runs anew; return the addresses that are to be derived anew because a verdict has changed."""
    stale: set[str] = set()
    for run in runs:
        missed = _missed(db, run)
        # Most runs miss a handful, and to count all their pages would be in vain.
        doubtful = len(missed) >= LEAST_LOST and is_outage(*count_lost(db, run))
        update = "UPDATE runs SET doubtful = ? WHERE id = ? AND doubtful <> ?"
        if db.execute(update, (doubtful, run, doubtful)).rowcount:
            stale |= missed
    return stale


def judge_ended_run(db: sqlite3.Connection, run: str) -> set[str]:
    """Judge a run that has just ended, and others by it; return the addresses that are to be derived anew."""
    files = db.execute("SELECT DISTINCT warc FROM captures WHERE run = ?", (run,)).fetchall()
    stale = judge_runs(db, dict.fromkeys(each for (warc,) in map(tuple, files) for each in affected_runs(db, warc)))
    # What it missed did not count as long as it went on.
    return stale | _missed(db, run)


def _missed(db: sqlite3.Connection, run: str) -> set[str]:
    return {address for (address,) in map(tuple, db.execute(MISSED, (run,)))}
