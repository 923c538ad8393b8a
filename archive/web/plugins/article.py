"""Gathers what the page of one article shows, and the difference between two versions (reads the database)."""

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.diff import Budget, Change, Difference, Paragraph, Words, compare, compare_words
from archive.schema import CONTENT, SEEN
from archive.web.plugins.cells import day_of, plain
from archive.web.plugins.chart import draw
from archive.web.plugins.safety import safe_body

Row = Mapping[str, Any]

EDITS_SHOWN = 20
# In a list of edits each comparison is bounded by so many pairs of words: an edit that needs more is a large one.
MAX_PAIRS_FOR_KIND = 1_000_000
# A value with a lower confidence is marked on the article's page; the query `low_confidence` has the same limit.
LOW_CONFIDENCE = 0.7
_LISTS_OF_VERSION = tuple(name for name, column in CONTENT.items() if column.is_list)
_LISTS = (*_LISTS_OF_VERSION, *(name for name, column in SEEN.items() if column.is_list))

_ARTICLE = """
SELECT articles.*, captures.captured_at, captures.warc, captures.offset, captures.length, captures.payload_digest,
    captures.url AS captured_url, captures.run, readings.found_by, readings.confidence,
    readings.views_text, readings.updated_text,
    (SELECT count(*) FROM readings AS seen WHERE seen.article = articles.url) AS readings
FROM articles JOIN captures ON captures.id = articles.capture JOIN readings ON readings.capture = articles.capture
WHERE articles.id = :id
"""
_EDITS = "SELECT * FROM history WHERE article = :url ORDER BY captured_at DESC LIMIT :limit"
_COUNTS = "SELECT captured_at, views FROM view_counts WHERE article = :url ORDER BY captured_at"
_VERSIONS = """
SELECT versions.*, (SELECT published_precision FROM readings WHERE version = versions.id
    ORDER BY captured_at DESC, capture LIMIT 1) AS published_precision
FROM versions WHERE id IN (SELECT value FROM json_each(:ids))
"""
_ARTICLES_OF = """
SELECT id, title, url FROM articles
WHERE url IN (SELECT article FROM readings WHERE version = :version) ORDER BY url
"""
_HELD = """
SELECT readings.held, substr(max(readings.captured_at), 1, 10) AS day, count(*) AS times
FROM addresses JOIN captures ON captures.address = addresses.url JOIN readings ON readings.capture = captures.id
WHERE addresses.article = :id AND readings.held IS NOT NULL GROUP BY readings.held ORDER BY day DESC
"""
_PARTS = {
    "held": _HELD,
    "comments": "SELECT * FROM comments WHERE article = :id ORDER BY position",
    "addresses": "SELECT url FROM addresses WHERE article = :id AND url <> :url ORDER BY url",
}


async def gather_article(database: Any, article_id: str) -> dict[str, Any] | None:
    """Return what the template of an article's page needs, or None if there is no such article."""
    found = (await database.execute(_ARTICLE, {"id": article_id})).first()
    if found is None:
        return None
    article = _decoded(found, _LISTS)
    url = article["url"]
    counts = [tuple(row) for row in await database.execute(_COUNTS, {"url": url})]
    parts = {name: list(await database.execute(sql, {"id": article_id, "url": url})) for name, sql in _PARTS.items()}
    return {
        "article": article,
        "body": safe_body(article["body_html"]),
        "found_by": _rules(article),
        "low_confidence": _low_confidence(article),
        "only_updated": _is_only_updated(article),
        "counts": counts,
        "chart": draw(counts),
        "edits": await _edits(database, url),
        **parts,
    }


def _rules(article: Row) -> list[tuple[str, str, float | None]]:
    """Return each field with the rule that found it and its confidence (0 to 1), None where that is not known."""
    confidence = json.loads(article["confidence"])
    return [(field, rule, confidence.get(field)) for field, rule in sorted(json.loads(article["found_by"]).items())]


def _low_confidence(article: Row) -> dict[str, float]:
    """Return the confidence of each field for which it is below LOW_CONFIDENCE."""
    confidence = json.loads(article["confidence"])
    return {field: share for field, share in confidence.items() if share < LOW_CONFIDENCE}


def _is_only_updated(article: Row) -> bool:
    """Tell whether the date of publication is that of the last update, because the page gives no other date."""
    return "updated" in json.loads(article["found_by"]).get("published_at", "").split()


async def compare_versions(database: Any, before: str, after: str) -> dict[str, Any] | None:
    """Return two versions, their difference and their articles, or None if one of them is not in the archive."""
    versions = await _versions(database, [before, after])
    if before not in versions or after not in versions:
        return None
    return {
        "before": versions[before],
        "after": versions[after],
        "difference": await _compare(versions[before], versions[after]),
        "articles": list(await database.execute(_ARTICLES_OF, {"version": after})),
    }


async def _compare(before: Row, after: Row) -> Difference:
    """Compare in a thread: long texts take a while, and other pages should not wait for them."""
    return await asyncio.to_thread(compare, before, after)


def kind_of_edit(connection: sqlite3.Connection, before: str, after: str) -> str | None:
    """Return the kind of the change between two versions, given by their ids: a function for SQL.

    None when one of them is not in the archive.
    """
    columns = ", ".join(name for name, column in CONTENT.items() if column.edit is not None)
    query = f"SELECT {columns} FROM versions WHERE id = ?"  # noqa: S608 - our own names
    rows = [connection.execute(query, (version,)).fetchone() for version in (before, after)]
    if None in rows:
        return None
    former, newer = (dict(zip(columns.split(", "), row, strict=True)) for row in rows)
    return compare(former, newer, budget=Budget(MAX_PAIRS_FOR_KIND)).kind


def words_changed(change: Change) -> tuple[Words, ...]:
    """Return a field's change word by word."""
    return compare_words(plain(change.before), plain(change.after))


def excerpt(paragraphs: Iterable[Paragraph]) -> list[Paragraph | int]:
    """Return the paragraphs that changed, with the number of those left out between them."""
    shown: list[Paragraph | int] = []
    for paragraph in paragraphs:
        if paragraph.sign != "=":
            shown.append(paragraph)
        elif shown and isinstance(shown[-1], int):
            shown[-1] += 1
        else:
            shown.append(1)
    return shown


async def _edits(database: Any, url: str) -> list[dict[str, Any]]:
    edits = list(await database.execute(_EDITS, {"url": url, "limit": EDITS_SHOWN}))
    versions = await _versions(database, [edit[side] for edit in edits for side in ("version", "previous_version")])
    pairs = [(dict(edit), versions[edit["previous_version"]], versions[edit["version"]]) for edit in edits]
    return [edit | {"difference": await _compare(before, after)} for edit, before, after in pairs]


async def _versions(database: Any, ids: Sequence[str]) -> dict[str, Row]:
    rows = await database.execute(_VERSIONS, {"ids": json.dumps(ids)})
    return {row["id"]: _decoded(row, _LISTS_OF_VERSION) | _published(row) for row in rows}


def _published(row: Row) -> dict[str, str]:
    """Return the date of publication as a day where the page gave only a day."""
    return {"published_at": day_of(row["published_at"])} if row["published_precision"] == "day" else {}


def _decoded(row: Row, lists: Sequence[str]) -> dict[str, Any]:
    return dict(row) | {name: json.loads(row[name]) for name in lists}
