"""Examines every record of a WARC file, and compares its digests with its content (reads one file)."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.warc.digests import is_digest
from archive.warc.joined import Part
from archive.warc.members import Damage, RawRecord, begins_record, raw_records
from archive.warc.reader import (
    MALFORMED,
    Entry,
    RunOfRecords,
    entry_of,
    open_warc,
    parse_member,
    start_of,
    unreadable,
)
from archive.warc.records import RunStart
from archive.warc.response import payload, split_head


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One readable record: its place in bytes, its fields, and what it says (`entry`, None if of no use here).

    `block` is its content; `digests` are the problems with its digests, as predicates of a sentence.
    """

    offset: int
    length: int
    fields: Mapping[str, str]
    block: bytes
    entry: Entry | Part | None
    digests: tuple[str, ...]

    @property
    def id(self) -> str:
        """The WARC-Record-ID without its angle brackets."""
        return self.fields["WARC-Record-ID"].strip("<>")


def examine(path: Path, start: int = 0) -> Iterator[Examined | Damage]:
    """Yield every record and every damaged range of a WARC file from byte `start` on, in order and without gaps."""
    runs = RunOfRecords(path.name, start_of(path.name) if start else None)
    with open_warc(path) as file:
        for member in raw_records(file, start):
            runs.before(member)
            found = member if isinstance(member, Damage) else _examine(path.name, member, runs.run)
            if isinstance(found, Examined):
                runs.after(found.entry)
            yield found


def examine_at(path: Path, offset: int) -> Examined | Damage | None:
    """Return the record at an offset of a WARC file, or the damage there; None beyond its end."""
    return next(examine(path, offset), None)


def begins_at(path: Path, offset: int) -> bool:
    """Tell whether a record begins at an offset of a file, whether or not it is whole."""
    with open_warc(path) as file:
        return begins_record(file, offset)


def _examine(name: str, member: RawRecord, run: RunStart | None) -> Examined | Damage:
    try:
        fields, block = parse_member(member)
        entry = entry_of(name, member, fields, block, run)
    except MALFORMED as error:
        return unreadable(member, error)
    digests = tuple(_wrong_digests(fields, block))
    return Examined(
        offset=member.offset, length=member.length, fields=fields, block=block, entry=entry, digests=digests
    )


def _wrong_digests(fields: Mapping[str, str], block: bytes) -> Iterator[str]:
    if is_digest(fields.get("WARC-Block-Digest", ""), block) is False:
        yield "its block does not have the digest that its head gives"
    stated = fields.get("WARC-Payload-Digest")
    # The payload of a revisit record is in another one, and other tools digest what they cut off.
    if stated is None or fields["WARC-Type"] == "revisit" or _is_cut_by_others(fields):
        return
    if all(is_digest(stated, payload) is False for payload in _payloads(fields, block)):
        yield "its payload does not have the digest that its head gives"


def _is_cut_by_others(fields: Mapping[str, str]) -> bool:
    return fields.get("WARC-Truncated", "disconnect") != "disconnect"


def _payloads(fields: Mapping[str, str], block: bytes) -> Iterator[bytes]:
    """Yield what may be meant by the payload: tools do not agree on whether chunks belong to it."""
    is_message = fields.get("Content-Type", "").startswith("application/http")
    if fields["WARC-Type"] != "response" or not is_message:
        yield block
        return
    with suppress(ValueError):
        yield split_head(block)[1]
    with suppress(*MALFORMED):
        yield payload(*split_head(block))
