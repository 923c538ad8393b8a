"""StoredRecord: one record of a WARC file as its bytes stand there, to show and to check it (reads one file).

    file, offset → named fields | HTTP head | body

`reader.py` makes captures of records; here nothing is decoded, and what the record says of itself is compared with
its bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from archive.warc.digests import ALGORITHMS, algorithm_of, is_digest
from archive.warc.members import GZIP, Damage, RawRecord, raw_records
from archive.warc.reader import open_warc
from archive.warc.response import payload, split_head
from extract.errors import ArchiveError

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_DIGEST = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9+/=_-]+")
# Between a response and its request lie at most a few records of DNS, metadata and robots.txt.
MAX_NEIGHBOURS = 32
MAX_DIGITS = 19


@dataclass(frozen=True, kw_only=True)
class StoredRecord:
    """A record: where its bytes are, its named fields, and its block.

    `offset` and `length` are bytes in the file `warc`; `is_compressed` tells that they are a gzip member.
    `head_bytes` is how many bytes of the decompressed record stand before the block, `http_bytes` how many of the
    block before the body: 0 where the block is no HTTP message.
    """

    warc: str
    offset: int
    length: int
    is_compressed: bool
    fields: tuple[tuple[str, str], ...]
    head_bytes: int
    http_bytes: int
    block: bytes = field(repr=False)

    def get(self, name: str) -> str | None:
        """Return the first value of a field, whatever the case of its name; None if the record has none."""
        return next((value for key, value in self.fields if key.lower() == name.lower()), None)

    def all(self, name: str) -> list[str]:
        """Return the values of a field that may stand several times."""
        return [value for key, value in self.fields if key.lower() == name.lower()]

    @property
    def id(self) -> str:
        """The WARC-Record-ID without its brackets."""
        return (self.get("WARC-Record-ID") or "").strip("<>")

    @property
    def type(self) -> str:
        """The WARC-Type, such as `response`."""
        return self.get("WARC-Type") or ""

    @property
    def http_head(self) -> str:
        """The HTTP head as stored, without the blank line behind it; "" where there is none."""
        return self.block[: self.http_bytes].decode("latin-1").rstrip("\r\n").replace("\r\n", "\n")

    @property
    def body(self) -> bytes:
        """What follows the HTTP head, or all of the block where there is none; still chunked and content-encoded."""
        return self.block[self.http_bytes :]

    def without_body(self) -> "StoredRecord":
        """Return the record without its body, as a page shows it."""
        return replace(self, block=self.block[: self.http_bytes])


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A digest that a record states, and whether its bytes have it.

    `kind` is `block` or `payload`. `start` and `length` are the bytes of the decompressed record that it covers, None
    where that is not a range of them: of a chunked body without its chunks, or a payload in another record.
    `is_right` is None where it cannot be told here.
    """

    kind: str
    stated: str
    is_right: bool | None
    start: int | None = None
    length: int | None = None
    is_chunked: bool = False

    @property
    def algorithm(self) -> str:
        """The name of the algorithm in lower case, as openssl knows it; "" for an unknown one."""
        # A value of other characters is none that a command could print.
        return algorithm_of(self.stated) if _DIGEST.fullmatch(self.stated) else ""

    @property
    def value(self) -> str:
        """What stands behind the algorithm's name."""
        return self.stated.partition(":")[2]

    @property
    def is_hexadecimal(self) -> bool:
        """Whether the value is written in hexadecimal, and not in base 32."""
        return bool(self.algorithm) and len(self.value) == 2 * ALGORITHMS[self.algorithm]


