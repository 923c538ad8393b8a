"""Reads WARC files, our own and those of other tools, record by record (reads one file)."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive.warc.capture import Capture
from archive.warc.files import OUR_NAME, why_unreadable
from archive.warc.forgotten import Forgotten, is_forgotten_name, read_forgotten
from archive.warc.joined import Part, is_joined_name, read_part
from archive.warc.members import Damage, RawRecord, raw_records
from archive.warc.parsed import capture_of_record, parse_record, read_metadata, read_warcinfo, rendered_head
from archive.warc.records import RENDERED_BY, Recorded, RunEnd, RunStart, Unfetched
from archive.warc.response import Head, payload, split_head
from extract.errors import ArchiveError
from extract.page import Page

Entry = RunStart | RunEnd | Unfetched | Forgotten | Recorded | Damage
# What parsing a record raises if it is malformed.
MALFORMED = (ArchiveLoadFailed, EOFError, KeyError, ValueError)


class RunOfRecords:
    """The `run` of the records of one file, read in order: as its first record tells it, or its name if that cannot.

    A joined file has several, each told by its own first record, and named by the record before it.
    """

    def __init__(self, name: str, run: RunStart | None = None) -> None:
        self.run = run
        self._named = start_of(name)
        self._begins_at, self._ends_at = 0, sys.maxsize

    def before(self, member: RawRecord | Damage) -> RunStart | None:
        """Look at a record before it is read; return the run that a name tells if the record for it is damaged."""
        if member.offset >= self._ends_at:
            # Behind a file in a joined one: if the record that tells of the next is damaged, its first one tells it.
            self.run, self._named, self._ends_at = None, None, sys.maxsize
        if isinstance(member, Damage) and member.offset == self._begins_at and self._named:
            self.run = self._named
            return self._named
        return None

    def after(self, entry: "Entry | Part | None") -> None:
        """Look at what a record says."""
        if isinstance(entry, RunStart):
            self.run = entry
        elif isinstance(entry, Part):
            self.run = self._named = start_of(entry.file)
            self._begins_at, self._ends_at = entry.start, entry.end


def read_records(path: Path, start: int = 0) -> Iterator[Entry]:
    """Yield the records of a WARC file from byte `start` on: start and end of the run, responses, and damage.

    A foreign file has no run; one of ours has it in its name too, for when the run died in its first record. Request
    records and others of no use here are skipped. Damage is yielded, never raised.
    """
    try:
        with open_warc(path) as file:
            if path.stat().st_size == 0 and (run := start_of(path.name)):
                yield run
            first = next(raw_records(file), None) if start else None
            runs = RunOfRecords(path.name, _read_start(path.name, first) if first else None)
            for member in raw_records(file, start):
                if named := runs.before(member):
                    yield named
                entry = member if isinstance(member, Damage) else _read_entry(path.name, member, runs.run)
                runs.after(entry)
                if entry and not isinstance(entry, Part):
                    yield entry
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error


def read_warc(path: Path) -> Iterator[tuple[Page, Capture]]:
    """Yield each response with a payload as a Page and its Capture.

    Raises ArchiveError with file and offset at the first damage, and ExtractionError for a response that cannot be
    decoded. Use `read_records` to go on after either.
    """
    for entry in read_records(path):
        if isinstance(entry, Damage):
            raise ArchiveError(f"{path}, byte {entry.offset}: {entry.problem}.")
        if isinstance(entry, Recorded) and entry.capture.revisit_of is None:
            yield entry.page(), entry.capture


def read_at(path: Path, capture: Capture) -> Recorded:
    """Return the record of a capture, read from its offset; raise ArchiveError if it is not there."""
    try:
        with open_warc(path) as file:
            member = next(raw_records(file, capture.offset), None)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error
    entry = _read_entry(path.name, member, None) if isinstance(member, RawRecord) else None
    if not isinstance(entry, Recorded) or entry.capture.id != capture.id:
        raise ArchiveError(f"{path}, byte {capture.offset}: there is no record {capture.id}.")
    return replace(entry, capture=capture)


def file_end(path: Path, start: int, *, is_known: Callable[[str], bool]) -> int:
    """Return the byte at which the records end that are known of a file that is being written.

    `start` is where its last known capture ends, 0 if there is none. The warcinfo record always counts, and a record
    of URLs that were not fetched if `is_known` says so of all of them.
    """
    with open_warc(path) as file:
        first = next(raw_records(file), None)
        if not isinstance(first, RawRecord):
            return 0
        end = max(start, first.length)
        run = _read_start(path.name, first)
        for member in raw_records(file, end):
            entry = _read_entry(path.name, member, run) if isinstance(member, RawRecord) else None
            if not isinstance(entry, Unfetched) or not all(is_known(url) for url, _ in entry.pages):
                break
            end += member.length
        return end


def open_warc(path: Path) -> BinaryIO:
    """Open a WARC file; raise ArchiveError if it cannot be read."""
    if problem := why_unreadable(path):
        raise ArchiveError(f"{path} {problem}.")
    return path.open("rb")


def _read_start(name: str, first: RawRecord | Damage) -> RunStart | None:
    entry = _read_entry(name, first, None) if isinstance(first, RawRecord) else start_of(name)
    return entry if isinstance(entry, RunStart) else None


def start_of(name: str) -> RunStart | None:
    """Return the run from a file's name, for when its first record is damaged; None for a foreign file."""
    found = OUR_NAME.fullmatch(name)
    if not found or is_forgotten_name(name):
        return None
    try:
        started_at = datetime.strptime(found["time"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return RunStart(run=found["run"], site=found["site"], started_at=started_at)


def _read_entry(name: str, member: RawRecord, run: RunStart | None) -> Entry | Part | None:
    """Read one record; None for a kind that is of no use here."""
    try:
        return entry_of(name, member, *parse_member(member), run)
    # One malformed record of another tool must not hide those after it.
    except MALFORMED as error:
        return unreadable(member, error)


def parse_member(member: RawRecord) -> tuple[dict[str, str], bytes]:
    """Return the fields and the block of a record; one of MALFORMED if it is not as the standard says."""
    record = parse_record(member.data)
    block = record.raw_stream.read()
    fields = dict(record.rec_headers.headers)
    _check(record, fields, block)
    return fields, block


def entry_of(
    name: str, member: RawRecord, fields: Mapping[str, str], block: bytes, run: RunStart | None
) -> Entry | Part | None:
    """Return what a parsed record says, None for a kind that is of no use here; one of MALFORMED if it cannot."""
    kind = fields["WARC-Type"]
    if kind == "warcinfo":
        return read_warcinfo(block)
    if kind == "metadata" and is_forgotten_name(name):
        return read_forgotten(fields["WARC-Record-ID"].strip("<>"), block)
    if kind == "metadata" and is_joined_name(name) and (part := read_part(block, member.offset + member.length)):
        return part
    if kind == "metadata" and run:
        return read_metadata(block)
    is_rendered = kind == "conversion" and RENDERED_BY in fields
    is_answer = is_rendered or kind in {"response", "revisit"}
    if not is_answer or not fields["WARC-Target-URI"].lower().startswith("http"):
        return None
    head, body = (rendered_head(fields), block) if is_rendered else _split(block)
    capture = capture_of_record(fields, head, body, start=run, place=(name, member.offset, member.length))
    return Recorded(capture=capture, headers=head.headers, body=body)


def unreadable(member: RawRecord, error: Exception) -> Damage:
    """Return the damage that a malformed record is."""
    problem = f"a record cannot be read: {error}"
    return Damage(offset=member.offset, length=member.length, problem=problem, truncated=False)


def _split(block: bytes) -> tuple[Head, bytes]:
    head, body = split_head(block)
    return head, payload(head, body)


def _check(record: ArcWarcRecord, fields: Mapping[str, str], block: bytes) -> None:
    if len(block) != record.length:
        raise ValueError("it is shorter than its Content-Length")
    if missing := {"WARC-Type", "WARC-Record-ID", "WARC-Date"} - fields.keys():
        raise ValueError(f"it has no {min(missing)}")
    if record.raw_stream.stream.read().strip(b"\r\n"):
        raise ValueError("its gzip member holds several records; `warcio recompress` separates them")
