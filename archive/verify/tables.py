"""Verifies that every row that tells of a record has one, once all WARC files are read (SQL on a workspace)."""

import sqlite3
from itertools import chain

from archive.verify.report import Report
from archive.verify.state import Known

# What lies in a damaged range, in a file that is missing or that cannot be read has been told.
WITHOUT_RECORD = """
SELECT id, url, warc, "offset" FROM arc.captures AS row
WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.id = row.id)
    AND (EXISTS (SELECT 1 FROM files WHERE name = row.warc AND state = 'read')
        OR (:all AND NOT EXISTS (SELECT 1 FROM files WHERE name = row.warc)))
    AND NOT EXISTS (SELECT 1 FROM damaged WHERE file = row.warc AND row."offset" >= start AND row."offset" < stop)
    AND run NOT IN (SELECT value FROM json_each(:running))
ORDER BY warc, "offset"
"""
RUNS = "SELECT id, finished_at, status FROM arc.runs ORDER BY id"
FILES_OF_RUN = "SELECT name, state FROM files WHERE (name > ?1 || '-' AND name < ?1 || '.') OR name = ?2"
IS_DAMAGED = "SELECT 1 FROM damaged WHERE (file > ?1 || '-' AND file < ?1 || '.') OR file = ?2"
# Of runs whose files were all read to their end.
UNFETCHED = """
SELECT run, url, max(stored), max(written) FROM (
    SELECT run, url, reason AS stored, NULL AS written FROM arc.unfetched
    UNION ALL SELECT run, url, NULL, reason FROM given_up
) WHERE run = ? GROUP BY run, url HAVING max(stored) IS NOT max(written) LIMIT 20
"""


def rows_without_record(known: Known, report: Report) -> None:
    """Find captures, runs and unfetched pages in the tables of which no WARC file that was read has a record."""
    db = known.db
    if db is None or not known.has_tables:
        return
    for row in db.execute(WITHOUT_RECORD, {"all": known.scope.site is None, "running": _json(known)}):
        problem = f"the table captures places {row['id']} of {row['url']} here, and no file has its record."
        report.add("capture-without-record", f"warc/{row['warc']}", problem, offset=row["offset"])
    started = {row["run"] for row in db.execute("SELECT run FROM started")}
    ended = {row["run"] for row in db.execute("SELECT run FROM ended")}
    for row in db.execute(RUNS).fetchall():
        run = row["id"]
        states = {each["state"] for each in db.execute(FILES_OF_RUN, (run, known.joined.get(run)))}
        # What is missing, damaged or of another site cannot say anything of its run.
        if run in known.running | known.unfinished or db.execute(IS_DAMAGED, (run, known.joined.get(run))).fetchone():
            continue
        if not states and known.scope.site is None and run not in started:
            problem = f"the table runs has the run {run}, and no WARC file names it."
            report.add("run-differs", "commentary.db", problem)
        if states == {"read"}:
            _compare_end(db, row, is_ended=run in ended, report=report)


def _compare_end(db: sqlite3.Connection, row: sqlite3.Row, *, is_ended: bool, report: Report) -> None:
    run = row["id"]
    where = f"warc/{run}-00000.warc.gz"
    if row["finished_at"] and not is_ended:
        report.add("run-differs", where, f"the table runs has a summary of {run}, and its files have none.")
    if not is_ended and row["status"] != "interrupted":
        problem = f"the table runs has the status {row['status']} of {run}, and its files have no summary."
        report.add("run-differs", where, problem)
    for _, url, stored, written in map(tuple, db.execute(UNFETCHED, (run,))):
        problem = f"the table unfetched has {stored!r} of {url} in {run}, and its files have {written!r}."
        report.add("unfetched-differs", where, problem)


def _json(known: Known) -> str:
    return "[" + ",".join(f'"{run}"' for run in chain(known.running, known.unfinished)) + "]"
