"""Writes a WARC file anew with smaller records, and compares it with the old one, record by record (disk).

Nothing is taken on trust: a payload that goes is compared with the one that stays byte by byte, and what the new
file says is read from it before it gets its place.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from archive.compact.plan import FilePlan
from archive.schema import capture_of
from archive.warc import (
    IMPORTED_FROM,
    REDACTED,
    TRUNCATED,
    Capture,
    Damage,
    Examined,
    Recorded,
    as_revisit,
    examine,
    examine_at,
    raw_records,
    recompressed,
    split_head,
    warc_path,
    why_unreadable,
    with_payload,
)
from extract.errors import ArchiveError, ExtractionError

CAPTURE = "SELECT * FROM captures WHERE id = ?"
# The payload of such a record is not as it was received, or was captured by another tool.
LEFT_AS_THEY_ARE = (TRUNCATED, REDACTED, IMPORTED_FROM)
Advance = Callable[[int], None]


class Originals:
    """The captures whose payload others have, with their records as they are now."""

    def __init__(self, db: sqlite3.Connection, folder: Path) -> None:
        self.db = db
        self.folder = folder

    def of(self, capture: str) -> tuple[Capture, Examined] | None:
        """Return a capture and its record; None if that is not there or not whole."""
        row = self.db.execute(CAPTURE, (capture,)).fetchone()
        if row is None:
            return None
        found = capture_of(row)
        path = warc_path(self.folder, found.warc)
        item = examine_at(path, found.offset) if why_unreadable(path) is None else None
        if not isinstance(item, Examined) or item.id != found.id or not _is_whole(item):
            return None
        return found, item


def write_smaller(plan: FilePlan, target: Path, originals: Originals, event: str, advance: Advance) -> int:
    """Write a file anew, and sync it; return how many responses became revisit records.

    `event` is the id of the record that tells of it. ArchiveError if the file is damaged.
    """
    count = 0
    with plan.path.open("rb") as old, target.open("xb") as new:
        for member in raw_records(old):
            if isinstance(member, Damage):
                raise ArchiveError(f"{plan.path}, byte {member.offset}: {member.problem}. It is left as it is.")
            revisit = None
            if first := plan.repeats.get(member.offset):
                revisit = _revisit(plan.path, member.offset, first, originals, event)
            data = revisit or recompressed(member.data)
            if len(data) >= member.length:
                old.seek(member.offset)
                data = old.read(member.length)
            count += data is revisit
            new.write(data)
            advance(member.length)
        new.flush()
        os.fsync(new.fileno())
    target.chmod(plan.path.stat().st_mode & 0o777)
    return count


def check_same(plan: FilePlan, new: Path, originals: Originals, advance: Advance) -> None:
    """Raise ArchiveError unless a new file says the same as the old one, record by record, and that can be read."""
    for before, after in zip_longest(examine(plan.path), examine(new)):
        if isinstance(before, Damage):
            raise ArchiveError(f"{plan.path}, byte {before.offset}: {before.problem}. It is left as it is.")
        is_same = (
            isinstance(before, Examined) and isinstance(after, Examined) and _is_same(plan, before, after, originals)
        )
        if not is_same:
            at = before.offset if before is not None else plan.bytes
            raise ArchiveError(
                f"{plan.path}, byte {at}: written anew it would not say the same, which is a mistake of this program."
                " It is left as it is."
            )
        advance(before.length)


def _is_same(plan: FilePlan, before: Examined, after: Examined, originals: Originals) -> bool:
    if after.digests != before.digests:
        return False
    if before.fields["WARC-Type"] == after.fields["WARC-Type"]:
        return before.fields == after.fields and before.block == after.block
    found = originals.of(plan.repeats.get(before.offset, ""))
    if found is None or not isinstance(before.entry, Recorded) or not isinstance(after.entry, Recorded):
        return False
    capture, item = found
    was, now, first = before.entry, after.entry, item.entry
    there = replace(now.capture, offset=was.capture.offset, length=was.capture.length, revisit_of=None)
    if not isinstance(first, Recorded) or now.capture.revisit_of != capture.id or there != was.capture:
        return False
    return _page(with_payload(now, first)) == _page(was)


def _page(recorded: Recorded) -> tuple[object, ...]:
    """Return all by which a capture is read; where it cannot be decoded, its bytes and why."""
    try:
        page = recorded.page()
    except ExtractionError as error:
        return recorded.body, str(error)
    return page.url, page.fetched_at, page.content_type, page.body, page.status, dict(page.headers)


def _revisit(path: Path, offset: int, first: str, originals: Originals, event: str) -> bytes | None:
    """Return a response as a revisit record of the first capture with its payload; None if it has to stay."""
    item, found = examine_at(path, offset), originals.of(first)
    if not isinstance(item, Examined) or not _is_whole(item) or found is None:
        return None
    capture, original = found
    (head, body), (first_head, first_body) = split_head(item.block), split_head(original.block)
    if body != first_body or head.get("content-encoding") != first_head.get("content-encoding"):
        return None
    if head.get("transfer-encoding") or first_head.get("transfer-encoding"):
        return None
    return as_revisit(item.fields, item.block, capture, event)


def _is_whole(item: Examined) -> bool:
    """Tell whether a record is a response with its payload as our own crawl received it."""
    is_response = item.fields["WARC-Type"] == "response" and isinstance(item.entry, Recorded)
    return is_response and not item.digests and not any(name in item.fields for name in LEFT_AS_THEY_ARE)
