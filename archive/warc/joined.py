"""Builds and reads the records of a WARC file that holds others, one behind the other, byte for byte (pure).

    warcinfo: joined, of no run
    metadata: what follows is demo-20260301120000-abc123-00000.warc.gz, 81,234 bytes, with this SHA-256
    … the records of that file, from its own warcinfo record on
    metadata: what follows is demo-20260302120000-def456-00000.warc.gz …

So each of them can be cut out again as it was, and the digests of runs stay those of the files that they wrote.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.warc.files import OUR_NAME
from archive.warc.records import build_record, warc_date

PART = "commentary-part"
JOINED_PREFIX = "joined-"
# No run of a crawl names its files so: they end in a serial number.
JOINED_NAME = re.compile(r"joined-(?P<site>[^/]+)-\d{14}-[0-9a-f]{6}\.warc\.gz")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A WARC file in a joined one: its name, size, SHA-256 in hexadecimal, and the byte at which it starts there."""

    file: str
    bytes: int
    sha256: str
    start: int

    @property
    def end(self) -> int:
        """The byte after its last one."""
        return self.start + self.bytes


def is_joined_name(name: str) -> bool:
    """Tell whether a file of this name holds others."""
    return JOINED_NAME.fullmatch(name) is not None


def site_of_name(name: str) -> str | None:
    """Return the site whose runs wrote a file of this name, or those in it; None for one that is not ours."""
    found = JOINED_NAME.fullmatch(name) or OUR_NAME.fullmatch(name)
    return found["site"] if found else None


def joined_name(site: str, at: datetime, suffix: str) -> str:
    """Return the name of a joined file; `suffix` is six hexadecimal digits by which two of one second differ."""
    return f"{JOINED_PREFIX}{site}-{at:%Y%m%d%H%M%S}-{suffix}.warc.gz"


def build_part(record_id: str, at: datetime, *, file: str, size: int, sha256: str) -> bytes:
    """Return the record behind which a file stands, of so many bytes."""
    fields = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": warc_date(at),
        "Content-Type": "application/json",
    }
    content = {PART: {"file": file, "bytes": size, "sha256": sha256}}
    return build_record(fields, json.dumps(content, ensure_ascii=False, sort_keys=True).encode())


def read_part(block: bytes, start: int) -> Part | None:
    """Return the file that begins at a byte behind a metadata record, None if that tells of none.

    ValueError if it is not as it was written: what it names is believed of a path.
    """
    try:
        content = json.loads(block)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(content, dict) or PART not in content:
        return None
    return part_of(content[PART], start)


def part_of(told: Any, start: int) -> Part:
    """Return a part from JSON; ValueError if it is not as it was written."""
    named = told if isinstance(told, dict) else {}
    file, size, sha256 = (named.get(name) for name in ("file", "bytes", "sha256"))
    if not isinstance(file, str) or "/" in file or not OUR_NAME.fullmatch(file):
        raise ValueError(f"{PART} names {file!r}, which no run names so")
    if not isinstance(size, int) or isinstance(size, bool) or size <= 0:
        raise ValueError(f"{PART} has {size!r} bytes")
    if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
        raise ValueError(f"{PART} has the digest {sha256!r}")
    return Part(file=file, bytes=size, sha256=sha256, start=start)
