"""Derives articles, addresses and their parts from captures and readings (SQL on an open transaction).

They are functions of the tables captures, readings and versions, whatever the order in which those were filled, and
of the runs' credibility, which is one too:

    captures ─ redirects ─┐
                          ├→ identity of each address → articles, authors, categories, tags, links, images, comments
    readings ─ canonical ─┘                           → addresses
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archive.doubt import BELIEVED
from archive.rows import Row, article_id, link_rows, listed_rows, name_rows
from archive.schema import CONTENT, SEEN
from extract.errors import ArchiveError

# JSON columns that have a table of their own, and how its rows are made.
PARTS: Mapping[str, Callable[[int, Any], list[Row]]] = {
    "authors": name_rows,
    "categories": name_rows,
    "tags": name_rows,
    "links": link_rows,
    "images": listed_rows,
    "comments": listed_rows,
}

LEADING_TO = """
SELECT address FROM captures WHERE redirect_address = :address AND status IN (301, 308)
UNION SELECT captures.address FROM readings JOIN captures ON captures.id = readings.capture
    WHERE readings.canonical_url = :address
"""
# A later answer that the page is there ends a redirect; a later 404 does not, for it says nothing of where it went.
NEWEST_ANSWER = """
SELECT status, redirect_address, captured_at, id FROM captures
WHERE address = ? AND (status BETWEEN 200 AND 299 OR status = 304
    OR (status IN (301, 308) AND redirect_address <> address))
ORDER BY captured_at DESC, id DESC LIMIT 1
"""
# Two addresses that were read side by side, each as an article's own, are two articles. A redirect from one to the
# other then tells that the first was taken down: WordPress leads on to whatever has a name that begins alike.
TWO_ARTICLES = """
SELECT 1 FROM captures AS here JOIN readings AS mine ON mine.capture = here.id,
    captures AS there JOIN readings AS other ON other.capture = there.id
WHERE here.address = :address AND mine.canonical_url = :address
    AND there.address = :target AND other.canonical_url = :target
    AND (other.captured_at <= mine.captured_at OR there.run = here.run)
    AND other.captured_at < (SELECT min(captured_at) FROM captures
        WHERE address = :address AND redirect_address = :target AND status IN (301, 308))
    AND NOT EXISTS (SELECT 1 FROM captures
        WHERE address = :target AND redirect_address = :address AND status IN (301, 308))
LIMIT 1
"""
CANONICAL_HERE = """
SELECT readings.canonical_url FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.address = ? AND readings.canonical_url IS NOT NULL
ORDER BY readings.captured_at DESC, readings.capture DESC LIMIT 1
"""
READ_HERE = """
SELECT DISTINCT readings.article FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.address = ? AND readings.article IS NOT NULL
"""
NEWEST_READING = """
SELECT * FROM readings JOIN versions ON versions.id = readings.version
WHERE readings.article = ? ORDER BY readings.captured_at DESC, readings.capture DESC LIMIT 1
"""
SPAN = """
SELECT count(DISTINCT version) AS versions, min(captured_at) AS first_captured_at,
    max(captured_at) AS last_captured_at FROM readings WHERE article = ?
"""
# A 304 tells that the page is still there, so that it ends an absence as a reading does.
GONE = f"""
WITH places(address) AS (SELECT :url UNION SELECT address FROM captures WHERE id = :capture),
answers AS (
    SELECT captured_at, id, status FROM captures JOIN places USING (address)
    WHERE status = 304 OR (status IN (404, 410) AND {BELIEVED})
        OR (:replaced AND address = :url AND status IN (301, 308))),
seen(captured_at, id) AS (
    SELECT captured_at, id FROM (
        SELECT :captured_at AS captured_at, :capture AS id
        UNION ALL SELECT captured_at, id FROM answers WHERE status = 304)
    ORDER BY captured_at DESC, id DESC LIMIT 1)
SELECT answers.captured_at, answers.status FROM answers, seen
WHERE answers.status <> 304 AND (answers.captured_at, answers.id) > (seen.captured_at, seen.id)
ORDER BY answers.captured_at, answers.id LIMIT 1
"""  # noqa: S608 - our own names


def refresh(db: sqlite3.Connection, addresses: Iterable[str]) -> None:
    """Derive anew all that depends on what was captured at these addresses, or read with them as canonical URL."""
    starts = list(addresses)
    # A 404 concerns the articles that were last read there, wherever their own address is.
    stale = {row["article"] for address in starts for row in db.execute(READ_HERE, (address,))}
    for address in _leading_to(db, starts):
        owner = identity(db, address)
        stale |= _settle(db, address, owner)
    for url in sorted(stale):
        _rebuild(db, url)


def identity(db: sqlite3.Connection, address: str) -> str | None:
    """Return the address of the article to which an address belongs, None when it belongs to none.

    Follow the redirects in force; the last address on the way that is an article's own, or at which an article was
    read, decides. What was read there may name a canonical URL elsewhere, from which redirects lead on.
    """
    seen = {address}
    found: str | None = None
    while True:
        step = next((own for place in reversed(_way(db, address)) if (own := _own(db, place))), None)
        if step is None or step in seen:
            return found or step
        seen.add(step)
        found = address = step


def _way(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses through which the redirects in force lead, from `address` on.

    In a circle the newest redirect names the end: a slug that was renamed and renamed back.
    """
    way = [address]
    edges: list[tuple[str, str, str]] = []
    while True:
        answer = _redirect(db, way[-1])
        if answer is None or _are_two(db, way[-1], answer["redirect_address"]):
            return way
        target = answer["redirect_address"]
        edges.append((answer["captured_at"], answer["id"], target))
        if target in way:
            *_, end = max(edges[way.index(target) :])
            return [*way, target] if end == target else way[: way.index(end) + 1]
        way.append(target)


