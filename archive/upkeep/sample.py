"""Looks for damage of WARC files with little work: sizes and ends of all files, and some records (reads both).

`commentary verify` reads every byte. This is what a machine can do each day: damage of the disk that grows is found
within days, and which records are read differs from day to day.
"""

import random
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from archive.ask import file_problems
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.upkeep.finding import Finding
from archive.warc import (
    Damage,
    examine,
    examine_at,
    refuse_unfinished,
    rewritten_files,
    warc_path,
    why_unreadable,
)
from extract.errors import ArchiveError

DAMAGE = "WARC damage"
RECORDS = 30
DO = "Run `commentary verify`, which reads every byte and says what to do, and put the file back from a copy."
KNOWN = """
SELECT name, bytes, ifnull(
    (SELECT "offset" + length FROM captures WHERE warc = warcs.name ORDER BY "offset" DESC LIMIT 1), 0
) FROM warcs
WHERE NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running' AND substr(name, 1, length(id) + 1) = id || '-')
ORDER BY name
"""
LAST_ROW = "SELECT max(rowid) FROM captures"
OF_FILE = 'SELECT id, url, warc, "offset", length FROM captures WHERE warc = ? ORDER BY "offset"'
CHOSEN = 'SELECT id, url, warc, "offset", length FROM captures WHERE rowid >= ? ORDER BY rowid LIMIT 1'


def warc_findings(
    data: Path, *, now: datetime | None = None, count: int = RECORDS, again: Collection[str] = ()
) -> list[Finding]:
    """Return an error for each WARC file with damage that was found, one for each file; [] if none was.

    `count` captures are chosen at random, by a seed of the day, and all those in the files named by `again`: another
    day's sample does not show that damage found before is mended. ArchiveError if the database cannot be read, or
    while WARC files are written anew: they and the database need not agree until that has ended.
    """
    seed = (now or datetime.now(UTC)).date().toordinal()
    path = data / DATABASE_NAME
    found: dict[str, Finding] = {}
    rewritten = rewritten_files(data)
    refuse_unfinished(data)
    with closing(open_read_only(path)) as db, plain_errors(path):
        folder = data / "warc"
        for name, problem in (
            *_sizes(db, folder),
            *_ends(db, folder),
            *_sample(db, folder, seed, count),
            *_all_of(db, folder, again),
        ):
            what = f"warc/{name}{problem}."
            found.setdefault(name, Finding(kind=DAMAGE, level="error", what=what, do=DO, subject=name))
    if rewritten_files(data) != rewritten:
        raise ArchiveError(f"{data} was changed by `commentary forget` or `compact` meanwhile. Look again.")
    return list(found.values())


def _sizes(db: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, str]]:
    for each in file_problems(db, folder):
        yield each.path.name, f" {each.problem}"


def _ends(db: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """Read each file from the end of its last capture on: a summary, at most, is there."""
    for name, size, start in map(tuple, db.execute(KNOWN).fetchall()):
        path = warc_path(folder, name)
        if why_unreadable(path) or path.stat().st_size < size:
            continue
        for item in examine(path, start):
            if item.offset >= size:
                # Not loaded yet: a record that a crash has torn is cut off by the next crawl.
                break
            if isinstance(item, Damage):
                yield name, f", byte {item.offset}: {item.problem}"
                break


def _sample(db: sqlite3.Connection, folder: Path, seed: int, count: int) -> Iterator[tuple[str, str]]:
    (last,) = db.execute(LAST_ROW).fetchone()
    chance = random.Random(seed)
    for number in sorted(chance.randint(1, last) for _ in range(count if last else 0)):
        yield from _record(folder, tuple(db.execute(CHOSEN, (number,)).fetchone()))


def _all_of(db: sqlite3.Connection, folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for row in db.execute(OF_FILE, (name,)).fetchall():
            yield from _record(folder, tuple(row))


def _record(folder: Path, row: tuple[str, str, str, int, int]) -> Iterator[tuple[str, str]]:
    record, url, name, offset, length = row
    path = warc_path(folder, name)
    if why_unreadable(path) or path.stat().st_size < offset + length:
        return
    item = examine_at(path, offset)
    if isinstance(item, Damage) or item is None:
        yield name, f", byte {offset}, the capture of {url}: {item.problem if item else 'there is no record'}"
    elif item.id != record:
        yield name, f", byte {offset}: there is another record than that of {url}"
    else:
        yield from ((name, f", byte {offset}, the capture of {url}: {problem}") for problem in item.digests)
