"""Counts the articles of a search, and those by site, category, author and so on (reads the database).

All are counted if no more than MOST articles are to be looked at. Else a sample of them is counted, whose shares are
those of all (`hits.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.database import QueryInterrupted

from archive.schema import FACETS_INDEX
from archive.web.search.hits import MOST, TIME_LIMIT_MS, Selection, count

# To count what has common words may take as long, in milliseconds; else it is estimated.
COUNT_LIMIT_MS = 100
# Links are counted on so many articles.
SAMPLED = 1_000
# Of a facet so many values are listed.
VALUES = 10
_COLUMNS = ("site", "year", "language")
_LISTS = {"category": "categories", "author": "authors"}
_FLAGS = {"edited": "versions > 1", "gone": "gone_at IS NOT NULL"}


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value of a facet, and how many articles have it."""

    value: str
    articles: int


@dataclass(frozen=True, kw_only=True)
class Facets:
    """How many articles there are, and by facet the most frequent values.

    `is_estimated` tells that their number is an estimate, `are_sampled` names the facets of which this is so.
    """

    articles: int
    is_estimated: bool
    values: Mapping[str, tuple[Value, ...]]
    are_sampled: frozenset[str]


async def count_facets(database: Any, selection: Selection) -> Facets:
    """Return how many articles a search finds, and its facets; estimated where there are too many."""
    sql = _sql(selection.sampled(MOST + (selection.match is None)))
    rows = list(await database.execute(sql, selection.parameters, custom_time_limit=TIME_LIMIT_MS))
    looked_at = next((row[2] for row in rows if row[0] == "found"), 0)
    total, is_estimated = await _total(database, selection, looked_at)
    scale = total / looked_at if looked_at else 1.0
    cites_scale = total / min(looked_at, SAMPLED) if looked_at else 1.0
    values: dict[str, tuple[Value, ...]] = {}
    for name in ("site", *_LISTS, "year", "language", *_FLAGS, "cites"):
        by = cites_scale if name == "cites" else scale
        own = [
            Value(value=str(row[1]), articles=about(row[2] * by, is_exact=by == 1)) for row in rows if row[0] == name
        ]
        values[name] = tuple(each for each in own if each.articles and each.value)
    return Facets(
        articles=about(total, is_exact=not is_estimated),
        is_estimated=is_estimated,
        values=values,
        are_sampled=frozenset(name for name in values if (cites_scale if name == "cites" else scale) != 1),
    )


async def _total(database: Any, selection: Selection, looked_at: int) -> tuple[float, bool]:
    """Return how many articles are found, and whether that is an estimate."""
    if selection.way == "many":
        return await _total_of_many(database, selection, looked_at)
    if selection.way == "few" and not selection.is_narrowed:
        return selection.words, False
    if selection.way == "narrow" or max(selection.words, looked_at) <= MOST:
        return looked_at, False
    return await count(database, selection.found(), selection.parameters), False


async def _total_of_many(database: Any, selection: Selection, looked_at: int) -> tuple[float, bool]:
    if selection.is_narrowed:
        return looked_at * selection.words / MOST, True
    words = "SELECT count(*) FROM articles_fts_words WHERE articles_fts_words MATCH :match"
    try:
        counted = await database.execute(words, selection.parameters, custom_time_limit=COUNT_LIMIT_MS)
    except QueryInterrupted:
        return selection.words, True
    return int(next(iter(counted))[0]), False


def about(number: float, *, is_exact: bool) -> int:
    """Return a number, of an estimate only its first two digits."""
    whole: int = round(number)
    if is_exact or whole < 100:
        return whole
    unit = 10 ** (len(str(whole)) - 2)
    return int(round(whole / unit) * unit)


def _sql(found: str) -> str:
    """Return one statement for all facets: rows of a name, a value and a number of articles."""
    columns = ", ".join(("articles.id", *_COLUMNS, *_LISTS.values(), "versions", "gone_at"))
    parts = [
        "SELECT 'found', '', count(*) FROM looked_at",
        *(_most(name, name, f"looked_at WHERE {name} IS NOT NULL") for name in _COLUMNS),
        *(
            _most(name, "value", f"looked_at, json_each(iif(json_valid({column}), {column}, '[]'))")
            for name, column in _LISTS.items()
        ),
        *(_most(name, f"iif({condition}, '1', '0')", "looked_at") for name, condition in _FLAGS.items()),
        _most("cites", "domain", _CITED, "count(DISTINCT links.article)"),
    ]
    # In the order of the ids, in which the index has them.
    articles = f"articles INDEXED BY {FACETS_INDEX} ON articles.id = found.id"
    looked_at = f"SELECT {columns} FROM found CROSS JOIN {articles}"  # noqa: S608 - our own
    return (
        f"WITH found AS MATERIALIZED ({found}), looked_at AS MATERIALIZED ({looked_at}) {' UNION ALL '.join(parts)}"
    )


_CITED = (
    f"(SELECT id FROM looked_at LIMIT {SAMPLED}) AS some CROSS JOIN links ON links.article = some.id"  # noqa: S608
    " WHERE domain <> ''"
)


def _most(name: str, value: str, rows: str, number: str = "count(*)") -> str:
    """Return the SELECT of the most frequent values of a facet."""
    select = f"SELECT '{name}', {value} AS choice, {number} AS articles FROM {rows} GROUP BY 2"  # noqa: S608 - our own
    return f"SELECT * FROM ({select} ORDER BY articles DESC, choice LIMIT {VALUES})"  # noqa: S608 - our own names
