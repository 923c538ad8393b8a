"""Cuts a WARC file into its records with their places, and says where it is torn or damaged (reads one file).

warcio's own iterator gives a record that ends too early as if it were whole, and stops at the first damage. An
archive must tell a torn tail, which a crash leaves and which may be cut off, from damage in the middle, behind which
good records lie.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

# What follows a record in its chunk is copied once for each record, so that a larger chunk is a slower one.
CHUNK = 64 * 1024
GZIP = b"\x1f\x8b\x08"
MAX_HEAD = 64 * 1024
# A gzip member ends in its size, of which at most three bytes are zeros, and a plain record in line ends.
MOST_ZEROS = 16
ZEROS = "its end is filled with zeros"
# The crawler takes no body of this size; a foreign file may hold one, and memory must hold.
MAX_RECORD_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class RawRecord:
    """One record's bytes, unpacked, and where they lie."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Damage:
    """Bytes that hold no whole record; `torn` when the file only ends too early."""

    offset: int
    length: int
    problem: str
    torn: bool


def raw_records(file: BinaryIO, start: int = 0) -> Iterator[RawRecord | Damage]:
    """Yield every record from byte `start` on."""
    size = file.seek(0, 2)
    offset = start
    while offset < size:
        file.seek(offset)
        is_gzip = GZIP.startswith(_peek(file, 2))
        member = _gzip_member(file, offset) if is_gzip else _plain_record(file, offset, size)
        if isinstance(member, Damage):
            # Also when it seems torn: a hurt header can make a record reach over all those behind it.
            member = _skip_to_next(file, member, size)
        yield member
        offset += member.length


def _peek(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    file.seek(-len(data), 1)
    return data


def _gzip_member(file: BinaryIO, offset: int) -> RawRecord | Damage:
    decompressor = zlib.decompressobj(31)
    parts: list[bytes] = []
    total = 0
    while not decompressor.eof:
        chunk = file.read(CHUNK)
        if not chunk:
            return Damage(offset=offset, length=file.tell() - offset, problem="its last record is torn", torn=True)
        try:
            # A chunk unpacks to at most a thousand times its size, so that this is bounded too.
            parts.append(decompressor.decompress(chunk))
        except zlib.error as error:
            return Damage(offset=offset, length=1, problem=f"a record is damaged: {error}", torn=False)
        total += len(parts[-1])
        if total > MAX_RECORD_BYTES:
            return Damage(offset=offset, length=1, problem="a record is too large to be read", torn=False)
    end = file.tell() - len(decompressor.unused_data)
    return RawRecord(offset=offset, length=end - offset, data=b"".join(parts))


def _plain_record(file: BinaryIO, offset: int, size: int) -> RawRecord | Damage:
    head = file.read(MAX_HEAD)
    end = head.find(b"\r\n\r\n")
    if not b"WARC/".startswith(head[:5]) and not head.startswith(b"WARC/"):
        torn = not head.strip(b"\0") and size - offset <= MAX_HEAD
        problem = ZEROS if torn else "there is no WARC record"
        return Damage(offset=offset, length=size - offset if torn else 1, problem=problem, torn=torn)
    if end < 0:
        return Damage(offset=offset, length=size - offset, problem="its last record is torn", torn=True)
    length = _content_length(head[:end])
    if length is None:
        return Damage(offset=offset, length=1, problem="a record does not tell its length", torn=False)
    whole = end + 4 + length + 4
    if offset + whole > size:
        return Damage(offset=offset, length=size - offset, problem="its last record is torn", torn=True)
    if length > MAX_RECORD_BYTES:
        return Damage(offset=offset, length=whole, problem="a record is too large to be read", torn=False)
    file.seek(offset)
    return RawRecord(offset=offset, length=whole, data=file.read(whole))


def _content_length(head: bytes) -> int | None:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None


def _skip_to_next(file: BinaryIO, damage: Damage, size: int) -> Damage:
    """Stretch the damage to where the next record begins, or to the file's end; only the latter can be torn.

    It is, too, where the file ends in zeros: a power cut leaves them where a size was stored and not all bytes were.
    """
    at = damage.offset + (1 if damage.torn else damage.length)
    overlap = b""
    file.seek(at)
    while chunk := file.read(CHUNK):
        window, base = overlap + chunk, at - len(overlap)
        for found in _starts(window):
            if _begins_record(file, base + found):
                problem = "a record is damaged: it has no end" if damage.torn else damage.problem
                return Damage(offset=damage.offset, length=base + found - damage.offset, problem=problem, torn=False)
        at += len(chunk)
        overlap = window[-4:]
        file.seek(at)
    if not damage.torn and _ends_in_zeros(file, size):
        damage = replace(damage, problem=ZEROS, torn=True)
    return replace(damage, length=size - damage.offset)


def _ends_in_zeros(file: BinaryIO, size: int) -> bool:
    """Tell whether the file ends in more zeros than a whole record can."""
    file.seek(max(0, size - MOST_ZEROS))
    end = file.read(MOST_ZEROS)
    return len(end) == MOST_ZEROS and not end.strip(b"\0")


def _starts(window: bytes) -> Iterator[int]:
    for mark in (GZIP, b"WARC/"):
        at = window.find(mark)
        while at >= 0:
            yield at
            at = window.find(mark, at + 1)


def _begins_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    head = file.read(CHUNK)
    if head.startswith(b"WARC/"):
        return b"\r\nWARC-Type:" in head
    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False
