"""Gathers the counts and lists of the home page (reads the database)."""

from typing import Any

from datasette.database import QueryInterrupted

from archive.web.plugins.values import clean_row

_SITES = """
SELECT name AS site, articles,
    (SELECT min(published_day) FROM articles WHERE articles.site = tallies.name) AS first,
    (SELECT max(published_day) FROM articles WHERE articles.site = tallies.name) AS last
FROM tallies WHERE what = 'site' AND site = '' ORDER BY articles DESC, name
"""
# Versions that no article shows are of pages that are joined, or of readings that are held.
_UNSHOWN = """
SELECT count(*) FROM (SELECT part AS version FROM readings WHERE part IS NOT NULL
        UNION SELECT version FROM readings WHERE held IS NOT NULL AND version IS NOT NULL) AS others
WHERE NOT EXISTS (SELECT 1 FROM readings WHERE readings.version = others.version AND article IS NOT NULL)
"""
_COUNTS = {
    "articles": "SELECT ifnull(sum(articles), 0) FROM tallies WHERE what = 'site' AND site = ''",
    "captures": "SELECT count(*) FROM captures",
    "versions": "SELECT count(*) FROM versions",
    "others": _UNSHOWN,
    "authors": "SELECT count(*) FROM tallies WHERE what = 'author' AND site = ''",
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
    counts = {name: await _number(database, sql) for name, sql in _COUNTS.items()}
    others = counts.pop("others")
    return {
        **counts,
        "versions": _less(counts["versions"], others),
        "run": next(map(clean_row, await database.execute(_RUN)), None),
        "events": list(map(clean_row, await database.execute(_EVENTS))),
        "sites": list(map(clean_row, await database.execute(_SITES))),
        "latest": list(map(clean_row, await database.execute(_LATEST))),
    }


def _less(number: int | None, other: int | None) -> int | None:
    return None if number is None or other is None else number - other


async def _number(database: Any, sql: str) -> Any:
    try:
        return (await database.execute(sql, custom_time_limit=500)).single_value()
    except QueryInterrupted:
        return None
