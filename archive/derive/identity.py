"""Finds the article to which an address belongs, by redirects, canonical URLs and next pages (reads the database).

A redirect joins only what is the same text: an address that had another text than the one to which it leads stays an
article of its own. Which canonical URLs are believed is decided before (`statements.py`, the column `known_as`). The
result does not depend on the order in which captures and readings were stored.
"""

import sqlite3
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.derive.texts import is_same_text, versions_known_as, versions_only_known_as

# An article has few former addresses. Where more lead to one place, such as a farewell page, they are not its own.
MAX_ALIASES = 5

# Addresses that redirect here or are known as this one, and later pages that are linked from here.
DEPENDING = """
SELECT address FROM captures WHERE redirect_address = :address AND status IN (301, 308)
UNION SELECT own_url FROM readings WHERE leads_to = :address
UNION SELECT own_url FROM readings WHERE known_as = :address
UNION SELECT next_page_url FROM readings WHERE own_url = :address AND next_page_url IS NOT NULL
UNION SELECT there.address FROM captures JOIN captures AS there ON there.address = captures.redirect_address
    JOIN readings ON readings.capture = there.id
    WHERE captures.address = :address AND captures.status IN (301, 308) AND readings.outcome = 'part'
"""
# The capture of a 304 shows what the capture to which it refers shows.
REDIRECTS_TO = "ifnull(readings.leads_to, CASE WHEN status IN (301, 308) THEN redirect_address END)"
WITH_READING = (
    "captures LEFT JOIN readings ON readings.capture = iif(status = 304, captures.revisit_of, captures.id)"
    " AND readings.own_url = captures.address"
)
# A later 2xx or 304 ends a redirect, unless its reading is held; a later 404 does not, because it does not say where
# the article went.
NEWEST_ANSWER = f"""
SELECT captures.captured_at, captures.id, status, {REDIRECTS_TO} AS target FROM {WITH_READING}
WHERE captures.address = ? AND held IS NULL AND (status BETWEEN 200 AND 299 OR status = 304
    OR (status IN (301, 308) AND redirect_address <> captures.address))
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""  # noqa: S608 - our own names
TARGETS = """
SELECT redirect_address AS url FROM captures WHERE address = :address AND status IN (301, 308)
    AND redirect_address IS NOT NULL
UNION SELECT leads_to FROM readings WHERE own_url = :address AND leads_to IS NOT NULL
"""
LEADING_TO = """
SELECT address AS url FROM captures WHERE redirect_address = :address AND status IN (301, 308)
UNION ALL SELECT own_url FROM readings WHERE leads_to = :address
"""
SAME_ARTICLE = "SELECT url FROM addresses WHERE article = (SELECT article FROM addresses WHERE url = :address)"
KNOWN_HERE = "SELECT 1 FROM readings WHERE known_as = ? LIMIT 1"
NEWEST_KNOWN_AS = """
SELECT known_as FROM readings WHERE own_url = ? AND known_as IS NOT NULL
ORDER BY captured_at DESC, capture DESC LIMIT 1
"""
PART_HERE = "SELECT 1 FROM readings WHERE own_url = ? AND outcome = 'part' LIMIT 1"
PAGES_BEFORE = """
WITH RECURSIVE leading(url) AS (
    VALUES (:address)
    UNION SELECT address FROM captures JOIN leading ON redirect_address = leading.url AND status IN (301, 308))
