"""Verifies the WARC files as files: each is there, whole, once, under its name and with its bytes (disk).

table warcs ─┐
             ├→ size, SHA-256, name → records.py for what is in them → chain.py for the runs
folder warc/ ┘
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from archive.verify.records import examine_records
from archive.verify.report import Report
from archive.verify.state import Known, WarcState
from archive.warc import RunEnd, RunStart, file_digest, parts_of, run_of_name, site_of_name, why_unreadable
from extract.errors import ArchiveError

COUNT_CAPTURES = "SELECT count(*) FROM arc.captures WHERE warc = ?"
NOTE = "INSERT OR REPLACE INTO files VALUES (?, ?, ?)"
# Is called with the number of bytes that were read since the last call.
Advance = Callable[[int], None]


def look_for_files(known: Known, report: Report) -> list[WarcState]:
    """Find files that are missing, unreadable, shorter or longer than known; return the ones that can be read."""
    states = []
    for path in known.files():
        if problem := why_unreadable(path):
            report.add("warc-unreadable", f"warc/{path.name}", f"{problem}{_captures_of(known, path.name)}.")
            _note(known, path.name, "unreadable")
            continue
        state = known.state_of(path)
        _note(known, path.name, _kind_of(state))
        _compare_size(known, state, report)
        states.append(state)
    here = {path.name for path in known.files()}
    for name in sorted(known.stored.keys() - here):
        if known.is_looked_at(name):
            report.add("warc-missing", f"warc/{name}", f"is missing{_captures_of(known, name)}.")
            _note(known, name, "missing")
    if known.is_writing:
        report.leave_out("A process is writing to the archive: the files of the run that goes on were not looked at.")
    if known.scope.site is not None:
        report.leave_out(f"Of the WARC files only those that runs of {known.scope.site} wrote were looked at.")
    return states


def read_files(
    known: Known, states: Iterable[WarcState], report: Report, advance: Advance
) -> list[RunStart | RunEnd]:
    """Read every file to its end, and compare its bytes and records; return what runs say at their start and end."""
    said: list[RunStart | RunEnd] = []
    joined = _read_joined(known, states)
    for state in states:
        try:
            _hash(state, report)
            if (there := joined.get((state.name, state.sha256))) is not None:
                # Its records need not be told one by one.
                report.add("warc-doubled", state.where, f"stands in {there.where}, too.")
                _note(known, state.name, "copy", state.sha256)
                report.copies[state.name] = there.name
                continue
            _note(known, state.name, _kind_of(state), state.sha256)
            said += examine_records(known, state, report, advance)
            _compare_end(state, report)
        except (OSError, ArchiveError) as error:
            # A disk that is failing gives some files and not others.
            report.add("warc-unreadable", state.where, f"cannot be read: {error}")
        report.counts["files"] += 1
        report.counts["bytes"] += state.size
    return said


def _read_joined(known: Known, states: Iterable[WarcState]) -> dict[tuple[str, str], WarcState]:
    """Read the files in joined ones; return in which one each stands, by its name and its SHA-256 as it is there."""
    found: dict[tuple[str, str], WarcState] = {}
    for state in states:
        # A file that cannot be read is told later.
        with suppress(OSError, ArchiveError):
            state.parts = tuple(
                replace(part, sha256=file_digest(state.path, part.bytes, part.start)) for part in parts_of(state.path)
            )
        known.joined |= {run_of_name(part.file) or "": state.name for part in state.parts}
        found |= {(part.file, part.sha256): state for part in state.parts}
    return found


def compare_names(known: Known, states: Iterable[WarcState], report: Report) -> None:
    """Find copies of files, and files under another name than the one with which they were written."""
    by_content: defaultdict[tuple[int, str], list[WarcState]] = defaultdict(list)
    for state in states:
        if state.size:
            by_content[state.size, state.sha256].append(state)
    for alike in by_content.values():
        kept = min(alike, key=lambda state: (state.written_name != state.name, state.name))
        for state in alike:
            if state is not kept:
                report.copies[state.name] = kept.name
                report.add("warc-doubled", state.where, f"is a copy of {kept.where}.")
            elif state.written_name is not None and state.written_name != state.name:
                report.add("warc-renamed", state.where, f"was written as {state.written_name}.")
                size, sha256 = known.stored.get(state.written_name, (0, None))
                is_known = state.size == size and file_digest(state.path) == sha256
                # What its first record says of its name is not believed of a path, nor of bytes that nobody knows.
                if site_of_name(state.written_name) and (state.is_confirmed or is_known):
                    report.renames[state.name] = state.written_name


def misplaced_records(states: Iterable[WarcState], unconfirmed: set[str], report: Report) -> None:
    """Tell which records stand where their writer did not put them, in files that nothing confirms.

    `unconfirmed` are the runs whose digest is not the one that the run after them names.
    """
    for state in states:
        if not state.is_confirmed or run_of_name(state.name) in unconfirmed:
            for offset, problem in state.misplaced:
                report.add("record-out-of-place", state.where, problem, offset=offset)


def _compare_size(known: Known, state: WarcState, report: Report) -> None:
    stored = state.stored_bytes
    run = run_of_name(state.name)
    if stored is None:
        if known.has_tables and run not in known.unfinished and state.size:
            report.add("warc-not-loaded", state.where, "is not in the tables.")
    elif state.size < stored:
        problem = f"has {state.size:,} bytes and had {stored:,}{_captures_of(known, state.name)}."
        report.add("warc-shorter", state.where, problem, offset=state.size)


def _compare_end(state: WarcState, report: Report) -> None:
    stored = state.stored_bytes
    if stored is not None and state.size > stored and not report.has("torn-tail", file=state.where):
        problem = f"has {state.size:,} bytes, of which {stored:,} are in the tables."
        report.add("warc-longer", state.where, problem, offset=stored)


def _hash(state: WarcState, report: Report) -> None:
    # What a crash or another program appended is told apart from a change.
    state.sha256 = file_digest(state.path, min(state.size, state.stored_bytes or state.size))
    if state.stored_sha256 and state.size >= (state.stored_bytes or 0) and not state.is_confirmed:
        problem = f"is not the file that was loaded: its SHA-256 is {state.sha256} and was {state.stored_sha256}."
        report.add("warc-changed", state.where, problem)


def _captures_of(known: Known, name: str) -> str:
    if known.db is None or not known.has_tables:
        return ""
    (count,) = known.db.execute(COUNT_CAPTURES, (name,)).fetchone()
    return f", and {count:,} captures of it are in the tables" if count else ""


def _kind_of(state: WarcState) -> str:
    # Rows are not compared with a file that the tables do not know.
    return "read" if state.stored_bytes is not None else "new"


def _note(known: Known, name: str, state: str, sha256: str = "") -> None:
    if known.db is not None:
        known.db.execute(NOTE, (name, state, sha256))
