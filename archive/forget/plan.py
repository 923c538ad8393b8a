"""Finds what belongs to an article, a page or a site that is to be forgotten (reads the database).

An article's own addresses are all under which it was seen: redirects, earlier and later pages, and what was captured
below its address, such as its feed of comments. Its words are those of all of its versions and comments, but for
those that another article has too.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from archive.forget.pictures import own_pictures
from archive.forget.words import LONG, Needles, Words, groups_of, words_of
from archive.schema import items_of
from archive.tombstones import Tombstones
from archive.warc import Kind, hash_of
from extract.urls import canonical_url, netloc_of

# So many groups of words of a text are kept as digests.
MAX_MARKS = 32
TEXTS = ("title", "headline", "subtitle", "description", "body_text")
OF_ARTICLE = "SELECT article FROM addresses WHERE url = ?"
ADDRESSES = """
SELECT url FROM addresses WHERE article = :article
UNION SELECT own_url FROM readings WHERE article = (SELECT url FROM articles WHERE id = :article)
UNION SELECT url FROM articles WHERE id = :article
"""
VERSIONS = """
SELECT version FROM readings WHERE own_url = ? AND version IS NOT NULL
UNION SELECT part FROM readings WHERE own_url = ? AND part IS NOT NULL
"""
SHOWN_ELSEWHERE = """
SELECT own_url FROM readings WHERE version = ? UNION SELECT own_url FROM readings WHERE part = ?
"""
# The address of an asset is blank.
HOSTS = "SELECT DISTINCT iif(source_kind = 'asset', url, address), site FROM captures"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be forgotten.

    `addresses` are URLs in normal form, or a site's name and hosts. `articles` are titles by URL, `captures` the ids
    of captures at these addresses. `copies` are URLs of other articles with the share of its words that they have.
    `tombstones` are those that there will be.
    """

    kind: Kind
    target: str
    addresses: frozenset[str]
    tombstones: Tombstones
    captures: frozenset[str]
    articles: dict[str, str]
    needles: Needles = field(repr=False)
    marks: tuple[str, ...] = ()
    copies: tuple[tuple[str, float], ...] = ()


def plan_of_url(db: sqlite3.Connection, warc_folder: Path, url: str, before: Tombstones) -> Plan:
    """Return what belongs to the article or page at a URL; `before` is what was forgotten earlier."""
    addresses = {canonical_url(url)}
    row = db.execute(OF_ARTICLE, (canonical_url(url),)).fetchone()
    if row is not None:
        addresses |= {other for (other,) in map(tuple, db.execute(ADDRESSES, {"article": row[0]}))}
        addresses |= set(_below(db, addresses))
    versions = {
        version for own in addresses for (version,) in map(tuple, db.execute(VERSIONS, (own, own)).fetchall())
    }
    own_rows, other_rows = _rows(db, versions, addresses)
    addresses |= own_pictures(db, warc_folder, own_rows, other_rows, addresses)
    groups, copies = _own_groups(db, own_rows, other_rows, list(_comments(db, addresses)))
    article = db.execute("SELECT url, title FROM articles WHERE id = ?", (row[0],)).fetchone() if row else None
    tombstones = before.and_also("url", map(hash_of, addresses))
    return Plan(
        kind="url",
        target=canonical_url(url),
        addresses=frozenset(addresses),
        tombstones=tombstones,
        captures=frozenset(_captures_at(db, addresses)),
        articles={article["url"]: article["title"] or ""} if article else {},
        needles=Needles(groups),
        marks=_marks(own_rows, groups),
        copies=copies,
    )


def plan_of_site(db: sqlite3.Connection, site: str, before: Tombstones) -> Plan:
    """Return what belongs to a site: its name, and the hosts on which no other site has captures."""
    hosts: dict[str, set[str]] = {}
    for address, name in map(tuple, db.execute(HOSTS)):
        hosts.setdefault(netloc_of(address), set()).add(name)
    own = {host for host, names in hosts.items() if host and names == {site}}
    query = "SELECT id FROM captures WHERE site = ?"
    articles = db.execute("SELECT url, title FROM articles WHERE site = ?", (site,)).fetchall()
    return Plan(
        kind="site",
        target=site,
        addresses=frozenset({site, *own}),
        tombstones=before.and_also("site", map(hash_of, {site, *own})),
        captures=frozenset(number for (number,) in map(tuple, db.execute(query, (site,)))),
        articles={row["url"]: row["title"] or "" for row in articles},
        needles=Needles(frozenset()),
    )


