"""Splits a WARC file into records with their offsets, and finds truncated and damaged ones (reads one file).

In a compressed file each record is a gzip member. warcio's own iterator returns a truncated record as if it were
complete, and stops at the first damage. An archive must tell a truncated last record, which a crash leaves and which
may be cut off, from damage in the middle, after which there are good records.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

# What follows a record in its chunk is copied for each record, so that larger chunks are slower.
CHUNK = 64 * 1024
GZIP = b"\x1f\x8b\x08"
MAX_HEAD = 64 * 1024
# No record ends in so many zero bytes: a gzip member ends in its size, a plain record in line ends.
MAX_ZEROS_AT_END = 16
ZEROS = "the file ends in zero bytes"
# The crawler stores no body of this size; a foreign file may hold one, which must not fill the memory.
MAX_RECORD_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class RawRecord:
    """The bytes of one record, decompressed, and its offset and length in the file."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Damage:
    """A range of bytes without a complete record; `truncated` if the file ends within a record or in zero bytes."""

    offset: int
    length: int
    problem: str
    truncated: bool


def raw_records(file: BinaryIO, start: int = 0) -> Iterator[RawRecord | Damage]:
    """Yield every record and every damaged range from byte `start` on, in order and without gaps."""
    size = file.seek(0, 2)
    offset = start
    while offset < size:
        file.seek(offset)
        is_gzip = GZIP.startswith(_peek(file, 2))
        member = _gzip_member(file, offset) if is_gzip else _plain_record(file, offset, size)
        if isinstance(member, Damage):
            # Also when it seems truncated: with a damaged length, a record may reach over all those after it.
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
            return Damage(
                offset=offset, length=file.tell() - offset, problem="the last record is truncated", truncated=True
            )
        try:
            # A chunk decompresses to at most a thousand times its size, so that memory is bounded.
            parts.append(decompressor.decompress(chunk))
        except zlib.error as error:
            return Damage(offset=offset, length=1, problem=f"a record is damaged: {error}", truncated=False)
        total += len(parts[-1])
        if total > MAX_RECORD_BYTES:
            return Damage(offset=offset, length=1, problem="a record is too large", truncated=False)
    end = file.tell() - len(decompressor.unused_data)
    return RawRecord(offset=offset, length=end - offset, data=b"".join(parts))


def _plain_record(file: BinaryIO, offset: int, size: int) -> RawRecord | Damage:
    head = file.read(MAX_HEAD)
    end = head.find(b"\r\n\r\n")
    if not b"WARC/".startswith(head[:5]) and not head.startswith(b"WARC/"):
        truncated = not head.strip(b"\0") and size - offset <= MAX_HEAD
        problem = ZEROS if truncated else "there is no WARC record"
        return Damage(offset=offset, length=size - offset if truncated else 1, problem=problem, truncated=truncated)
    if end < 0:
        return Damage(offset=offset, length=size - offset, problem="the last record is truncated", truncated=True)
    length = _content_length(head[:end])
    if length is None:
        return Damage(offset=offset, length=1, problem="a record has no Content-Length", truncated=False)
    whole = end + 4 + length + 4
    if offset + whole > size:
        return Damage(offset=offset, length=size - offset, problem="the last record is truncated", truncated=True)
    if length > MAX_RECORD_BYTES:
        return Damage(offset=offset, length=whole, problem="a record is too large", truncated=False)
    file.seek(offset)
    return RawRecord(offset=offset, length=whole, data=file.read(whole))


def _content_length(head: bytes) -> int | None:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None


def _skip_to_next(file: BinaryIO, damage: Damage, size: int) -> Damage:
    """Extend the damage to the start of the next record, or to the end of the file.

    Only in the latter case is the file truncated; also if it ends in zero bytes, which a power cut leaves where the
    file system stored the new size of a file but not all of its bytes.
    """
    at = damage.offset + (1 if damage.truncated else damage.length)
    overlap = b""
    file.seek(at)
    while chunk := file.read(CHUNK):
        window, base = overlap + chunk, at - len(overlap)
        for found in _starts(window):
            if begins_record(file, base + found):
                problem = "a record is damaged: its end is missing" if damage.truncated else damage.problem
                return Damage(
                    offset=damage.offset, length=base + found - damage.offset, problem=problem, truncated=False
                )
        at += len(chunk)
        overlap = window[-4:]
        file.seek(at)
    if not damage.truncated and _ends_in_zeros(file, size):
        damage = replace(damage, problem=ZEROS, truncated=True)
    return replace(damage, length=size - damage.offset)


def _ends_in_zeros(file: BinaryIO, size: int) -> bool:
    """Tell whether the file ends in more zero bytes than a complete record can."""
    file.seek(max(0, size - MAX_ZEROS_AT_END))
    end = file.read(MAX_ZEROS_AT_END)
    return len(end) == MAX_ZEROS_AT_END and not end.strip(b"\0")


def _starts(window: bytes) -> Iterator[int]:
    for mark in (GZIP, b"WARC/"):
        at = window.find(mark)
        while at >= 0:
            yield at
            at = window.find(mark, at + 1)


def begins_record(file: BinaryIO, offset: int) -> bool:
    """Tell whether a record begins at an offset, whether or not it is whole."""
    file.seek(offset)
    head = file.read(CHUNK)
    if head.startswith(b"WARC/"):
        return b"\r\nWARC-Type:" in head
    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def next_record_after(file: BinaryIO, offset: int) -> int | None:
    """Return the offset of the next record that begins after a byte, None if there is none."""
    size = file.seek(0, 2)
    damage = Damage(offset=offset, length=1, problem="", truncated=False)
    after = offset + _skip_to_next(file, damage, size).length
    return after if after < size else None
