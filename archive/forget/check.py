"""Looks for what was forgotten in the WARC files and tables of an archive (reads both).

It knows digests only: of addresses, and of some groups of words. A record that was captured after a removal may name
what was forgotten, because the site still does; a record at its own address is never right.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.forget.plan import Plan, mark_of
from archive.forget.records import Rules, decide
from archive.forget.search import articles_of
from archive.forget.words import LONG, Needles, words_in
from archive.tombstones import Tombstones, read_tombstones
from archive.warc import (
    Damage,
    ParsedRecord,
    is_forgotten_name,
    parsed_records,
    responded,
    warc_files,
    why_unreadable,
)
from extract.errors import ExtractionError

# Columns with URLs of the archive itself; what other articles say is theirs.
COLUMNS = (
    ("captures", "address"),
    ("captures", "url"),
    ("readings", "own_url"),
    ("readings", "article"),
    ("articles", "url"),
    ("addresses", "url"),
    ("sources", "url"),
    ("unfetched", "url"),
)
WITH_TEXT = frozenset({"response", "conversion", "resource"})


def left_in_files(db: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file name, offset and a sentence for each record that holds something of what was forgotten."""
    tombstones, marks, newest = _known(db)
    if not tombstones:
        return
    nothing = Plan(
        kind="url",
        target="",
        addresses=frozenset(),
        tombstones=tombstones,
        captures=frozenset(),
        articles={},
        needles=Needles(frozenset()),
    )
    rules = Rules(plan=nothing, tombstone="", articles=articles_of(db))
    for path in warc_files(folder):
        if is_forgotten_name(path.name) or why_unreadable(path):
            continue
        for record in parsed_records(path):
            if not isinstance(record, Damage) and (problem := _problem(record, rules, marks, newest)):
                yield path.name, record.offset, problem


def left_in_tables(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield a table and its number of URLs that were forgotten, for each that has any."""
    tombstones = read_tombstones(db)
    for table, column in COLUMNS if tombstones else ():
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - our own names
        count = sum(tombstones.hides_url(url) for (url,) in map(tuple, db.execute(query)))
        if count:
            yield table, count


def _known(db: sqlite3.Connection) -> tuple[Tombstones, dict[str, str], str]:
    """Return what was forgotten, the marks of its words with the time of their removal, and that of the newest one.

    The times are written as in WARC-Date.
    """
    rows = db.execute("SELECT marks, forgotten_at FROM tombstones ORDER BY forgotten_at").fetchall()
    marks = {mark: _warc_date(row[1]) for row in rows for mark in json.loads(row[0])}
    return read_tombstones(db), marks, _warc_date(rows[-1][1]) if rows else ""


def _warc_date(stored: str) -> str:
    return f"{stored[:19]}Z"


def _problem(record: ParsedRecord, rules: Rules, marks: Mapping[str, str], newest: str) -> str | None:
    decision = decide(record, rules)
    if decision.data == b"":
        return "it is a record of what was forgotten"
    captured_at = record.fields.get("WARC-Date", "")
    if captured_at > newest:
        return None
    if decision.data is not None:
        return "it names what was forgotten"
    if not marks or record.fields.get("WARC-Type") not in WITH_TEXT:
        return None
    # A later removal of something else does not search for these words.
    if any(captured_at <= marks[mark] for mark in marks.keys() & _marks_in(record)):
        return "it has words of what was forgotten"
    return None


def _marks_in(record: ParsedRecord) -> set[str]:
    try:
        text = responded(record, record.fields.get("WARC-Target-URI", "").strip("<>")).body.decode("utf-8", "replace")
    except (ValueError, ExtractionError):
        return set()
    # Most groups stand in both lists of words, and their digests take the most time.
    groups = {tuple(words[at : at + LONG]) for words in words_in(text) for at in range(len(words) - LONG + 1)}
    return {mark_of(group) for group in groups}
