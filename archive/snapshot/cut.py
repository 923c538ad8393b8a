"""Decides which files belong to a snapshot, and up to which byte (reads the database and the folder of WARC files).

The database is asked first, in one transaction; a record is in its WARC file before the database knows it. So what
the database knows is in the files, and the bytes after that are left out: that is consistent while a crawl writes.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from archive.warc import file_end, warc_files, warc_path, why_unreadable
from extract.errors import ArchiveError

RUNNING = "SELECT id FROM runs WHERE status = 'running' ORDER BY id"
LOADED = "SELECT name, bytes FROM warcs ORDER BY name"
LAST_END = 'SELECT max("offset" + length) FROM captures WHERE warc = ?'
UNFETCHED = "SELECT 1 FROM unfetched WHERE run = ? AND url = ?"
STATE_AT = """
SELECT max(moment) FROM (SELECT max(captured_at) AS moment FROM captures
    UNION ALL SELECT max(started_at) FROM runs UNION ALL SELECT max(finished_at) FROM runs)
"""
COUNTS = """
SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM versions), (SELECT count(*) FROM captures),
    (SELECT count(*) FROM runs), (SELECT min(captured_at) FROM captures), (SELECT max(captured_at) FROM captures)
"""
SITES = "SELECT site, count(*) FROM captures WHERE site <> '' GROUP BY site ORDER BY site"


@dataclass(frozen=True, kw_only=True)
class KnownFile:
    """A WARC file and how many bytes from its start belong to the snapshot."""

    path: Path
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What a snapshot holds: WARC files, the runs that still go on, and files that the database does not know.

    `state_at` is the time of the newest thing in it, ISO 8601 in UTC, "" if it is empty. `sites` are pairs of a site
    and its number of captures.
    """

    files: tuple[KnownFile, ...]
    running: tuple[str, ...]
    left_out: tuple[str, ...]
    state_at: str
    articles: int
    versions: int
    captures: int
    runs: int
    first_at: str
    last_at: str
    sites: tuple[tuple[str, int], ...]


def find_cut(db: sqlite3.Connection, folder: Path) -> Cut:
    """Return what belongs to the snapshot of a database within one transaction.

    Raises ArchiveError if a WARC file is missing or shorter than the database knows it: a snapshot is whole.
    """
    running = tuple(run for (run,) in map(tuple, db.execute(RUNNING).fetchall()))
    sizes: dict[str, int] = dict(map(tuple, db.execute(LOADED).fetchall()))
    paths = {path.name: path for path in warc_files(folder)}
    for name, path in paths.items():
        run = next((each for each in running if name.startswith(f"{each}-")), None)
        if run is not None:
            sizes[name] = _end_of_running(db, path, run)
    files = [KnownFile(path=warc_path(folder, name), bytes=size) for name, size in sorted(sizes.items())]
    for each in files:
        _check(each)
    articles, versions, captures, runs, first_at, last_at = db.execute(COUNTS).fetchone()
    return Cut(
        files=tuple(files),
        running=running,
        left_out=tuple(sorted(name for name in paths if name not in sizes)),
        state_at=db.execute(STATE_AT).fetchone()[0] or "",
        articles=articles,
        versions=versions,
        captures=captures,
        runs=runs,
        first_at=first_at or "",
        last_at=last_at or "",
        sites=tuple(map(tuple, db.execute(SITES).fetchall())),
    )


def _end_of_running(db: sqlite3.Connection, path: Path, run: str) -> int:
    """Return where the last record ends that the database knows of a file that is still being written."""

    def is_known(url: str) -> bool:
        return db.execute(UNFETCHED, (run, url)).fetchone() is not None

    return file_end(path, db.execute(LAST_END, (path.name,)).fetchone()[0] or 0, is_known=is_known)


def _check(known: KnownFile) -> None:
    problem = why_unreadable(known.path)
    if problem is None and known.path.stat().st_size < known.bytes:
        problem = f"has {known.path.stat().st_size:,} bytes, and the database knows {known.bytes:,}"
    if problem:
        raise ArchiveError(
            f"{known.path} {problem}. Put it back, or run `commentary replay --accept-loss`, and take the snapshot"
            " then: a snapshot holds all that the database knows."
        )
