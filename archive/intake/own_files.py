"""Copies WARC files of our own from another archive, byte for byte (disk).

A file that is there already stays; if it is the beginning of the other one, because its run was cut short, it is
completed. A last record that is torn is not copied, as the next start of that archive would have cut it off.
"""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Literal

from archive.intake.foreign import Foreign, foreign_records
from archive.intake.inputs import CHUNK, InputFile
from archive.intake.judge import clean_url
from archive.recover import load_warc
from archive.tables import Tables
from archive.warc import Damage, RunStart, raw_records, read_warcinfo, run_of_name, sync
from extract.errors import ArchiveError

Copied = Literal["copied", "completed", "known"]
Progress = Callable[[int], None]


class HoldsForgotten(Exception):  # noqa: N818 - a verdict on a file
    """A file holds captures of what was forgotten here."""


class OtherBytes(Exception):  # noqa: N818 - a verdict on two files
    """A file of the same name has other bytes."""


def start_of(file: InputFile) -> RunStart | None:
    """Return the run that wrote a file, None if that was another tool."""
    with closing(file.open()) as opened:
        first = next(iter(foreign_records(opened)), None)
    if not isinstance(first, Foreign) or first.get("WARC-Type") != "warcinfo" or first.block is None:
        return None
    try:
        return read_warcinfo(first.block)
    except ValueError:
        return None


def is_named_by_run(file: InputFile, start: RunStart) -> bool:
    """Tell whether a file has the name that its run gave it."""
    return run_of_name(file.file_name) == start.run


def copy_file(file: InputFile, tables: Tables, folder: Path) -> tuple[Copied, list[Damage]]:
    """Copy a file into the archive and load it; return what was done, and the damage in it.

    It is written to `folder` first, so that it gets its name when it is whole. Raises OtherBytes and HoldsForgotten.
    """
    target = tables.warc_folder / file.file_name
    with closing(file.open()) as source:
        whole = _whole_length(source)
        _check_forgotten(source, tables)
        if target.exists():
            # All of it: what looks like a torn record may be a damaged one.
            _compare(source, target, min(source.seek(0, os.SEEK_END), target.stat().st_size))
            if whole <= target.stat().st_size:
                return "known", []
        done: Copied = "completed" if target.exists() else "copied"
        part = folder / target.name
        try:
            _copy(source, part, whole)
            sync(part)
            part.replace(target)
            sync(tables.warc_folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ArchiveError(f"{target} cannot be written: {error.strerror}. Nothing stored is lost.") from error
    damages = load_warc(tables, target)
    with tables.transaction():
        tables.mark_loaded(target)
    return done, damages


def _whole_length(source: BinaryIO) -> int:
    """Return the length of a file without a record at its end that is torn."""
    for item in raw_records(source):
        if isinstance(item, Damage) and item.truncated:
            return item.offset
    return source.seek(0, os.SEEK_END)


def _check_forgotten(source: BinaryIO, tables: Tables) -> None:
    """Raise HoldsForgotten if a file would bring back what was forgotten."""
    if not tables.tombstones:
        return
    records = (each for each in foreign_records(source) if isinstance(each, Foreign))
    urls = (clean_url(each.get("WARC-Target-URI") or "") for each in records)
    if count := sum(tables.tombstones.hides_url(url) for url in urls if url):
        raise HoldsForgotten(
            f"it holds {count} records of what was forgotten here; forget that in the other archive first"
        )


def _compare(source: BinaryIO, target: Path, length: int) -> None:
    source.seek(0)
    with target.open("rb") as there:
        for start in range(0, length, CHUNK):
            count = min(CHUNK, length - start)
            if source.read(count) != there.read(count):
                raise OtherBytes


def _copy(source: BinaryIO, part: Path, length: int) -> None:
    source.seek(0)
    with part.open("wb") as out:
        for start in range(0, length, CHUNK):
            out.write(source.read(min(CHUNK, length - start)))
