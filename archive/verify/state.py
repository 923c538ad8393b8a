"""What a verification knows of the archive before it looks at the files: scope, runs, and each WARC file (disk)."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.database import DATABASE_NAME
from archive.schema import MARK_OF_FILTERED
from archive.tombstones import Tombstones, read_tombstones
from archive.warc import Part, is_compacted_name, is_forgotten_name, run_of_name, site_of_name, warc_files
from extract.site import Site


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is to be verified: everything, a `sample` of so many captures, or one `site`; `full` derives all anew."""

    full: bool = False
    sample: int | None = None
    site: str | None = None


@dataclass(kw_only=True)
class WarcState:
    """A WARC file: its size and SHA-256, and what the table warcs has of it (None if it has no row).

    `written_name` is the name that its first record gives; `parts` are the files in a joined one, each with its
    SHA-256 as its bytes are; `misplaced` are pairs of an offset and a sentence about a record that stands where its
    writer did not put it.
    """

    path: Path
    size: int
    stored_bytes: int | None = None
    stored_sha256: str | None = None
    sha256: str = ""
    written_name: str | None = None
    parts: tuple[Part, ...] = ()
    misplaced: list[tuple[int, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def where(self) -> str:
        """The path inside the data folder, as in a finding."""
        return f"warc/{self.path.name}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the database says that these very bytes were loaded."""
        return bool(self.sha256) and self.sha256 == self.stored_sha256


@dataclass(kw_only=True)
class Known:
    """What is to be verified, and what is known before the files are read.

    `sites` are the profiles with which captures are read again; `db` is a workspace, None without a database.
    `has_tables` tells that the database can be compared; `is_filtered` that it was written by an export and has
    no WARC files; `is_writing` that a process holds the archive's lock. Of `running` runs, which such a process
    writes, nothing is looked at; `unfinished` ones were killed. `stored` is the size and SHA-256 of each file by
    the table warcs. `changes` gives the digest of a run before and after a lawful removal from its files or a
    compaction of them, as the files say; it is filled while they are read, as is `joined`, the
    joined file in which that of a run stands. `tombstones` tell what was removed.
    """

    data: Path
    scope: Scope
    sites: Mapping[str, Site]
    db: sqlite3.Connection | None
    is_writing: bool
    has_tables: bool = False
    is_filtered: bool = False
    running: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    stored: Mapping[str, tuple[int, str | None]] = field(default_factory=dict)
    changes: dict[str, dict[str, set[str | None]]] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    tombstones: Tombstones = field(default_factory=Tombstones)

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.data / DATABASE_NAME

    def files(self) -> list[Path]:
        """Return the WARC files to look at, sorted by name: of a site, those that its runs wrote."""
        return [path for path in warc_files(self.data / "warc") if self.is_looked_at(path.name)]

    def is_looked_at(self, name: str) -> bool:
        """Tell whether a file of this name is looked at: not if a run is writing it, nor if it is of another site."""
        run = run_of_name(name)
        if self.is_writing and (run in self.running or name not in self.stored):
            return False
        site = self.scope.site
        if is_compacted_name(name) or is_forgotten_name(name):
            # It says how the digests of runs changed, which the chain of each site needs.
            return True
        return site is None or site_of_name(name) == site

    def state_of(self, path: Path) -> WarcState:
        """Return what is known of a file before it is read; it must be readable."""
        size, sha256 = self.stored.get(path.name, (None, None))
        return WarcState(path=path, size=path.stat().st_size, stored_bytes=size, stored_sha256=sha256)


def site_of_run(run: str) -> str:
    """Return the name of the site of a run, which its id begins with."""
    return run.rsplit("-", 2)[0]


def find_out(known: Known) -> Known:
    """Return what the tables know of runs and files, too."""
    db = known.db
    if db is None or not known.has_tables:
        return known
    going_on = frozenset(row["id"] for row in db.execute("SELECT id FROM arc.runs WHERE status = 'running'"))
    stored = {row["name"]: (row["bytes"], row["sha256"]) for row in db.execute("SELECT * FROM arc.warcs")}
    return replace(
        known,
        running=going_on if known.is_writing else frozenset(),
        unfinished=frozenset() if known.is_writing else going_on,
        stored=stored,
        tombstones=read_tombstones(db),
        is_filtered=_is_filtered(known, db, has_files=bool(stored)),
    )


def _is_filtered(known: Known, db: sqlite3.Connection, *, has_files: bool) -> bool:
    """Tell whether a database is a filtered archive; what knows of WARC files, or has some beside it, is none."""
    if has_files or next(iter(warc_files(known.data / "warc")), None):
        return False
    query = "SELECT 1 FROM arc.sqlite_schema WHERE type = 'table' AND name = ?"
    return db.execute(query, (MARK_OF_FILTERED,)).fetchone() is not None
