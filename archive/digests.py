"""Stores the digests of WARC files and of runs, and finds the last run of the chain (SQL on an open transaction).

Each run names the one before it and that one's digest, as it was when the run started. So whoever removes, replaces
or changes a file of a run that is not the last one leaves a run that names another digest.
"""

import sqlite3
from collections.abc import Iterable
from glob import escape
from pathlib import Path

from archive.schema import insert_rows
from archive.warc import file_digest, run_digest, run_of_name

PUT_FILE = "ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256"
# `.` follows `-`, so that the range has all files of a run and uses the index.
FILES = "SELECT name, sha256 FROM warcs WHERE name > ?1 || '-' AND name < ?1 || '.'"
# A run that no other one names; times do not decide alone, because a clock may have been set back.
LAST_RUN = """
SELECT id, digest FROM runs
ORDER BY NOT EXISTS (SELECT 1 FROM runs AS later WHERE later.previous_run = runs.id) DESC, started_at DESC, rowid DESC
LIMIT 1
"""
FORGET_START = (
    "UPDATE runs SET accepted = 0, imported_at = NULL, previous_run = NULL, previous_digest = NULL WHERE id = ?"
)


def mark_file(db: sqlite3.Connection, path: Path, digest: str | None = None) -> None:
    """Store that all of a WARC file is in the database, its SHA-256 (computed if it is not given) and its run's."""
    row = {"name": path.name, "bytes": path.stat().st_size, "sha256": digest or file_digest(path)}
    insert_rows(db, "warcs", [row], PUT_FILE)
    settle_runs(db, [path.name])


def settle_runs(db: sqlite3.Connection, names: Iterable[str]) -> None:
    """Store the digests of the runs to which files of these names belong; none for a run without files."""
    for run in sorted({run for name in names if (run := run_of_name(name))}):
        files = {name: digest for name, digest in map(tuple, db.execute(FILES, (run,))) if run_of_name(name) == run}
        # One that a former release loaded has no digest yet.
        whole = run_digest(files) if files and all(files.values()) else None
        db.execute("UPDATE runs SET digest = ? WHERE id = ?", (whole, run))


def last_run(db: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Return the run after which the next one comes, and its digest; None for what there is not."""
    found = db.execute(LAST_RUN).fetchone()
    return (None, None) if found is None else (found[0], found[1])


def forget_start(db: sqlite3.Connection, path: Path) -> None:
    """Forget how a run started of which there is an empty file and nothing else, as a replay would not find it."""
    run = run_of_name(path.name)
    if run and not any(each.stat().st_size for each in path.parent.glob(f"{escape(run)}-*")):
        db.execute(FORGET_START, (run,))
