"""Finds the newest articles with a name, also among many, and what they have in common (reads the database)."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from archive.schema import FACETS_INDEX, host_of
from archive.web.charts import Chart, Point, Series
from archive.web.entities.names import Kind
from archive.web.entities.tallied import Counts, counts_of
from archive.web.plugins.values import clean_row, number_of, text_of

# What is not counted by the writer is counted in so many of the newest articles.
MAX_ARTICLES = 1_000
LISTED, MAX_NAMES, MAX_EDITS = 12, 12, 8
# With more articles than this, the newest are looked for among all of the months in which they were published.
MAX_JOINED = 5_000

_OF_NAME = """
SELECT articles.id FROM (SELECT DISTINCT article FROM {table} WHERE {column} = :name) AS named
JOIN articles ON articles.id = named.article ORDER BY articles.published_at DESC, articles.id LIMIT :limit
"""
# With the plus each article's own few rows are looked at, and not all with the name again for each article.
_AMONG_ALL = """
SELECT id FROM articles WHERE published_day BETWEEN :since AND :until
    AND EXISTS (SELECT 1 FROM {table} WHERE article = articles.id AND +{column} = :name)
ORDER BY published_day DESC, id LIMIT :limit
"""
_CHOSEN = "(SELECT value FROM json_each(:ids))"
_ARTICLES = f"""
SELECT id, url, title, site, authors, published_at, published_day, published_offset, published_precision, word_count,
    gone_at, versions
FROM articles WHERE id IN {_CHOSEN} ORDER BY published_at DESC, id
"""  # noqa: S608 - our own names
_LENGTHS = f"""
SELECT site, published_day, word_count FROM articles INDEXED BY {FACETS_INDEX} WHERE id IN {_CHOSEN}
"""  # noqa: S608 - our own names
_URL_OF_SITE = "SELECT url FROM articles WHERE site = :site ORDER BY published_at DESC LIMIT 1"
_NAMES = f"""
SELECT name, count(DISTINCT article) AS articles FROM {{table}} WHERE article IN {_CHOSEN} AND name IS NOT :name
GROUP BY name ORDER BY articles DESC, name LIMIT {MAX_NAMES}
"""  # noqa: S608 - our own names
_DOMAINS = f"""
SELECT domain, count(DISTINCT article) AS articles FROM links WHERE article IN {_CHOSEN} AND domain <> ''
GROUP BY domain ORDER BY articles DESC, domain LIMIT 200
"""  # noqa: S608 - our own names
_EDITS = f"""
SELECT changed_at, class, words_removed, words_added, changes.version, previous_version, article_id, title
FROM changes JOIN articles ON articles.id = changes.article_id
WHERE changes.article_id IN {_CHOSEN} AND change = 'edit' ORDER BY changed_at DESC, changes.id LIMIT {MAX_EDITS}
"""  # noqa: S608 - our own names
_CLASSES = f"""
SELECT class, count(*) FROM changes WHERE article_id IN {_CHOSEN} AND change <> 'new' GROUP BY class ORDER BY 2 DESC
"""  # noqa: S608 - our own names
Row = dict[str, Any]


async def newest_with(database: Any, kind: Kind, name: str, total: int, months: Counts) -> list[int]:
    """Return the ids of at most MAX_ARTICLES of the newest articles with a name, the newest first.

    `months` are the counts of those by month, which tell where to look for a name that very many have.
    """
    values: dict[str, Any] = {"name": name, "limit": MAX_ARTICLES}
    names = {"table": kind.table, "column": kind.column}
    if total <= MAX_JOINED or not months:
        return _ids(await database.execute(_OF_NAME.format(**names), values))
    needed, since = MAX_ARTICLES, months[0][0]
    for month, number in reversed(months):
        since, needed = month, needed - number
        if needed <= 0:
            break
    values |= {"since": since, "until": f"{months[-1][0]}-31"}
    return _ids(await database.execute(_AMONG_ALL.format(**names), values))


def _ids(rows: Any) -> list[int]:
    return [int(number) for row in rows if (number := number_of(row[0])) is not None]


async def articles_with(database: Any, ids: Sequence[int]) -> list[Row]:
    """Return the rows of articles, the newest first."""
    return list(map(clean_row, await database.execute(_ARTICLES, {"ids": json.dumps(list(ids))})))


async def names_in(database: Any, table: str, ids: Sequence[int], *, without: str | None = None) -> Counts:
    """Return the authors or categories of these articles with how many have each, the most first."""
    values = {"ids": json.dumps(list(ids)), "name": without}
    return counts_of(await database.execute(_NAMES.format(table=table), values))


async def lengths_of(database: Any, ids: Sequence[int]) -> list[Row]:
    """Return site, day and number of words of articles; an index has these, and not the rest of their rows."""
    return list(map(clean_row, await database.execute(_LENGTHS, {"ids": json.dumps(list(ids))})))


async def domains_in(database: Any, ids: Sequence[int], sites: Iterable[str]) -> Counts:
    """Return the domains that these articles of some sites cite, other than those of the sites themselves."""
    urls = [(await database.execute(_URL_OF_SITE, {"site": site})).first() for site in sites]
    own = {f".{host_of(text_of(url[0]) or '')}" for url in urls if url is not None}
    found = counts_of(await database.execute(_DOMAINS, {"ids": json.dumps(list(ids))}))
    return [(name, number) for name, number in found if not any(host.endswith(f".{name}") for host in own)][
        :MAX_NAMES
    ]


async def edits_in(database: Any, ids: Sequence[int]) -> tuple[list[Row], Counts]:
    """Return the newest edits of these articles, and how many changes there are of each class."""
    values = {"ids": json.dumps(list(ids))}
    edits = list(map(clean_row, await database.execute(_EDITS, values)))
    return edits, counts_of(await database.execute(_CLASSES, values))


def length_chart(articles: Sequence[Row]) -> Chart | None:
    """Return the median length of articles by month, or by year where they span many; None for a single one."""
    words = [(text_of(article["published_day"]) or "", number_of(article["word_count"])) for article in articles]
    known = [(day, number) for day, number in words if number is not None and len(day) == 10]
    spans_years = len({day[:7] for day, _ in known}) > 60
    groups: dict[str, list[float]] = {}
    for day, number in known:
        groups.setdefault(day[:4] if spans_years else day[:7], []).append(number)
    if len(groups) < 2:
        return None
    points = tuple(Point(period, median(numbers)) for period, numbers in sorted(groups.items()))
    period = "year" if spans_years else "month"
    return Chart(
        kind="lines",
        title=f"Median length by {period}",
        x=period,
        y="words",
        series=(Series(name="words", points=points),),
    )


def counted(values: Sequence[str | None], most: int = MAX_NAMES) -> Counts:
    """Return the values that come most often, with how often."""
    return Counter(value for value in values if value).most_common(most)
