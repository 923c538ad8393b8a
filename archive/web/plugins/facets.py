"""Counts the rows of a table by a column or a list: Datasette's facets, made to stay fast in large tables.

Of all articles, or all of a site, the counts are those that the writer keeps (the table `tallies`). Of other rows at
most MAX_COUNTED are looked at, and the page says so.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from datasette.database import QueryInterrupted
from datasette.facets import ArrayFacet, ColumnFacet
from datasette.utils import escape_sqlite, path_with_added_args, path_with_removed_args
from datasette.utils.asgi import BadRequest

from archive.schema import FACETS_INDEX

MAX_COUNTED = 5_000
# What the writer counts by the columns of `articles`, as the table `tallies` calls it.
_TALLIES: Mapping[str, str] = {
    "authors": "author",
    "categories": "category",
    "language": "language",
    "site": "site",
    "tags": "tag",
    "year": "year",
}
_TALLIED = """
SELECT name AS value, articles AS count FROM tallies WHERE what = :what AND site = :site
ORDER BY articles DESC, name LIMIT :most
"""
_SELECT = re.compile(r"\s*select [^()]+? from (?=\S+(?: where |\s*$))", re.IGNORECASE)
_ARTICLES = re.compile(r"\s*select [^()]+? from articles( where .*)", re.IGNORECASE | re.DOTALL)
# The columns that the index of facets has; and those that the index of each of them has, by which rows are filtered.
_IN_INDEX = frozenset({"id", "site", "year", "language", "authors", "categories"})
_BESIDE = frozenset({"site", "year", "language"})
_EQUAL = re.compile(r' where "(?:site|year|language)" = :p\d+ *')
# Of a facet: what Datasette's template and JSON show.
Result: TypeAlias = dict[str, Any]


class NarrowColumnFacet(ColumnFacet):  # type: ignore[misc] # Datasette publishes no types
    """A facet of a column that the writer has counted already, or that looks at a bounded number of rows."""

    sql: str

    async def facet_results(self) -> Any:
        """Count the values of columns."""
        tallied, others = await _tallied(self)
        if not others:
            return tallied, []
        if await self._references() & set(map(_column, others)):
            self.sql = counted_of(self.sql, map(_column, others))
            self.get_configs = lambda: others
            results, timed_out = await super().facet_results()
        else:
            results, timed_out = await _results_of(self, others, _of_columns(self.sql, others, self.get_facet_size()))
        return [*tallied, *results], timed_out

    async def _references(self) -> set[str]:
        """Return the columns whose values Datasette shows by a name from another table."""
        if not self.table:
            return set()
        keys = await self.ds.get_database(self.database).foreign_keys_for_table(self.table)
        return {key["column"] for key in keys}


class NarrowArrayFacet(ArrayFacet):  # type: ignore[misc] # Datasette publishes no types
    """An array facet that selects only the columns that it needs.

    Datasette's own sorts whole rows, with the texts, and exceeds its time limit with some thousand articles.
    """

    sql: str

    async def facet_results(self) -> Any:
        """Count the items of arrays over rows that hold only their key and those arrays."""
        tallied, others = await _tallied(self)
        if not others:
            return tallied, []
        self.get_configs = lambda: others
        keys = await self.ds.get_database(self.database).primary_keys(self.table) if self.table else []
        if keys:
            sql = _of_arrays(self.sql, others, keys, self.get_facet_size())
            results, timed_out = await _results_of(self, others, sql)
        else:
            results, timed_out = await super().facet_results()
        return [*tallied, *results], timed_out


async def _results_of(facet: Any, configs: list[Any], sql: str) -> tuple[list[Result], list[str]]:
    """Return facets of the rows of one query: number of the facet, value, count; or which took long."""
    limit = facet.ds.setting("facet_time_limit_ms")
    try:
        found = (await facet.ds.execute(facet.database, sql, facet.params, custom_time_limit=limit)).rows
    except QueryInterrupted:
        return [], [_column(entry) for entry in configs]
    rows_of = [[row for row in found if row[0] == place] for place, _ in enumerate(configs)]
    return [_result(facet, entry, rows) for entry, rows in zip(configs, rows_of, strict=True)], []


def _of_columns(rows: str, configs: list[Any], size: int) -> str:
    """Return the query of the most frequent values of columns, one more of each than are shown."""
    columns = list(map(_column, configs))
    named = ", ".join(f"{escape_sqlite(column)} as value_{place}" for place, column in enumerate(columns))
    counted = " union all ".join(
        f"select * from (select {place}, value_{place} as value, count(*) as rows_with from counted"  # noqa: S608 - numbers
        f" where value_{place} is not null group by 2 order by rows_with desc, value limit {size + 1})"
        for place, _ in enumerate(columns)
    )
    return f"with counted as materialized (select {named} from ({counted_of(rows, columns)})) {counted}"  # noqa: S608 - escaped by Datasette's own function


def _of_arrays(rows: str, configs: list[Any], keys: list[str], size: int) -> str:
    """Return the query of the most frequent items of columns of JSON; an item that a row has twice counts once."""
    arrays = list(map(_column, configs))
    columns = ", ".join(f"{_valid(escape_sqlite(array))} as items_{place}" for place, array in enumerate(arrays))
    key = " || ',' || ".join(map(escape_sqlite, keys))
    counted = " union all ".join(
        f"select * from (select {place}, items.value as item, count(distinct row_key) as rows_with"  # noqa: S608 - numbers
        f" from counted, json_each(items_{place}) as items group by item order by rows_with desc, item"
        f" limit {size + 1})"
        for place, _ in enumerate(arrays)
    )
    of_rows = f"select {key} as row_key, {columns} from ({counted_of(rows, [*keys, *arrays])})"  # noqa: S608 - escaped by Datasette's own function
    return f"with counted as materialized ({of_rows}) {counted}"


def counted_of(rows: str, columns: Iterable[str]) -> str:
    """Return the query of these columns of the rows that are counted.

    Always with a limit: else SQLite would look at all rows in the order of an index of what is counted. Of articles
    that no index of their filter has with these columns, the index of facets has them.
    """
    asked = tuple(dict.fromkeys(columns))
    counted = f"{_narrow(rows, asked)} limit {MAX_COUNTED}"
    filtered = _ARTICLES.fullmatch(rows)
    if filtered is None or not set(asked) <= _IN_INDEX or (set(asked) <= _BESIDE and _EQUAL.fullmatch(filtered[1])):
        return counted
    ids = f"{_narrow(rows, ['id'])} limit {MAX_COUNTED}"
    return f"select {', '.join(asked)} from articles indexed by {FACETS_INDEX} where id in ({ids})"  # noqa: S608 - our own names


def _narrow(sql: str, columns: Iterable[str]) -> str:
    """Return the query of the rows of a table with only these columns, which an index may have alone."""
    found = _SELECT.match(sql)
    if found is None:
        return sql
    return f"select {', '.join(map(escape_sqlite, dict.fromkeys(columns)))} from {sql[found.end() :]}"  # noqa: S608 - escaped by Datasette's own function


def _valid(column: str) -> str:
    """Return the SQL of a column's JSON, with an empty array where a damaged database has something else."""
    return f"iif(json_valid({column}), {column}, '[]')"


