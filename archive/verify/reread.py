"""Reads captures again from their records, and compares what is read with the tables (disk, starts processes)."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.database import DATABASE_NAME
from archive.pool import ReadingPool
from archive.reading import Reading, site_of, source_of
from archive.schema import (
    BODY_FORMS,
    CONTENT_OF_VERSION,
    FIELDS_OF_VERSION,
    PART,
    Row,
    capture_of,
    capture_row,
    content_of,
    part_row,
    reading_row,
    refusal_row,
    rules_of_readings,
    source_rows,
    version_row,
)
from archive.verify.captures import differences
from archive.verify.report import Report
from archive.verify.state import Known
from archive.warc import Capture, Damage, Examined, Recorded, begins_at, examine_at, why_unreadable
from extract.errors import ArchiveError
from extract.site import Site

# Columns of a reading that are derived from all readings of its article.
DERIVED = frozenset({"article", "known_as", "version", "held", "part", "dated_by", "page_count"})
CHOOSE = """
SELECT * FROM arc.captures WHERE warc IN (SELECT name FROM files WHERE state = 'read')
    AND (found IS NOT NULL OR EXISTS (SELECT 1 FROM arc.readings WHERE capture = captures.id))
    AND ifnull(:site, site) = site AND run NOT IN (SELECT id FROM arc.runs WHERE status = 'running')
ORDER BY random() LIMIT :count
"""
READING = f"SELECT *, {rules_of_readings('readings', 'arc.')} FROM arc.readings WHERE capture = ?"  # noqa: S608 - our own names
VERSION = f"SELECT lent_by, {', '.join(CONTENT_OF_VERSION)} FROM arc.versions WHERE id = ?"  # noqa: S608 - our own names
SOURCE = """
SELECT first_found_at, last_found_at FROM arc.sources
WHERE site = :site AND url = :url AND source_kind = :source_kind AND source_url = :source_url
"""
OTHER_REVISION = "SELECT 1 FROM arc.readings WHERE site = ? AND revision <> ? LIMIT 1"
Advance = Callable[[int], None]


def verify_sample(known: Known, count: int, report: Report, advance: Advance) -> None:
    """Compare `count` captures, chosen at random, with their records and with what is read from these now."""
    db = known.db
    if db is None:
        return
    chosen = _choose(db, known.scope.site, count)
    recorded = list(_records(known, chosen, report))
    current = {name: site for name, site in known.sites.items() if _is_current(db, site)}
    work = [(each, site.name) for each in recorded if (site := site_of(each.capture, current))]
    if len(work) < len(recorded):
        report.leave_out(
            f"{len(recorded) - len(work)} of the chosen captures were read by other rules than the present ones, or"
            " have no profile: what they say was not compared. After `commentary replay` it is."
        )
    if not work:
        return
    with ReadingPool(current) as pool:
        for reading in pool.read(work):
            advance(1)
            if isinstance(reading, Reading) and reading.outcome != "unread":
                report.counts["captures read again"] += 1
                _compare(db, reading, report)


def _choose(db: sqlite3.Connection, site: str | None, count: int) -> list[Capture]:
    rows = db.execute(CHOOSE, {"count": count, "site": site}).fetchall()
    return sorted(map(capture_of, rows), key=lambda each: (each.warc, each.offset))


def _is_current(db: sqlite3.Connection, site: Site) -> bool:
    """Tell whether all of a site's pages were read by its present rules; others need not agree with them."""
    return db.execute(OTHER_REVISION, (site.name, site.revision)).fetchone() is None


def _records(known: Known, captures: Iterable[Capture], report: Report) -> Iterator[Recorded]:
    """Yield the records of captures whose row is right; report the others."""
    for capture in captures:
        path = known.data / "warc" / capture.warc
        where = f"warc/{capture.warc}"
        if why_unreadable(path):
            continue
        item = examine_at(path, capture.offset)
        if isinstance(item, Damage) or item is None:
            is_damaged = item is not None and begins_at(path, capture.offset)
            kind, what = ("record-damaged", "damaged") if is_damaged else ("capture-moved", "not here")
            problem = f"the table captures places {capture.id} of {capture.url} here, and it is {what}."
            report.add(kind, where, problem, offset=capture.offset)
            continue
        recorded = _compare_row(item, capture, where, report)
        # The payload of a revisit record is in another one.
        if recorded is not None and capture.revisit_of is None:
            yield recorded


