"""Moves WARC files into a joined one or out of it by a journal, whatever ends the process in between (disk).

Into one: the files are added and read again → the rows of their captures → the files go.
Out of it: the files, which lie ready, get their place → the rows of their captures → the joined file goes.
Each step is done, or done once more; until the last one both are there.
"""

import base64
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from archive.tables import Tables
from archive.warc import (
    COMPACTING,
    Part,
    file_digest,
    is_joined_name,
    part_of,
    parts_of,
    sync,
    write_journal,
)
from extract.errors import ArchiveError

CHUNK = 1024 * 1024
INTO = 'UPDATE captures SET warc = :joined, "offset" = "offset" + :start WHERE warc = :file'
OUT_OF = """
UPDATE captures SET warc = :file, "offset" = "offset" - :start
WHERE warc = :joined AND "offset" >= :start AND "offset" < :end
"""
FORGET = "DELETE FROM warcs WHERE name = ?"
Durable = Callable[[], Any]


def prepare_join(
    tables: Tables, name: str, offset: int, head: bytes, records: Iterable[tuple[bytes, str, int, str]]
) -> None:
    """Write the journal by which files are added to a joined one of `offset` bytes.

    `head` is its first record, if it is new; `records` are, for each file, the record that tells of it, its name, its
    size and its SHA-256.
    """
    parts, at = [], offset + len(head)
    for record, file, size, sha256 in records:
        at += len(record)
        told = base64.b64encode(record).decode("ascii")
        parts.append({"file": file, "bytes": size, "sha256": sha256, "start": at, "record": told})
        at += size
    folder = tables.path.with_name(COMPACTING)
    folder.mkdir(exist_ok=True)
    write_journal(
        folder, {"joined": name, "offset": offset, "head": base64.b64encode(head).decode("ascii"), "parts": parts}
    )


def prepare_apart(tables: Tables, name: str, parts: Sequence[Part]) -> None:
    """Write the journal by which files that lie ready take the place of a joined one."""
    told = [
        {"file": part.file, "bytes": part.bytes, "sha256": part.sha256, "start": part.start, "record": ""}
        for part in parts
    ]
    write_journal(tables.path.with_name(COMPACTING), {"apart": name, "offset": 0, "head": "", "parts": told})


def check_moves(journal: Mapping[str, Any]) -> None:
    """Raise ValueError, KeyError or TypeError for a journal that is not as it was written."""
    if not isinstance(journal, dict) or not journal["parts"]:
        raise ValueError("it names no files")
    name, offset = journal.get("joined") or journal["apart"], journal["offset"]
    if not isinstance(name, str) or not is_joined_name(name) or not isinstance(offset, int) or offset < 0:
        raise ValueError(f"it names {name!r}")
    for told in journal["parts"]:
        part_of(told, told["start"])
        if not isinstance(told["start"], int) or told["start"] < offset:
            raise ValueError(f"a part begins at {told['start']!r}")
        base64.b64decode(told["record"], validate=True)
    base64.b64decode(journal["head"], validate=True)


def carry_out_moves(tables: Tables, folder: Path, journal: Mapping[str, Any], durable: Durable) -> None:
    """Do what a journal says; `durable` is a context in which rows are written to the disk at once."""
    parts = [part_of(told, told["start"]) for told in journal["parts"]]
    if "joined" in journal:
        _join(tables, tables.warc_folder / journal["joined"], journal, parts, durable)
    else:
        _take_apart(tables, folder, tables.warc_folder / journal["apart"], parts, durable)


def copy_bytes(source: Path, start: int, count: int, target: Path) -> None:
    """Write a part of a file as a file, and have it on the disk."""
    with target.open("wb") as out:
        _copy(source, start, count, out.fileno())
        os.fsync(out.fileno())
    target.chmod(source.stat().st_mode & 0o777)


