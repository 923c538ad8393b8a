"""Looks for words in all files of an archive."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from archive.warc.members import RawRecord, raw_records


def everything_in(data: Path) -> bytes:
    """Return all bytes of all files of a data folder, records of WARC files unpacked and their bodies too."""
    parts = []
    for path in sorted(each for each in data.rglob("*") if each.is_file()):
        parts.append(path.read_bytes())
        if path.name.endswith(".warc.gz"):
            with path.open("rb") as file:
                parts += [record.data for record in raw_records(file) if isinstance(record, RawRecord)]
    parts += [unpacked for part in tuple(parts) for unpacked in _bodies(part)]
    return b"\n".join(parts)


def _bodies(record: bytes) -> Iterator[bytes]:
    at = record.find(b"\x1f\x8b\x08", 1)
    if record.startswith(b"WARC/") and at > 0:
        yield zlib.decompressobj(31).decompress(record[at:])