def _compare_row(item: Examined, capture: Capture, where: str, report: Report) -> Recorded | None:
    for problem in item.digests:
        report.add("digest-mismatch", where, f"record {item.id}: {problem}.", offset=item.offset)
    entry = item.entry
    if not isinstance(entry, Recorded) or entry.capture.id != capture.id:
        problem = f"the table captures places {capture.id} of {capture.url} here, and it is not here."
        report.add("capture-moved", where, problem, offset=capture.offset)
        return None
    found, row = capture_row(entry.capture), capture_row(capture)
    # The place is where it was looked for; run and site stand in the file's first record.
    names = [name for name in found if name not in {"run", "site"} and found[name] != row[name]]
    if names:
        problem = f"the table captures says of {capture.id} {differences(row, found, names)}."
        report.add("capture-differs", where, problem, offset=capture.offset)
        return None
    return Recorded(capture=capture, headers=entry.headers, body=entry.body)


def _compare(db: sqlite3.Connection, reading: Reading, report: Report) -> None:
    capture = reading.capture
    where, offset = f"warc/{capture.warc}", capture.offset
    problems = _wrong_links(db, reading) if reading.outcome == "listing" else _wrong_reading(db, reading)
    for kind, problem in problems:
        report.add(kind, DATABASE_NAME, f"{problem} It was read from {where}, byte {offset}.")


def _wrong_links(db: sqlite3.Connection, reading: Reading) -> Iterator[tuple[str, str]]:
    source = source_of(reading.capture)
    if source is None:
        return
    rows = source_rows(reading.links, source, reading.capture)
    query = "SELECT found FROM arc.captures WHERE id = ?"
    (found,) = db.execute(query, (reading.capture.id,)).fetchone()
    if found != len(rows):
        problem = f"the table captures says that {reading.capture.url} lists {found} URLs, not {len(rows)}."
        yield "reading-differs", problem
    for row in rows:
        span = db.execute(SOURCE, row).fetchone()
        if span is None or not span["first_found_at"] <= row["first_found_at"] <= span["last_found_at"]:
            yield "reading-differs", f"the table sources does not have {row['url']}, which {source.url} lists."


def _wrong_reading(db: sqlite3.Connection, reading: Reading) -> Iterator[tuple[str, str]]:
    capture = reading.capture
    row = db.execute(READING, (capture.id,)).fetchone()
    if row is None:
        yield "reading-missing", f"the capture {capture.id} of {capture.url} has no reading."
        return
    found, version = _rows_of(reading)
    names = [name for name in found if name not in DERIVED and row[name] != found[name]]
    if names:
        yield "reading-differs", f"the reading of {capture.url} has {differences(row, found, names)}."
    if version is None:
        return
    shown = row["part"] or row["version"]
    if shown != version["id"]:
        yield "reading-differs", f"the reading of {capture.url} shows the version {shown}, not {version['id']}."
        return
    stored = db.execute(VERSION, (shown,)).fetchone()
    if stored is not None and stored["lent_by"] == capture.id and (names := _differing(stored, version)):
        problem = f"the version {shown} of {capture.url} has another {', '.join(names)} than its page."
        yield "version-differs", problem


def _differing(stored: sqlite3.Row, version: Row) -> list[str]:
    """Return the fields in which two rows of the table versions differ."""
    try:
        before, now = content_of(dict(stored)), content_of(version)
    except ArchiveError:
        return [BODY_FORMS]
    return [name for name in FIELDS_OF_VERSION if before[name] != now[name]]


def _rows_of(reading: Reading) -> tuple[Row, Row | None]:
    capture, article, revision = reading.capture, reading.article, reading.revision
    if article is None:
        row = refusal_row(capture, reading.outcome, reading.reason or "", revision, leads_to=reading.leads_to)
        return row, None
    version = version_row(article, capture)
    make: Any = part_row if reading.outcome == PART else reading_row
    return make(article, capture, revision=revision, version=version["id"]), version
