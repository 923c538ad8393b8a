"""Compares what a record says with its rows in the tables (SQL on a workspace)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.schema import capture_row, start_row, summary_row, unfetched_rows
from archive.verify.report import Report
from archive.verify.state import WarcState
from archive.warc import Capture, RunEnd, RunStart, Unfetched

SEE = "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"
FIRST_SEEN = 'SELECT file, "offset", sha256 FROM seen JOIN files ON name = file WHERE id = ?'
ROW = "SELECT * FROM arc.captures WHERE id = ?"
RUN = "SELECT * FROM arc.runs WHERE id = ?"
NOTE_UNFETCHED = """
INSERT INTO given_up VALUES (?, ?, ?) ON CONFLICT (run, url) DO UPDATE SET reason = min(reason, excluded.reason)
"""
PLACE = ("warc", "offset", "length")
# Longer values are cut in a sentence.
MOST_CHARACTERS = 80


def compare_capture(db: sqlite3.Connection, state: WarcState, capture: Capture, report: Report) -> None:
    """Compare a capture with its row."""
    place = (capture.id, state.name, capture.offset)
    if db.execute(SEE, place).fetchone() is None:
        first, offset, sha256 = db.execute(FIRST_SEEN, (capture.id,)).fetchone()
        if sha256 == state.sha256 and first != state.name:
            # The whole file is a copy, which is told once.
            return
        problem = f"record {capture.id} stands in warc/{first}, byte {offset}, too."
        report.add("record-doubled", state.where, problem, offset=capture.offset)
        return
    report.counts["captures"] += 1
    row = db.execute(ROW, (capture.id,)).fetchone()
    if row is None:
        problem = f"the capture {capture.id} of {capture.url} is not in the table captures."
        report.add("capture-not-in-table", state.where, problem, offset=capture.offset)
        return
    found = capture_row(capture)
    # A capture of a foreign file gets its site when it is read.
    left_out = {"site"} if not capture.site else set()
    differing = [name for name, value in found.items() if name not in left_out and row[name] != value]
    if moved := [name for name in differing if name in PLACE]:
        problem = f"the capture {capture.id} of {capture.url} stands here, and the table says {_place(row)}."
        report.add("capture-moved", state.where, problem, offset=capture.offset)
        differing = [name for name in differing if name not in moved]
    if differing:
        problem = f"the table captures says of {capture.id} {differences(row, found, differing)}."
        report.add("capture-differs", state.where, problem, offset=capture.offset)


def compare_start(db: sqlite3.Connection, state: WarcState, start: RunStart, report: Report) -> None:
    """Compare the start of a run with its row."""
    db.execute("INSERT OR IGNORE INTO started VALUES (?)", (start.run,))
    row = db.execute(RUN, (start.run,)).fetchone()
    if row is None:
        report.add("run-differs", state.where, f"the run {start.run} is not in the table runs.", offset=0)
        return
    # What one file lost another one of the run may say.
    found = {name: value for name, value in start_row(start, "").items() if value and name != "status"}
    _compare_run(row, found, state, 0, report)


def compare_end(db: sqlite3.Connection, state: WarcState, end: RunEnd, offset: int, report: Report) -> None:
    """Compare the summary of a run with its row."""
    db.execute("INSERT OR IGNORE INTO ended VALUES (?)", (end.run,))
    row = db.execute(RUN, (end.run,)).fetchone()
    if row is not None:
        _compare_run(row, summary_row(end.run, end.summary), state, offset, report)


def note_unfetched(db: sqlite3.Connection, unfetched: Unfetched) -> None:
    """Note the pages that a run did not request, to be compared with their table when all files are read."""
    rows = unfetched_rows(unfetched)
    db.executemany(NOTE_UNFETCHED, [(row["run"], row["url"], row["reason"]) for row in rows])


def differences(row: Mapping[str, Any] | sqlite3.Row, found: Mapping[str, Any], names: list[str]) -> str:
    """Return in words how a row differs in some columns from what was found."""
    return ", ".join(f"{name} {_short(row[name])} instead of {_short(found[name])}" for name in names)


def _compare_run(row: sqlite3.Row, found: Mapping[str, Any], state: WarcState, offset: int, report: Report) -> None:
    names = [name for name, value in found.items() if row[name] != value]
    if names:
        problem = f"the table runs says of {row['id']} {differences(row, found, names)}."
        report.add("run-differs", state.where, problem, offset=offset)


def _place(row: sqlite3.Row) -> str:
    return f"warc/{row['warc']}, byte {row['offset']}, {row['length']} bytes"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
