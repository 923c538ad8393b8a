"""Reads captures again, in worker processes, and rebuilds the database from the WARC files (disk).

warc/*.warc.gz → captures → unread → read_recorded (in a worker) → readings → articles …
             into commentary.db.new, which replaces the content of commentary.db in one transaction
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.database import build_search, pause_search, plain_errors
from archive.deletions import forget_readings
from archive.derive import parts_of_everything, refresh
from archive.effect import EXAMPLES, Effect, find_effect
from archive.loss import Judge, Loss, find_loss, refuse_loss
from archive.read_captures import Progress, Replayed, Work, damaged, no_progress, read_captures, read_unread
from archive.recover import load_parts
from archive.tables import Tables
from archive.unfinished import Purpose, discard_unfinished, new_path
from archive.warc import Capture, warc_files, why_unreadable
from extract.errors import ArchiveError
from extract.site import Site

# Of a WARC file so many records are loaded while workers read those before; and so many first, while they start.
RECORDS_PER_TRANSACTION, FIRST_RECORDS = 300, 3000
# Of the new database: pages that are kept in memory, and pages in its -wal file before they are written into it.
CACHE_KILOBYTES, PAGES_IN_WAL = 64 * 1024, 32_000
# VACUUM needs room for a copy of the database and for one in its -wal file; the old database's -wal file comes after.
COPIES_WHILE_FILLED = 4
# What the disk or the file of the new database is to blame for: it is in the way, or of no use.
FATAL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}
# What an unfinished new database has read of its captures: readings, and listings, which have none.
KEPT = """
SELECT outcome, count(*) FROM readings WHERE ifnull(site = :only, TRUE) GROUP BY outcome
UNION ALL SELECT 'listing', count(*) FROM captures WHERE found IS NOT NULL AND ifnull(site = :only, TRUE)
    AND NOT EXISTS (SELECT 1 FROM readings WHERE capture = captures.id)
