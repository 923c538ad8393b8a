"""Joins small WARC files of a site into files of the size limit, and takes these apart again (disk).

    demo-20260301120000-abc123-00000.warc.gz ─┐
    demo-20260302120000-def456-00000.warc.gz ─┼→ joined-demo-20260401090000-0a1b2c.warc.gz
    demo-20260303120000-ab12cd-00000.warc.gz ─┘

Each file is added byte for byte, behind a record that tells of it, so that no digest of a run changes. What is added
is read again before the files go. The newest run of a site stays as it is: what it repeats can be told only later.
"""

import secrets
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.compact.journal import finish_compacting
from archive.compact.moves import copy_bytes, prepare_apart, prepare_join
from archive.compact.plan import Progress, joined_files
from archive.tables import Tables
from archive.warc import (
    COMPACTING,
    ROTATE_AT,
    SOFTWARE,
    Part,
    build_part,
    build_warcinfo,
    file_digest,
    has_only_parts,
    is_joined_name,
    joined_name,
    make_id,
    parts_of,
    run_of_name,
    site_of_name,
    to_second,
    why_unreadable,
)
from extract.errors import ArchiveError

# A file of more than this share of the limit is not small: four of them fill a joined one.
SMALL_SHARE = 4
# Beside what is added: the journal and the rows of the database.
ROOM = 20_000_000
# Files of ended runs, each the only one of its run, with the start of it; of each site the newest run last.
SMALL = """
SELECT warcs.name, warcs.bytes, warcs.sha256, runs.site FROM runs JOIN warcs
    ON warcs.name > runs.id || '-' AND warcs.name < runs.id || '.'
WHERE runs.status <> 'running' GROUP BY runs.id HAVING count(*) = 1 AND min(warcs.sha256) IS NOT NULL
ORDER BY runs.site, runs.started_at, runs.id
"""
NEWEST = "SELECT id FROM runs WHERE status <> 'running' ORDER BY started_at, id"
KNOWN = "SELECT name, bytes, sha256 FROM warcs"


