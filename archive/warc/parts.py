"""Finds the files in a joined WARC file by the records that tell of them (reads one file)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.warc.files import why_unreadable
from archive.warc.joined import Part, is_joined_name
from archive.warc.members import Damage, RawRecord, raw_records
from archive.warc.reader import MALFORMED, entry_of, open_warc, parse_member


def parts_of(path: Path) -> Iterator[Part]:
    """Yield the files in a WARC file, in order; nothing if it is no joined one or cannot be read.

    Only the records before them are read; where one is damaged, what follows is looked through for the next.
    """
    if is_joined_name(path.name) and why_unreadable(path) is None:
        with open_warc(path) as file:
            yield from parts_in(file, path.name)


def parts_in(file: BinaryIO, name: str) -> Iterator[Part]:
    """Yield the files in an open joined file of that name."""
    size, offset = file.seek(0, 2), 0
    while offset < size:
        member = next(raw_records(file, offset))
        part = _part(name, member)
        if part is not None and part.end <= size:
            yield part
        offset = part.end if part is not None else offset + member.length


def part_at(path: Path, offset: int) -> Part | None:
    """Return the file in a joined one in which a byte lies, None if it lies in none."""
    return next((part for part in parts_of(path) if part.start <= offset < part.end), None)


def has_only_parts(path: Path) -> bool:
    """Tell whether a joined file is made of its parts, of whole records that tell of them, and of nothing else."""
    with open_warc(path) as file:
        size, offset = file.seek(0, 2), 0
        while offset < size:
            member = next(raw_records(file, offset))
            part = _part(path.name, member)
            # The first record is that of the joined file itself.
            if isinstance(member, Damage) or (part is None and offset > 0):
                return False
            offset = part.end if part is not None else offset + member.length
        return offset == size


def _part(name: str, member: RawRecord | Damage) -> Part | None:
    if isinstance(member, Damage):
        return None
    try:
        entry = entry_of(name, member, *parse_member(member), None)
    except MALFORMED:
        return None
    return entry if isinstance(entry, Part) else None