def _redirect(db: sqlite3.Connection, address: str) -> sqlite3.Row | None:
    """Return the redirect in force at an address, if its newest answer is one."""
    answer: sqlite3.Row | None = db.execute(NEWEST_ANSWER, (address,)).fetchone()
    return answer if answer is not None and answer["status"] in (301, 308) else None


def _are_two(db: sqlite3.Connection, address: str, target: str) -> bool:
    return db.execute(TWO_ARTICLES, {"address": address, "target": target}).fetchone() is not None


def _own(db: sqlite3.Connection, address: str) -> str | None:
    if db.execute("SELECT 1 FROM readings WHERE canonical_url = ? LIMIT 1", (address,)).fetchone():
        return address
    row = db.execute(CANONICAL_HERE, (address,)).fetchone()
    return row["canonical_url"] if row else None


def _leading_to(db: sqlite3.Connection, addresses: Iterable[str]) -> list[str]:
    found = dict.fromkeys(addresses)
    for address in (waiting := list(found)):
        for row in db.execute(LEADING_TO, {"address": address}):
            if row["address"] not in found:
                found[row["address"]] = None
                waiting.append(row["address"])
    return waiting


def _settle(db: sqlite3.Connection, address: str, owner: str | None) -> set[str]:
    """Record to which article an address belongs; return the articles that this concerns."""
    query = "SELECT url FROM articles WHERE id = (SELECT article FROM addresses WHERE url = ?)"
    stale = {row["url"] for row in db.execute(query, (address,))}
    if owner is None:
        db.execute("DELETE FROM addresses WHERE url = ?", (address,))
        return stale
    query = "SELECT DISTINCT article FROM readings WHERE canonical_url = ? AND article IS NOT ?"
    stale |= {row["article"] for row in db.execute(query, (address, owner))}
    update = "UPDATE readings SET article = ? WHERE canonical_url = ? AND article IS NOT ?"
    db.execute(update, (owner, address, owner))
    upsert = "INSERT INTO addresses VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET article = excluded.article"
    db.execute(upsert, (address, article_id(owner)))
    return stale | {owner}


def _rebuild(db: sqlite3.Connection, url: str) -> None:
    number = article_id(url)
    before = db.execute("SELECT * FROM articles WHERE id = ?", (number,)).fetchone()
    newest = db.execute(NEWEST_READING, (url,)).fetchone()
    if before and before["url"] != url:
        raise ArchiveError(f"{url} and {before['url']} have the same row id {number}; take one out of its profile.")
    if newest is None:
        _replace_parts(db, number, dict.fromkeys(PARTS, "[]"))
        db.execute("DELETE FROM articles WHERE id = ?", (number,))
        return
    _store(db, _article_row(db, url, newest), before)
    parts = PARTS if before is None or before["version"] != newest["version"] else ("comments",)
    _replace_parts(db, number, {part: newest[part] for part in parts}, clear=before is not None)


def _article_row(db: sqlite3.Connection, url: str, newest: sqlite3.Row) -> Row:
    reading = {name: newest[name] for name in ("site", *CONTENT, *SEEN, "version", "capture", "revision")}
    span = dict(db.execute(SPAN, (url,)).fetchone())
    redirect = _redirect(db, url)
    replaced = redirect is not None and _are_two(db, url, redirect["redirect_address"])
    place = {"url": url, "capture": newest["capture"], "captured_at": newest["captured_at"], "replaced": replaced}
    gone = db.execute(GONE, place).fetchone()
    return {
        "id": article_id(url),
        "url": url,
        **reading,
        "year": int(newest["published_at"][:4]) if newest["published_at"] else None,
        **span,
        "gone_at": gone["captured_at"] if gone else None,
        "gone_status": gone["status"] if gone else None,
    }


def _store(db: sqlite3.Connection, row: Row, before: sqlite3.Row | None) -> None:
    # Only what differs is written: an update that names a searched column indexes the text anew.
    if before is None:
        insert(db, "articles", [row])
        return
    changed = {name: value for name, value in row.items() if before[name] != value}
    if changed:
        columns = ", ".join(f"{name} = :{name}" for name in changed)
        db.execute(f"UPDATE articles SET {columns} WHERE id = :id", row)  # noqa: S608 - our own names


def _replace_parts(db: sqlite3.Connection, article: int, parts: Mapping[str, str], *, clear: bool = True) -> None:
    for table, content in parts.items():
        if clear:
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 - our own names
        insert(db, table, PARTS[table](article, json.loads(content)))


def insert(db: sqlite3.Connection, table: str, rows: list[Row], conflict: str = "") -> None:
    """Insert rows of one shape; `conflict` is the end of the statement."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    parameters: list[Mapping[str, Any]] = list(rows)
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values}) {conflict}", parameters)  # noqa: S608 - our own
