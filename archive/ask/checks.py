"""Writes the commands by which anyone can check a stored record without this program (pure).

    cut the record out of the file | digest of its block | digest of its payload

The programs are those of every Linux: tail, head, gunzip, openssl, base32; python3 only where a body was stored in
chunks that its digest does not cover.
"""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.warc import Digest, StoredRecord

RECORD = "record"
# Reads an HTTP message and writes its body without the chunks.
_WITHOUT_CHUNKS = (
    "python3 -c \"import http.client as c, sys; r = c.HTTPResponse(type('S', (), {'makefile': lambda *a: "
    'sys.stdin.buffer})()); r.begin(); sys.stdout.buffer.write(r.read())"'
)
_BASE32_BLOCK = 8
# base32 breaks lines that are longer.
_MAX_LINE = 76


@dataclass(frozen=True, kw_only=True)
class Check:
    """A command for a shell in the archive's folder, what it does, and what it prints; None if it prints nothing."""

    says: str
    command: str
    prints: str | None = None


def checks_of(record: StoredRecord, digests: Iterable[Digest]) -> list[Check]:
    """Return the commands that cut a record out of its file and check its digests, in order."""
    return [_cut(record), *(check for digest in digests for check in _checks_of(record, digest))]


def _cut(record: StoredRecord) -> Check:
    file = _quoted(f"warc/{record.warc}")
    unpack = " | gunzip" if record.is_compressed else ""
    command = f"tail -c +{record.offset + 1} {file} | head -c {record.length}{unpack} > {RECORD}"
    return Check(says="Cut the record out of the file", command=command)


def _quoted(name: str) -> str:
    """Return a file's name as one word of a shell: with what would act on a terminal as bash writes it."""
    if name.isprintable():
        return shlex.quote(name)
    return "$'" + "".join(f"\\x{byte:02x}" for byte in name.encode()) + "'"


def _checks_of(record: StoredRecord, digest: Digest) -> Iterator[Check]:
    if not digest.algorithm or not (digest.is_chunked or digest.start is not None):
        return
    start, length = (digest.start, digest.length) if digest.start is not None else (record.head_bytes, None)
    length = len(record.block) if length is None else length
    without_chunks = f" | {_WITHOUT_CHUNKS}" if digest.is_chunked else ""
    part = f"tail -c +{start + 1} {RECORD} | head -c {length}{without_chunks}"
    says = f"Compute the {digest.kind} digest{' of the body without its chunks' if digest.is_chunked else ''}"
    yield Check(says=says, command=f"{part} | {_program(digest)}", prints=_printed(digest))


def _program(digest: Digest) -> str:
    if digest.is_hexadecimal:
        return f"openssl dgst -{digest.algorithm} -r | cut -d ' ' -f 1"
    wrap = " -w 0" if len(digest.value) > _MAX_LINE else ""
    return f"openssl dgst -{digest.algorithm} -binary | base32{wrap}"


def _printed(digest: Digest) -> str:
    if digest.is_hexadecimal:
        return digest.value.lower()
    bare = digest.value.upper().rstrip("=")
    return bare + "=" * (-len(bare) % _BASE32_BLOCK)
