"""Tells which addresses show a text, and whether two of them show the same one (reads the database).

Texts are compared as each page alone showed them, because what is joined of several pages is derived later.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from extract.text import fold_text, shared_share

# Of the word sequences of the shorter text the longer one must have such a share. Of 780 pairs of different articles
# made of the same phrases none had more than .33, and articles of which a third was written anew had .68.
LEAST_SHARE = 0.6
# With the same title: an article of which half was written anew has .52.
LEAST_SHARE_WITH_TITLE = 0.4
# Of an address with many versions the first and the last ones are compared.
FIRST_VERSIONS, LAST_VERSIONS = 2, 3

AT_ADDRESS = """
SELECT ifnull(part, version) AS version FROM readings
WHERE own_url = ? AND outcome = 'article' AND held IS NULL ORDER BY captured_at, capture
"""
KNOWN_AS = """
SELECT ifnull(part, version) AS version FROM readings
WHERE known_as = :address OR (own_url = :address AND outcome = 'article' AND held IS NULL)
ORDER BY captured_at, capture
"""
ONLY_KNOWN_AS = """
SELECT ifnull(part, version) AS version FROM readings
WHERE known_as = :known_as AND own_url = ifnull(:address, own_url) ORDER BY captured_at, capture
"""
STATING = """
SELECT ifnull(part, version) AS version FROM readings
WHERE canonical_url = ? AND own_url = ? AND held IS NULL ORDER BY captured_at, capture
"""
TEXT = "SELECT title, body_text FROM versions WHERE id = ?"


def versions_at(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the versions that were read at an address, in order of time."""
    return _versions(db.execute(AT_ADDRESS, (address,)))


def versions_known_as(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the versions that were read at an address or elsewhere as the text of that address, in order of time."""
    return _versions(db.execute(KNOWN_AS, {"address": address}))


def versions_only_known_as(db: sqlite3.Connection, url: str, address: str | None = None) -> list[str]:
    """Return the versions that are known as the text of a URL, of those read at an address if one is given."""
    return _versions(db.execute(ONLY_KNOWN_AS, {"known_as": url, "address": address}))


def versions_stating(db: sqlite3.Connection, url: str, address: str) -> list[str]:
    """Return the versions that were read at an address and stated a canonical URL, in order of time."""
    return _versions(db.execute(STATING, (url, address)))


def is_same_text(db: sqlite3.Connection, ones: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether one of some versions is the same text as one of others, perhaps edited."""
    if not set(ones).isdisjoint(others):
        return True
    texts = [_text(db, version) for version in sample_versions(ones)]
    other_texts = [_text(db, version) for version in sample_versions(others)]
    return any(_is_like(text, other) for text in texts for other in other_texts)


def _versions(rows: Iterable[sqlite3.Row]) -> list[str]:
    return list(dict.fromkeys(row["version"] for row in rows if row["version"]))


def sample_versions(versions: Sequence[str]) -> Sequence[str]:
    """Return the versions that are compared, of those that an article or address showed in order of time."""
    if len(versions) <= FIRST_VERSIONS + LAST_VERSIONS:
        return versions
    return [*versions[:FIRST_VERSIONS], *versions[-LAST_VERSIONS:]]


def _text(db: sqlite3.Connection, version: str) -> tuple[str, str]:
    row = db.execute(TEXT, (version,)).fetchone()
    return fold_text(row["title"] or ""), row["body_text"]


def _is_like(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (title, text), (other_title, other_text) = one, other
    has_title = bool(title) and title == other_title
    if not text or not other_text:
        # Of a picture or a video the title is the only text.
        return has_title
    return shared_share(text, other_text) >= (LEAST_SHARE_WITH_TITLE if has_title else LEAST_SHARE)