"""
FOREIGN = "SELECT 1 FROM captures WHERE run = '' LIMIT 1"


class Rebuild:
    """A new database beside the old one, under way; a `with` block closes it, and keeps it for the next replay.

    Call `read` and exhaust it, then `loss`, `effect` and `put_in_place` as you like. Until the last, the old one
    stays as it is, so that a replay which is killed, or whose outcomes are not read to their end, loses nothing.
    `kept` counts the outcomes of an unfinished replay with which this one goes on; `anew` tells why it does not go on
    with the one that there was.
    """

    def __init__(self, old: Tables, sites: Mapping[str, Site], only: str | None = None) -> None:
        if only is not None and only not in sites:
            raise ArchiveError(f"There is no profile {only}, so its captures cannot be read.")
        self.old = old
        self.sites = sites
        self.only = only
        self.anew: str | None = None
        self.purpose = Purpose.of(old, {name: site.revision for name, site in sites.items()}, only)
        self.tables = self._go_on() or self._begin()
        # This file can be lost without harm, so that no write has to wait for the disk.
        self.tables.db.execute("PRAGMA synchronous = OFF")
        self.tables.db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        self.tables.db.execute(f"PRAGMA wal_autocheckpoint = {PAGES_IN_WAL}")
        rows = self.tables.db.execute(KEPT, {"only": only}).fetchall()
        self.kept = Counter({outcome: count for outcome, count in map(tuple, rows) if count})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.tables.close()
        cause = error and error.__cause__
        if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in FATAL:
            discard_unfinished(self.old.path)

    def read(self, progress: Progress = no_progress) -> Iterator[Replayed]:
        """Load what the new database lacks of the WARC files, read what is unread, and yield each outcome."""
        if self.only is not None:
            yield from read_unread(self.tables, self.sites, progress=progress, kept=self.kept.total())
            return
        paths, work = self._files()
        if not paths and self.purpose.is_derived and not self.tables.reads.count_unread():
            yield from work.problems
            return
        self._save(is_derived=False)
        self.tables.is_deferred = True
        total, captures = self.old.reads.count_readable(), self._captures(paths, work)
        yield from read_captures(work, captures, progress, done=self.kept.total(), total=total)
        self.tables.is_deferred = False
        derive_all(self.tables)
        if self.tables.reads.count_to_lend():
            yield from read_unread(self.tables, self.sites, progress=progress)
        self.tables.judge_readings()
        with self.tables.transaction():
            build_search(self.tables.db)
        self._save(is_derived=True)

    def loss(self) -> Loss:
        """Return what the new database lacks of the old one."""
        return find_loss(self.tables.db, self.old.path, self.old.warc_folder, self.sites.keys())

    def effect(self, examples: int = EXAMPLES) -> Effect:
        """Return in what the new database differs from the old one, with so many examples of each."""
        return find_effect(self.tables.db, self.old.path, examples)

    def put_in_place(self) -> None:
        """Replace the content of the old database."""
        # To rename the file would leave the old -wal file beside it, and readers on the old database. A backup is one
        # transaction: readers see the old content until it ends, and a kill leaves the old content in place.
        with plain_errors(self.old.path):
            self._fill_pages()
            self.tables.db.backup(self.old.db)
        self.tables.close()
        discard_unfinished(self.old.path)

    def _fill_pages(self) -> None:
        """Write the new database page after page, if the disk has room: keys in the order of hashes leave gaps."""
        db = self.tables.db
        pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if shutil.disk_usage(self.old.path.parent).free > COPIES_WHILE_FILLED * pages * size:
            db.execute("VACUUM")

    def _go_on(self) -> Tables | None:
        """Open the unfinished new database if it is of use; what is stale of it is made to be read again."""
        purpose, now = Purpose.read(self.old.path), self.purpose
        if purpose is None or not purpose.is_begun or not new_path(self.old.path).exists():
            return None
        try:
            tables = Tables(new_path(self.old.path), self.old.warc_folder)
        except ArchiveError as error:
            self.anew = str(error)
            return None
        loaded = dict(map(tuple, tables.db.execute("SELECT name, bytes FROM warcs").fetchall()))
        self.anew = purpose.why_not(now, loaded)
        if self.anew is None and _page_size(tables.db) != _page_size(self.old.db):
            self.anew = "the database was made anew"
        stale = purpose.stale_sites(now)
        is_other = purpose.sites != now.sites
        if self.anew is None and is_other and (self.only or tables.db.execute(FOREIGN).fetchone()):
            # Which profile reads a capture without a run depends on all of them.
            self.anew = "profiles have changed"
        if self.anew is not None:
            tables.close()
            return None
        for site in sorted(stale):
            forget_readings(tables, site)
        # A replay tries each page again.
        tables.db.execute("DELETE FROM attempts")
        damages = [damage for damage in purpose.damages if damage[0] in loaded]
        self._save(is_begun=True, is_derived=purpose.is_derived and not stale, damages=damages)
        return tables

    def _begin(self) -> Tables:
        discard_unfinished(self.old.path)
        # First, so that there is never a database of which nobody knows what it is for.
        self.purpose.write(self.old.path)
        path = new_path(self.old.path)
        with plain_errors(path), closing(sqlite3.connect(path)) as copy:
            if self.only is not None:
                self.old.db.backup(copy)
            else:
                # SQLite refuses to replace the content of a database by one that has pages of another size.
                copy.execute(f"PRAGMA page_size = {_page_size(self.old.db)}")
                copy.execute("PRAGMA journal_mode = WAL")
        tables = Tables(path, self.old.warc_folder)
        if self.only is not None:
            forget_readings(tables, self.only)
        self._save(is_begun=True)
        return tables

    def _save(self, **changed: Any) -> None:
        self.purpose = replace(self.purpose, **changed)
        self.purpose.write(self.old.path)

    def _files(self) -> tuple[list[Path], Work]:
        """Return the files that the new database lacks, and what is wrong with others."""
        work = Work(self.tables, self.sites)
        files = warc_files(self.old.warc_folder)
        known = {row["name"] for row in self.old.db.execute("SELECT name FROM warcs")}
        for name in sorted(known - {path.name for path in files}):
            work.problems.append(damaged(name, 0, "the file is missing, and its captures with it"))
        unreadable = {path.name: why for path in files if (why := why_unreadable(path))}
        work.problems += [damaged(name, 0, f"the file {why}") for name, why in unreadable.items()]
        # Of those that were loaded before.
        work.problems += [damaged(*damage) for damage in self.purpose.damages]
        loaded = {row["name"] for row in self.tables.db.execute("SELECT name FROM warcs")}
        return [path for path in files if path.name not in loaded | unreadable.keys()], work

    def _captures(self, paths: Sequence[Path], work: Work) -> Iterator[Capture]:
        """Load files, and yield the captures that are still to be read, of each part of a file once it is loaded."""
        reads = self.tables.reads
        revisits: set[str] = set()
        for (name,) in map(tuple, self.tables.db.execute("SELECT name FROM warcs ORDER BY name").fetchall()):
            yield from _noting(revisits, reads.unread_in(name))
        sizes = chain([FIRST_RECORDS], repeat(RECORDS_PER_TRANSACTION))
        for path in paths:
            damages: list[tuple[str, int, str]] = []
            offset = -1
            for part in load_parts(self.tables, path, sizes=sizes):
                damages += [(path.name, each.offset, each.problem) for each in part]
                for capture in _noting(revisits, reads.unread_in(path.name, offset)):
                    yield capture
                    offset = capture.offset
            if damages:
                self._save(damages=self.purpose.damages + damages)
                work.problems += [damaged(*damage) for damage in damages]
            self.tables.mark_loaded(path)
        # The capture that one repeats may be in a file that was loaded after it.
        yield from (each for each in reads.unread() if each.revisit_of and each.id not in revisits)


def _page_size(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA page_size").fetchone()[0])


def rebuild(
    tables: Tables,
    sites: Mapping[str, Site],
    *,
    only: str | None = None,
    progress: Progress = no_progress,
    judge: Judge = refuse_loss,
) -> Iterator[Replayed]:
    """Build a new database beside the old one; when it is complete, its content replaces that of the old one.

    `judge` gets what the new one lacks, also if that is nothing, and raises ArchiveError to keep the old one. With
    `only`, the name of a site, all but that site's readings are copied from the old one.
    """
    with Rebuild(tables, sites, only) as new:
        yield from new.read(progress)
        judge(new.loss())
        new.put_in_place()


def derive_all(tables: Tables) -> None:
    """Derive everything from captures and readings, but for the full-text index: see `build_search`."""
    with tables.transaction():
        pause_search(tables.db)
    with plain_errors(tables.path):
        for addresses, versions in parts_of_everything(tables.db):
            with tables.transaction():
                refresh(tables.db, addresses, versions)


def _noting(revisits: set[str], captures: Iterable[Capture]) -> Iterator[Capture]:
    """Yield captures, and note the ids of those that repeat another one."""
    for capture in captures:
        if capture.revisit_of:
            revisits.add(capture.id)
        yield capture
