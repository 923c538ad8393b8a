"""Gathers the counts and lists of the home page (reads the database)."""

from typing import Any

from datasette.database import QueryInterrupted

from archive.web.plugins.values import clean_row

_SITES = """
SELECT site, count(*) AS articles, min(published_day) AS first, max(published_day) AS last
FROM articles GROUP BY site ORDER BY articles DESC, site
"""
_COUNTS = {
    "articles": "SELECT count(*) FROM articles",
    "captures": "SELECT count(*) FROM captures",
    "versions": "SELECT count(DISTINCT version) FROM readings WHERE article IS NOT NULL",
    "authors": "SELECT count(DISTINCT name) FROM authors",
    "gone": "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL",
    "first": "SELECT min(published_day) FROM articles",
    "last": "SELECT max(published_day) FROM articles",
}
_RUN = "SELECT * FROM runs ORDER BY started_at DESC LIMIT 1"
_EVENTS = f"""
SELECT iif(type = 'object', json_extract(value, '$.what'), value) AS what,
    iif(type = 'object', substr(json_extract(value, '$.since'), 1, 10), '') AS since
FROM ({_RUN}) AS last, json_each(iif(json_valid(last.events), last.events, '[]'))
"""  # noqa: S608 - our own names
_LATEST = """
SELECT id, title, url, authors, published_at, published_day, published_offset, site FROM articles
WHERE published_at IS NOT NULL ORDER BY published_at DESC LIMIT 8
"""


async def gather_overview(database: Any) -> dict[str, Any]:
    """Return counts, sites, the last run and the newest articles; a count that takes too long is None."""
    return {
        **{name: await _number(database, sql) for name, sql in _COUNTS.items()},
        "run": next(map(clean_row, await database.execute(_RUN)), None),
        "events": list(map(clean_row, await database.execute(_EVENTS))),
        "sites": list(map(clean_row, await database.execute(_SITES))),
        "latest": list(map(clean_row, await database.execute(_LATEST))),
    }


async def _number(database: Any, sql: str) -> Any:
    try:
        return (await database.execute(sql, custom_time_limit=500)).single_value()
    except QueryInterrupted:
        return None