def _below(db: sqlite3.Connection, addresses: Collection[str]) -> Iterator[str]:
    """Yield what was captured below an article's addresses, or names one as a parameter, and is not another's."""
    others = {url for (url,) in map(tuple, db.execute("SELECT url FROM addresses"))} - set(addresses)
    bases = [url.rstrip("/") + "/" for url in addresses if urlsplit(url).path.strip("/") and not urlsplit(url).query]
    # Where articles stand below it, it is a section too.
    bases = [base for base in bases if not any(other.startswith(base) for other in others)]
    quoted = [quote(url, safe="") for url in addresses]
    captured = db.execute("SELECT DISTINCT address FROM captures WHERE source_kind IS NOT 'robots'").fetchall()
    for (address,) in map(tuple, captured):
        if address not in others and (address.startswith(tuple(bases)) or any(each in address for each in quoted)):
            yield address


def _rows(
    db: sqlite3.Connection, versions: Collection[str], addresses: Collection[str]
) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """Return the rows of these versions, and those of all others; one that others show too is among both."""
    own, others = [], []
    for row in db.execute("SELECT * FROM versions"):
        is_own = row["id"] in versions
        shown = db.execute(SHOWN_ELSEWHERE, (row["id"], row["id"])) if is_own else ()
        if is_own:
            own.append(row)
        if not is_own or any(url not in addresses for (url,) in map(tuple, shown)):
            others.append(row)
    return own, others


def _texts(row: sqlite3.Row) -> Iterator[str]:
    yield from (row[name] for name in TEXTS if row[name])
    for image in items_of(row["images"]):
        if isinstance(image, dict):
            yield from (str(image[name]) for name in ("alt", "caption") if image.get(name))


def _comments(db: sqlite3.Connection, addresses: Collection[str]) -> Iterator[str]:
    for address in addresses:
        query = "SELECT comments FROM readings WHERE own_url = ?"
        for (comments,) in map(tuple, db.execute(query, (address,))):
            yield from (str(each.get("text", "")) for each in items_of(comments) if isinstance(each, dict))


def _own_groups(
    db: sqlite3.Connection, own: list[sqlite3.Row], others: list[sqlite3.Row], comments: list[str]
) -> tuple[frozenset[Words], tuple[tuple[str, float], ...]]:
    """Return the groups of words that no other article has, and articles that have half of them or more."""
    groups = {group for row in own for text in _texts(row) for group in groups_of(text)}
    body = {group for row in own for group in groups_of(row["body_text"]) if len(group) == LONG}
    groups |= {group for text in comments for group in groups_of(text)}
    needles, shared = Needles(frozenset(groups)), set()
    counts: Counter[str] = Counter()
    for row in others:
        found = set()
        for text in _texts(row):
            words = words_of(text)
            found |= {tuple(words[at : at + length]) for at, length in needles.found_in(words)}
        shared |= found
        if body and len(found & body) * 2 >= len(body):
            counts[row["id"]] = len(found & body)
    copies = {
        url: round(count / len(body), 2)
        for version, count in counts.items()
        for (url,) in map(tuple, db.execute("SELECT DISTINCT article FROM readings WHERE version = ?", (version,)))
        if url
    }
    return frozenset(groups - shared), tuple(sorted(copies.items()))


def _captures_at(db: sqlite3.Connection, addresses: Collection[str]) -> Iterator[str]:
    # An image has no address by which an article could be found, only its URL.
    query = """
    SELECT id, url, address FROM captures WHERE address = '' OR address IN (SELECT value FROM json_each(?))
    """
    for number, url, address in map(tuple, db.execute(query, (json.dumps(sorted(addresses)),)).fetchall()):
        if address or canonical_url(url) in addresses:
            yield number


def _marks(own: list[sqlite3.Row], groups: Collection[Words]) -> tuple[str, ...]:
    """Return digests of groups of the longest text that do not overlap.

    Overlapping ones would let a reader guess the text word by word: who knows seven can try all words for the eighth.
    Those of two versions would overlap, where a word was added in one of them.
    """
    words = max((words_of(row["body_text"]) for row in own), key=lambda each: (len(each), each), default=[])
    split = (tuple(words[at : at + LONG]) for at in range(0, len(words) - LONG + 1, LONG))
    marks = list(dict.fromkeys(mark_of(group) for group in split if group in groups))
    step = max(1, len(marks) // MAX_MARKS)
    return tuple(sorted(marks[::step][:MAX_MARKS]))


def mark_of(group: Words) -> str:
    """Return the digest of a group of words."""
    return hash_of(" ".join(group))
