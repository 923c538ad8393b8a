"""Finds articles that have much of the text of another one, and which is the earlier (SQL on an open transaction).

    articles whose versions, dates or URLs changed
        → probes (`probes.py`) → articles to be compared with → each version of one with each of the other
        → share of the sequences of words in both → table copies

Each version counts, so that a copy of a text that was edited since is found. The table is a function of articles,
readings, versions and addresses alone: whatever changes one of these derives its pairs anew, in any order.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from archive.derive.probes import MIN_SHARED_WORDS, articles_sharing, sequences_of, settle_probes, versions_of
from archive.schema import Row, article_id, host_of, insert_rows
from extract.text import Sequences
from extract.urls import canonical_url, registered_domain

# A text is a copy if the other one has such a share of its sequences, or on another site if both have the lower share
# of one another. Articles that are made of the same phrases have much in common, and the shorter one the more: of
# 10,000 pairs of the demo's essays the most alike have .62 of the shorter.
# A note to readers that stands in place of a text, or behind a teaser, has fewer words than MIN_WORDS_IN_SITE.
MIN_SHARE_OF_EITHER = 0.7
MIN_SHARE_OF_BOTH = 0.4
MIN_WORDS_IN_SITE = 100
# Until when a date may last that has no seconds.
SPANS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}
# Texts of so many articles are kept while pairs are compared.
ARTICLES_KEPT = 8

PARTNERS = "SELECT copy AS article FROM copies WHERE original = ?1 UNION SELECT original FROM copies WHERE copy = ?1"
FORGET = "DELETE FROM copies WHERE original = ?1 OR copy = ?1"
ARTICLE = """
SELECT id, url, site, first_captured_at, source_url FROM articles WHERE id = ?
"""
# A date that counts back has the precision of the reading that settled it.
PUBLISHED = """
SELECT published_at, (SELECT published_precision FROM readings WHERE capture = (
    SELECT ifnull(dated_by, capture) FROM readings WHERE version = :version AND article = :url
    ORDER BY captured_at, capture LIMIT 1)) AS precision
FROM versions WHERE id = :version
"""
LEADS_TO = "SELECT article FROM addresses WHERE url = ?"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An article as it is compared: its URL, the dates that order it, its versions in order of time, and their texts.

    `published_by` is the end of the earliest date of publication in its versions, None if they have none; `seen_at`
    holds the times of the first capture of each version.
    """

    id: int
    url: str
    site: str
    published_by: str | None
    first_captured_at: str
    source_url: str | None
    versions: tuple[str, ...]
    seen_at: tuple[str, ...]
    texts: tuple[Sequences, ...]

    def known_since(self, version: int) -> tuple[str, str]:
        """Return since when a version, given by its place, is known, and by what: publication, capture or edit."""
        if version:
            return self.seen_at[version], "edit"
        if self.published_by is not None and self.published_by <= self.first_captured_at:
            return self.published_by, "publication"
        return self.first_captured_at, "capture"


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What two articles have in common: the places of the versions most alike, and of the first that are a copy."""

    shared: int
    shares: tuple[float, float]
    versions: tuple[int, int]
    first: tuple[int, int]


def find_copies(db: sqlite3.Connection, urls: Iterable[str]) -> None:
    """Find anew the copies of the articles with these URLs, of which some may be no more."""
    touched = {article_id(url): url for url in urls}
    stale = {other for article, url in sorted(touched.items()) for other in settle_probes(db, article, url)}
    pairs = {_pair(article, other) for article in stale for other in articles_sharing(db, article)}
    for article in touched.keys() - stale:
        # Its texts are the same; its date or its source may be others.
        partners = {row["article"] for row in db.execute(PARTNERS, (article,))}
        pairs |= {_pair(article, other) for other in partners - stale}
    db.executemany(FORGET, [(article,) for article in sorted(stale | touched.keys())])
    compared = _loader(db)
    for one, other in sorted(pairs):
        row = _row(db, compared(one), compared(other))
        insert_rows(db, "copies", [row] if row else ())


def likeness(one_article: Compared, other_article: Compared) -> Likeness | None:
    """Return what the versions of two articles have in common, None if no two of them are a copy."""
    ones, others = one_article.texts, other_article.texts
    in_site = one_article.site == other_article.site
    found = [
        (_resemblance(one, other, shared), place, other_place, shared)
        for place, one in enumerate(ones)
        for other_place, other in enumerate(others)
        if is_copy(one, other, shared := len(one.all & other.all), in_site=in_site)
    ]
    if not found:
        return None
    # Of versions that are equally alike the newest.
    _, place, other_place, shared = max(found)
    shares = (_percent(shared, ones[place]), _percent(shared, others[other_place]))
    first = (min(each[1] for each in found), min(each[2] for each in found))
    return Likeness(shared=shared, shares=shares, versions=(place, other_place), first=first)


def is_copy(one: Sequences, other: Sequences, shared: int, *, in_site: bool = False) -> bool:
    """Tell whether so many shared sequences are enough: of words, and of either or both texts."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.all))
    words = shorter.words * shared / max(len(shorter.all), 1)
    if words < (MIN_WORDS_IN_SITE if in_site else MIN_SHARED_WORDS):
        return False
    is_of_both = shared >= MIN_SHARE_OF_BOTH * len(longer.all)
    return shared >= MIN_SHARE_OF_EITHER * len(shorter.all) or (is_of_both and not in_site)


