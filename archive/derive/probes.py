"""Stores by which sequences of words copies of an article are looked for, and looks them up (SQL, open transaction).

versions of an article → its text in each → probes (`extract/text/sequences.py`) → table probes
probes of an article → other articles that have enough of them too

A probe that more than MAX_IN_SITE articles of one site have is a text of the site and not of an author: a note on
subscriptions, a biography, a line on rights. Whatever the article, such a site is not looked up by it. So what is
looked up at each probe does not grow with the archive.
"""

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable
from functools import lru_cache
from sys import byteorder

from archive.derive.compared_text import (
    MAX_CHARACTERS,
    ComparedText,
    kept_compared_text,
    sequences_of_text,
    to_compared_text,
)
from archive.derive.texts import sample_versions
from extract.text import Sequences, window_of

MAX_IN_SITE = 6
# A shorter text, such as a notice, is not compared; two texts are a copy only if they share so many words at least.
MIN_SHARED_WORDS = 50
MIN_WORDS = MIN_SHARED_WORDS + 7
# Of the probes that the whole of the shorter text would share, at least such a part: of a text of which four tenths
# were copied so few are shared by a rare chance only, and one quotation in both does not suffice.
LEAST_SHARE_OF_PROBES = 0.06
# The low bits of a probe tell its site.
SITE_BITS = 16

SITE_OF = "SELECT site FROM articles WHERE url = ?"
VERSIONS = """
SELECT version, min(captured_at) AS captured_at FROM readings WHERE article = ? AND version IS NOT NULL
GROUP BY version ORDER BY min(captured_at || capture)
"""
IS_WHOLE = "SELECT length(body_text) <= ? FROM versions WHERE id = ?"
TEXT = "SELECT substr(body_text, 1, ?) FROM versions WHERE id = ?"
BEFORE = "SELECT versions, probes FROM compared_texts WHERE article = ?"
STORE = "INSERT OR REPLACE INTO compared_texts VALUES (?, ?, ?, ?, ?)"
_MOST = MAX_IN_SITE + 2
COUNT = f"(SELECT count(*) FROM (SELECT 1 FROM probes AS each WHERE each.probe = {{0}} LIMIT {_MOST}))"  # noqa: S608 - our own numbers
# Articles of a site of which one more, or one less, has a probe than is looked up.
NOW_CROWDED = f"""
SELECT DISTINCT article FROM json_each(?) CROSS JOIN probes ON probe = value
WHERE {COUNT.format("value")} = {MAX_IN_SITE + 1}
    AND (EXISTS (SELECT 1 FROM copies WHERE original = article) OR EXISTS (SELECT 1 FROM copies WHERE copy = article))
"""  # noqa: S608 - our own numbers
NO_LONGER_CROWDED = f"""
SELECT DISTINCT article FROM json_each(?) CROSS JOIN probes ON probe = value
WHERE {COUNT.format("value")} = {MAX_IN_SITE}
"""  # noqa: S608 - our own numbers
# Steps from one site that has a probe to the next, so that all articles of one need not be read.
_REST = 2**SITE_BITS - 1
SHARING = f"""
WITH RECURSIVE found(own, probe) AS (
    SELECT value, (SELECT min(probe) FROM probes WHERE probe BETWEEN value & ~{_REST} AND value | {_REST})
    FROM json_each(:probes) WHERE {COUNT.format("value")} <= {MAX_IN_SITE}
    UNION ALL
    SELECT own, (SELECT min(probe) FROM probes WHERE probe > found.probe AND probe <= own | {_REST})
    FROM found WHERE found.probe IS NOT NULL
)
SELECT probes.article, count(*) AS shared FROM found CROSS JOIN probes ON probes.probe = found.probe
WHERE probes.article <> :article AND {COUNT.format("found.probe")} <= {MAX_IN_SITE}
GROUP BY probes.article ORDER BY probes.article
"""  # noqa: S608 - our own numbers
LENGTHS = "SELECT fewest_sequences, most_sequences, probes FROM compared_texts WHERE article = ?"


def versions_of(db: sqlite3.Connection, url: str) -> dict[str, str]:
    """Return the versions that are compared of an article, in order of time, with the time of their first capture."""
    seen = {row["version"]: row["captured_at"] for row in db.execute(VERSIONS, (url,))}
    return {version: seen[version] for version in sample_versions(list(seen))}


