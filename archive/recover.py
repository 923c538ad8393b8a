"""Loads WARC records that the database lacks, and cuts off a record that a crash left incomplete (disk).

Recovery after a crash, replay, and WARC files from elsewhere all use it.
"""

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from archive.ask import file_problems
from archive.deletions import add_forgotten, forget_beyond_end
from archive.digests import forget_start, settle_parts
from archive.places import forget_files, move_capture
from archive.tables import Tables
from archive.warc import (
    FORGOTTEN_PREFIX,
    Damage,
    Forgotten,
    Recorded,
    RunEnd,
    RunStart,
    Unfetched,
    file_digest,
    is_forgotten_name,
    read_records,
    sync,
    warc_files,
    why_unreadable,
)
from extract.errors import ArchiveError

VERIFY = "`commentary verify` says where it is damaged; put it back from a copy."


def recover(tables: Tables) -> tuple[str, ...]:
    """Load the new records of every WARC file; return the problems that were found, in sentences.

    The files of a run that never ended are read from their start: it may have been killed between two captures that
    it wrote in one order and stored in the other. Such a file may also have lost its end in a power cut, and then
    what the database has beyond it is removed. A file of a run that ended was written to the disk; if it is missing
    or shorter by now, its captures stay in the database, and it is a problem each time until it is put back.
    """
    query = "SELECT id FROM runs WHERE status = 'running'"
    running = tuple(f"{row['id']}-" for row in tables.db.execute(query))
    troubled = {each.path.name: each for each in file_problems(tables.db, tables.warc_folder)}
    known = dict(tables.db.execute("SELECT name, bytes FROM warcs").fetchall())
    missing = known.keys() - {path.name for path in warc_files(tables.warc_folder)}
    digests = dict(tables.db.execute("SELECT name, sha256 FROM warcs").fetchall())
    problems: list[str] = []
    for path in warc_files(tables.warc_folder):
        if path.name in troubled:
            continue
        size, loaded = path.stat().st_size, known.get(path.name, 0)
        if size != loaded or path.name not in known:
            again = bool(running and path.name.startswith(running))
            if not again and loaded and digests[path.name] not in {None, file_digest(path, loaded)}:
                # Its rest might be no torn record but the end of a good one, and must not be cut off.
                problems.append(f"{path} was changed since it was loaded; it is left as it is. {VERIFY}")
                continue
            problems += _load_new(tables, path, 0 if again else loaded, missing)
        elif digests[path.name] is None:
            # A former release stored neither digests nor the run before.
            with tables.transaction():
                for start in islice(read_records(path), 1):
                    if isinstance(start, RunStart):
                        tables.add_run(start, status="interrupted")
                tables.mark_loaded(path)
    tables.interrupt_runs()
    # All captures of a file that was renamed are in the other one by now.
    with tables.transaction():
        renamed = forget_files(tables.db, [each.path.name for each in troubled.values() if each.captures])
        for path in warc_files(tables.warc_folder) if renamed else ():
            # They may be in a joined file.
            settle_parts(tables.db, path)
    return (*(str(each) for name, each in troubled.items() if name not in renamed), *problems)


def _load_new(tables: Tables, path: Path, start: int, missing: Collection[str]) -> list[str]:
    problems = [_repair(tables, path, damage) for damage in load_warc(tables, path, start, missing)]
    if start == 0 and (lost := forget_beyond_end(tables, path)):
        problems.append(
            f"{path}: the last {lost} captures never reached the disk; run `commentary replay` to remove their rest."
        )
    if _is_own_file(tables, path):
        # From now on a shorter file is damage and no power cut.
        sync(path)
    with tables.transaction():
        if start == 0:
            forget_start(tables.db, path)
        tables.mark_loaded(path)
    return problems


def load_warc(tables: Tables, path: Path, start: int = 0, missing: Collection[str] = ()) -> list[Damage]:
    """Store all captures and runs of a file from byte `start` on; return its damaged parts.

    A capture whose place is in one of the `missing` files is taken to be in this one from now on: a file was renamed.
    """
    (damages,) = load_parts(tables, path, start, missing)
    return damages


def load_parts(
    tables: Tables,
    path: Path,
    start: int = 0,
    missing: Collection[str] = (),
    *,
    sizes: Iterable[int] = (sys.maxsize,),
) -> Iterator[list[Damage]]:
    """Do what `load_warc` does, in transactions of so many records each; yield the damaged parts after each."""
    _load_tombstones(tables)
    records = read_records(path, start)
    for size in sizes:
        damages: list[Damage] = []
        with tables.batch():
            count = 0
            for item in islice(records, size):
                count += 1
                if isinstance(item, Damage):
                    damages.append(item)
                else:
                    _load(tables, item, path.name, missing)
            if count < size:
                tables.judge_runs_of_file(path)
        yield damages
        if count < size:
            return


def _load(
    tables: Tables, item: Recorded | RunStart | RunEnd | Unfetched | Forgotten, file: str, missing: Collection[str]
) -> None:
    if isinstance(item, Recorded):
        # What was forgotten comes back by no file.
        if tables.tombstones.hides(item.capture):
            return
        if missing:
            move_capture(tables.db, item.capture, missing)
        tables.add_capture(item.capture)
    elif isinstance(item, RunStart):
        if not tables.tombstones.hides_site(item.site):
            tables.add_run(item, status="interrupted")
    elif isinstance(item, RunEnd):
        tables.end_run(item)
    elif isinstance(item, Forgotten):
        add_forgotten(tables, item, file)
    else:
        tables.add_unfetched(item)


def _load_tombstones(tables: Tables) -> None:
    """Learn what was forgotten from all files that say so: they may stand behind the one that is loaded."""
    names = {path.name for path in tables.warc_folder.glob(f"{FORGOTTEN_PREFIX}*") if is_forgotten_name(path.name)}
    for name in sorted(names - {row["warc"] for row in tables.db.execute("SELECT warc FROM tombstones")}):
        if why_unreadable(tables.warc_folder / name) is None:
            with tables.batch():
                for item in read_records(tables.warc_folder / name):
                    if isinstance(item, Forgotten):
                        add_forgotten(tables, item, name)


def _repair(tables: Tables, path: Path, damage: Damage) -> str:
    where = f"{path}, byte {damage.offset}: {damage.problem}"
    # Only a file of our own is cut: a foreign file may still be being written.
    if not (damage.truncated and _is_own_file(tables, path)):
        return f"{where}; all other records in the file are kept."
    try:
        os.truncate(path, damage.offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be repaired: {error.strerror}.") from error
    return f"{where}; {damage.length} bytes of an incomplete record were cut off."


def _is_own_file(tables: Tables, path: Path) -> bool:
    """Tell whether a run in the database wrote a WARC file."""
    query = "SELECT 1 FROM runs WHERE substr(?, 1, length(id) + 1) = id || '-'"
    return tables.db.execute(query, (path.name,)).fetchone() is not None
