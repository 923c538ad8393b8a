"""Looks up which articles have much of the text of another one (reads the database).

table `copies` | by article, site or share | is the original itself a copy of another original | Copy
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

# Of the originals of one copy, those count that are no copy of another of its originals. So each of the copies of one
# text leads to the earliest article that has it, and a digest of several articles leads to each of them.
IS_CANDIDATE = """
NOT EXISTS (SELECT 1 FROM copies AS earlier JOIN copies AS both ON both.original = earlier.original
    AND both.copy = copies.copy WHERE earlier.copy = copies.original)
"""
_SIDE = """
{0}.url AS {0}_url, {0}.site AS {0}_site, {0}.title AS {0}_title, {0}.source_url AS {0}_source_url,
    {0}.published_at AS {0}_published_at, {0}.published_precision AS {0}_published_precision,
    {0}.published_day AS {0}_published_day,
    {0}.first_captured_at AS {0}_first_captured_at, {0}.gone_at AS {0}_gone_at,
    copies.{0}_version = {0}.version AS {0}_is_newest
"""
COPIES = f"""
SELECT copies.*, {IS_CANDIDATE} AS is_candidate, {_SIDE.format("original")}, {_SIDE.format("copy")}
FROM copies JOIN articles AS original ON original.id = copies.original JOIN articles AS copy ON copy.id = copies.copy
WHERE {{condition}}
ORDER BY copies.original_at, original.url, copies.copy_at, copy.url
"""  # noqa: S608 - our own names
# CROSS JOIN would be slower: an article's few rows are found by two indexes.
OF_ARTICLE = COPIES.format(
    condition="copies.rowid IN (SELECT rowid FROM copies WHERE original = :article"
    " UNION SELECT rowid FROM copies WHERE copy = :article)"
)
_OF_SITE = COPIES.format(
    condition="(:site IS NULL OR original.site = :site OR copy.site = :site)"
    " AND max(share_of_copy, share_of_original) >= :share"
)


@dataclass(frozen=True, kw_only=True)
class CopySide:
    """One article of a pair: `at` is since when it is known to have the text, `by` what tells that.

    `by` is "publication" (its date), "capture" (the first one) or "edit" (the first capture of a later version).
    `share` is the percent of its word sequences that the other one has. `version` is the one that is most like the
    other article, and `is_newest` tells whether the article still shows it.
    """

    id: int
    url: str
    site: str
    title: str | None
    at: str
    by: str
    share: float
    version: str
    is_newest: bool
    published_at: str | None
    published_day: str | None
    first_captured_at: str
    gone_at: str | None
    source_url: str | None


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A pair of articles: `copy` is known later than `original` to have a text that both have.

    `is_candidate` is False if the original is itself a copy of an earlier original of this copy. `source_says` is as
    in the table.
    """

    original: CopySide
    copy: CopySide
    shared: int
    is_candidate: bool
    source_says: str | None


def copies_of(db: sqlite3.Connection, article: int, *, min_share: float = 0) -> list[Copy]:
    """Return the pairs of one article, those of the earliest original first; `min_share` is a percent of either."""
    rows = db.execute(OF_ARTICLE, {"article": article}).fetchall()
    return [pair for pair in map(_copy, rows) if max(pair.original.share, pair.copy.share) >= min_share]


def all_copies(db: sqlite3.Connection, *, site: str | None = None, min_share: float = 0) -> Iterator[Copy]:
    """Yield all pairs of which one article is of a site, those of the earliest original first."""
    for row in db.execute(_OF_SITE, {"site": site, "share": min_share}):
        yield _copy(row)


def _copy(row: sqlite3.Row) -> Copy:
    return Copy(
        original=_side(row, "original"),
        copy=_side(row, "copy"),
        shared=row["shared"],
        is_candidate=bool(row["is_candidate"]),
        source_says=row["source_says"],
    )


def _side(row: sqlite3.Row, side: str) -> CopySide:
    names = ("url", "site", "title", "at", "version", "published_at", "published_day", "first_captured_at", "gone_at")
    return CopySide(
        id=row[side],
        by=row[f"{side}_at_by"],
        share=row[f"share_of_{side}"],
        is_newest=bool(row[f"{side}_is_newest"]),
        source_url=row[f"{side}_source_url"],
        **{name: row[f"{side}_{name}"] for name in names},
    )
