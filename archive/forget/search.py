"""Decides of each record of each WARC file whether it stays, goes or is redacted (reads files).

Records at a forgotten address go: responses, requests, revisits, and what a browser rendered. A record that says more
is kept without what it says of it, marked by `Commentary-Redacted`, with the digest that its payload had.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.database import REMOVED_NAME
from archive.forget.plan import Plan
from archive.forget.records import Decision, Rules, decide
from archive.warc import (
    Damage,
    is_forgotten_name,
    parsed_records,
    read_stored,
    site_of_name,
    warc_files,
    warc_path,
    why_unreadable,
)
from extract.errors import ArchiveError

MOVED_AWAY = "was moved away by a repair and is not searched; delete it if it may hold it"

# Called with how many bytes of how many were read.
Progress = Callable[[int, int], None]


@dataclass(kw_only=True)
class FileChange:
    """What changes in a WARC file: for each record its offset, length and new bytes, b"" if it goes.

    `is_removed` tells that the whole file goes.
    """

    path: Path
    records: list[tuple[int, int, bytes]] = field(default_factory=list)
    is_removed: bool = False


@dataclass(kw_only=True)
class Scan:
    """The changes of all files; how many records go or are redacted, by kind; what could not be searched."""

    files: list[FileChange] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    redacted: Counter[str] = field(default_factory=Counter)
    bytes_removed: int = 0
    unsearched: list[str] = field(default_factory=list)

    @property
    def bytes_to_write(self) -> int:
        """The size of the files that are written anew."""
        return sum(change.path.stat().st_size for change in self.files if not change.is_removed)


def no_progress(done: int, total: int) -> None:
    """Report no progress (the default)."""


def scan(
    db: sqlite3.Connection, folder: Path, plan: Plan, *, tombstone: str, progress: Progress = no_progress
) -> Scan:
    """Return what is to change in the WARC files of a folder; `tombstone` is the id that redacted records name."""
    found = Scan()
    paths = [path for path in warc_files(folder) if not is_forgotten_name(path.name)]
    for path in paths:
        if problem := why_unreadable(path):
            raise ArchiveError(f"{path} {problem}. Put it in order first: it may hold what is to be forgotten.")
    found.unsearched += [f"{REMOVED_NAME}/{path.name}: {MOVED_AWAY}" for path in _moved_away(folder.parent)]
    total, done = sum(path.stat().st_size for path in paths), 0
    rules = Rules(
        plan=plan,
        tombstone=tombstone,
        articles=articles_of(db),
        removed_block=lambda capture: _removed_block(db, folder, plan, capture),
    )
    for path in paths:
        change = _scan_file(path, rules, found, lambda at, before=done: progress(before + at, total))  # type: ignore[misc]
        if change.records or change.is_removed:
            found.files.append(change)
        done += path.stat().st_size
    return found


def _moved_away(data: Path) -> list[Path]:
    """Return the files in the folder of what a repair moved away."""
    return sorted(path for path in (data / REMOVED_NAME).rglob("*") if path.is_file())


def _removed_block(db: sqlite3.Connection, folder: Path, plan: Plan, capture: str) -> bytes | None:
    """Return the block of a response that is to be forgotten, None for any other."""
    row = db.execute('SELECT warc, "offset" FROM captures WHERE id = ?', (capture,)).fetchone()
    if row is None or capture not in plan.captures:
        return None
    return read_stored(warc_path(folder, row["warc"]), row["offset"]).block


def articles_of(db: sqlite3.Connection) -> frozenset[str]:
    """Return the captures whose pages are articles or pages of them."""
    query = "SELECT capture FROM readings WHERE outcome IN ('article', 'part')"
    return frozenset(capture for (capture,) in map(tuple, db.execute(query)))


def scan_again(db: sqlite3.Connection, paths: Collection[Path], plan: Plan) -> Iterator[str]:
    """Yield what is still to be forgotten in files that have been rewritten: nothing, unless there is a mistake."""
    found = Scan()
    rules = Rules(plan=plan, tombstone="", articles=articles_of(db))
    for path in paths:
        for offset, _, _ in _scan_file(path, rules, found, lambda _at: None).records:
            yield f"{path}, byte {offset}"


def _scan_file(path: Path, rules: Rules, found: Scan, advance: Callable[[int], None]) -> FileChange:
    change = FileChange(path=path)
    site = site_of_name(path.name)
    if site is not None and rules.plan.tombstones.hides_site(site):
        change.is_removed = True
        found.removed["file"] += 1
        found.bytes_removed += path.stat().st_size
        return change
    for record in parsed_records(path):
        advance(record.offset)
        if isinstance(record, Damage):
            found.unsearched.append(f"warc/{path.name}, byte {record.offset}: {record.problem}")
            continue
        decision: Decision = decide(record, rules)
        if decision.problem:
            found.unsearched.append(f"warc/{path.name}, byte {record.offset}: {decision.problem}")
        if decision.data is None:
            continue
        kind = record.fields.get("WARC-Type", "record")
        counted: Mapping[bool, Counter[str]] = {True: found.removed, False: found.redacted}
        counted[not decision.data][kind] += 1
        found.bytes_removed += record.length if not decision.data else 0
        change.records.append((record.offset, record.length, decision.data))
    return change
