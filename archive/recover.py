"""Loads WARC records that the database lacks, and cuts off a record that a crash left incomplete (disk).

Recovery after a crash, replay, and WARC files from elsewhere all use it.
"""

import os
from pathlib import Path

from archive.tables import Tables
from archive.warc import Damage, Recorded, RunEnd, RunStart, Unfetched, read_records
from extract.errors import ArchiveError


def recover(tables: Tables) -> tuple[str, ...]:
    """Load the new records of every WARC file; return the problems that were found, in sentences.

    The files of a run that never ended are read from their start: it may have been killed between two captures that
    it wrote in one order and stored in the other.
    """
    running = tuple(f"{row['id']}-" for row in tables.db.execute("SELECT id FROM runs WHERE status = 'running'"))
    known = dict(tables.db.execute("SELECT name, bytes FROM warcs").fetchall())
    problems: list[str] = []
    for path in warc_files(tables.warc_folder):
        size, loaded = path.stat().st_size, known.get(path.name, 0)
        if size != loaded or path.name not in known:
            again = size < loaded or bool(running and path.name.startswith(running))
            problems += _load_new(tables, path, 0 if again else loaded)
    tables.interrupt_runs()
    tables.judge_readings()
    return tuple(problems)


def _load_new(tables: Tables, path: Path, start: int) -> list[str]:
    problems = [_repair(tables, path, damage) for damage in load_warc(tables, path, start)]
    if start == 0 and (lost := tables.forget_beyond_end(path)):
        problems.append(
            f"{path}: the last {lost} captures never reached the disk; run `commentary replay` to remove their rest."
        )
    tables.mark_loaded(path)
    return problems


def warc_files(folder: Path) -> list[Path]:
    """Return the WARC files of a folder, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.name.endswith((".warc", ".warc.gz")))


def load_warc(tables: Tables, path: Path, start: int = 0) -> list[Damage]:
    """Store all captures and runs of a file from byte `start` on; return its damaged parts."""
    damages: list[Damage] = []
    with tables.batch():
        for item in read_records(path, start):
            if isinstance(item, Recorded):
                tables.add_capture(item.capture)
            elif isinstance(item, RunStart):
                tables.add_run(item, status="interrupted")
            elif isinstance(item, RunEnd):
                tables.end_run(item)
            elif isinstance(item, Unfetched):
                tables.add_unfetched(item)
            else:
                damages.append(item)
        tables.judge_runs_of_file(path)
    return damages


def _repair(tables: Tables, path: Path, damage: Damage) -> str:
    where = f"{path}, byte {damage.offset}: {damage.problem}"
    # Only a file of our own is cut: a foreign file may still be being written.
    if not (damage.truncated and tables.is_own_file(path)):
        return f"{where}; all other records in the file are kept."
    try:
        os.truncate(path, damage.offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be repaired: {error.strerror}.") from error
    return f"{where}; {damage.length} bytes of an incomplete record were cut off."
