"""Decides which reading lends its wording and URLs to a version that several readings show (SQL, open transaction).

Readings of one version may differ in markup and in the parts of URLs that are made for each response. The version is
stored as the first of them, by time of the capture, shows it, so that the order in which readings are stored does not
matter. Where that reading goes away or turns out to show another version, the next one lends its form: from the
version of its article's pages if that is derived, else once `unread` has yielded its capture and it was read again.
Until then the version's `lent_at` is NULL, and it keeps the form that it had.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from archive.schema import CONTENT_OF_VERSION, PACKED_FINGERPRINTS, insert_rows

DIFFERS = " OR ".join(f"{name} IS NOT :{name}" for name in CONTENT_OF_VERSION)
LENDER = f"""
SELECT lent_by, ifnull(lent_at, captured_at) AS lent_at, {DIFFERS} AS differs
FROM versions LEFT JOIN readings ON capture = lent_by WHERE versions.id = :id
"""  # noqa: S608 - our own names
COLUMNS = ", ".join(f"{name} = :{name}" for name in (*CONTENT_OF_VERSION, PACKED_FINGERPRINTS, "lent_by", "lent_at"))
TAKE = f"UPDATE versions SET {COLUMNS} WHERE id = :id"  # noqa: S608 - our own names
ASKED = "SELECT 1 FROM versions WHERE id = :id AND lent_by = :lent_by AND lent_at IS NULL"
IS_LENT = """
SELECT 1 FROM versions JOIN readings ON capture = lent_by
WHERE versions.id = ?1 AND (readings.version = ?1 OR readings.part = ?1)
"""
NEXT = """
SELECT capture, article, part IS NOT NULL AND part <> ?1 AS is_derived FROM readings WHERE version = ?1 OR part = ?1
ORDER BY captured_at, capture LIMIT 1
"""
SHOWN_BY = """
SELECT DISTINCT article FROM readings WHERE (version = ?1 OR part = ?1) AND article IS NOT NULL
UNION SELECT articles.url FROM readings JOIN captures ON captures.id = readings.capture
    JOIN addresses ON addresses.url = captures.address JOIN articles ON articles.id = addresses.article
    WHERE readings.part = ?1
"""


def lend(db: sqlite3.Connection, version: Mapping[str, Any], *, only_if_asked: bool = False) -> bool:
    """Store a row of the table versions; of a version that is stored, the earliest capture lends the form.

    With `only_if_asked`, only if that capture is to be read again. Return whether a version that was stored has
    another form now.
    """
    if only_if_asked and db.execute(ASKED, version).fetchone() is None:
        return False
    lender = db.execute(LENDER, version).fetchone()
    if lender is None:
        insert_rows(db, "versions", [version])
        return False
    is_there = lender["lent_at"] is not None
    if is_there and (version["lent_at"], version["lent_by"]) > (lender["lent_at"], lender["lent_by"]):
        return False
    db.execute(TAKE, version)
    return bool(lender["differs"])


def settle_lenders(db: sqlite3.Connection, versions: Iterable[str]) -> set[str]:
    """Delete those of these versions that no reading shows, and give a new lender to those whose own is gone.

    Return the URLs of the articles from which a new lender's form is derived.
    """
    articles = set()
    for version in versions:
        if db.execute(IS_LENT, (version,)).fetchone() is not None:
            continue
        following = db.execute(NEXT, (version,)).fetchone()
        if following is None:
            db.execute("DELETE FROM versions WHERE id = ?", (version,))
            continue
        update = "UPDATE versions SET lent_by = ?, lent_at = NULL WHERE id = ?"
        db.execute(update, (following["capture"], version))
        if following["is_derived"] and following["article"]:
            articles.add(following["article"])
    return articles


def shown_by(db: sqlite3.Connection, version: str) -> set[str]:
    """Return the URLs of the articles that show a version, or have it as one of their pages."""
    return {row["article"] for row in db.execute(SHOWN_BY, (version,))}