def _join(tables: Tables, path: Path, journal: Mapping[str, Any], parts: Sequence[Part], durable: Durable) -> None:
    sources = [tables.warc_folder / part.file for part in parts]
    if not _has(path, parts):
        # They go only when what was added has been read again: if one is not there, somebody else took it.
        for source, part in zip(sources, parts, strict=True):
            if not source.exists() or source.stat().st_size != part.bytes or file_digest(source) != part.sha256:
                raise ArchiveError(
                    f"{source} is missing or was changed since `commentary compact` was interrupted. Put it back from"
                    f" a copy, or remove the folder {tables.path.with_name(COMPACTING)}, which gives up joining it."
                )
        try:
            _add(path, journal, sources, parts)
        except OSError:
            # Such as a full disk, which must not keep a crawl from opening the archive. All files are there still.
            _give_up(path, journal["offset"])
            shutil.rmtree(tables.path.with_name(COMPACTING), ignore_errors=True)
            raise
        if not _has(path, parts):
            raise ArchiveError(f"{path} does not hold what was written to it: the disk may be failing.")
    _replace_rows_of_sources(tables, path, journal["offset"], parts, durable)
    for source in sources:
        source.unlink(missing_ok=True)
    sync(tables.warc_folder)


def _add(path: Path, journal: Mapping[str, Any], sources: Sequence[Path], parts: Sequence[Part]) -> None:
    """Add files to a joined one, over what is left of an earlier try, and have it on the disk."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o644)
    try:
        if os.fstat(handle).st_size < journal["offset"]:
            raise ArchiveError(f"{path} has lost its end. Put it back from a copy.")
        os.ftruncate(handle, journal["offset"])
        if journal["offset"] == 0:
            # Who may not read the files may not read the joined one.
            os.fchmod(handle, sources[0].stat().st_mode & 0o777)
        os.lseek(handle, journal["offset"], os.SEEK_SET)
        _write(handle, base64.b64decode(journal["head"]))
        for source, part, told in zip(sources, parts, journal["parts"], strict=True):
            _write(handle, base64.b64decode(told["record"]))
            _copy(source, 0, part.bytes, handle)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(path.parent)


def _give_up(path: Path, offset: int) -> None:
    with suppress(OSError):
        if offset:
            os.truncate(path, offset)
        else:
            path.unlink(missing_ok=True)


def _has(path: Path, parts: Sequence[Part]) -> bool:
    """Tell whether a joined file ends in these parts, byte for byte."""
    if not path.exists() or path.stat().st_size != parts[-1].end:
        return False
    there = {part.start: part for part in parts_of(path)}
    return all(
        there.get(part.start) == part and file_digest(path, part.bytes, part.start) == part.sha256 for part in parts
    )


def _replace_rows_of_sources(
    tables: Tables, path: Path, offset: int, parts: Sequence[Part], durable: Durable
) -> None:
    known = _known(tables)
    # A database that is new knows none of them, and loads the joined file later.
    if not all(part.file in known for part in parts) or known.get(path.name, 0) != offset:
        return
    with durable(), tables.transaction():
        for part in parts:
            tables.db.execute(INTO, {"joined": path.name, "start": part.start, "file": part.file})
            tables.db.execute(FORGET, (part.file,))
        tables.mark_loaded(path)


def _take_apart(tables: Tables, folder: Path, path: Path, parts: Sequence[Part], durable: Durable) -> None:
    for part in parts:
        with suppress(FileNotFoundError):
            (folder / part.file).replace(tables.warc_folder / part.file)
        if not (tables.warc_folder / part.file).exists():
            raise ArchiveError(f"{tables.warc_folder / part.file} is missing. Put it back from a copy.")
    sync(tables.warc_folder)
    if path.exists() and _known(tables).get(path.name) == path.stat().st_size:
        with durable(), tables.transaction():
            for part in parts:
                place = {"joined": path.name, "start": part.start, "end": part.end, "file": part.file}
                tables.db.execute(OUT_OF, place)
                tables.mark_loaded(tables.warc_folder / part.file, part.sha256)
            tables.db.execute(FORGET, (path.name,))
    path.unlink(missing_ok=True)
    sync(tables.warc_folder)


def _known(tables: Tables) -> dict[str, int]:
    return dict(map(tuple, tables.db.execute("SELECT name, bytes FROM warcs").fetchall()))


def _copy(source: Path, start: int, count: int, handle: int) -> None:
    with source.open("rb") as file:
        file.seek(start)
        while count > 0 and (chunk := file.read(min(CHUNK, count))):
            _write(handle, chunk)
            count -= len(chunk)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
