"""Gathers what the page of one version shows, and which version was shown at a time (reads the database)."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive.ask import SEEN_VERSIONS, SHOWN_AT, to_moment
from archive.schema import CONTENT, items_of
from archive.web.article.body import safe_body
from archive.web.plugins.citation import gather_citation
from archive.web.plugins.values import MAX_LINE, MAX_TEXT, clean_row, cut, with_forms
from archive.web.plugins.view import images_of

# Of the edits around a version, and the articles that showed it.
MAX_ROWS = 100

_VERSION = "SELECT *, length(body_text) AS characters FROM versions WHERE id = :id"
# When it was published, as the last reading says whose date counts for it.
_DATED = """
SELECT published_day, published_offset, published_precision FROM readings
WHERE capture = (SELECT ifnull(dated_by, capture) FROM readings
    WHERE version = :id AND held IS NULL ORDER BY captured_at DESC, capture LIMIT 1)
"""
_SEEN = f"""
SELECT articles.id, articles.url, articles.site, articles.version = :id AS is_newest,
    first_seen_at, last_seen_at, captures, (SELECT capture FROM readings AS first WHERE first.article = articles.url
        AND first.version = :id AND first.held IS NULL ORDER BY captured_at, capture LIMIT 1) AS capture
FROM ({SEEN_VERSIONS.format(condition="readings.version = :id")}) AS seen JOIN articles ON articles.url = seen.article
ORDER BY articles.url LIMIT :limit
"""  # noqa: S608 - our own names
_BEFORE = "SELECT * FROM history WHERE article = :article AND version = :id ORDER BY captured_at LIMIT :limit"
_AFTER = "SELECT * FROM history WHERE article = :article AND previous_version = :id ORDER BY captured_at LIMIT :limit"
# Fields that the page shows in other places.
_SHOWN_ELSEWHERE = frozenset({"title", "subtitle", "authors", "body_text", "body_markdown", "body_html"})
# Of the links and images in a text, so many are listed.
MAX_ITEMS = 500


async def gather_version(database: Any, version: str, absolute: Callable[[str], str]) -> dict[str, Any] | None:
    """Return what the template of a version's page needs, or None if there is no such version.

    `absolute` makes a URL of a path on this server.
    """
    values = {"id": version, "limit": MAX_ROWS}
    found = (await database.execute(_VERSION, values)).first()
    if found is None:
        return None
    row = clean_row(with_forms(found))
    articles = list(map(clean_row, await database.execute(_SEEN, values)))
    trouble, html = row["problem"], row["body_html"]
    shown = articles[0] if articles else None
    images = await images_of(database, html, shown["url"], shown["first_seen_at"]) if shown else {}
    try:
        articles = [await _with_edits(database, article, values) for article in articles]
    except sqlite3.Error as error:
        # Such as a view that is missing from a damaged database; the text can be shown all the same.
        trouble = f"{trouble} What it replaced and what replaced it cannot be shown: {error}.".strip()
    return {
        "version": row,
        # Half a document is no HTML.
        "body": safe_body(html, images) if len(html) <= MAX_TEXT else "",
        "fields": [(name, row[name]) for name in CONTENT if name not in _SHOWN_ELSEWHERE and row[name]],
        "dated": {"published_at": row["published_at"]}
        | next(map(clean_row, await database.execute(_DATED, values)), {}),
        "images": list(_items(found["images"], "caption", "alt")),
        "links": list(_items(found["links"], "text")),
        "articles": articles,
        "trouble": trouble,
        "most_characters": MAX_TEXT,
        "cited": await gather_citation(database, articles[0]["capture"], absolute) if articles else None,
    }


def _items(stored: Any, *names: str) -> Iterator[tuple[str, str]]:
    """Yield the URLs of images or links, as they are stored, each with the first of these words that it has."""
    for item in items_of(stored or "[]")[:MAX_ITEMS]:
        if isinstance(item, Mapping):
            words = next((str(item[name]) for name in names if item.get(name)), "")
            yield cut(str(item.get("url") or ""), MAX_LINE), cut(words, MAX_LINE)


async def _with_edits(database: Any, article: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    asked = {**values, "article": article["url"]}
    edits = {name: list(map(clean_row, await database.execute(sql, asked))) for name, sql in _EDITS.items()}
    return article | edits


_EDITS = {"before": _BEFORE, "after": _AFTER}


async def version_shown_at(database: Any, article: str, day: str | None) -> dict[str, Any] | None:
    """Return the version that an article's page showed on a day or at a time, as asked for with `?at=`.

    {"asked", "version", "capture", "captured_at": the last capture by then}, or "problem": what is wrong with the day
    that was asked for; None if nothing is asked.
    """
    if not day:
        return None
    try:
        until = to_moment(day, is_end=True)
    except ValueError:
        return {"asked": day, "problem": "is no day or time; write one such as 2026-03-01"}
    row = (await database.execute(SHOWN_AT, {"article": article, "until": until.isoformat()})).first()
    if row is None:
        return {"asked": day, "problem": "is before the first capture of this article"}
    return {"asked": day, **clean_row(row)}