@dataclass(frozen=True, kw_only=True)
class JoinPlan:
    """Files of a site that are to stand in one, in order of time; `target` is a joined file to which they are added.

    A source is the path of a file with its size in bytes and its SHA-256 in hexadecimal.
    """

    site: str
    target: Path | None
    sources: tuple[tuple[Path, int, str], ...]

    @property
    def bytes(self) -> int:
        """The size of what is added."""
        return sum(size for _, size, _ in self.sources)


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Files that were added to a joined one, and their size in bytes."""

    file: str
    files: int
    bytes: int


@dataclass(frozen=True, kw_only=True)
class NotJoined:
    """Files that stay as they are, and why, in a sentence."""

    why: str


def plan_joins(
    db: sqlite3.Connection, folder: Path, *, limit: int = ROTATE_AT, without: Collection[str] = ()
) -> list[JoinPlan]:
    """Return which files are to be joined; two at least, or one for a joined file that has room.

    Left out are files named by `without`, links, and what is not as it was loaded: `commentary verify` tells of that.
    """
    known = {name: (size, sha256) for name, size, sha256 in map(tuple, db.execute(KNOWN))}
    last = {run.rsplit("-", 2)[0]: run for (run,) in map(tuple, db.execute(NEWEST))}
    there = joined_files(folder)
    small: defaultdict[str, list[tuple[Path, int, str]]] = defaultdict(list)
    for name, size, sha256, _ in map(tuple, db.execute(SMALL)):
        path, site = folder / name, site_of_name(name)
        if site is None or last.get(site) == run_of_name(name) or name in there or name in without:
            continue
        is_whole = why_unreadable(path) is None and not path.is_symlink() and path.stat().st_size == size
        if is_whole and 0 < size <= limit // SMALL_SHARE:
            small[site].append((path, size, sha256))
    plans: list[JoinPlan] = []
    for site, sources in sorted(small.items()):
        target = _with_room(folder, site, known)
        plans += _fill(site, sources, target, known[target.name][0] if target else 0, limit)
    return plans


def _with_room(folder: Path, site: str, known: dict[str, tuple[int, str | None]]) -> Path | None:
    """Return the newest joined file of a site, None if there is none that can be added to."""
    names = sorted(name for name in known if is_joined_name(name) and site_of_name(name) == site)
    path = folder / names[-1] if names else None
    if path is None or why_unreadable(path) or path.is_symlink() or path.stat().st_size != known[path.name][0]:
        return None
    return path


def _fill(
    site: str, sources: Iterable[tuple[Path, int, str]], target: Path | None, taken: int, limit: int
) -> Iterator[JoinPlan]:
    chosen: list[tuple[Path, int, str]] = []
    for source in sources:
        if chosen and taken + source[1] > limit:
            yield JoinPlan(site=site, target=target, sources=tuple(chosen))
            target, taken, chosen = None, 0, []
        elif taken + source[1] > limit:
            target, taken = None, 0
        chosen.append(source)
        taken += source[1]
    if len(chosen) > 1 or (chosen and target is not None):
        yield JoinPlan(site=site, target=target, sources=tuple(chosen))


def join_files(tables: Tables, plans: Iterable[JoinPlan], progress: Progress) -> Iterator[Joined | NotJoined]:
    """Join files as planned; yield each joined file, or why one was not made.

    Whatever ends the process, each file stands by itself or in a joined one, and the next opening of the archive
    finishes what was begun. ArchiveError if the disk is full or cannot be written.
    """
    for plan in plans:
        what = f"{len(plan.sources):,} WARC files of {plan.site}"
        free = shutil.disk_usage(tables.path.parent).free
        if free < plan.bytes + ROOM:
            needed = f"{plan.bytes + ROOM:,} bytes of free space, and {free:,} are there"
            yield NotJoined(why=f"To join {what} needs {needed}.")
            continue
        progress(f"joining {what}", 0, plan.bytes)
        try:
            target = _prepare(tables, plan)
        except OSError as error:
            shutil.rmtree(tables.path.with_name(COMPACTING), ignore_errors=True)
            where = tables.path.with_name(COMPACTING)
            raise ArchiveError(f"{where} cannot be written: {error.strerror}. {what} are as they were.") from error
        if isinstance(target, NotJoined):
            yield target
            continue
        finish_compacting(tables)
        progress(f"joining {what}", plan.bytes, plan.bytes)
        yield Joined(file=target, files=len(plan.sources), bytes=plan.bytes)


def _prepare(tables: Tables, plan: JoinPlan) -> str | NotJoined:
    """Write the journal by which files are joined; return the name of the joined file."""
    for path, size, sha256 in plan.sources:
        if path.stat().st_size != size or file_digest(path) != sha256:
            return NotJoined(why=f"{path} is not as it was loaded; see `commentary verify`. It is not joined.")
    at, target = to_second(datetime.now(UTC)), plan.target
    name = target.name if target is not None else joined_name(plan.site, at, secrets.token_hex(3))
    head = b"" if target is not None else build_warcinfo(make_id(), name, at, SOFTWARE)
    if target is not None:
        row = tables.db.execute("SELECT bytes, sha256 FROM warcs WHERE name = ?", (name,)).fetchone()
        # To add to it would give what is damaged in it a new digest.
        if file_digest(target) != row["sha256"]:
            return NotJoined(
                why=f"{target} is not as it was loaded; see `commentary verify`. Nothing is added to it."
            )
    offset = target.stat().st_size if target is not None else 0
    records = [
        (build_part(make_id(), at, file=path.name, size=size, sha256=sha256), path.name, size, sha256)
        for path, size, sha256 in plan.sources
    ]
    prepare_join(tables, name, offset, head, records)
    return name


def take_apart(tables: Tables, paths: Iterable[Path]) -> int:
    """Make files of joined ones again, each with its name and its bytes; return how many were taken apart.

    Other paths are passed over. ArchiveError for one that is damaged where it tells of its parts, or if the disk is
    full: nothing is lost then.
    """
    count = 0
    for path in paths:
        if not is_joined_name(path.name):
            continue
        parts = list(parts_of(path))
        if not has_only_parts(path):
            raise ArchiveError(f"{path} is damaged where it tells of the files in it. Put it back from a copy.")
        for part in parts:
            # A copy that somebody put back; it must not be overwritten by other bytes.
            there = tables.warc_folder / part.file
            if there.exists() and file_digest(there) != part.sha256:
                raise ArchiveError(f"{there} has other bytes than in {path}. Move it out of the archive first.")
        free, needed = shutil.disk_usage(tables.path.parent).free, path.stat().st_size + ROOM
        if free < needed:
            raise ArchiveError(
                f"{path} needs {needed:,} bytes of free space to be taken apart, and {free:,} are there."
            )
        folder = tables.path.with_name(COMPACTING)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for part in parts:
                copy_bytes(path, part.start, part.bytes, folder / part.file)
            prepare_apart(tables, path.name, [_as_it_is(path, part) for part in parts])
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise ArchiveError(f"{folder} cannot be written: {error.strerror}. {path} is as it was.") from error
        finish_compacting(tables)
        count += 1
    return count


def _as_it_is(path: Path, part: Part) -> Part:
    """Return a part with the SHA-256 of its bytes: what is damaged in it stays what it is."""
    return Part(file=part.file, bytes=part.bytes, sha256=file_digest(path, part.bytes, part.start), start=part.start)
