"""Reads the counts that the writer keeps (reads the database)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.web.charts import Chart, Point, Series
from archive.web.plugins.values import number_of, text_of

_COUNT = "SELECT articles FROM tallies WHERE what = :what AND site = :site AND name = :name"
# For each kind of which months are counted, a name and the month behind it are one name.
_MONTHS_OF_NAME = """
SELECT substr(name, -7), articles FROM tallies
WHERE what = :what AND site = '' AND name BETWEEN :name || ' 0' AND :name || ' :' AND length(name) = length(:name) + 8
ORDER BY name
"""
_MONTHS = "SELECT name, articles FROM tallies WHERE what = 'month' AND site = :site ORDER BY name"
_MONTHS_BY_SITE = "SELECT site, name, articles FROM tallies WHERE what = 'month' AND site > '' ORDER BY site, name"
# Of the categories beside those with the most articles, the months are added up.
_MONTHS_BY_CATEGORY = """
SELECT iif(category IN (SELECT value FROM json_each(:largest)), category, :rest) AS shown, month, total(articles)
FROM (
    SELECT substr(name, 1, length(name) - 8) AS category, substr(name, -7) AS month, articles FROM tallies
    WHERE what = 'category month' AND site = ''
) GROUP BY shown, month ORDER BY shown, month
"""
MAX_CATEGORIES, OTHERS = 7, "all others"
_BY_SITE = """
SELECT site, articles FROM tallies WHERE what = :what AND name = :name
    AND site IN (SELECT name FROM tallies WHERE what = 'site' AND site = '')
ORDER BY articles DESC, site
"""
_TOP = """
SELECT name, articles FROM tallies WHERE what = :what AND site = :site ORDER BY articles DESC, name LIMIT :limit
"""
Counts = list[tuple[str, int]]


def counts_of(rows: Iterable[Any]) -> Counts:
    """Return rows of a name and a number, without those that a damaged database may have."""
    found = [(text_of(row[0]) or "", number_of(row[1])) for row in rows]
    return [(name, int(number)) for name, number in found if number is not None]


async def count(database: Any, what: str, name: str, *, site: str = "") -> int | None:
    """Return how many articles have a name, None if none has."""
    found = (await database.execute(_COUNT, {"what": what, "site": site, "name": name})).first()
    number = number_of(found[0]) if found is not None else None
    return int(number) if number is not None else None


async def by_site(database: Any, what: str, name: str) -> Counts:
    """Return how many articles of each site have a name, the most first."""
    return counts_of(await database.execute(_BY_SITE, {"what": what, "name": name}))


async def top(database: Any, what: str, *, site: str = "", limit: int = 12) -> Counts:
    """Return the names of a kind with the most articles."""
    return counts_of(await database.execute(_TOP, {"what": what, "site": site, "limit": limit}))


async def months(database: Any, *, site: str = "") -> Counts:
    """Return how many articles were published in each month, on one site or on all."""
    return counts_of(await database.execute(_MONTHS, {"site": site}))


async def months_of_name(database: Any, what: str, name: str) -> Counts:
    """Return how many articles with a name were published in each month."""
    return counts_of(await database.execute(_MONTHS_OF_NAME, {"what": f"{what} month", "name": name}))


async def months_by(database: Any, what: str) -> Mapping[str, Counts]:
    """Return how many articles of each site, or else of the largest categories, were published in each month."""
    found: dict[str, Counts] = {}
    if what == "site":
        rows = await database.execute(_MONTHS_BY_SITE)
    else:
        largest = json.dumps([name for name, _ in await top(database, "category", limit=MAX_CATEGORIES)])
        rows = await database.execute(_MONTHS_BY_CATEGORY, {"largest": largest, "rest": OTHERS})
    for group, month, number in _triples(rows):
        found.setdefault(group, []).append((month, number))
    return found


def _triples(rows: Iterable[Any]) -> Iterator[tuple[str, str, int]]:
    for row in rows:
        number = number_of(row[2])
        if number is not None:
            yield text_of(row[0]) or "", text_of(row[1]) or "", int(number)


def month_chart(
    title: str, groups: Mapping[str, Counts], *, y: str = "articles", links: Mapping[str, str] | None = None
) -> Chart | None:
    """Return bars of counts by month, stacked by group, or None without any."""
    series = [
        Series(name=name or "none", points=tuple(Point(month, number) for month, number in counts))
        for name, counts in groups.items()
        if counts
    ]
    if not series:
        return None
    return Chart(kind="bars", title=title, x="month", y=y, series=tuple(series), links=links or {})


def name_chart(title: str, x: str, counts: Counts, links: Mapping[str, str], *, y: str = "articles") -> Chart | None:
    """Return bars of counts by name, or None without any."""
    if not counts:
        return None
    points = tuple(Point(name, number) for name, number in counts)
    return Chart(kind="bars", title=title, x=x, y=y, series=(Series(name="", points=points),), links=links)
