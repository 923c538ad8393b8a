"""Builds the smaller records of a compaction, and the records that say which files it wrote anew (pure).

`commentary compact` writes one WARC file whenever it writes others anew: a warcinfo record that names no run, and a
metadata record with the field `commentary-compacted` for each of the others, with the digests before and after. So
the chain of runs can be followed, as after a removal (`forgotten.py`).
"""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.warc.capture import Capture
from archive.warc.records import (
    COMPACTED_BY,
    PAYLOAD_LENGTH,
    SAME_PAYLOAD,
    TRUNCATED,
    build_record,
    warc_date,
)
from archive.warc.response import split_head

COMPACTED = "commentary-compacted"
# No run of a crawl names its files so: they end in a serial number.
COMPACTED_NAME = re.compile(r"compacted-\d{14}-[0-9a-f]{6}\.warc\.gz")
GZIP_LEVEL, MEMORY_LEVEL = 9, 9
# They are true of the former record alone.
OF_RECORD = frozenset({"WARC-Type", "WARC-Block-Digest", "Content-Length"})
Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Compacted:
    """A WARC file that was written anew: pairs are before and after.

    `sha256` are those of the file in hexadecimal, `digests` those of its `run`, as `runs.digest` has them. `repeats`
    is how many of its responses became revisit records; all other records are the same but for their compression.
    """

    id: str
    file: str
    run: str
    at: datetime
    bytes: tuple[int, int]
    sha256: Pair
    digests: Pair
    repeats: int


def is_compacted_name(name: str) -> bool:
    """Tell whether a file of this name says what was compacted."""
    return COMPACTED_NAME.fullmatch(name) is not None


def recompressed(data: bytes) -> bytes:
    """Return a record as a gzip member, as small as zlib makes it; `data` is the record decompressed."""
    member = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31, MEMORY_LEVEL)
    return member.compress(data) + member.flush()


def as_revisit(fields: Mapping[str, str], block: bytes, original: Capture, event: str) -> bytes | None:
    """Return a response record as a revisit record of the capture that has the same payload; None if it has none.

    Id, time, URL, HTTP head and payload digest stay. WARC 1.1, 6.7.2: the block is that of a response without the
    payload. `event` is the id of the record that tells of the compaction.
    """
    try:
        _, body = split_head(block)
    except ValueError:
        return None
    if not body:
        return None
    changed = {
        "WARC-Type": "revisit",
        **{name: value for name, value in fields.items() if name not in OF_RECORD},
        "WARC-Profile": SAME_PAYLOAD,
        "WARC-Refers-To": f"<{original.id}>",
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": warc_date(original.captured_at),
        TRUNCATED: "length",
        PAYLOAD_LENGTH: str(len(body)),
        COMPACTED_BY: event,
    }
    return build_record(changed, block[: len(block) - len(body)])


def build_compacted(compacted: Compacted) -> bytes:
    """Return the record that tells of one file that was written anew."""
    content = {
        "file": compacted.file,
        "run": compacted.run,
        "at": compacted.at.isoformat(),
        "bytes": list(compacted.bytes),
        "sha256": list(compacted.sha256),
        "digests": list(compacted.digests),
        "repeats": compacted.repeats,
    }
    fields = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": f"<{compacted.id}>",
        "WARC-Date": warc_date(compacted.at),
        "Content-Type": "application/json",
    }
    return build_record(fields, json.dumps({COMPACTED: content}, ensure_ascii=False, sort_keys=True).encode())


def read_compacted(record_id: str, block: bytes) -> Compacted:
    """Return what a metadata record tells of a compaction; raise ValueError if it is none."""
    try:
        content: Mapping[str, Any] = json.loads(block)[COMPACTED]
        before, after = content["bytes"]
        return Compacted(
            id=record_id,
            file=str(content["file"]),
            run=str(content["run"]),
            at=datetime.fromisoformat(content["at"]),
            bytes=(int(before), int(after)),
            sha256=_pair(content["sha256"]),
            digests=_pair(content["digests"]),
            repeats=int(content["repeats"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it does not say what was compacted: {error!r}") from error


def _pair(value: Any) -> Pair:
    before, after = value
    return str(before), str(after)
