"""Decides which canonical URLs to believe, by the texts of the pages that state them (SQL on an open transaction).

A page at `address` states `canonical_url`; `known_as` is the URL under which its text is known. That is the canonical
URL if it shows the same text and does not itself name another place; or if it was never read, this page has stated no
other one, and all pages that state it show one text. Else it is the page's own address. So one canonical URL on many
articles, a translation's that names the original, one with a time or a counter, and one that grows join nothing.

The result does not depend on the order in which readings were stored.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from archive.derive.texts import is_same_text, versions_at, versions_stating

# A canonical URL may name a page that names another one, and so on: no site needs more steps.
MAX_STEPS = 5

HERE = """
SELECT capture, canonical_url, ifnull(part, version) AS version, known_as FROM readings
WHERE own_url = ? AND outcome = 'article' AND held IS NULL ORDER BY captured_at, capture
"""
STATED_HERE = """
SELECT DISTINCT canonical_url AS url FROM readings
WHERE own_url = ? AND canonical_url <> own_url AND held IS NULL
"""
STATING = """
SELECT DISTINCT own_url AS url FROM readings WHERE canonical_url = ? AND own_url <> canonical_url AND held IS NULL
"""
NEWEST_STATED = """
SELECT canonical_url AS url FROM readings WHERE own_url = ? AND canonical_url IS NOT NULL AND held IS NULL
ORDER BY captured_at DESC, capture DESC LIMIT 1
"""
STATES_ITSELF = """
SELECT 1 FROM readings WHERE canonical_url = :address AND own_url = :address AND held IS NULL LIMIT 1
"""
FIRST_READ = """
SELECT captured_at, capture FROM readings WHERE own_url = ? AND outcome = 'article'
ORDER BY captured_at, capture LIMIT 1
"""
# A response that tells that no article is there; a failure does not tell it.
IS_DEAD = """
SELECT status IN (404, 410) OR ifnull(outcome, '') = 'not an article' AS is_dead
FROM captures LEFT JOIN readings ON readings.capture = iif(status = 304, captures.revisit_of, captures.id)
    AND readings.own_url = captures.address
WHERE captures.address = ? AND (status < 400 OR status IN (404, 410))
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""
TELL = "UPDATE readings SET known_as = ? WHERE capture = ?"
UNLIKE_VERDICT = """
SELECT DISTINCT own_url AS url FROM readings
WHERE canonical_url = :url AND own_url <> :url AND held IS NULL AND (known_as = :url) <> :is_believed
"""


def judge_statements(db: sqlite3.Connection, addresses: Iterable[str]) -> set[str]:
    """Decide anew for what depends on readings at these addresses; return the addresses whose text is known anew."""
    starts = list(addresses)
    changed: set[str] = set()
    for address in _concerned(db, starts):
        changed |= _judge(db, address)
    for url in dict.fromkeys(url for address in starts for url in _urls(db, STATED_HERE, address)):
        for address in _siblings(db, url):
            changed |= _judge(db, address)
    return changed


def _concerned(db: sqlite3.Connection, starts: Iterable[str]) -> Iterator[str]:
    """Yield these addresses, those that state one of them, in steps, and those that one of them states."""
    level = list(dict.fromkeys(starts))
    seen = set(level)
    stated = {url: None for address in level for url in _urls(db, STATED_HERE, address)}
    yield from level
    for _ in range(MAX_STEPS + 1):
        level = [url for address in level for url in _urls(db, STATING, address) if url not in seen]
        level = list(dict.fromkeys(level))
        seen.update(level)
        yield from level
    yield from (url for url in stated if url not in seen)


def _siblings(db: sqlite3.Connection, url: str) -> list[str]:
    """Return the addresses whose statement of a URL that was never read is to be decided otherwise now."""
    if versions_at(db, url):
        return []
    rows = db.execute(UNLIKE_VERDICT, {"url": url, "is_believed": _is_of_one_text(db, url)})
    return [row["url"] for row in rows.fetchall()]