def _resemblance(one: Sequences, other: Sequences, shared: int) -> float:
    return shared / (len(one.all) + len(other.all) - shared)


def _percent(shared: int, text: Sequences) -> float:
    return round(100 * shared / len(text.all), 1)


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _loader(db: sqlite3.Connection) -> Callable[[int], Compared]:
    @lru_cache(maxsize=ARTICLES_KEPT)
    def compared(article: int) -> Compared:
        row = db.execute(ARTICLE, (article,)).fetchone()
        versions = versions_of(db, row["url"])
        dates = [db.execute(PUBLISHED, {"version": version, "url": row["url"]}).fetchone() for version in versions]
        return Compared(
            id=row["id"],
            url=row["url"],
            site=row["site"],
            published_by=min(filter(None, (end_of(*date) for date in dates)), default=None),
            first_captured_at=row["first_captured_at"],
            source_url=row["source_url"],
            versions=tuple(versions),
            seen_at=tuple(versions.values()),
            texts=tuple(sequences_of(db, version) for version in versions),
        )

    return compared


def end_of(published_at: str | None, precision: str | None) -> str | None:
    """Return the last second of a date of publication, whose precision is that of readings.published_precision."""
    span = SPANS.get(precision or "")
    if published_at is None or span is None:
        return published_at
    try:
        return (datetime.fromisoformat(published_at) + span - timedelta(seconds=1)).isoformat()
    except OverflowError:
        return published_at


def _row(db: sqlite3.Connection, one: Compared, other: Compared) -> Row | None:
    found = likeness(one, other)
    if found is None:
        return None
    sides = [
        (*each.known_since(first), each, version, share)
        for each, first, version, share in zip((one, other), found.first, found.versions, found.shares, strict=True)
    ]
    original, copy = sorted(sides, key=lambda side: (side[0], side[2].first_captured_at, side[2].url))
    return {
        "original": original[2].id,
        "copy": copy[2].id,
        "share_of_copy": copy[4],
        "share_of_original": original[4],
        "shared": found.shared,
        "original_version": original[2].versions[original[3]],
        "copy_version": copy[2].versions[copy[3]],
        "original_at": original[0],
        "original_at_by": original[1],
        "copy_at": copy[0],
        "copy_at_by": copy[1],
        "source_says": _source_says(db, original[2], copy[2]),
    }


def _source_says(db: sqlite3.Connection, original: Compared, copy: Compared) -> str | None:
    """Tell whether the publication that a page names as its source is the other article."""
    if copy.source_url and _leads_to(db, copy.source_url) == original.id:
        return "agrees"
    if original.source_url and _leads_to(db, original.source_url) == copy.id:
        return "the other way round"
    if not copy.source_url:
        return None
    return "same site" if _domain(copy.source_url) == _domain(original.url) else "names another"


def _leads_to(db: sqlite3.Connection, url: str) -> int | None:
    row = db.execute(LEADS_TO, (canonical_url(url),)).fetchone()
    return row["article"] if row is not None else None


def _domain(url: str) -> str:
    return registered_domain(host_of(url))
