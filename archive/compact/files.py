"""Writes WARC files anew, one by one, and puts each in its place when it is proved to say the same (disk)."""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from archive.compact.journal import finish_compacting, prepare
from archive.compact.plan import FilePlan, Progress
from archive.compact.smaller import Originals, check_same, write_smaller
from archive.digests import files_of_run
from archive.tables import Tables
from archive.warc import (
    COMPACTED_PREFIX,
    COMPACTING,
    SOFTWARE,
    Compacted,
    build_compacted,
    build_warcinfo,
    file_digest,
    make_id,
    run_digest,
    run_of_name,
    to_second,
)
from extract.errors import ArchiveError

# Beside the new file: its journal, the record that tells of it, and the rows of the database.
ROOM = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A file that was left as it is, and why, in a sentence."""

    path: Path
    why: str


@dataclass(kw_only=True)
class Told:
    """The WARC file of one compaction, which tells of each file that is written anew."""

    at: datetime = field(default_factory=lambda: to_second(datetime.now(UTC)))
    suffix: str = field(default_factory=lambda: secrets.token_hex(3))
    # Before those of its records: ids sort by time.
    warcinfo_id: str = field(default_factory=make_id)

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{COMPACTED_PREFIX}{self.at:%Y%m%d%H%M%S}-{self.suffix}.warc.gz"

    def record(self, compacted: Compacted, *, is_first: bool) -> bytes:
        """Return the bytes that are added to the file."""
        start = build_warcinfo(self.warcinfo_id, self.name, self.at, SOFTWARE) if is_first else b""
        return start + build_compacted(compacted)


def compact_files(tables: Tables, plans: Iterable[FilePlan], progress: Progress) -> Iterator[Compacted | Skipped]:
    """Write files anew as planned; yield each that was, or was left as it is, with what to know of it.

    Whatever ends the process, each file is the old or the new one, and the next opening of the archive finishes what
    was begun. ArchiveError if the disk is full or cannot be written; the files that are done stay so.
    """
    told = Told()
    for plan in plans:
        if why := _why_not(tables, plan):
            yield Skipped(path=plan.path, why=why)
            continue
        try:
            compacted = _write(tables, plan, told, progress)
        except ArchiveError as error:
            _clear(tables)
            yield Skipped(path=plan.path, why=str(error))
            continue
        except OSError as error:
            _clear(tables)
            where = tables.path.with_name(COMPACTING)
            raise ArchiveError(f"{where} cannot be written: {error.strerror}. {plan.path} is as it was.") from error
        # What would lose too little has no journal, and is thrown away.
        finish_compacting(tables)
        if compacted is not None:
            yield compacted


def _why_not(tables: Tables, plan: FilePlan) -> str:
    """Return why a file cannot be written anew, in a sentence; "" if it can."""
    free, needed = shutil.disk_usage(tables.path.parent).free, plan.bytes + ROOM
    if free < needed:
        return f"{plan.path.name} needs {needed:,} bytes of free space, and {free:,} are there."
    if plan.path.stat().st_size != plan.bytes or file_digest(plan.path) != plan.sha256:
        return f"{plan.path} is not as it was loaded; see `commentary verify`."
    return ""


def _write(tables: Tables, plan: FilePlan, told: Told, progress: Progress) -> Compacted | None:
    """Write a file anew beside the old one, and the journal; None if it would lose too little."""
    work = tables.path.with_name(COMPACTING)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    new, event, done = work / plan.path.name, make_id(), 0
    originals = Originals(tables.db, tables.warc_folder)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(plan.path.name, done, 2 * plan.bytes)

    repeats = write_smaller(plan, new, originals, event, advance)
    if plan.bytes - new.stat().st_size < plan.least:
        return None
    check_same(plan, new, originals, advance)
    sha256 = file_digest(new)
    run = run_of_name(plan.path.name) or ""
    before = files_of_run(tables.db, run)
    compacted = Compacted(
        id=event,
        file=plan.path.name,
        run=run,
        at=told.at,
        bytes=(plan.bytes, new.stat().st_size),
        sha256=(plan.sha256, sha256),
        digests=(run_digest(before), run_digest(before | {plan.path.name: sha256})),
        repeats=repeats,
    )
    event_file = tables.warc_folder / told.name
    offset = event_file.stat().st_size if event_file.exists() else 0
    prepare(tables, compacted, told.name, offset, told.record(compacted, is_first=offset == 0))
    return compacted


def _clear(tables: Tables) -> None:
    shutil.rmtree(tables.path.with_name(COMPACTING), ignore_errors=True)