def read_stored(path: Path, offset: int) -> StoredRecord:
    """Return the record that begins at an offset of a file; ArchiveError with the file's name if there is none."""
    try:
        with open_warc(path) as file:
            member = next(raw_records(file, offset), None)
            is_compressed = _is_compressed(file, offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error
    if not isinstance(member, RawRecord):
        problem = member.problem if isinstance(member, Damage) else "the file ends before it"
        raise ArchiveError(f"{path}, byte {offset}: {problem}.")
    return _stored(path, member, is_compressed=is_compressed)


def read_request_of(path: Path, record: StoredRecord, start: int) -> StoredRecord | None:
    """Return the request record of a response, which stands beside it; None if the file has none.

    `start` is where a record begins that lies before both, such as the end of the response before.
    """
    try:
        with open_warc(path) as file:
            found = (each for each in _neighbours(path, file, start, record) if each.type == "request")
            return next((request for request in found if _belong_together(request, record)), None)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error


def digests_of(record: StoredRecord, known: str) -> list[Digest]:
    """Return the digests that a record states, each compared with its bytes.

    `known` is the payload's digest as the archive made it, for a record of another tool that states none.
    """
    found: list[Digest] = []
    if stated := record.get("WARC-Block-Digest"):
        is_right = is_digest(stated, record.block)
        start, length = record.head_bytes, len(record.block)
        found.append(Digest(kind="block", stated=stated, is_right=is_right, start=start, length=length))
    found.append(_payload_digest(record, record.get("WARC-Payload-Digest") or known))
    return found


def _payload_digest(record: StoredRecord, stated: str) -> Digest:
    if record.type == "revisit":
        # The payload is in the record to which this one refers.
        return Digest(kind="payload", stated=stated, is_right=None)
    start, length = record.head_bytes + record.http_bytes, len(record.body)
    is_right = is_digest(stated, record.body)
    if is_right is False and record.http_bytes:
        # The standard counts the body without its Transfer-Encoding; some tools count the chunks too.
        head, body = split_head(record.block)
        if (whole := payload(head, body)) != body:
            return Digest(kind="payload", stated=stated, is_right=is_digest(stated, whole), is_chunked=True)
    return Digest(kind="payload", stated=stated, is_right=is_right, start=start, length=length)


def _neighbours(path: Path, file: BinaryIO, start: int, record: StoredRecord) -> Iterator[StoredRecord]:
    """Yield the records around a response, from `start` on and up to the next response."""
    for member in islice(raw_records(file, start), MAX_NEIGHBOURS):
        if isinstance(member, Damage) or member.offset == record.offset:
            continue
        found = _stored(path, member, is_compressed=_is_compressed(file, member.offset))
        if found.offset > record.offset and found.type in {"response", "revisit"}:
            return
        yield found


def _is_compressed(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    return file.read(len(GZIP)) == GZIP


def _belong_together(request: StoredRecord, record: StoredRecord) -> bool:
    named = {value.strip("<> ") for value in request.all("WARC-Concurrent-To")}
    return record.id in named or request.id in {value.strip("<> ") for value in record.all("WARC-Concurrent-To")}


def _stored(path: Path, member: RawRecord, *, is_compressed: bool) -> StoredRecord:
    end = _HEAD_END.search(member.data)
    if end is None or not member.data.startswith(b"WARC/"):
        raise ArchiveError(f"{path}, byte {member.offset}: the record has no head.")
    fields = tuple(_fields(member.data[: end.start()].decode("utf-8", "replace")))
    head_bytes = end.end()
    length = next((value for name, value in fields if name.lower() == "content-length"), "")
    # A number of thousands of digits is none.
    is_number = length.isdecimal() and len(length) < MAX_DIGITS
    block = member.data[head_bytes : head_bytes + int(length)] if is_number else member.data[head_bytes:]
    return StoredRecord(
        warc=path.name,
        offset=member.offset,
        length=member.length,
        is_compressed=is_compressed,
        fields=fields,
        head_bytes=head_bytes,
        http_bytes=_http_bytes(block, {name.lower(): value for name, value in fields}),
        block=block,
    )


def _fields(head: str) -> Iterator[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in head.split("\n")[1:]:
        name, colon, value = line.rstrip("\r").partition(":")
        if line[:1] in {" ", "\t"} and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif colon:
            pairs.append((name.strip(), value.strip()))
    return iter(pairs)


def _http_bytes(block: bytes, fields: dict[str, str]) -> int:
    if not fields.get("content-type", "").lower().startswith("application/http"):
        return 0
    end = _HEAD_END.search(block)
    return end.end() if end else len(block)
