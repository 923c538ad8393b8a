"""Makes a data folder out of a snapshot, after all of its checksums were found right (disk).

A database that is damaged, or has other tables, triggers or views than this release makes, is not used: a stranger's
trigger would run with every later write. The WARC files are restored all the same, and a replay makes it anew.
"""

import hashlib
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.database import DATABASE_NAME, open_for_writing
from archive.schema import add_form_functions
from archive.snapshot import bag
from archive.snapshot.parcel import Parcel, check_name, open_parcel, read_tag
from archive.snapshot.sink import CHUNK
from archive.warc import sync
from extract.errors import ArchiveError

Progress = Callable[[str, int, int], None]

# What stays in the new folder while the restore goes on, and what a restore that was killed leaves.
PART = ".restoring"
# The parts of the payload that make an archive; the others are for readers.
RESTORED = ("warc/", "sites/")
# More problems are counted only.
PROBLEMS_NAMED = 20
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was restored: files and bytes, the state of the archive, and why the database was not, "" if it was."""

    files: int
    bytes: int
    state_at: str
    database_problem: str


def no_progress(what: str, done: int, total: int) -> None:
    """Report no progress (the default)."""


def restore(snapshot: Path, data: Path, *, progress: Progress = no_progress) -> Restored:
    """Restore a snapshot into an empty or new folder.

    Raises ArchiveError that names each damaged, missing or surplus file, before anything is written.
    """
    _check_empty(data)
    parcel = open_parcel(snapshot)
    try:
        digests = _check_bag(parcel, snapshot, progress)
        info = bag.read_info(read_tag(parcel, bag.INFO_NAME, snapshot))
        places = {name: place for name in digests if (place := _place(name)) is not None}
        total = sum(parcel.sizes[name] for name in places)
        _check_room(data, total)
        try:
            problem = _write(parcel, data, places, digests, lambda what, done: progress(what, done, total))
        except OSError as error:
            raise ArchiveError(f"{data} cannot be written: {error.strerror}. The snapshot is as it was.") from error
    finally:
        parcel.close()
    state = info.get("Archive-State-At", "")
    return Restored(files=len(places), bytes=total, state_at=state, database_problem=problem)


def _check_empty(data: Path) -> None:
    try:
        found = sorted(path.name for path in data.iterdir() if path.name != PART)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ArchiveError(f"{data} cannot be read: {error.strerror}. Give another data folder.") from error
    if found:
        raise ArchiveError(
            f"{data} is not empty: it has {found[0]}. Give a new folder: a restore overwrites nothing."
        )


def _check_bag(parcel: Parcel, where: Path, progress: Progress) -> dict[str, str]:
    """Return the digests of the payload by path; ArchiveError unless every file is as its manifest says."""
    if not read_tag(parcel, bag.DECLARATION_NAME, where).startswith("BagIt-Version:"):
        raise ArchiveError(f"{where} is no BagIt bag: its {bag.DECLARATION_NAME} does not say so.")
    manifest = bag.read_manifest(bag.MANIFEST_NAME, read_tag(parcel, bag.MANIFEST_NAME, where))
    tags = bag.read_manifest(bag.TAG_MANIFEST_NAME, read_tag(parcel, bag.TAG_MANIFEST_NAME, where))
    for name in (*manifest, *tags):
        check_name(name, where)
    problems = list(_differences(parcel, manifest, tags, progress))
    if problems:
        more = len(problems) - PROBLEMS_NAMED
        listed = "; ".join(problems[:PROBLEMS_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
        raise ArchiveError(f"{where} is not whole: {listed}. Nothing was restored; use another copy of the snapshot.")
    return manifest


def _differences(parcel: Parcel, manifest: dict[str, str], tags: dict[str, str], progress: Progress) -> Iterator[str]:
    wanted = manifest | tags
    surplus = parcel.sizes.keys() - wanted.keys() - {bag.TAG_MANIFEST_NAME}
    yield from (f"{name} is in no manifest" for name in sorted(surplus))
    yield from (f"{name} is no file of the payload" for name in manifest if not name.startswith(bag.PAYLOAD))
    total, done = sum(parcel.sizes.get(name, 0) for name in wanted), 0
    for name, digest in sorted(wanted.items()):
        progress(f"checking {name}", done, total)
        if name not in parcel.sizes:
            yield f"{name} is missing"
        elif (found := _digest(parcel, name)) != digest:
            yield f"{name} is damaged" if found else f"{name} cannot be read"
        done += parcel.sizes.get(name, 0)


def _digest(parcel: Parcel, name: str) -> str:
    """Return the SHA-256 of a file, "" if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with parcel.open(name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except (OSError, EOFError, ValueError, zipfile.BadZipFile):
        return ""
    return digest.hexdigest()


def _place(name: str) -> str | None:
    """Return where a file of the payload belongs in a data folder, None if it is for readers only."""
    inner = name.removeprefix(bag.PAYLOAD)
    if inner == DATABASE_NAME:
        return inner
    # A WARC file in a folder below warc/ would be read by nothing.
    is_deep_warc = inner.startswith("warc/") and inner.count("/") > 1
    return inner if inner.startswith(RESTORED) and not is_deep_warc else None


def _check_room(data: Path, total: int) -> None:
    existing = next(folder for folder in (data, *data.absolute().parents) if folder.exists())
    if (free := shutil.disk_usage(existing).free) < total:
        raise ArchiveError(f"{existing} has {free:,} bytes free, and the archive needs {total:,}. Make room.")


def _write(
    parcel: Parcel, data: Path, places: dict[str, str], digests: dict[str, str], progress: Callable[[str, int], None]
) -> str:
    """Write the files beside their places, and move them there; return what is wrong with the database."""
    part = data / PART
    shutil.rmtree(part, ignore_errors=True)
    (part / "warc").mkdir(parents=True)
    done = 0
    for name, place in sorted(places.items()):
        progress(name, done)
        _copy(parcel, name, part / place, digests[name])
        done += parcel.sizes[name]
    problem = _database_problem(part / DATABASE_NAME)
    if problem:
        (part / DATABASE_NAME).unlink(missing_ok=True)
    for folder in (*(each for each in part.rglob("*") if each.is_dir()), part):
        sync(folder)
    # The database last: without it the folder is an archive too, of which the next command reads all WARC files.
    for path in sorted(part.iterdir(), key=lambda each: (each.name == DATABASE_NAME, each.name)):
        path.rename(data / path.name)
    part.rmdir()
    sync(data)
    return problem


def _copy(parcel: Parcel, name: str, path: Path, wanted: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with parcel.open(name) as source, path.open("xb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
    if digest.hexdigest() != wanted:
        raise ArchiveError(f"{name} was changed while it was restored. Remove {path.parent}, and restore again.")


def _database_problem(path: Path) -> str:
    """Return why a database is not used, "" if it is as this release makes it."""
    if not path.exists():
        return "the snapshot has none"
    fresh = path.with_name("fresh.db")
    try:
        with closing(open_for_writing(fresh)) as made:
            wanted = list(map(tuple, made.execute(SCHEMA)))
        # Immutable: nothing is written beside it, and no trigger or journal of it runs.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            if list(map(tuple, db.execute(SCHEMA))) != wanted:
                return "its tables are not those of this release"
            # Now its schema is known to be ours, whose texts a function of ours unpacks.
            db.execute("PRAGMA trusted_schema = ON")
            add_form_functions(db)
            (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
            return "" if found == "ok" else f"it is damaged: {found}"
    except sqlite3.DatabaseError as error:
        return f"it cannot be read: {error}"
    finally:
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
