"""Gathers the articles that share much of the text of one article, for its page (reads the database)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.ask import OF_ARTICLE
from archive.web.plugins.dates import DAYS, day_of, first_day
from archive.web.plugins.values import clean_row

MAX_ROWS = 100

# First the candidate originals, then those with most words in common.
_MOST_ALIKE = f"""
SELECT * FROM ({OF_ARTICLE}) ORDER BY copy = :article AND is_candidate DESC, shared DESC, original, copy
LIMIT {MAX_ROWS + 1}
"""  # noqa: S608 - our own names

_BY = {
    "publication": "its date of publication",
    "capture": "its first capture",
    "edit": "the first capture of the version with it",
}
_SOURCES = {
    "agrees": "agrees: the copy's page names the original",
    "same site": "agrees: the copy's page names another page of the original's site",
    "names another": "disagrees: the copy's page names a page of another site",
    "the other way round": "disagrees: the original's page names the copy",
}


async def gather_copies(database: Any, article: int) -> dict[str, Any]:
    """Return what the template `_copies.html` needs: the pairs of an article, its own side, or the problem.

    A pair has the other article (`other`), the shares of either text in percent, what its source link says, the two
    versions to compare, and notes on versions that are not the newest.
    """
    try:
        found = await database.execute(_MOST_ALIKE, {"article": article})
    except sqlite3.Error as error:
        # Such as a table that is missing from a damaged database; the text can be shown all the same.
        return {"problem": f"The copies cannot be shown: {error}."}
    pairs = [_pair(clean_row(row), str(article)) for row in found]
    return {
        "pairs": pairs[:MAX_ROWS],
        "more": len(pairs) > MAX_ROWS,
        "own": pairs[0]["own"] if pairs else None,
        "is_original": not any(pair["is_later"] for pair in pairs),
    }


def _pair(row: Mapping[str, Any], article: str) -> dict[str, Any]:
    is_later = str(row["copy"]) == article
    own, other = ("copy", "original") if is_later else ("original", "copy")
    sides = {side: _side(row, side) for side in (own, other)}
    names = {own: "this one", other: "the other"}
    return {
        "is_later": is_later,
        "is_original": is_later and bool(row["is_candidate"]),
        "own": sides[own],
        "other": sides[other],
        "own_share": row[f"share_of_{own}"],
        "other_share": row[f"share_of_{other}"],
        "source": _SOURCES.get(str(row["source_says"]), ""),
        "before": row["original_version"],
        "after": row["copy_version"],
        "notes": [f"an earlier version of {names[side]}" for side in (own, other) if not row[f"{side}_is_newest"]],
    }


def _side(row: Mapping[str, Any], side: str) -> dict[str, Any]:
    names = ("url", "site", "title", "at", "gone_at")
    by = str(row[f"{side}_at_by"])
    found = {"id": row[side], "words": _BY.get(by, by), **{name: row[f"{side}_{name}"] for name in names}}
    # As on every page; the end of the day by which some are ordered would look like a time.
    to_day = day_of if row[f"{side}_published_precision"] in DAYS else first_day
    at = (row[f"{side}_published_day"] or to_day(found["at"])) if by == "publication" else None
    return found | ({"at": at, "precision": "day"} if at else {"precision": None})
