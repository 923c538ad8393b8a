"""Writes a snapshot of an archive, also while a crawl writes to it (disk).

It holds no lock: the database is read in one transaction, WARC files only grow, and what removes something from them
(`commentary forget`) is noticed.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.schema import add_form_functions
from archive.snapshot import bag
from archive.snapshot.cut import Cut, find_cut
from archive.snapshot.database import copy_database
from archive.snapshot.describe import PACKAGE_NAME, README_NAME, data_package, readme
from archive.snapshot.sink import Sink, open_sink, read_chunks
from archive.snapshot.tables import write_tables
from archive.warc import refuse_unfinished, rewritten_files
from extract.errors import ArchiveError

# Called with what is being done, and how many bytes are written of how many.
Progress = Callable[[str, int, int], None]

# The copy of the database, its file while it is compacted, and its tables as CSV.
DATABASE_SHARE = 4
SOFTWARE = f"commentary-archive {version('commentary-archive')}"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What was written: files and bytes of the payload, and its cut. `digest` is the SHA-256 of the manifest."""

    files: int
    bytes: int
    cut: Cut
    digest: str


def no_progress(what: str, done: int, total: int) -> None:
    """Report no progress (the default)."""


def write_snapshot(
    data: Path, out: Path, *, profiles: Mapping[str, Path], progress: Progress = no_progress
) -> Snapshot:
    """Write a snapshot of a data folder to a new folder, or to a new ZIP file if its name ends in .zip.

    `profiles` are files by their path in the payload, such as sites/example.toml. Equal content gives equal bytes.
    Raises ArchiveError if the archive is not whole, the disk is too full, or `out` exists.
    """
    database = data / DATABASE_NAME
    with closing(open_read_only(database)) as db, plain_errors(database):
        db.execute("BEGIN")
        rewritten = rewritten_files(data)
        refuse_unfinished(data)
        cut = find_cut(db, data / "warc")
        sink = open_sink(out, cut.state_at)
        total = sum(each.bytes for each in cut.files) + DATABASE_SHARE * database.stat().st_size
        if (free := shutil.disk_usage(out.parent).free) < total:
            raise ArchiveError(
                f"{out.parent} has {free:,} bytes free, and a snapshot may need {total:,}. Make room, or give another"
                " place."
            )
        try:
            with sink:
                written = _Writer(sink, progress, total).write(db, cut, out.parent, profiles)
                if rewritten_files(data) != rewritten:
                    raise ArchiveError(
                        f"{data} was changed by `commentary forget` or `compact` meanwhile. Take the snapshot again."
                    )
        except OSError as error:
            raise ArchiveError(f"{out} cannot be written: {error.strerror}. Nothing is left of it.") from error
    return written


class _Writer:
    def __init__(self, sink: Sink, progress: Progress, total: int) -> None:
        self.sink = sink
        self.progress = progress
        self.total = total
        self.done = 0
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, str] = {}

    def write(self, db: sqlite3.Connection, cut: Cut, near: Path, profiles: Mapping[str, Path]) -> Snapshot:
        with tempfile.TemporaryDirectory(prefix=".commentary-snapshot-", dir=near) as folder:
            copy = Path(folder) / DATABASE_NAME
            copy_database(db, copy, lambda table: self.progress(f"database: {table}", self.done, self.total))
            with closing(sqlite3.connect(copy)) as copied:
                add_form_functions(copied)
                tables = write_tables(
                    copied, Path(folder), lambda table: self.progress(f"CSV: {table}", self.done, self.total)
                )
            files = {f"warc/{each.path.name}": (each.path, each.bytes) for each in cut.files}
            made = {DATABASE_NAME: copy} | {f"tables/{path.name}": path for path in tables.values()}
            files |= {name: (path, path.stat().st_size) for name, path in (made | dict(profiles)).items()}
            for name, (path, size) in sorted(files.items()):
                self._add(name, path, size)
        self._describe(cut, {name: f"{bag.PAYLOAD}tables/{path.name}" for name, path in tables.items()})
        return Snapshot(
            files=len(self.sizes), bytes=sum(self.sizes.values()), cut=cut, digest=self.tags[bag.MANIFEST_NAME]
        )

    def _add(self, name: str, path: Path, size: int) -> None:
        self.progress(name, self.done, self.total)
        place = f"{bag.PAYLOAD}{name}"
        self.digests[place] = self.sink.add(place, size, read_chunks(path, size))
        self.sizes[place] = size
        self.done += size

    def _describe(self, cut: Cut, tables: Mapping[str, str]) -> None:
        """Write the files beside the payload; the tag manifest, which names all others, last."""
        self.tags: dict[str, str] = {}
        package = data_package(cut, software=SOFTWARE, sizes=self.sizes, digests=self.digests, tables=tables)
        self._tag(README_NAME, readme(cut, software=SOFTWARE, sqlite=sqlite3.sqlite_version))
        self._tag(bag.INFO_NAME, bag.info_text(self._info(cut)))
        self._tag(bag.DECLARATION_NAME, bag.DECLARATION)
        self._tag(PACKAGE_NAME, package)
        self._tag(bag.MANIFEST_NAME, bag.manifest_text(self.digests))
        text = bag.manifest_text(self.tags).encode()
        self.sink.add(bag.TAG_MANIFEST_NAME, len(text), [text])

    def _tag(self, name: str, text: str) -> None:
        self.tags[name] = self.sink.add(name, len(text.encode()), [text.encode()])

    def _info(self, cut: Cut) -> list[tuple[str, str]]:
        # No Bagging-Date: the same content gives the same bytes on another day.
        return [
            ("External-Description", "A snapshot of a Commentary Archive; see README.md"),
            ("Bag-Software-Agent", SOFTWARE),
            ("Payload-Oxum", f"{sum(self.sizes.values())}.{len(self.sizes)}"),
            ("Archive-State-At", cut.state_at or "empty"),
            *(("Archive-Site", site) for site, _ in cut.sites),
            *(("Archive-Running-Run", run) for run in cut.running),
        ]
