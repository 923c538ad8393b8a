"""Gathers what proves that a page showed a version: the records of its capture, as stored (reads database and files).

version, capture → capture row → response record, its request → digests → commands to check them
                 └ a 304, or a page that a browser rendered: the record to which it refers, too
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.ask.checks import Check, checks_of
from archive.schema import capture_of
from archive.warc import Capture, Digest, StoredRecord, digests_of, part_at, read_request_of, read_stored, warc_path
from extract.errors import ArchiveError

# A capture that a page or an answer names; of more, the newest are listed.
MAX_CAPTURES = 100
# What a warcinfo record says of the program that wrote a file; it is short.
MAX_SOFTWARE = 500
NOT_MODIFIED = 304
# The fields of a Capture that are whole numbers, none as large as this.
NUMBERS, MAX_NUMBER = frozenset({"status", "bytes", "offset", "length"}), 2**48

# Whether a capture showed a version: by its own reading, or as the 304 of a capture that has one.
_SHOWS = """
SELECT readings.article, ifnull(readings.version, readings.part) AS version, readings.revision, readings.page_number
FROM captures JOIN readings ON readings.capture = iif(captures.status = 304, captures.revisit_of, captures.id)
WHERE captures.id = :capture AND (:version IS NULL OR :version IN (readings.version, readings.part))
"""
_FIRST_OF_VERSION = """
SELECT capture FROM readings WHERE version = :version
UNION ALL SELECT capture FROM readings WHERE part = :version LIMIT 1
"""
_FIRST_COUNTED = """
SELECT capture FROM readings WHERE version = :version AND held IS NULL ORDER BY captured_at, capture LIMIT 1
"""
_ALL_OF_VERSION = """
SELECT captures.id, captures.captured_at, captures.status FROM readings
JOIN captures ON captures.id = readings.capture WHERE readings.version = :version AND held IS NULL
UNION SELECT again.id, again.captured_at, again.status FROM readings
JOIN captures AS again ON again.address = readings.own_url AND again.revisit_of = readings.capture
    AND again.status = 304
WHERE readings.version = :version AND held IS NULL
ORDER BY 2 DESC, 1 LIMIT :limit
"""
# The later pages of an article in several, as the same run captured them.
_LATER_PAGES = """
SELECT captures.id, captures.url, readings.page_number FROM readings JOIN captures ON captures.id = readings.capture
WHERE readings.article = :article AND readings.outcome = 'part' AND captures.run = :run
ORDER BY readings.page_number, captures.id LIMIT :limit
"""
_LAST_304 = """
SELECT again.id FROM readings JOIN captures AS again
    ON again.address = readings.own_url AND again.revisit_of = readings.capture
WHERE readings.capture = :capture AND again.status = 304 AND again.captured_at < :until
ORDER BY again.captured_at DESC, again.id LIMIT 1
"""
_END_BEFORE = """
SELECT "offset" + length FROM captures WHERE warc = :warc AND "offset" < :offset ORDER BY "offset" DESC LIMIT 1
"""


@dataclass(frozen=True, kw_only=True)
class ProvedCapture:
    """One capture with its records as stored, how to check them, and what is wrong with them.

    `role` says in a few words what it is. `record` is None, and `problem` says why in a sentence, where the file is
    missing or damaged. `is_intact` is None where the record states no digest that can be checked.
    """

    role: str
    capture: Capture
    record: StoredRecord | None = None
    request: StoredRecord | None = None
    digests: tuple[Digest, ...] = ()
    checks: tuple[Check, ...] = ()
    software: str | None = None
    problem: str | None = None

    def without_bodies(self) -> "ProvedCapture":
        """Return it without the bodies of its records, as a page shows it."""
        record, request = (each and each.without_body() for each in (self.record, self.request))
        return replace(self, record=record, request=request)

    @property
    def is_intact(self) -> bool | None:
        """Whether every digest that the record states is that of its bytes."""
        known = [digest.is_right for digest in self.digests if digest.is_right is not None]
        return all(known) if known else None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What proves that an article's page showed a version: its captures, the one that was asked for first.

    `revision` is that of the rules by which it was read. `all_captures` are (id, time, status) of the captures that
    showed the version, the newest first; `later_pages` (id, URL, number) of an article in several pages.
    """

    version: str
    article: str | None
    revision: str
    captures: tuple[ProvedCapture, ...]
    all_captures: tuple[tuple[str, str, int], ...] = ()
    later_pages: tuple[tuple[str, str, int], ...] = ()

    def without_bodies(self) -> "Proof":
        """Return it without the bodies of its records, as a page shows it."""
        return replace(self, captures=tuple(each.without_bodies() for each in self.captures))


def proof_of(
    db: sqlite3.Connection, warc_folder: Path, *, version: str | None = None, capture: str | None = None
) -> Proof | None:
    """Return the proof of a version by one of its captures, by default the first; None if there is no such pair.

    With a capture alone, that of the version which it showed. `db` has rows of sqlite3.Row.
    """
    if capture is None:
        capture = _first_capture(db, version)
    shown = db.execute(_SHOWS, {"capture": capture, "version": version}).fetchone() if capture else None
    row = find_capture(db, capture) if shown is not None else None
    if shown is None or row is None or shown["version"] is None:
        return None
    shown_version = version or str(shown["version"])
    values = {"version": shown_version, "article": shown["article"], "run": row.run, "limit": MAX_CAPTURES}
    return Proof(
        version=shown_version,
        article=shown["article"],
        revision=shown["revision"],
        captures=tuple(_proved(db, warc_folder, row)),
        all_captures=tuple(map(tuple, db.execute(_ALL_OF_VERSION, values).fetchall())),
        later_pages=tuple(map(tuple, db.execute(_LATER_PAGES, values).fetchall())),
    )


