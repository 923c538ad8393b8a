"""Reads records with all of their fields, and builds them anew with others (reads one file).

What is not rewritten is copied byte for byte, so that it keeps its own digests.
"""

import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed

from archive.warc.capture import Capture
from archive.warc.files import sync
from archive.warc.members import GZIP, Damage, raw_records
from archive.warc.parsed import parse_record
from archive.warc.records import digest
from archive.warc.response import MAX_PAGE_BYTES, Headers, payload, split_head, to_page
from extract.errors import ExtractionError
from extract.page import Page

# The record is not as it was received; its value is the id of the record that says why.
REDACTED, ORIGINAL_DIGEST = "Commentary-Redacted", "Commentary-Original-Payload-Digest"
ORIGINAL = "X-Archive-Orig-"
# Headers that are true only of the body as it was received.
OF_BODY = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
CHUNK = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class ParsedRecord:
    """A record: its place in the file, its fields, and its block."""

    offset: int
    length: int
    version: str
    fields: Mapping[str, str]
    block: bytes = field(repr=False)
    is_compressed: bool = True


def parsed_records(path: Path) -> Iterator[ParsedRecord | Damage]:
    """Yield all records of a WARC file of whatever tool, and its damaged parts."""
    with path.open("rb") as file:
        for member in raw_records(file):
            if isinstance(member, Damage):
                yield member
                continue
            file.seek(member.offset)
            is_compressed = file.read(len(GZIP)) == GZIP
            try:
                record = parse_record(member.data)
                block = record.raw_stream.read()
                rest = record.raw_stream.stream.read().strip(b"\r\n")
            except (ArchiveLoadFailed, EOFError, ValueError) as error:
                problem = f"a record cannot be read: {error}"
                yield Damage(offset=member.offset, length=member.length, problem=problem, truncated=False)
                continue
            if rest:
                problem = "its gzip member holds several records"
                yield Damage(offset=member.offset, length=member.length, problem=problem, truncated=False)
                continue
            yield ParsedRecord(
                offset=member.offset,
                length=member.length,
                version=record.rec_headers.protocol,
                fields=dict(record.rec_headers.headers),
                block=block,
                is_compressed=is_compressed,
            )


def rebuilt(record: ParsedRecord, changes: Mapping[str, str], block: bytes) -> bytes:
    """Return a record with other fields and another block, compressed as it was."""
    fields = {**record.fields, **changes, "WARC-Block-Digest": digest(block), "Content-Length": str(len(block))}
    lines = [record.version, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    data = b"".join(("\r\n".join(lines).encode(), block, b"\r\n\r\n"))
    if not record.is_compressed:
        return data
    member = zlib.compressobj(6, zlib.DEFLATED, 31)
    return member.compress(data) + member.flush()


def responded(record: ParsedRecord, url: str) -> Page:
    """Return what a record of any kind holds, decoded; a plain text that is not encoded as its head says, as it is.

    Raises ValueError or ExtractionError if it cannot be decoded.
    """
    is_http = record.fields.get("Content-Type", "").startswith("application/http")
    if not is_http:
        at = datetime(1970, 1, 1, tzinfo=UTC)
        return Page(url=url, fetched_at=at, content_type=record.fields.get("Content-Type", ""), body=record.block)
    head, body = split_head(record.block)
    capture = Capture(
        id="",
        run="",
        site="",
        url=url,
        captured_at=datetime(1970, 1, 1, tzinfo=UTC),
        status=head.status,
        content_type=head.get("content-type") or "",
        bytes=0,
        payload_digest="",
        warc="",
        offset=0,
        length=0,
    )
    try:
        return to_page(capture, head.headers, payload(head, body))
    except ExtractionError:
        if b"\0" in body or not _is_text(body):
            raise
        return to_page(capture, (), body)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def with_plain_head(record: ParsedRecord, body: bytes) -> bytes:
    """Return the block of a record with another body, not encoded; what its head said of it has other names."""
    if not record.fields.get("Content-Type", "").startswith("application/http"):
        return body
    mark = b"\r\n\r\n" if b"\r\n\r\n" in record.block else b"\n\n"
    head, _, _ = record.block.partition(mark)
    end = mark[: len(mark) // 2]
    lines = [
        ORIGINAL.encode() + line if line.partition(b":")[0].strip().lower() in OF_BODY else line
        for line in head.split(end)
    ]
    return end.join(lines) + mark + body


def without_body_headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Return the headers for another body, not encoded; those that are true of the former get other names."""
    return tuple(
        (f"{ORIGINAL}{name}" if name.strip().lower().encode("latin-1", "replace") in OF_BODY else name, value)
        for name, value in headers
    )


def unpacked(body: bytes) -> bytes:
    """Return what a gzipped file holds, such as a sitemap.xml.gz; the body itself if it is none or too large."""
    if not body.startswith(GZIP):
        return body
    try:
        found = zlib.decompressobj(31).decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return body
    return found if len(found) <= MAX_PAGE_BYTES else body


def copy_with_changes(source: Path, target: Path, changes: Sequence[tuple[int, int, bytes]]) -> None:
    """Write a copy of a file in which ranges of bytes, by offset and length and in order, are replaced; sync it."""
    with source.open("rb") as old, target.open("xb") as new:
        for offset, length, data in changes:
            _copy(old, new, offset - old.tell())
            new.write(data)
            old.seek(offset + length)
        _copy(old, new, source.stat().st_size - old.tell())
        new.flush()
        os.fsync(new.fileno())
    target.chmod(source.stat().st_mode & 0o777)
    sync(target.parent)


def _copy(old: BinaryIO, new: BinaryIO, count: int) -> None:
    while count and (chunk := old.read(min(CHUNK, count))):
        new.write(chunk)
        count -= len(chunk)