SELECT own_url AS address FROM readings WHERE next_page_url IN (SELECT url FROM leading)
GROUP BY own_url ORDER BY max(captured_at) DESC, own_url
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

    Along the redirects in force, the last address at which a text is known, or was read, decides. The URL under which
    that text is known may redirect in its turn. Of addresses that name one another the first in the alphabet counts.
    """
    steps = [address]
    while True:
        chain = redirect_chain(db, steps[-1])
        step = next((own for place in reversed(chain) if (own := _own(db, place))), None)
        if step is None:
            return steps[-1] if len(steps) > 1 else None
        if step in steps:
            loop = steps[steps.index(step) :]
            return step if len(loop) == 1 else min(loop)
        steps.append(step)


def redirect_chain(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses through which the redirects in force lead, beginning with `address`.

    It ends at an address with a text if the next one that has a text has another one, and at one without a text
    if more addresses lead to the next than an article has. In a loop the target of the newest redirect is the end: a
    slug was renamed and renamed back.
    """
    way: list[str] = [address]
    edges: list[tuple[str, str, str]] = []
    text: list[str] = []
    end_of_text = 0
    while (answer := redirect_of(db, way[-1])) is not None:
        if here := versions_known_as(db, way[-1]):
            text, end_of_text = here, len(way)
        target = answer["target"]
        if not text and is_crowded(db, target):
            return way
        if is_other_text(db, text, target):
            return way[:end_of_text]
        edges.append((answer["captured_at"], answer["id"], target))
        if target in way:
            *_, end = max(edges[way.index(target) :])
            return [*way, target] if end == target else way[: way.index(end) + 1]
        way.append(target)
    return way


def redirect_of(db: sqlite3.Connection, address: str) -> sqlite3.Row | None:
    """Return the capture of the redirect in force at an address, None if its newest response is not a redirect."""
    answer: sqlite3.Row | None = db.execute(NEWEST_ANSWER, (address,)).fetchone()
    return answer if answer is not None and answer["target"] else None


def is_other_text(db: sqlite3.Connection, versions: list[str], address: str) -> bool:
    """Tell whether an address has a text, and another one than these versions."""
    there = versions_known_as(db, address) if versions else []
    return bool(there) and not is_same_text(db, versions, there)


def is_crowded(db: sqlite3.Connection, address: str) -> bool:
    """Tell whether more addresses redirect to one than an article has, not counting other spellings of its own."""
    own, found = _slug(address), set()
    for row in db.execute(LEADING_TO, {"address": address}):
        found.add(_slug(row["url"]))
        if len(found - {own}) > MAX_ALIASES:
            return True
    return False


def _slug(url: str) -> tuple[str, str]:
    """Return the last part of a URL's path, without its extension, and the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.path.rstrip("/").rpartition("/")[2].partition(".")[0], parts.query


def _own(db: sqlite3.Connection, address: str) -> str | None:
    """Return the URL under which the text at an address is known, None if there is no text."""
    newest = db.execute(NEWEST_KNOWN_AS, (address,)).fetchone()
    is_known = db.execute(KNOWN_HERE, (address,)).fetchone() is not None
    if newest is None or newest["known_as"] == address or not is_known:
        return address if is_known else str(newest["known_as"]) if newest else None
    # It stated itself once and another URL since: if its text is the same still, all of it is there.
    since = versions_only_known_as(db, newest["known_as"], address)
    is_same = is_same_text(db, versions_only_known_as(db, address), since)
    return str(newest["known_as"]) if is_same else address


def dependent_addresses(db: sqlite3.Connection, addresses: Iterable[str]) -> list[str]:
    """Return these addresses and all others whose article may change by captures of these."""
    found = dict.fromkeys(addresses)
    found |= dict.fromkeys(other for address in tuple(found) for other in _sharing_target(db, address))
    for address in (waiting := list(found)):
        for row in db.execute(DEPENDING, {"address": address}):
            if row["address"] not in found:
                found[row["address"]] = None
                waiting.append(row["address"])
    return waiting


def _sharing_target(db: sqlite3.Connection, address: str) -> set[str]:
    """Return the addresses that are aliases, or are none, because so many redirect to where this one redirects to."""
    found: set[str] = set()
    for target in db.execute(TARGETS, {"address": address}).fetchall():
        query = SAME_ARTICLE if is_crowded(db, target["url"]) else LEADING_TO
        found |= {row["url"] for row in db.execute(query, {"address": target["url"]})}
    return found