def _judge(db: sqlite3.Connection, address: str) -> set[str]:
    """Decide under which URL each text read at an address is known."""
    rows = db.execute(HERE, (address,)).fetchall()
    stated: dict[str, list[str]] = {}
    for row in rows:
        # The one that was stated last goes to the end.
        stated[row["canonical_url"]] = [*stated.pop(row["canonical_url"], ()), row["version"]]
    is_only = len(stated) == 1
    states_itself = stated.pop(address, None) is not None
    believed = {
        url: versions
        for url, versions in reversed(stated.items())
        if _is_believed(db, address, url, versions, is_only=is_only)
    }
    namer = None if states_itself or not stated else _first_namer(db, address)
    changed: set[str] = set()
    for row in rows:
        known_as = _known_as(db, row, address, believed, namer)
        if known_as != row["known_as"]:
            db.execute(TELL, (known_as, row["capture"]))
            changed |= {address, known_as, row["known_as"] or address}
    return changed


def _known_as(
    db: sqlite3.Connection, row: sqlite3.Row, address: str, believed: dict[str, list[str]], namer: str | None
) -> str:
    if row["canonical_url"] == address or row["canonical_url"] in believed:
        return str(row["canonical_url"])
    # A page that now states what is not believed is where it was when it showed this text.
    others = (url for url, versions in believed.items() if is_same_text(db, [row["version"]], versions))
    return next(others, namer or address)


def _is_believed(db: sqlite3.Connection, address: str, url: str, versions: list[str], *, is_only: bool) -> bool:
    """Tell whether to believe an address that showed some versions and stated a canonical URL with them.

    `is_only` tells that it has never stated another one.
    """
    there = versions_at(db, url)
    if there:
        return is_same_text(db, versions, there) and (_ends_at_itself(db, url) or _is_earlier(db, url, address))
    dead = db.execute(IS_DEAD, (url,)).fetchone()
    if not is_only or (dead is not None and dead["is_dead"]) or _first_namer(db, address) is not None:
        return False
    return _is_of_one_text(db, url)


def _ends_at_itself(db: sqlite3.Connection, url: str) -> bool:
    """Tell whether a page states itself, or a page of the same text that does."""
    for _ in range(MAX_STEPS):
        if db.execute(STATES_ITSELF, {"address": url}).fetchone():
            return True
        onward = db.execute(NEWEST_STATED, (url,)).fetchone()
        there = versions_at(db, onward["url"]) if onward else []
        if not there or not is_same_text(db, versions_at(db, url), there):
            return False
        url = onward["url"]
    return False


def _is_of_one_text(db: sqlite3.Connection, url: str) -> bool:
    """Tell whether all pages that state a canonical URL show the same text."""
    first: list[str] = []
    for address in sorted(_urls(db, STATING, url)):
        versions = versions_stating(db, url, address)
        first = first or versions
        if not is_same_text(db, first, versions):
            return False
    return True


def _first_namer(db: sqlite3.Connection, address: str) -> str | None:
    """Return the first page that was read before an address, shows its text and states it as its canonical URL."""
    here = versions_at(db, address)
    namers = [url for url in _urls(db, STATING, address) if _is_earlier(db, url, address)]
    for url in sorted(namers, key=lambda namer: _first_read(db, namer)):
        if is_same_text(db, here, versions_at(db, url)):
            return url
    return None


def _is_earlier(db: sqlite3.Connection, one: str, other: str) -> bool:
    return _first_read(db, one) < _first_read(db, other)


def _first_read(db: sqlite3.Connection, address: str) -> tuple[str, str]:
    return tuple(db.execute(FIRST_READ, (address,)).fetchone())


def _urls(db: sqlite3.Connection, query: str, address: str) -> set[str]:
    return {row["url"] for row in db.execute(query, (address,)) if row["url"]}