def _column(entry: Mapping[str, Any]) -> str:
    column = entry["config"].get("column") or entry["config"].get("simple")
    if not column:
        raise BadRequest("_facet names no column. Write _facet=site, or another column.")
    return str(column)


async def _tallied(facet: Any) -> tuple[list[Result], list[Any]]:
    """Return the facets that the writer has counted, and the configurations of those that are to be counted."""
    configured = facet.get_configs()
    site = _only_site(facet.request) if is_counted_by_writer(facet.request, facet.table) else None
    if site is None:
        return [], configured
    results, others = [], []
    for entry in configured:
        result = await _counted(facet, entry, site) if _column(entry) in _TALLIES else None
        if result is None:
            others.append(entry)
        else:
            results.append(result)
    return results, others


def is_counted_by_writer(request: Any, table: str | None) -> bool:
    """Tell whether the writer has counted the rows of a list: all articles, or all of a site."""
    return table == "articles" and _only_site(request) is not None


def _only_site(request: Any) -> str | None:
    """Return the site to which a list is filtered, empty for all articles, None if something else filters it."""
    filters = [key for key in request.args if not key.startswith("_") or "__" in key]
    if {"_search", "_where", "_through"} & set(request.args) or "_search_" in "".join(request.args):
        return None
    sites = request.args.getlist("site")
    return (sites[0] if sites else "") if set(filters) <= {"site"} and len(sites) <= 1 else None


async def _counted(facet: Any, entry: Mapping[str, Any], site: str) -> Result | None:
    """Return a facet with the writer's counts; None where the archive has none yet."""
    column, size = _column(entry), facet.get_facet_size()
    # The sites themselves are counted over all sites.
    of_site = "" if column == "site" else site
    values = {"what": _TALLIES[column], "site": of_site, "most": size + 1}
    try:
        found = (await facet.ds.execute(facet.database, _TALLIED, values)).rows
    except (sqlite3.Error, QueryInterrupted):
        return None
    if not found:
        return None
    rows = [row for row in found if column != "site" or site in {"", row["value"]}]
    return _result(facet, entry, [(None, row["value"], row["count"]) for row in rows])


def _result(facet: Any, entry: Mapping[str, Any], values: Iterable[Any]) -> Result:
    """Return a facet of rows of anything, a value and a count."""
    column = _column(entry)
    argument = f"{column}__arraycontains" if facet.type == "array" else column
    counts = [(value, count) for _, value, count in values]
    size = facet.get_facet_size()
    removed = {"_facet_array" if entry["source"] == "request" and facet.type == "array" else "_facet": column}
    return {
        "name": column,
        "type": facet.type,
        "hideable": entry["source"] != "metadata",
        "toggle_url": facet.ds.urls.path(path_with_removed_args(facet.request, removed)),
        "results": [_choice(facet, argument, value, count) for value, count in counts[:size]],
        "truncated": len(counts) > size,
    }


def _choice(facet: Any, argument: str, value: Any, count: int) -> Result:
    shown = int(value) if argument == "year" and str(value).isdigit() else value
    selected = str(value) in facet.request.args.getlist(argument)
    changed = {argument: str(value)}
    path = (path_with_removed_args if selected else path_with_added_args)(facet.request, changed)
    return {
        "value": shown,
        "label": shown,
        "count": count,
        "toggle_url": facet.ds.absolute_url(facet.request, facet.ds.urls.path(path)),
        "selected": selected,
    }