def sequences_of(db: sqlite3.Connection, version: str) -> Sequences:
    """Return the sequences of the text of a version, the same for each form in which it may be stored."""
    return sequences_of_text(_text_of(db, version))


def _text_of(db: sqlite3.Connection, version: str) -> str:
    (text,) = db.execute(TEXT, (MAX_CHARACTERS, version)).fetchone()
    return str(text)


def _compared_text_of(db: sqlite3.Connection, version: str) -> ComparedText:
    kept = kept_compared_text(version)
    # Of a longer text another form may have been read, whose beginning ends elsewhere.
    if kept is not None and db.execute(IS_WHOLE, (MAX_CHARACTERS, version)).fetchone()[0]:
        return kept
    return to_compared_text(_text_of(db, version))


def settle_probes(db: sqlite3.Connection, article: int, url: str) -> set[int]:
    """Store the probes of an article, which may be no more; return the articles whose copies are to be found anew."""
    found = db.execute(SITE_OF, (url,)).fetchone()
    versions = list(versions_of(db, url)) if found is not None else []
    site = _site_hash(found["site"]) if found is not None else 0
    row = db.execute(BEFORE, (article,)).fetchone()
    before = _unpack(row["probes"]) if row is not None else frozenset()
    if row is not None and json.loads(row["versions"]) == versions and next(iter(before)) % 2**SITE_BITS == site:
        return set()
    texts = [text for version in versions if (text := _compared_text_of(db, version)).words >= MIN_WORDS]
    after = frozenset(probe << SITE_BITS | site for text in texts for probe in text.probes)
    if after:
        lengths = sorted(text.sequences for text in texts)
        db.execute(STORE, (article, json.dumps(versions), lengths[0], lengths[-1], _pack(after)))
    elif row is not None:
        db.execute("DELETE FROM compared_texts WHERE article = ?", (article,))
    return _replace(db, article, before, after) if before or after else set()


def articles_sharing(db: sqlite3.Connection, article: int) -> list[int]:
    """Return the other articles that have enough probes of an article to be compared with it."""
    own = db.execute(LENGTHS, (article,)).fetchone()
    if own is None:
        return []
    rows = db.execute(SHARING, {"probes": _json(_unpack(own["probes"])), "article": article}).fetchall()
    return [row["article"] for row in rows if row["shared"] >= _least(db, own, row["article"])]


def _least(db: sqlite3.Connection, own: sqlite3.Row, other: int) -> float:
    """Return how many probes two articles must share to be compared."""
    rows = (own, db.execute(LENGTHS, (other,)).fetchone())
    shorter: int = min(row["fewest_sequences"] for row in rows)
    longer: int = max(row["most_sequences"] for row in rows)
    # Two local minima in as many hashes as the window is long, and one more (Schleimer et al., section 3.3).
    return LEAST_SHARE_OF_PROBES * 2 * shorter / (window_of(longer) + 1)


def _replace(db: sqlite3.Connection, article: int, before: frozenset[int], after: frozenset[int]) -> set[int]:
    gone, new = before - after, after - before
    db.executemany("DELETE FROM probes WHERE probe = ? AND article = ?", [(probe, article) for probe in sorted(gone)])
    db.executemany("INSERT INTO probes VALUES (?, ?)", [(probe, article) for probe in sorted(new)])
    stale = {article}
    if new:
        stale.update(row["article"] for row in db.execute(NOW_CROWDED, (_json(new),)))
    if gone:
        stale.update(row["article"] for row in db.execute(NO_LONGER_CROWDED, (_json(gone),)))
    return stale


@lru_cache(maxsize=256)
def _site_hash(site: str) -> int:
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[: SITE_BITS // 8], "big")


def _json(probes: Iterable[int]) -> str:
    return json.dumps(sorted(probes))


def _pack(probes: Iterable[int]) -> bytes:
    packed = array("q", sorted(probes))
    if byteorder == "little":
        packed.byteswap()
    return packed.tobytes()


def _unpack(packed: bytes) -> frozenset[int]:
    probes = array("q", packed)
    if byteorder == "little":
        probes.byteswap()
    return frozenset(probes)
