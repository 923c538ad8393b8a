"""Splits the files of other tools into records, WARC of any version and ARC (reads one file).

A block of more than MAX_BLOCK bytes is passed over, so that memory is bounded. After damage the next record that can
be found is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from archive.intake.unpack import TRUNCATED, Broken, Place, Unpacked
from archive.warc import MAX_PAGE_BYTES, next_record_after

# The crawler stores no larger page.
MAX_BLOCK = MAX_PAGE_BYTES
MAX_LINE, MAX_HEAD = 256 * 1024, 1024 * 1024
# WARC: WARC/0.17 to 1.1. ARC: URL, IP address, time, media type, length; version 2 has five more before the length.
VERSION = re.compile(rb"WARC/\d+\.\d+\s*")
ARC_LINE = re.compile(
    rb"(?P<url>\S.*?) (?P<ip>[\d.:a-fA-F]*) (?P<time>\d{14}) (?P<type>\S+)(?: .*)? (?P<length>\d+)\s*"
)
# A token of HTTP (RFC 9110, 5.6.2); what has no such name before its colon is no field.
NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
NO_RECORD = "there is no WARC or ARC record"
# Names as the standard writes them; tools differ in case.
NAMES = {
    name.lower(): name
    for name in (
        "WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "WARC-Payload-Digest", "WARC-Block-Digest",
        "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date", "WARC-Concurrent-To", "WARC-Profile",
        "WARC-Truncated", "WARC-IP-Address", "WARC-Warcinfo-ID", "WARC-Segment-Number", "WARC-Filename",
        "Content-Type", "Content-Length",
    )
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """A record of another tool: its place, its fields as pairs of name and value, and its block.

    `block` is None if it is larger than MAX_BLOCK. An ARC record has the fields of a WARC response, but no id.
    """

    place: Place
    fields: tuple[tuple[str, str], ...]
    block: bytes | None
    length: int

    def get(self, name: str) -> str | None:
        """Return the first value of a field, None if it has none."""
        return next((value for each, value in self.fields if each == name), None)


def foreign_records(file: BinaryIO) -> Iterator[Foreign | Broken]:
    """Yield the records of a file in order, and what cannot be read."""
    offset: int | None = 0
    while offset is not None:
        try:
            stream = Unpacked(file, offset)
            while record := read_record(stream):
                yield record
            offset = None
        except Broken as broken:
            yield broken
            offset = next_record_after(file, broken.offset) if broken.can_go_on else None


def record_at(file: BinaryIO, place: Place) -> Foreign:
    """Return the record at a place; raise Broken if there is none."""
    stream = Unpacked(file, place.offset)
    stream.skip(place.skip)
    record = read_record(stream)
    if record is None:
        raise Broken(place.offset, NO_RECORD)
    return record


def read_record(stream: Unpacked) -> Foreign | None:
    """Return the next record, None at the end; raise Broken where there is none."""
    while not stream.at_end() and stream.peek() in b"\r\n":
        stream.read(1)
    if stream.at_end():
        return None
    place = stream.place
    first = stream.readline(MAX_LINE)
    if VERSION.fullmatch(first):
        fields = _warc_fields(stream, place)
    elif line := ARC_LINE.fullmatch(first):
        fields = _arc_fields(line)
    else:
        raise Broken(place.offset, NO_RECORD)
    length = dict(fields).get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        raise Broken(place.offset, "a record has no Content-Length")
    return _with_block(stream, place, fields, int(length))


def _with_block(stream: Unpacked, place: Place, fields: tuple[tuple[str, str], ...], length: int) -> Foreign:
    if length > MAX_BLOCK:
        found, block = stream.skip(length), None
    else:
        block = stream.read(length)
        found = len(block)
    if found < length:
        raise Broken(place.offset, TRUNCATED)
    return Foreign(place=place, fields=fields, block=block, length=length)


def _warc_fields(stream: Unpacked, place: Place) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    size = 0
    while line := stream.readline(MAX_LINE).rstrip(b"\r\n"):
        size += len(line)
        if size > MAX_HEAD:
            raise Broken(place.offset, "the head of a record is too long")
        text = _text(line)
        if text[:1] in {" ", "\t"} and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if not colon or not NAME.fullmatch(name.strip()):
            continue
        pairs.append((NAMES.get(name.strip().lower(), name.strip()), value.strip()))
    return tuple(pairs)


def _arc_fields(line: re.Match[bytes]) -> tuple[tuple[str, str], ...]:
    values: Mapping[str, str] = {name: _text(value or b"") for name, value in line.groupdict().items()}
    day, clock = values["time"][:8], values["time"][8:]
    at = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
    is_head = values["url"].startswith("filedesc:")
    pairs = (
        ("WARC-Type", "warcinfo" if is_head else "response"),
        ("WARC-Date", at),
        ("WARC-Target-URI", values["url"]),
        ("WARC-IP-Address", values["ip"]),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", values["length"]),
    )
    return tuple((name, value) for name, value in pairs if value)


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
