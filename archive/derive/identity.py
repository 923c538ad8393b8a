"""Finds the article to which an address belongs, by redirects, canonical URLs and next pages (reads the database).

The result does not depend on the order in which captures and readings were stored.
"""

import sqlite3
from collections.abc import Iterable

# Addresses that redirect here or have it as canonical URL, and later pages that are linked from here.
DEPENDING = """
SELECT address FROM captures WHERE redirect_address = :address AND status IN (301, 308)
UNION SELECT captures.address FROM readings JOIN captures ON captures.id = readings.capture
    WHERE readings.canonical_url = :address
UNION SELECT readings.next_page_url FROM captures JOIN readings ON readings.capture = captures.id
    WHERE captures.address = :address AND readings.next_page_url IS NOT NULL
UNION SELECT there.address FROM captures JOIN captures AS there ON there.address = captures.redirect_address
    JOIN readings ON readings.capture = there.id
    WHERE captures.address = :address AND captures.status IN (301, 308) AND readings.outcome = 'part'
"""
# A later 2xx or 304 ends a redirect; a later 404 does not, because it does not say where the article went.
NEWEST_ANSWER = """
SELECT status, redirect_address, captured_at, id FROM captures
WHERE address = ? AND (status BETWEEN 200 AND 299 OR status = 304
    OR (status IN (301, 308) AND redirect_address <> address))
ORDER BY captured_at DESC, id DESC LIMIT 1
"""
# Two addresses that were both read as the canonical URL of an article are two articles. A later redirect from one to
# the other means that the first was deleted: WordPress redirects to any post whose slug begins alike.
TWO_ARTICLES = """
SELECT 1 FROM captures AS here JOIN readings AS mine ON mine.capture = here.id,
    captures AS there JOIN readings AS other ON other.capture = there.id
WHERE here.address = :address AND mine.canonical_url = :address
    AND there.address = :target AND other.canonical_url = :target
    AND mine.held IS NULL AND other.held IS NULL
    AND (other.captured_at <= mine.captured_at OR there.run = here.run)
    AND other.captured_at < (SELECT min(captured_at) FROM captures
        WHERE address = :address AND redirect_address = :target AND status IN (301, 308))
    AND NOT EXISTS (SELECT 1 FROM captures
        WHERE address = :target AND redirect_address = :address AND status IN (301, 308))
LIMIT 1
"""
CANONICAL_HERE = """
SELECT readings.canonical_url FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.address = ? AND readings.canonical_url IS NOT NULL AND readings.held IS NULL
ORDER BY readings.captured_at DESC, readings.capture DESC LIMIT 1
"""
PART_HERE = """
SELECT 1 FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.address = ? AND readings.outcome = 'part' LIMIT 1
"""
PAGES_BEFORE = """
WITH RECURSIVE leading(url) AS (
    VALUES (:address)
    UNION SELECT address FROM captures JOIN leading ON redirect_address = leading.url AND status IN (301, 308))
SELECT captures.address FROM readings JOIN captures ON captures.id = readings.capture
WHERE readings.next_page_url IN (SELECT url FROM leading)
GROUP BY captures.address ORDER BY max(readings.captured_at) DESC, captures.address
"""


def article_url_of(db: sqlite3.Connection, address: str) -> str | None:
    """Return the URL of the article to which an address belongs, None if it belongs to none.

    A later page belongs to the article whose pages link to it, one after the other.
    """
    for here in (waiting := [address]):
        if owner := _article_at(db, here):
            return owner
        waiting += [place for place in _pages_before(db, here) if place not in waiting]
    return None


def _pages_before(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses of pages that link to this one as their next; none if this is not a later page."""
    end = redirect_chain(db, address)[-1]
    if db.execute(PART_HERE, (end,)).fetchone() is None:
        return []
    return [row["address"] for row in db.execute(PAGES_BEFORE, {"address": end})]


def _article_at(db: sqlite3.Connection, address: str) -> str | None:
    """Return the URL of the article at an address, by canonical URL and redirects.

    Along the redirects in force, the last address that is a canonical URL or has one decides. That canonical URL may
    redirect in its turn.
    """
    seen = {address}
    found: str | None = None
    while True:
        step = next((own for place in reversed(redirect_chain(db, address)) if (own := _own(db, place))), None)
        if step is None or step in seen:
            return found or step
        seen.add(step)
        found = address = step


def redirect_chain(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses through which the redirects in force lead, beginning with `address`.

    In a loop the target of the newest redirect is the end: a slug was renamed and renamed back.
    """
    way = [address]
    edges: list[tuple[str, str, str]] = []
    while True:
        answer = redirect_of(db, way[-1])
        if answer is None or are_separate_articles(db, way[-1], answer["redirect_address"]):
            return way
        target = answer["redirect_address"]
        edges.append((answer["captured_at"], answer["id"], target))
        if target in way:
            *_, end = max(edges[way.index(target) :])
            return [*way, target] if end == target else way[: way.index(end) + 1]
        way.append(target)


def redirect_of(db: sqlite3.Connection, address: str) -> sqlite3.Row | None:
    """Return the capture of the redirect in force at an address, None if its newest response is not a redirect."""
    answer: sqlite3.Row | None = db.execute(NEWEST_ANSWER, (address,)).fetchone()
    return answer if answer is not None and answer["status"] in (301, 308) else None


def are_separate_articles(db: sqlite3.Connection, address: str, target: str) -> bool:
    """Tell whether two addresses were read as two articles before one redirected to the other."""
    return db.execute(TWO_ARTICLES, {"address": address, "target": target}).fetchone() is not None


def _own(db: sqlite3.Connection, address: str) -> str | None:
    if db.execute("SELECT 1 FROM readings WHERE canonical_url = ? AND held IS NULL LIMIT 1", (address,)).fetchone():
        return address
    row = db.execute(CANONICAL_HERE, (address,)).fetchone()
    return row["canonical_url"] if row else None


def dependent_addresses(db: sqlite3.Connection, addresses: Iterable[str]) -> list[str]:
    """Return these addresses and all others whose article may change by captures of these."""
    found = dict.fromkeys(addresses)
    for address in (waiting := list(found)):
        for row in db.execute(DEPENDING, {"address": address}):
            if row["address"] not in found:
                found[row["address"]] = None
                waiting.append(row["address"])
    return waiting
