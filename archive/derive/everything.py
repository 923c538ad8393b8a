"""Names everything that can be derived, in parts of bounded size (reads the database).

Readings that were stored one by one, and nothing derived from them, give the same tables as if each had been derived
at once, because the result does not depend on the order.
"""

import sqlite3
from collections.abc import Iterator

# So many addresses are derived in one transaction.
ADDRESSES_PER_PART = 1000

ADDRESSES = """
CREATE TEMP TABLE IF NOT EXISTS everything AS
SELECT address AS url FROM captures
UNION SELECT redirect_address FROM captures WHERE redirect_address IS NOT NULL AND status IN (301, 308)
UNION SELECT known_as FROM readings WHERE known_as IS NOT NULL
UNION SELECT next_page_url FROM readings WHERE next_page_url IS NOT NULL
UNION SELECT leads_to FROM readings WHERE leads_to IS NOT NULL
UNION SELECT url FROM addresses
ORDER BY url
"""
PART = "SELECT url FROM temp.everything WHERE rowid > ? ORDER BY rowid LIMIT ?"
# Versions of which the reading that lent its form shows another one now, or none.
WITHOUT_LENDER = """
SELECT id FROM versions WHERE NOT EXISTS (SELECT 1 FROM readings
    WHERE capture = lent_by AND (readings.version = versions.id OR part = versions.id))
"""


def parts_of_everything(db: sqlite3.Connection) -> Iterator[tuple[list[str], list[str]]]:
    """Yield addresses and versions to derive anew; the versions once all addresses are derived."""
    db.execute("DROP TABLE IF EXISTS temp.everything")
    db.execute(ADDRESSES)
    try:
        done = 0
        while rows := db.execute(PART, (done, ADDRESSES_PER_PART)).fetchall():
            yield [url for (url,) in map(tuple, rows)], []
            done += len(rows)
    finally:
        db.execute("DROP TABLE temp.everything")
    yield [], [version for (version,) in map(tuple, db.execute(WITHOUT_LENDER).fetchall())]
