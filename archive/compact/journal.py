"""Puts a WARC file that was written anew in its place by a journal, whatever ends the process in between (disk).

compacting/ has the new file (none where files are joined: see `moves.py`) and, when that is on the disk and proved,
journal.json. Without it nothing has changed, and the folder is thrown away; with it, each step is done, or done once
more: the record that tells of the change, the file, the rows of its captures.
"""

import base64
import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from archive.compact.moves import carry_out_moves, check_moves
from archive.schema import capture_row
from archive.tables import Tables
from archive.warc import (
    COMPACTING,
    Compacted,
    Recorded,
    file_digest,
    finish_journal,
    is_compacted_name,
    read_records,
    run_of_name,
    sync,
    write_journal,
)
from extract.errors import ArchiveError

# The capture is the same; what its record says of it has moved, and its payload may be in another record.
MOVE = """
UPDATE captures SET "offset" = :offset, length = :length, revisit_of = :revisit_of WHERE id = :id AND warc = :warc
"""


def prepare(tables: Tables, compacted: Compacted, event_file: str, offset: int, record: bytes) -> None:
    """Write the journal of a file that lies ready, at once: from then on it is put in its place.

    `record` tells of it; it is added to `event_file`, which has `offset` bytes.
    """
    journal = {
        "file": compacted.file,
        "before": compacted.sha256[0],
        "after": compacted.sha256[1],
        "event_file": event_file,
        "offset": offset,
        "record": base64.b64encode(record).decode("ascii"),
    }
    write_journal(tables.path.with_name(COMPACTING), journal)


def finish_compacting(tables: Tables) -> bool:
    """Put a file in its place that was written anew, or throw it away if it has no journal; tell whether it had."""
    folder = tables.path.with_name(COMPACTING)
    try:
        return finish_journal(folder, lambda path: _carry_out(tables, path))
    except OSError as error:
        do = " Free some space." if error.errno == errno.ENOSPC else ""
        raise ArchiveError(
            f"{error.filename or folder}: {error.strerror or error}.{do} Nothing stored is lost, and the next command"
            " that opens the archive goes on with the compaction."
        ) from error


def _carry_out(tables: Tables, path: Path) -> None:
    journal = _read_journal(path)
    if "file" not in journal:
        carry_out_moves(tables, path.parent, journal, lambda: _durable(tables))
        return
    new, old = path.with_name(journal["file"]), tables.warc_folder / journal["file"]
    event_file = tables.warc_folder / journal["event_file"]
    _check(new, old, journal)
    _add_record(event_file, journal["offset"], base64.b64decode(journal["record"]))
    _replace_file(new, old)
    _replace_rows(tables, old, journal["after"], event_file)


def _read_journal(path: Path) -> Mapping[str, Any]:
    """Return a journal; ArchiveError for one, in a data folder from elsewhere, that names files of other folders."""
    try:
        journal: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        if "joined" in journal or "apart" in journal:
            check_moves(journal)
            return journal
        names, digests = (journal["file"], journal["event_file"]), (journal["before"], journal["after"])
        is_right = (
            isinstance(journal["offset"], int)
            and journal["offset"] >= 0
            and all(isinstance(each, str) for each in (*names, *digests, journal["record"]))
        )
        base64.b64decode(journal["record"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveError(f"{path} is not as `commentary compact` writes it: {error!r}. Remove it.") from error
    if not is_right:
        raise ArchiveError(f"{path} is not as `commentary compact` writes it. Remove it.")
    if any("/" in name for name in names) or not run_of_name(names[0]) or not is_compacted_name(names[1]):
        raise ArchiveError(f"{path} names {names!r}, which are not files of the archive. Remove it.")
    return journal


def _check(new: Path, old: Path, journal: Mapping[str, Any]) -> None:
    """Raise ArchiveError unless the file to be replaced, or the new one in its place, is the one that was planned."""
    wanted = {journal["before"]} if new.exists() else {journal["after"]}
    if old.exists() and file_digest(old) not in wanted:
        raise ArchiveError(
            f"{old} was changed since `commentary compact` was interrupted. Put it back from a copy, or remove the"
            f" folder {new.parent}, which gives up the compaction of this file."
        )


def _add_record(path: Path, offset: int, record: bytes) -> None:
    """Write a record at an offset of a file, over what is left of an earlier try, and have it on the disk."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o644)
    try:
        if os.fstat(handle).st_size < offset:
            raise ArchiveError(f"{path} has lost its end. Put it back from a copy.")
        os.ftruncate(handle, offset)
        rest = memoryview(record)
        os.lseek(handle, offset, os.SEEK_SET)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(path.parent)


def _replace_file(new: Path, old: Path) -> None:
    with suppress(FileNotFoundError):
        new.replace(old)
    sync(old.parent)


def _replace_rows(tables: Tables, path: Path, sha256: str, event_file: Path) -> None:
    known = tables.db.execute("SELECT 1 FROM warcs WHERE name = ?", (path.name,)).fetchone()
    # A database that is new knows none of the files, and loads all of each later.
    if known is None:
        return
    with _durable(tables), tables.transaction():
        for item in read_records(path):
            if isinstance(item, Recorded):
                tables.db.execute(MOVE, capture_row(item.capture))
        tables.mark_loaded(path, sha256)
        tables.mark_loaded(event_file)


@contextmanager
def _durable(tables: Tables) -> Iterator[None]:
    """Have what a `with` block commits written to the disk at once: the file of which it tells is there already."""
    tables.db.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        tables.db.execute("PRAGMA synchronous = NORMAL")
