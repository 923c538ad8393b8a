"""Sums up how an article was read, so that lists of many articles need not look at every reading (pure, and SQL)."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.schema import Row, article_id, rules_of_reading

FILL = f"""
UPDATE articles SET (rules, lowest_confidence) = (
    SELECT rules_of({rules_of_reading("found_by")}), lowest_of({rules_of_reading("confidence")})
    FROM readings WHERE readings.capture = articles.capture)
"""  # noqa: S608 - our own names


def provenance_of(reading: Mapping[str, Any]) -> Row:
    """Return the columns of an article that tell by which rules it was read, and how surely."""
    return {
        "rules": rules_of(reading["found_by"]),
        "lowest_confidence": lowest_of(reading["confidence"]),
    }


def rules_of(found_by: str) -> int:
    """Return the number of a set of rules, given as JSON: 52 bits of a hash of it."""
    return article_id(found_by)


def lowest_of(confidence: str) -> float | None:
    """Return the lowest confidence of any field, given as JSON; None if no field has one."""
    try:
        found = json.loads(confidence)
    except (TypeError, ValueError, RecursionError):
        return None
    shares = found.values() if isinstance(found, dict) else ()
    return min((share for share in shares if isinstance(share, int | float)), default=None)


def sum_up_everything(db: sqlite3.Connection) -> None:
    """Fill in these columns of all articles, as for a database whose release did not."""
    db.create_function("rules_of", 1, rules_of, deterministic=True)
    db.create_function("lowest_of", 1, lowest_of, deterministic=True)
    db.execute(FILL)
    for name in ("rules_of", "lowest_of"):
        db.create_function(name, 1, None)
