"""Measures what a run showed, from its captures and readings and those of the runs before (reads database and WARC).

    captures of a run ─ readings ─┬→ counts of pages by what they answered
    ─ the reading of each address ┤→ new, changed, days of publication, words, equal texts
      that counted before         └→ robots.txt, clock, revision

Nothing that a later run brings changes a measure, so that the end of a crawl measures only its own run.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from archive.derive import CUT_OFF
from archive.watch.clock import clock_error
from archive.watch.published import PUBLISHED
from extract.kind import BLOCKED_REASONS, is_passing
from extract.listings import SOURCES
from extract.statuses import BLOCKED_STATUSES

CONSENT_WALL = "consent wall"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
GONE = (404, 410)
# The last response of each address, and all responses that are not of an article.
RESPONSES = """
SELECT captures.id, address, status, source_kind, payload_digest, found, outcome, reason, held,
    text_hash, published_day, readings.revision, ifnull(part, version) AS version, captures.captured_at, warc,
    captures."offset"
FROM captures LEFT JOIN readings ON readings.capture = captures.id
WHERE captures.run = ? AND ifnull(source_kind, '') NOT IN ('asset', 'render')
ORDER BY captures.captured_at, captures.id
"""
# The reading of an address that counted before a run. The `+` keeps SQLite from the index of sites, by which it would
# look at every capture of the site for each article.
BEFORE = """
SELECT ifnull(part, version) AS version, readings.revision
FROM captures JOIN readings ON readings.capture = captures.id LEFT JOIN runs ON runs.id = captures.run
WHERE captures.address = :address AND +captures.site = :site AND outcome = 'article' AND held IS NULL
    AND CASE captures.run WHEN '' THEN captures.captured_at < :started_at
        ELSE (runs.started_at, runs.id) < (:started_at, :run) END
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""
WORDS = "SELECT word_count FROM versions WHERE id = ?"


class Run(NamedTuple):
    """The run that is measured."""

    id: str
    site: str
    started_at: str


class Measured(NamedTuple):
    """The numbers and the words that a run has, by name."""

    values: Mapping[str, float]
    texts: Mapping[str, str]


def measure(db: sqlite3.Connection, warc_folder: Path, run: Run) -> Measured:
    """Measure a run that has ended, or is about to."""
    rows = db.execute(RESPONSES, (run.id,)).fetchall()
    # Of several responses of an address the last counts.
    pages = {row["address"]: row for row in rows if row["source_kind"] is None}
    listings = [row for row in rows if row["source_kind"] in SOURCES]
    articles = [row for row in pages.values() if row["outcome"] == "article" and row["held"] is None]
    before = {row["address"]: _before(db, run, row["address"]) for row in articles}
    new = [row for row in articles if before[row["address"]] is None]
    values = Counter[str]()
    values.update(pages=len(pages), articles=len(articles), new=len(new))
    values["changed"] = sum(_is_changed(row, before[row["address"]]) for row in articles)
    missing = [row["address"] for row in pages.values() if row["status"] in GONE]
    values["gone"] = sum(_before(db, run, address) is not None for address in missing)
    for row in pages.values():
        values[_kind(row)] += 1
    values["listings"] = sum(_is_listed(row) for row in listings)
    values["listings failed"] = len(listings) - values["listings"]
    values["blocked"] += sum(row["status"] in BLOCKED_STATUSES for row in listings)
    values["answered"] = values["unchanged"] + values["read"] + values["refused"] + values["gone or moved"]
    values["cut off"] = sum((row["held"] or "").startswith(CUT_OFF) for row in pages.values())
    values["alike"] = len(new) - len({row["text_hash"] for row in new})
    values.update(Counter(_dated(row) for row in new))
    found: dict[str, float] = {name: number for name, number in sorted(values.items()) if number}
    if words := _words(db, new):
        found |= {"words": median(words), "longest": max(words)}
    if (seconds := clock_error(warc_folder, list(map(dict, rows)))) is not None:
        found["clock"] = seconds
    return Measured(found, dict(_texts(rows, articles)))


def _before(db: sqlite3.Connection, run: Run, address: str) -> sqlite3.Row | None:
    values = {"address": address, "site": run.site, "started_at": run.started_at, "run": run.id}
    found: sqlite3.Row | None = db.execute(BEFORE, values).fetchone()
    return found


def _is_changed(row: sqlite3.Row, before: sqlite3.Row | None) -> bool:
    return before is not None and before["revision"] == row["revision"] and before["version"] != row["version"]


def _kind(row: Mapping[str, Any]) -> str:
    """Return what a page's response is, in one of the words of the table run_measures."""
    status, outcome, reason = row["status"], row["outcome"], row["reason"] or ""
    if reason == CONSENT_WALL:
        return "consent walls"
    if status in BLOCKED_STATUSES or reason in BLOCKED_REASONS:
        return "blocked"
    if status == 304:
        return "unchanged"
    if status in GONE or 300 <= status < 400:
        return "gone or moved"
    if outcome in {"article", "part", "redirect"}:
        return "read"
    return "refused" if outcome == "not an article" and not is_passing(reason) else "failed"


def _is_listed(row: Mapping[str, Any]) -> bool:
    return row["status"] == 304 or (row["status"] == 200 and row["found"] is not None)


def _dated(row: Mapping[str, Any]) -> str:
    return f"{PUBLISHED}{row['published_day']}" if _DAY.fullmatch(row["published_day"] or "") else "undated"


def _words(db: sqlite3.Connection, new: Iterable[Mapping[str, Any]]) -> list[int]:
    return [count for row in new for (count,) in map(tuple, db.execute(WORDS, (row["version"],))) if count]


def _texts(rows: Sequence[Mapping[str, Any]], articles: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    robots = [row["payload_digest"] for row in rows if row["source_kind"] == "robots" and row["status"] == 200]
    if robots:
        yield "robots", robots[-1]
    revisions = Counter(row["revision"] for row in articles)
    if revisions:
        yield "revision", max(revisions, key=lambda revision: (revisions[revision], revision))
    if days := [row["published_day"] for row in articles if row["published_day"]]:
        yield "newest", max(days)
