"""Stores the digests of WARC files and of runs, and finds the last run of the chain (SQL on an open transaction).

Each run names the one before it and that one's digest, as it was when the run started. So whoever removes, replaces
or changes a file of a run that is not the last one leaves a run that names another digest. Of runs that go on side by
side none names another one when it starts; one names the others at its end, in its summary:

    A ────────────┐ ended_before: B         B ended while A went on, and no run named it
      B ────┐ ended_before: nothing
                    C ── … previous run: A
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from glob import escape
from pathlib import Path
from typing import Any

from archive.plain import object_in
from archive.schema import insert_rows
from archive.warc import file_digest, parts_of, run_digest, run_of_name

PUT_FILE = "ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256"
# `.` follows `-`, so that the range has all files of a run and uses the index.
FILES = "SELECT name, sha256 FROM warcs WHERE name > ?1 || '-' AND name < ?1 || '.'"
# The key of a summary, under which pairs of a run and its digest stand.
ENDED_BEFORE = "ended_before"
# Runs that nobody names are looked for among so many of the newest: others are those of merged archives, and of
# releases before the chain. The inner query reads an index alone.
NEWEST = 400
RECENT = f"""
SELECT id, digest, status, previous_run, CASE WHEN instr(summary, '"{ENDED_BEFORE}"') THEN summary END
FROM runs WHERE rowid IN (SELECT rowid FROM runs ORDER BY started_at DESC, rowid DESC LIMIT {NEWEST})
ORDER BY started_at DESC, rowid DESC
"""  # noqa: S608 - our own words
FORGET_START = (
    "UPDATE runs SET accepted = 0, imported_at = NULL, previous_run = NULL, previous_digest = NULL WHERE id = ?"
)


def mark_file(db: sqlite3.Connection, path: Path, digest: str | None = None) -> None:
    """Store that all of a WARC file is in the database, its SHA-256 (computed if it is not given) and its run's."""
    row = {"name": path.name, "bytes": path.stat().st_size, "sha256": digest or file_digest(path)}
    insert_rows(db, "warcs", [row], PUT_FILE)
    settle_runs(db, [path.name])
    settle_parts(db, path)


def settle_runs(db: sqlite3.Connection, names: Iterable[str]) -> None:
    """Store the digests of the runs to which files of these names belong; none for a run without files."""
    for run in sorted({run for name in names if (run := run_of_name(name))}):
        files = files_of_run(db, run)
        # One that a former release loaded has no digest yet.
        whole = run_digest(files) if files and all(files.values()) else None
        db.execute("UPDATE runs SET digest = ? WHERE id = ?", (whole, run))


def settle_parts(db: sqlite3.Connection, path: Path) -> None:
    """Store the digests of the runs whose only files stand in a joined one; nothing if it is none."""
    for part in parts_of(path):
        db.execute(
            "UPDATE runs SET digest = ? WHERE id = ?", (run_digest({part.file: part.sha256}), run_of_name(part.file))
        )


def files_of_run(db: sqlite3.Connection, run: str) -> dict[str, str]:
    """Return the SHA-256 of each file of a run, as the database has it."""
    return {name: digest for name, digest in map(tuple, db.execute(FILES, (run,))) if run_of_name(name) == run}


def last_run(db: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Return the run after which the next one comes, and its digest; None for what there is not.

    It is the newest that ended and that no other one names: times do not decide alone, because a clock may have been
    set back. One that goes on has no digest yet.
    """
    ended, named = _recent_runs(db)
    for run, digest in ended:
        if run not in named:
            return run, digest
    return ended[0] if ended else (None, None)


def unnamed_runs(db: sqlite3.Connection, run: str) -> list[tuple[str, str]]:
    """Return the runs, with their digests, that ended and that no run names, oldest first; `run` is who asks."""
    ended, named = _recent_runs(db)
    return [(each, digest) for each, digest in reversed(ended) if digest and each not in named | {run}]


def _recent_runs(db: sqlite3.Connection) -> tuple[list[tuple[str, str | None]], set[str]]:
    """Return the newest runs that ended, newest first, with their digests, and the names that runs name."""
    recent = [tuple(row) for row in db.execute(RECENT)]
    named = {previous for _, _, _, previous, _ in recent if previous}
    named |= {each for *_, summary in recent for each, _ in ended_before(object_in(summary))}
    # A run of the older half may be named by one that is older still.
    ended = [(run, digest) for run, digest, status, *_ in recent[: NEWEST // 2] if status != "running"]
    return ended, named


def ended_before(summary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the runs, with their digests, that a run names at its end."""
    pairs = summary.get(ENDED_BEFORE)
    for pair in pairs if isinstance(pairs, list) else ():
        if isinstance(pair, list) and [type(each) for each in pair] == [str, str]:
            yield pair[0], pair[1]


def forget_start(db: sqlite3.Connection, path: Path) -> None:
    """Forget how a run started of which there is an empty file and nothing else, as a replay would not find it."""
    run = run_of_name(path.name)
    if run and not any(each.stat().st_size for each in path.parent.glob(f"{escape(run)}-*")):
        db.execute(FORGET_START, (run,))
