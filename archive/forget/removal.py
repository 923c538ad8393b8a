"""Writes the files of a removal beside the old ones, and has them put in place (disk)."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from archive.forget.check import left_in_tables
from archive.forget.journal import finish_forgetting
from archive.forget.plan import Plan
from archive.forget.search import FileChange, Scan, scan_again
from archive.tables import Tables
from archive.warc import (
    FORGETTING,
    FORGOTTEN_PREFIX,
    JOURNAL,
    SOFTWARE,
    Change,
    Forgotten,
    build_forgotten,
    copy_with_changes,
    file_digest,
    hash_of,
    make_id,
    run_digest,
    run_of_name,
    sync,
    to_second,
    warc_files,
    write_journal,
)
from extract.errors import ArchiveError

# The database is written anew, through its -wal file.
DATABASE_SHARE = 3


def carry_out(  # noqa: PLR0913 - what a removal says
    tables: Tables, plan: Plan, found: Scan, *, tombstone: str, reason: str, by: str, leftovers: Collection[str]
) -> Forgotten:
    """Forget what was planned and found; return what was stored of it.

    `tombstone` is the id that the redacted records name, `leftovers` are files of the data folder that may name it
    and are removed. Whatever ends the process, either nothing has changed, or the next opening of the archive
    finishes it. Raises ArchiveError if the disk is too full, before anything changes.
    """
    folder = tables.path.with_name(FORGETTING)
    _check_room(tables, found)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        forgotten = _prepare(tables, plan, found, folder, tombstone=tombstone, reason=reason, by=by)
        write_journal(
            folder,
            {
                "tombstone": _name_of(forgotten),
                "changed": [change.path.name for change in found.files if not change.is_removed],
                "removed": [change.path.name for change in found.files if change.is_removed],
                "leftovers": sorted(leftovers),
            },
        )
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ArchiveError(f"{folder} cannot be written: {error.strerror}. Nothing was changed.") from error
    except BaseException:  # also Ctrl-C: what was prepared and is not to be done must not stay
        if not (folder / JOURNAL).exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finish_forgetting(tables)
    return forgotten


def leftovers_of(tables: Tables, plan: Plan, found: Scan) -> Iterator[str]:
    """Yield where something is left after the removal: nowhere, unless there is a mistake."""
    paths = [change.path for change in found.files if not change.is_removed]
    yield from scan_again(tables.db, paths, plan)
    yield from (f"{tables.path}, table {table}" for table, _ in left_in_tables(tables.db))


def _prepare(  # noqa: PLR0913 - what a removal says
    tables: Tables, plan: Plan, found: Scan, folder: Path, *, tombstone: str, reason: str, by: str
) -> Forgotten:
    files: dict[str, Change] = {}
    for change in found.files:
        before = file_digest(change.path)
        if change.is_removed:
            files[change.path.name] = (before, None)
        else:
            copy_with_changes(change.path, folder / change.path.name, change.records)
            files[change.path.name] = (before, file_digest(folder / change.path.name))
    forgotten = Forgotten(
        id=tombstone,
        kind=plan.kind,
        addresses=tuple(sorted(map(hash_of, plan.addresses))),
        forgotten_at=to_second(datetime.now(UTC)),
        reason=reason,
        by=by,
        files=files,
        runs=_runs(tables, found.files, files),
        marks=plan.marks,
    )
    name = _name_of(forgotten)
    (folder / name).write_bytes(build_forgotten(name, make_id(), forgotten, SOFTWARE))
    sync(folder / name)
    return forgotten


def _runs(tables: Tables, changes: Collection[FileChange], files: Mapping[str, Change]) -> dict[str, Change]:
    """Return the digests of the runs before and after."""
    runs: dict[str, Change] = {}
    for run in sorted({run for change in changes if (run := run_of_name(change.path.name))}):
        names = [path.name for path in warc_files(tables.warc_folder) if run_of_name(path.name) == run]
        both = {name: files.get(name) or (file_digest(tables.warc_folder / name),) * 2 for name in names}
        after = {name: change[1] for name, change in both.items() if change[1] is not None}
        before = run_digest({name: change[0] for name, change in both.items()})
        runs[run] = (before, run_digest(after) if after else None)
    return runs


def _name_of(forgotten: Forgotten) -> str:
    # The same for the same record, so that a journal can be written after the file.
    return f"{FORGOTTEN_PREFIX}{forgotten.forgotten_at:%Y%m%d%H%M%S}-{hash_of(forgotten.id)[:6]}-00000.warc.gz"


def _check_room(tables: Tables, found: Scan) -> None:
    wanted = found.bytes_to_write + DATABASE_SHARE * tables.path.stat().st_size
    free = shutil.disk_usage(tables.path.parent).free
    if free < wanted:
        raise ArchiveError(
            f"{tables.path.parent} has {free:,} bytes free, and the removal may need {wanted:,}. Make room first;"
            " nothing was changed."
        )
