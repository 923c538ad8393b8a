"""Decides which of the records that were found are taken, and with which others (SQL on their database).

found ── of one id ────────────┬→ problem: another record of the id, here or in the archive
      ── with their requests ──┤→ problem: no answer to GET
      ── revisits ─────────────┤→ problem: what it repeats is missing      → original_id, status
      ── in the order of time ─┘→ visit: a run for each
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from archive.intake.digests import normal_digest
from archive.intake.found import FoundRecords
from archive.intake.moments import EARLIEST

# A polite crawl waits ten minutes at most.
PAUSE = timedelta(hours=1)
# Files of one crawl have few addresses in common, such as robots.txt; files of two crawls of a site have most.
MAX_SHARED = 0.05
ANSWER = "found.kind <> 'request' AND found.fate IS NULL"
SETTLE = "UPDATE found SET fate = ?, problem = ? WHERE number = ?"

TWICE = """
SELECT number, id, url, at, block_hash, file, place FROM found
WHERE kind <> 'request' AND id IN (
    SELECT id FROM found WHERE kind <> 'request' GROUP BY id HAVING count(*) > 1)
ORDER BY id, number
"""
# SQLite takes the other columns from the row that has the minimum.
REQUESTS = f"""
SELECT answer.number AS answer, request.number AS request, request.method, min(request.number)
FROM found AS answer JOIN found AS request ON request.kind = 'request'
    AND (request.concurrent_to = answer.id OR request.id = answer.concurrent_to)
WHERE {ANSWER.replace("found", "answer")} GROUP BY answer.number
"""  # noqa: S608 - our own names
REVISITS = f"""
SELECT found.*, (SELECT digest FROM digests WHERE digests.id = 'revisit:' || found.id) AS digest
FROM found WHERE found.kind = 'revisit' AND {ANSWER} ORDER BY number
"""  # noqa: S608 - our own names
# A digest of another algorithm tells nothing.
SAME_PAYLOAD = """
AND (EXISTS (SELECT 1 FROM payloads WHERE id = originals.id AND digest = :digest)
    OR NOT EXISTS (SELECT 1 FROM payloads WHERE id = originals.id
        AND substr(digest, 1, instr(digest, ':')) = substr(:digest, 1, instr(:digest, ':'))))
