"""Replaces files and rows by a journal, until it is done, whatever ends the process in between (disk).

forgetting/ has the new files and, when all of them are on the disk, journal.json. Without it nothing has changed, and
the folder is thrown away; with it, each step below is done, or done once more.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.deletions import add_forgotten, read_again
from archive.forget.purge import purge
from archive.schema import TABLES, capture_row
from archive.tables import Tables
from archive.unfinished import discard_unfinished
from archive.warc import FORGETTING, Forgotten, Recorded, RunEnd, finish_journal, read_records, sync
from extract.errors import ArchiveError

# A captured row as its record says it; a site of a foreign file is that of the profile by which it was read.
OF_RECORD = tuple(name for name in TABLES["captures"].columns if name not in {"id", "site", "found"})
_ASSIGNED = ", ".join(f'"{name}" = :{name}' for name in OF_RECORD)
DIGEST = "SELECT payload_digest FROM captures WHERE id = ?"
UPDATE = f"UPDATE captures SET {_ASSIGNED} WHERE id = :id"  # noqa: S608 - our own names


def finish_forgetting(tables: Tables) -> bool:
    """Finish a removal that was interrupted, or throw away what it had prepared; tell whether it had begun."""
    folder = tables.path.with_name(FORGETTING)
    try:
        return finish_journal(folder, lambda path: _carry_out(tables, path))
    except OSError as error:
        raise ArchiveError(
            f"{folder}: {error.strerror or error}. The removal is not complete; run `commentary forget --finish`."
        ) from error


def _carry_out(tables: Tables, path: Path) -> None:
    journal = _read_journal(path)
    # The new database of a replay that has not ended holds it too.
    discard_unfinished(tables.path)
    _replace_files(path.parent, tables.warc_folder, journal)
    _replace_rows(tables, journal)
    purge(tables.db, tables.path)
    for name in journal["leftovers"]:
        (tables.path.parent / name).unlink(missing_ok=True)


def _read_journal(path: Path) -> Mapping[str, Any]:
    """Return a journal; ArchiveError for one, in a data folder from elsewhere, that names files of other folders."""
    try:
        journal: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        names = [journal["tombstone"], *journal["changed"], *journal["removed"], *journal["leftovers"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveError(f"{path} is not as `commentary forget` writes it: {error!r}. Remove it.") from error
    for name in names:
        if not isinstance(name, str) or name != Path(name).name:
            raise ArchiveError(f"{path} names {name!r}, which is not a file of the archive. Remove it.")
    return journal


def _replace_files(folder: Path, warcs: Path, journal: Mapping[str, Any]) -> None:
    # First the file that says what is forgotten: from now on nothing loads that again.
    for name in (journal["tombstone"], *journal["changed"]):
        if (folder / name).exists():
            (folder / name).replace(warcs / name)
    for name in journal["removed"]:
        (warcs / name).unlink(missing_ok=True)
    sync(warcs)


def _replace_rows(tables: Tables, journal: Mapping[str, Any]) -> None:
    known = {row["name"] for row in tables.db.execute("SELECT name FROM warcs")}
    with tables.batch():
        for item in read_records(tables.warc_folder / journal["tombstone"]):
            if isinstance(item, Forgotten):
                add_forgotten(tables, item, journal["tombstone"])
        # A database that is new knows none of them, and loads all of each file later.
        for name in (*(each for each in journal["changed"] if each in known), journal["tombstone"]):
            _refresh(tables, tables.warc_folder / name)
            tables.mark_loaded(tables.warc_folder / name)
        for name in journal["removed"]:
            tables.db.execute("DELETE FROM warcs WHERE name = ?", (name,))


def _refresh(tables: Tables, path: Path) -> None:
    """Store what a rewritten file's records say, and where they are now; what was redacted is to be read again."""
    redacted = []
    for item in read_records(path):
        if isinstance(item, Recorded):
            row = capture_row(item.capture)
            before = tables.db.execute(DIGEST, (row["id"],)).fetchone()
            if before is None:
                continue
            tables.db.execute(UPDATE, row)
            if before["payload_digest"] != row["payload_digest"]:
                redacted.append(row["id"])
        elif isinstance(item, RunEnd):
            tables.put_summary(item)
    read_again(tables, redacted)
