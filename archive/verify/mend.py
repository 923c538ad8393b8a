"""The single repairs, each by itself and safe to interrupt (writes to disk, starts processes).

What is taken away is moved into the folder removed/, under the time and its name.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.database import (
    DATABASE_NAME,
    REMOVED_NAME,
    Lock,
    complete_schema,
    drop_search,
    follow_articles,
    make_search,
    open_for_writing,
    plain_errors,
    transaction,
)
from archive.digests import settle_parts, settle_runs
from archive.read_captures import read_unread
from archive.recover import recover
from archive.replay import rebuild
from archive.tables import Tables
from archive.warc import parts_of, sync
from extract.errors import ArchiveError
from extract.site import Site

DROP = "SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"


def move_leftover(data: Path, name: str) -> None:
    """Move a file of the data folder into removed/."""
    with Lock(data):
        _move_away(data, data / name)


def cut_tail(data: Path, name: str, offset: int) -> None:
    """Copy the bytes of a file from `offset` on into removed/, then cut them off."""
    path = data / name
    with Lock(data):
        target = _place_for(data, f"{path.name}.from-byte-{offset}")
        with path.open("rb") as source, target.open("xb") as copy:
            source.seek(offset)
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        sync(target.parent)
        os.truncate(path, offset)
        sync(path)


def move_copy(data: Path, copy: str, kept: str) -> None:
    """Move a WARC file that has the same bytes as another one, or a part of it, into removed/.

    Its captures are in the other one.
    """
    there = data / "warc" / kept
    start = next((part.start for part in parts_of(there) if part.file == copy), 0)
    with Lock(data):
        _move_away(data, data / "warc" / copy)
        try:
            with _database(data) as db:
                move = 'UPDATE captures SET warc = ?, "offset" = "offset" + ? WHERE warc = ?'
                db.execute(move, (kept, start, copy))
                db.execute("DELETE FROM warcs WHERE name = ?", (copy,))
                settle_runs(db, [copy])
                settle_parts(db, there)
        except (sqlite3.DatabaseError, ArchiveError):
            # Then the whole database is made anew.
            return


def rename_back(data: Path, names: Mapping[str, str]) -> None:
    """Give WARC files back the names with which they were written; they may have each other's.

    In between they have names of WARC files, too, so that after a kill they are found and renamed by the next repair.
    """
    folder = data / "warc"
    between = {name: folder / f"{name}.renaming.warc{'.gz' if name.endswith('.gz') else ''}" for name in names}
    if name := next((path.name for path in between.values() if path.exists()), None):
        raise ArchiveError(f"{folder} has a file {name} already. Rename or move it, and repair again.")
    with Lock(data):
        for name, path in between.items():
            (folder / name).rename(path)
        for name, target in names.items():
            between[name].rename(folder / target)
        sync(folder)


def make_indexes(data: Path) -> None:
    """Make all indexes, triggers and views anew, and add columns that are missing."""
    with Lock(data), _database(data) as db:
        for kind, name in map(tuple, db.execute(DROP).fetchall()):
            db.execute(f'DROP {kind} "{name}"')
        complete_schema(db)
        follow_articles(db)
        # Those that belong to a key have no name of ours.
        db.execute("REINDEX")


def make_search_anew(data: Path) -> None:
    """Make the full-text index of the articles anew."""
    with Lock(data), _database(data) as db:
        drop_search(db)
        make_search(db)


def load_and_read(data: Path, sites: Mapping[str, Site]) -> None:
    """Load what the WARC files have and the tables lack, and read what was not read."""
    with Lock(data), _tables(data) as tables:
        recover(tables)
        for _ in read_unread(tables, sites):
            pass


def rebuild_tables(data: Path, sites: Mapping[str, Site], *, is_damaged: bool) -> None:
    """Rebuild all tables from the WARC files; a database that is damaged is moved into removed/ first.

    ArchiveError if the new database would lack anything that the old one has.
    """
    with Lock(data):
        if is_damaged:
            _move_database(data)
        with _tables(data) as tables:
            recover(tables)
            for _ in rebuild(tables, sites):
                pass


def _move_database(data: Path) -> None:
    # The database first: its -wal file without it would be taken for that of the new one.
    for suffix in ("", "-wal", "-shm"):
        path = data / f"{DATABASE_NAME}{suffix}"
        if path.exists():
            _move_away(data, path)


@contextmanager
def _database(data: Path) -> Iterator[sqlite3.Connection]:
    path = data / DATABASE_NAME
    with closing(open_for_writing(path)) as db, plain_errors(path):
        # Tables are made anew to which others refer.
        db.execute("PRAGMA foreign_keys = OFF")
        with transaction(db, path):
            yield db


@contextmanager
def _tables(data: Path) -> Iterator[Tables]:
    tables = Tables(data / DATABASE_NAME, data / "warc")
    try:
        yield tables
    finally:
        tables.close()


def _move_away(data: Path, path: Path) -> None:
    target = _place_for(data, path.name)
    path.rename(target)
    sync(target.parent)
    sync(path.parent)


def _place_for(data: Path, name: str) -> Path:
    """Return a path in removed/ that is free."""
    folder = data / REMOVED_NAME
    folder.mkdir(exist_ok=True)
    sync(data)
    start = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{name}"
    target, number = folder / start, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / f"{start}.{number}"
    return target