"""


class Original(NamedTuple):
    """A response that a revisit record may repeat."""

    id: str
    status: int


def decide(found: FoundRecords, archive: sqlite3.Connection, names: Sequence[str]) -> None:
    """Decide on all records; `names` are those of the files."""
    db = found.db
    _drop_doubled(db, names)
    _drop_known(db, archive)
    _join_requests(db)
    _resolve_revisits(db, archive)
    _form_visits(db)


def _drop_doubled(db: sqlite3.Connection, names: Sequence[str]) -> None:
    first: sqlite3.Row | None = None
    for row in db.execute(TWICE):
        if first is None or first["id"] != row["id"]:
            first = row
            continue
        is_same = all(first[name] == row[name] for name in ("url", "at", "block_hash"))
        other = f"{names[first['file']]}, byte {first['place']}"
        problem = None if is_same else f"another record in {other} has its id {row['id']}, and other content"
        db.execute(SETTLE, ("refused" if problem else "known", problem, row["number"]))


def _drop_known(db: sqlite3.Connection, archive: sqlite3.Connection) -> None:
    # SQLite goes through the rows by their numbers, which do not change.
    for row in db.execute(f"SELECT number, id, url, at FROM found WHERE {ANSWER} ORDER BY number"):  # noqa: S608 - own names
        query = 'SELECT url, captured_at, payload_digest, warc, "offset" AS place FROM captures WHERE id = ?'
        stored = archive.execute(query, (row["id"],)).fetchone()
        if stored is None:
            continue
        digests = _digests_of(db, row["id"])
        same_payload = not digests or normal_digest(stored["payload_digest"]) in digests
        is_same = (stored["url"], stored["captured_at"]) == (row["url"], row["at"]) and same_payload
        where = f"{stored['warc']}, byte {stored['place']} of the archive"
        problem = None if is_same else f"another record in {where} has its id {row['id']}, and other content"
        db.execute(SETTLE, ("refused" if problem else "known", problem, row["number"]))


def _digests_of(db: sqlite3.Connection, record: str) -> set[str | None]:
    query = "SELECT digest FROM digests WHERE id IN (?, 'revisit:' || ?)"
    return {digest for (digest,) in map(tuple, db.execute(query, (record, record)))}


def _join_requests(db: sqlite3.Connection) -> None:
    """Leave out answers to other methods than GET, which show no page, and join the others to their requests."""
    for row in db.execute(REQUESTS):
        if row["method"] in {"GET", ""}:
            db.execute("UPDATE found SET concurrent_to = ? WHERE number = ?", (row["request"], row["answer"]))
        else:
            db.execute(
                "UPDATE found SET fate = 'method', method = ? WHERE number = ?", (row["method"], row["answer"])
            )


def _resolve_revisits(db: sqlite3.Connection, archive: sqlite3.Connection) -> None:
    if db.execute(f"SELECT 1 FROM found WHERE kind = 'revisit' AND {ANSWER} LIMIT 1").fetchone() is None:  # noqa: S608
        return
    originals = _Originals(db, archive)
    for row in db.execute(REVISITS):
        original = originals.of(row)
        if original is None:
            named = row["original_url"] or row["url"]
            problem = f"it repeats a capture of {named} that is neither here nor in the archive"
            db.execute(SETTLE, ("refused", problem, row["number"]))
            continue
        status = row["status"] or (304 if row["is_not_modified"] else original.status)
        values = (original.id, status, row["number"])
        db.execute("UPDATE found SET original_id = ?, status = ? WHERE number = ?", values)


class _Originals:
    """Finds what revisit records repeat: among the records that are taken, and among those of the archive."""

    def __init__(self, db: sqlite3.Connection, archive: sqlite3.Connection) -> None:
        self.db = db
        self.db.executescript("""
            CREATE TEMP TABLE originals (id TEXT PRIMARY KEY, address TEXT, at TEXT, status INTEGER);
            CREATE TEMP TABLE payloads (digest TEXT, id TEXT);
        """)
        self.db.execute(f"""
            INSERT INTO originals SELECT id, address, at, status FROM found WHERE kind = 'response' AND {ANSWER}
        """)  # noqa: S608 - our own names
        self.db.execute("INSERT INTO payloads SELECT digest, id FROM digests WHERE id IN (SELECT id FROM originals)")
        stored = archive.execute(
            "SELECT id, address, captured_at, status, payload_digest FROM captures WHERE revisit_of IS NULL"
        )
        for record, address, at, status, digest in map(tuple, stored):
            self.db.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?, ?)", (record, address, at, status))
            self.db.execute("INSERT INTO payloads VALUES (?, ?)", (normal_digest(digest) or digest, record))
        self.db.executescript("""
            CREATE INDEX temp.originals_address ON originals (address, at);
            CREATE INDEX temp.payloads_digest ON payloads (digest, id);
            CREATE INDEX temp.payloads_id ON payloads (id);
        """)

    def of(self, row: sqlite3.Row) -> Original | None:
        """Return what a revisit record repeats, by its id, its URL and time, or its payload's digest."""
        for condition, values in self._conditions(row):
            query = f"""
            SELECT originals.id, status FROM originals WHERE {condition}
            ORDER BY at > :at, abs(julianday(at) - julianday(:at)), originals.id LIMIT 1
            """  # noqa: S608 - our own conditions
            if any(value in {"", None} for value in values.values()):
                continue
            found = self.db.execute(query, values | {"at": row["at"]}).fetchone()
            if found is not None:
                return Original(*found)
        return None

    @staticmethod
    def _conditions(row: sqlite3.Row) -> list[tuple[str, dict[str, str | None]]]:
        digest = row["digest"]
        same, own = (SAME_PAYLOAD, {"digest": digest}) if digest else ("", {})
        if row["is_not_modified"]:
            same, own = "", {}
        named: dict[str, str | None] = {"url": row["original_url"], "when": row["original_at"]}
        listed = [
            (f"id = :id {same}", {"id": row["original_id"]} | own),
            (f"address = :url AND at = :when {same}", named | own),
        ]
        if row["is_not_modified"]:
            return [*listed, ("address = :url AND status = 200 AND at <= :at", {"url": row["address"]})]
        if not digest:
            return listed
        by_digest = "id IN (SELECT id FROM payloads WHERE digest = :digest)"
        places = [row["original_url"] or row["address"], row["address"]]
        return [
            *listed,
            *((f"address = :url AND {by_digest}", {"url": place} | own) for place in places),
            (by_digest, own),
        ]


def _form_visits(db: sqlite3.Connection) -> None:
    """Part the captures of each file where it paused, and join the parts of a crawl that wrote several files."""
    number, last, file = 0, None, None
    for row in db.execute(f"SELECT number, file, at FROM found WHERE {ANSWER} ORDER BY file, at, number"):  # noqa: S608 - own names
        at = datetime.fromisoformat(row["at"])
        if file != row["file"] or last is None or at - last > PAUSE:
            number += 1
        last, file = at, row["file"]
        db.execute("UPDATE found SET visit = ? WHERE number = ?", (number, row["number"]))
    _join_visits(db)
    db.execute("""
        UPDATE found SET visit = answer.visit FROM found AS answer
        WHERE found.kind = 'request' AND answer.kind <> 'request' AND answer.visit IS NOT NULL
            AND answer.concurrent_to = found.number
    """)


def _join_visits(db: sqlite3.Connection) -> None:
    query = """
    SELECT visit, min(at) AS first, max(at) AS last FROM found WHERE visit IS NOT NULL
    GROUP BY visit ORDER BY first, visit
    """
    into: int | None = None
    ends = EARLIEST
    for row in db.execute(query).fetchall():
        first, last = (datetime.fromisoformat(row[name]) for name in ("first", "last"))
        if into is not None and first - ends <= PAUSE and not _is_second_look(db, into, row["visit"]):
            db.execute("UPDATE found SET visit = ? WHERE visit = ?", (into, row["visit"]))
            ends = max(ends, last)
        else:
            into, ends = row["visit"], last


def _is_second_look(db: sqlite3.Connection, one: int, other: int) -> bool:
    """Tell whether two visits are two crawls of the same pages."""
    query = "SELECT DISTINCT address FROM found WHERE visit = ?"
    counts = [
        db.execute(f"SELECT count(*) FROM ({query})", (visit,)).fetchone()[0]  # noqa: S608 - our own names
        for visit in (one, other)
    ]
    (shared,) = db.execute(f"SELECT count(*) FROM ({query} INTERSECT {query})", (one, other)).fetchone()  # noqa: S608
    return bool(shared > max(1, MAX_SHARED * min(counts)))
