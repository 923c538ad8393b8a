"""Takes WARC records into a database that lacks them, and cuts off what a crash left torn (disk).

Recovery, replay and WARC files that other machines wrote all come in here.
"""

import os
from pathlib import Path

from archive.tables import Tables
from archive.warc import Damage, Recorded, RunEnd, RunStart, Unfetched, read_records
from extract.errors import ArchiveError


def recover(tables: Tables) -> tuple[str, ...]:
    """Take in what is new in every file; return what was found wrong, in sentences.

    The files of a run that never ended are read from their start: it may have died between two captures that it
    wrote in one order and recorded in another.
    """
    running = tuple(f"{row['id']}-" for row in tables.db.execute("SELECT id FROM runs WHERE status = 'running'"))
    known = dict(tables.db.execute("SELECT name, bytes FROM warcs").fetchall())
    troubles: list[str] = []
    for path in warc_files(tables.warc_folder):
        size, taken_in = path.stat().st_size, known.get(path.name, 0)
        if size != taken_in or path.name not in known:
            again = size < taken_in or bool(running and path.name.startswith(running))
            troubles += _take_in_anew(tables, path, 0 if again else taken_in)
    tables.interrupt_runs()
    return tuple(troubles)


def _take_in_anew(tables: Tables, path: Path, start: int) -> list[str]:
    troubles = [_mend(tables, path, damage) for damage in load_warc(tables, path, start)]
    if start == 0 and (lost := tables.forget_behind(path)):
        troubles.append(f"{path}: the last {lost} captures never reached the disk; `commentary replay` tidies up.")
    tables.mark_taken_in(path)
    return troubles


def warc_files(folder: Path) -> list[Path]:
    """Return the WARC files of a folder by name."""
    return sorted(path for path in folder.iterdir() if path.name.endswith((".warc", ".warc.gz")))


def load_warc(tables: Tables, path: Path, start: int = 0) -> list[Damage]:
    """Record all captures of a file from byte `start` on, and return its damage."""
    damages: list[Damage] = []
    with tables.batch():
        for entry in read_records(path, start):
            if isinstance(entry, Recorded):
                tables.add_capture(entry.capture)
            elif isinstance(entry, RunStart):
                tables.add_run(entry, status="interrupted")
            elif isinstance(entry, RunEnd):
                tables.end_run(entry)
            elif isinstance(entry, Unfetched):
                tables.add_unfetched(entry)
            else:
                damages.append(entry)
        tables.judge_file(path)
    return damages


def _mend(tables: Tables, path: Path, damage: Damage) -> str:
    where = f"{path}, byte {damage.offset}: {damage.problem}"
    # Only a file of our own is cut: what another tool left unfinished is its owner's to judge.
    if not (damage.torn and tables.wrote(path)):
        return f"{where}; what is whole in the file is kept."
    try:
        os.truncate(path, damage.offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be mended: {error.strerror}.") from error
    return f"{where}; {damage.length} bytes without a whole record were cut off."