def last_capture_of(db: sqlite3.Connection, capture: str, until: str) -> str:
    """Return the last 304 that says that a response is unchanged, seen before a time; else the response itself."""
    row = db.execute(_LAST_304, {"capture": capture, "until": until}).fetchone()
    return row["id"] if row is not None else capture


def stored_records(db: sqlite3.Connection, warc_folder: Path, capture: str) -> ProvedCapture | None:
    """Return the records of any capture, also of a listing; None if the archive has no such capture."""
    row = find_capture(db, capture)
    return _read(db, warc_folder, row, "the response") if row is not None else None


def find_capture(db: sqlite3.Connection, capture: str | None) -> Capture | None:
    """Return a capture by its id, None if there is none; ArchiveError where its row cannot be read."""
    row = db.execute("SELECT * FROM captures WHERE id = ?", (capture,)).fetchone()
    if row is None:
        return None
    unreadable = ArchiveError(
        f"The capture {capture} cannot be read in the database. `commentary replay` makes the database anew."
    )
    try:
        found = capture_of(row)
    except (TypeError, ValueError) as error:
        raise unreadable from error
    if not all(_is_stored(name, value) for name, value in vars(found).items()):
        raise unreadable
    return found


def _is_stored(name: str, value: object) -> bool:
    """Tell whether a value is of a kind that is stored as this field of a Capture; a damaged database has others."""
    if name in NUMBERS:
        return isinstance(value, int) and 0 <= value < MAX_NUMBER
    return name in {"captured_at", "broken_off"} or value is None or isinstance(value, str)


def _first_capture(db: sqlite3.Connection, version: str | None) -> str | None:
    for query in (_FIRST_COUNTED, _FIRST_OF_VERSION):
        if row := db.execute(query, {"version": version}).fetchone():
            return str(row["capture"])
    return None


def _proved(db: sqlite3.Connection, warc_folder: Path, capture: Capture) -> Iterator[ProvedCapture]:
    first = _read(db, warc_folder, capture, "the response")
    if capture.revisit_of is not None:
        unchanged = "the answer that the page has not changed"
        repeated = "the response whose page was stored before"
        first = replace(first, role=unchanged if capture.status == NOT_MODIFIED else repeated)
        role = "the response to which it refers"
    else:
        is_rendered = first.record is not None and first.record.type == "conversion"
        first = replace(first, role="the page as a browser rendered it") if is_rendered else first
        role = "the document that the browser received" if is_rendered else ""
    yield first
    original = _original(db, first) if role else None
    if original is not None:
        yield _read(db, warc_folder, original, role)


def _original(db: sqlite3.Connection, proved: ProvedCapture) -> Capture | None:
    """Return the capture to which a record refers: by its id, or by its URL and time as records of other tools do."""
    record = proved.record
    named = proved.capture.revisit_of or (record.get("WARC-Refers-To") if record else None) or ""
    if found := find_capture(db, named.strip("<>")):
        return found
    if record is None:
        return None
    moment = (record.get("WARC-Refers-To-Date") or "")[: len("2026-03-01T09:30:00")] + "+00:00"
    place = (record.get("WARC-Refers-To-Target-URI"), moment)
    row = db.execute("SELECT id FROM captures WHERE url = ? AND captured_at = ?", place).fetchone()
    return find_capture(db, row["id"]) if row is not None else None


def _read(db: sqlite3.Connection, warc_folder: Path, capture: Capture, role: str) -> ProvedCapture:
    try:
        path = warc_path(warc_folder, capture.warc)
        record = _record_of(path, capture)
    except ArchiveError as error:
        words = str(error).replace(f"{warc_folder}/", "warc/")
        problem = f"{words} Its bytes cannot be shown until the file is put back as it was."
        return ProvedCapture(role=role, capture=capture, problem=problem)
    digests = tuple(digests_of(record, capture.payload_digest))
    request, software = _beside(db, path, record)
    return ProvedCapture(
        role=role,
        capture=capture,
        record=record,
        request=request,
        digests=digests,
        checks=tuple(checks_of(record, digests)),
        software=software,
    )


def _record_of(path: Path, capture: Capture) -> StoredRecord:
    record = read_stored(path, capture.offset)
    if record.id != capture.id:
        raise ArchiveError(f"{path}, byte {capture.offset}: there is no record {capture.id}.")
    return record


def _beside(db: sqlite3.Connection, path: Path, record: StoredRecord) -> tuple[StoredRecord | None, str | None]:
    """Return the request of a record and the program that wrote its file, where they can be read."""
    place = {"warc": path.name, "offset": record.offset}
    before = db.execute(_END_BEFORE, place).fetchone()
    software = None
    request = None
    try:
        if record.type in {"response", "revisit"}:
            request = read_request_of(path, record, before[0] if before is not None else 0)
        part = part_at(path, record.offset)
        first = read_stored(path, part.start if part is not None else 0)
        software = _software(first) if first.type == "warcinfo" else None
    except ArchiveError:
        # Damage elsewhere in the file takes nothing from this record.
        pass
    return request, software


def _software(warcinfo: StoredRecord) -> str | None:
    lines = (line.partition(":") for line in warcinfo.block.decode("utf-8", "replace").splitlines())
    return next((value.strip()[:MAX_SOFTWARE] for name, _, value in lines if name.strip() == "software"), None)
