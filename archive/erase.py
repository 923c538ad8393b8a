"""Deletes captures with all that was read from them, and rows about what was forgotten (SQL on an open transaction).

What depends on the deleted rows is returned, to be derived anew.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from archive.derive import URLS, affected_runs, judge_runs, urls_in, versions_in
from archive.tombstones import Tombstones
from extract.listings import SOURCES
from extract.site import ARTICLE

CHANGING = f"version, part, {', '.join(URLS)}"
# A replay of one site reads its captures again.
READINGS_OF_SITE = (
    "DELETE FROM readings WHERE site = ?",
    "DELETE FROM sources WHERE site = ?",
    "DELETE FROM attempts WHERE capture IN (SELECT id FROM captures WHERE site = ?)",
    "UPDATE captures SET found = NULL WHERE site = ?",
)
# Rows of listings of which some may be gone are made anew from those that are left.
READ_LISTINGS_AGAIN = """
UPDATE captures SET found = NULL WHERE site = ? AND source_kind = ? AND ifnull(source_url, url) = ?
"""
# An article's page, and those that state the same address, list what it links to.
SAME_PAGE = """
SELECT DISTINCT other.capture, other.site, other.canonical_url FROM readings AS one
JOIN readings AS other ON other.site = one.site AND other.canonical_url = one.canonical_url
WHERE one.capture = ? AND one.outcome IN ('article', 'part')
"""
DELETE_SOURCE = "DELETE FROM sources WHERE site = ? AND source_kind = ? AND source_url = ?"


@dataclass
class Erased:
    """What is to be derived anew: addresses, versions that were shown, and pairs of a run and its site."""

    addresses: set[str] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)
    runs: set[tuple[str, str]] = field(default_factory=set)


def delete_captures(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Delete captures and their readings, and what listings among them listed."""
    erased = Erased()
    # Other rows refer to them until all is derived anew.
    db.execute("PRAGMA defer_foreign_keys = ON")
    rows = [db.execute("SELECT * FROM captures WHERE id = ?", (each,)).fetchone() for each in sorted(ids)]
    runs = {run for name in {row["warc"] for row in rows} for run in affected_runs(db, name)}
    for row in rows:
        _delete_reading(db, row["id"], erased)
        db.execute("DELETE FROM captures WHERE id = ?", (row["id"],))
        erased.addresses |= {row["address"]} - {""}
        erased.runs.add((row["run"], row["site"]))
    _delete_listed(db, rows)
    if rows:
        erased.addresses |= judge_runs(db, sorted(runs))
    return erased


def delete_what_was_read(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Delete what was read from captures that stay, and all that has to be read again with it."""
    erased = Erased()
    sources: set[tuple[str, str, str]] = set()
    again = set(ids)
    for each in sorted(ids):
        for capture, site, url in map(tuple, db.execute(SAME_PAGE, (each,)).fetchall()):
            again.add(capture)
            sources.add((site, ARTICLE, url))
    rows = [db.execute("SELECT * FROM captures WHERE id = ?", (each,)).fetchone() for each in sorted(again)]
    for row in rows:
        _delete_reading(db, row["id"], erased)
        erased.addresses |= {row["address"]} - {""}
        erased.runs.add((row["run"], row["site"]))
    _delete_listed(db, rows)
    for source in sorted(sources):
        db.execute(DELETE_SOURCE, source)
    return erased


def _delete_reading(db: sqlite3.Connection, capture: str, erased: Erased) -> None:
    query = f"DELETE FROM readings WHERE capture = ? RETURNING {CHANGING}"  # noqa: S608 - our own names
    read = db.execute(query, (capture,)).fetchall()
    db.execute("DELETE FROM attempts WHERE capture = ?", (capture,))
    erased.addresses |= set(urls_in(read))
    erased.versions |= set(versions_in(read))


def _delete_listed(db: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> None:
    """Delete what the listings among some captures listed; what is left of each is read again."""
    listings = {
        (row["site"], row["source_kind"], row["source_url"] or row["url"])
        for row in rows
        if row["source_kind"] in SOURCES and row["found"] is not None
    }
    for listing in sorted(listings):
        db.execute(DELETE_SOURCE, listing)
        db.execute(READ_LISTINGS_AGAIN, listing)


def delete_readings(db: sqlite3.Connection, site: str) -> Erased:
    """Delete the readings of a site, and what its listings listed."""
    query = f"SELECT DISTINCT {CHANGING} FROM readings WHERE site = ?"  # noqa: S608 - our own names
    read = db.execute(query, (site,)).fetchall()
    for statement in READINGS_OF_SITE:
        db.execute(statement, (site,))
    return Erased(addresses=set(urls_in(read)), versions=set(versions_in(read)), runs={("", site)})


def captures_beyond(db: sqlite3.Connection, name: str, size: int) -> list[str]:
    """Return the ids of the captures that lie beyond the end of a WARC file, given by name and size in bytes."""
    query = 'SELECT id FROM captures WHERE warc = ? AND "offset" + length > ?'
    return [number for (number,) in map(tuple, db.execute(query, (name, size)).fetchall())]


def hidden_captures(db: sqlite3.Connection, tombstones: Tombstones) -> list[str]:
    """Return the ids of the captures of what was forgotten."""
    # An image has no address by which an article could be found, only its URL.
    query = "SELECT DISTINCT ifnull(nullif(address, ''), url), site FROM captures"
    pairs = [
        (address, site)
        for address, site in map(tuple, db.execute(query).fetchall())
        if tombstones.hides_site(site) or tombstones.hides_url(address)
    ]
    query = "SELECT id FROM captures WHERE (address = ?1 OR (address = '' AND url = ?1)) AND site = ?2"
    return [number for pair in pairs for (number,) in map(tuple, db.execute(query, pair))]


def delete_mentions(db: sqlite3.Connection, tombstones: Tombstones) -> None:
    """Delete rows about what was forgotten: sources, pages not fetched, and runs with their measures and alarms."""
    for url, site, kind, source in list(_hidden_sources(db, tombstones)):
        query = "DELETE FROM sources WHERE url = ? AND site = ? AND source_kind = ? AND source_url = ?"
        db.execute(query, (url, site, kind, source))
        # The number of URLs that it lists is counted anew.
        db.execute(READ_LISTINGS_AGAIN, (site, kind, source))
    for (url,) in map(tuple, db.execute("SELECT DISTINCT url FROM unfetched").fetchall()):
        if tombstones.hides_url(url):
            db.execute("DELETE FROM unfetched WHERE url = ?", (url,))
    for run, site in map(tuple, db.execute("SELECT id, site FROM runs").fetchall()):
        if tombstones.hides_site(site):
            for table in ("unfetched", "run_measures"):
                db.execute(f"DELETE FROM {table} WHERE run = ?", (run,))  # noqa: S608 - our own names
            db.execute("DELETE FROM alarms WHERE site = ?", (site,))
            db.execute("DELETE FROM runs WHERE id = ?", (run,))


def _hidden_sources(db: sqlite3.Connection, tombstones: Tombstones) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows that list what was forgotten, and those of links in its text."""
    hidden: dict[str, bool] = {}
    query = "SELECT url, site, source_kind, source_url FROM sources"
    for url, site, kind, source in map(tuple, db.execute(query).fetchall()):
        for each in (url, source):
            if each not in hidden:
                hidden[each] = tombstones.hides_url(each)
        if hidden[url] or hidden[source] or tombstones.hides_site(site):
            yield url, site, kind, source
