"""Plans which WARC files are written anew, and finds payloads that an earlier capture has (reads database and files).

A response becomes a revisit record if an earlier capture of the same URL, for the same site, has the same payload. In
full stay the first of them; the newest response of each URL, whose validators the next crawl sends; what a 304 refers
to; and images and stylesheets, of which a crawl stores each payload once anyway.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import BinaryIO

from archive.warc import (
    Damage,
    compactions_in,
    parts_of,
    raw_records,
    recompressed,
    run_of_name,
    warc_files,
    why_unreadable,
)

# A file that would lose a smaller part of its bytes keeps them, and with them its digest and any timestamp of it.
LEAST_SHARE = 0.03
# So many records of a file are compressed to estimate what that saves.
SAMPLE = 40
# A revisit record takes about so many bytes: its fields, and the head of the response.
REVISIT_BYTES = 700

FILES = "SELECT name, bytes, sha256 FROM warcs WHERE sha256 IS NOT NULL ORDER BY name"
ENDED = "SELECT id FROM runs WHERE status <> 'running'"
OFFSETS = 'SELECT "offset" FROM captures WHERE warc = ? ORDER BY "offset"'
REPEATS = """
WITH answers AS (
    SELECT id, site, url, payload_digest, captured_at, warc, "offset", length,
        length_error IS NULL AND ifnull(source_kind, '') <> 'asset'
            AND run IN (SELECT id FROM runs WHERE status <> 'running' AND imported_at IS NULL) AS is_whole,
        row_number() OVER (PARTITION BY url ORDER BY captured_at DESC, id DESC) AS from_newest
    FROM captures WHERE status = 200 AND revisit_of IS NULL AND NOT broken_off
), alike AS (
    SELECT id, warc, "offset", length, from_newest, first_value(id) OVER in_order AS first FROM answers WHERE is_whole
    WINDOW in_order AS (PARTITION BY site, url, payload_digest ORDER BY captured_at, id)
)
SELECT warc, "offset", length, first FROM alike
WHERE id <> first AND from_newest > 1 AND length > :least
    AND id NOT IN (SELECT revisit_of FROM captures WHERE revisit_of IS NOT NULL)
"""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class FilePlan:
    """A WARC file that can become smaller.

    `repeats` are responses that may become revisit records: the offset of each, and the capture with its payload.
    `saves` is an estimate in bytes, and `least` how many bytes it has to lose, or it stays as it is.
    """

    path: Path
    bytes: int
    sha256: str
    repeats: Mapping[int, str] = field(repr=False)
    saves: int
    least: int


def plan_files(
    db: sqlite3.Connection, folder: Path, progress: Progress, *, least_share: float = LEAST_SHARE
) -> list[FilePlan]:
    """Return the files of ended runs that would lose `least_share` of their bytes or more.

    A file that is missing or not as it was loaded is left out: `commentary verify` tells of it. So is a link: what it
    leads to belongs to another folder, and may be on another disk.
    """
    repeats = _repeats(db)
    known = _compacted_before(folder)
    ended = {run for (run,) in map(tuple, db.execute(ENDED))}
    joined = joined_files(folder)
    rows = [row for row in map(tuple, db.execute(FILES).fetchall()) if run_of_name(row[0]) in ended]
    rows = [row for row in rows if row[0] not in joined]
    plans = []
    for number, (name, size, sha256) in enumerate(rows):
        progress(name, number, len(rows))
        path = folder / name
        if why_unreadable(path) or path.is_symlink() or path.stat().st_size != size:
            continue
        places = repeats.get(name, {})
        taken = sum(length for length, _ in places.values())
        share = (
            0.0
            if sha256 in known
            else _share_of(path, [offset for (offset,) in map(tuple, db.execute(OFFSETS, (name,)))])
        )
        saves = taken - REVISIT_BYTES * len(places) + round(share * (size - taken))
        least = max(1, ceil(least_share * size))
        if saves >= least:
            ids = {offset: first for offset, (_, first) in places.items()}
            plans.append(FilePlan(path=path, bytes=size, sha256=sha256, repeats=ids, saves=saves, least=least))
    return plans


def joined_files(folder: Path) -> set[str]:
    """Return the names of the files that stand in joined ones; one of that name beside them is a copy."""
    return {part.file for path in warc_files(folder) for part in parts_of(path)}


def _compacted_before(folder: Path) -> set[str]:
    """Return the SHA-256 of the files that a compaction wrote: to compress their records again saves nothing."""
    return {each.sha256[1] for path in warc_files(folder) for each in compactions_in(path)}


def _repeats(db: sqlite3.Connection) -> dict[str, dict[int, tuple[int, str]]]:
    """Return for each file where responses repeat a payload: offset, length, and the first capture with it."""
    found: defaultdict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for name, offset, length, first in map(tuple, db.execute(REPEATS, {"least": REVISIT_BYTES})):
        found[name][offset] = (length, first)
    return found


def _share_of(path: Path, offsets: list[int]) -> float:
    """Return the share of its bytes that a file loses by compression, by some of its records."""
    before = after = 0
    with path.open("rb") as file:
        for member in _records(file, offsets[:: max(1, len(offsets) // SAMPLE)]):
            before += member[0]
            after += min(member)
    return 1 - after / before if before else 0.0


def _records(file: BinaryIO, offsets: list[int]) -> Iterator[tuple[int, int]]:
    for offset in offsets:
        member = next(raw_records(file, offset), None)
        if member is not None and not isinstance(member, Damage):
            yield member.length, len(recompressed(member.data))
