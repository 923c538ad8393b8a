"""Builds and reads the record of a lawful removal (pure).

`commentary forget` writes one WARC file for each: a warcinfo record that names no run, and a metadata record with the
field `commentary-forgotten`. It has no address in plain words, only digests: what was removed stays removed.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from archive.warc.records import build_record, build_warcinfo, warc_date

FORGOTTEN = "commentary-forgotten"
# `forgotten` is the name of no site: start_run refuses it.
FORGOTTEN_NAME = re.compile(r"forgotten-\d{14}-[0-9a-f]{6}-\d{5}\.warc\.gz")
Kind = Literal["url", "site"]
Change = tuple[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """A removal: SHA-256 digests, in hexadecimal, of the addresses of an article, or of a site's name and hosts.

    An address is a URL in normal form. `files` are names of WARC files with their SHA-256 before and after, `runs`
    ids of runs with their digest before and after; None if nothing is left. `marks` are digests of some runs of
    words of the text, none of which overlaps another, by which a copy of it can be recognised.
    """

    id: str
    kind: Kind
    addresses: tuple[str, ...]
    forgotten_at: datetime
    reason: str
    by: str
    files: Mapping[str, Change]
    runs: Mapping[str, Change]
    marks: tuple[str, ...] = ()


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def is_forgotten_name(name: str) -> bool:
    """Tell whether a file of this name says what was forgotten."""
    return FORGOTTEN_NAME.fullmatch(name) is not None


def build_forgotten(name: str, warcinfo_id: str, forgotten: Forgotten, software: str) -> bytes:
    """Return the whole WARC file of a removal."""
    at = warc_date(forgotten.forgotten_at)
    content = {
        "kind": forgotten.kind,
        "addresses": sorted(forgotten.addresses),
        "at": forgotten.forgotten_at.isoformat(),
        "day": f"{forgotten.forgotten_at:%Y-%m-%d}",
        "reason": forgotten.reason,
        "by": forgotten.by,
        "files": {name: list(change) for name, change in sorted(forgotten.files.items())},
        "runs": {run: list(change) for run, change in sorted(forgotten.runs.items())},
        "marks": list(forgotten.marks),
    }
    fields = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": f"<{forgotten.id}>",
        "WARC-Date": at,
        "WARC-Refers-To": f"<{warcinfo_id}>",
        "WARC-Warcinfo-ID": f"<{warcinfo_id}>",
        "Content-Type": "application/json",
    }
    block = json.dumps({FORGOTTEN: content}, ensure_ascii=False, sort_keys=True).encode()
    return build_warcinfo(warcinfo_id, name, forgotten.forgotten_at, software) + build_record(fields, block)


def read_forgotten(record_id: str, block: bytes) -> Forgotten:
    """Return the removal in a metadata record; raise ValueError if it is none."""
    try:
        content: Mapping[str, Any] = json.loads(block)[FORGOTTEN]
        kind: Kind = "site" if content["kind"] == "site" else "url"
        return Forgotten(
            id=record_id,
            kind=kind,
            addresses=tuple(map(str, content["addresses"])),
            forgotten_at=datetime.fromisoformat(content["at"]),
            reason=str(content["reason"]),
            by=str(content["by"]),
            files={str(name): (before, after) for name, (before, after) in content["files"].items()},
            runs={str(run): (before, after) for run, (before, after) in content["runs"].items()},
            marks=tuple(map(str, content.get("marks", ()))),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it does not say what was forgotten: {error!r}") from error
