"""Writes SQL around a query, so that a list has pages, an order, filters, and counts (pure)."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from archive.schema import TABLES, VIEWS
from archive.web.lists.asked import Asked
from archive.web.lists.operators import Condition, sql_of

# So many rows are counted, exactly or at all, for the number of pages and for facets.
MAX_COUNTED = 10_000
FACET_SIZE = 12
# What makes a row one of a kind where a column has equal values, so that no row is on two pages.
_TIE_BREAKERS = ("article", "id", "url", "capture", "run", "domain", "site", "field", "rule", "name", "title")
_SELECT = re.compile(r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*(?:select|with|values)\b", re.IGNORECASE | re.DOTALL)
_NEEDS_ALL = re.compile(
    r"\b(?:group\s+by|with\s+recursive|(?:min|max|lag|row_number|rank)\([^()]*\)\s+over)\b", re.IGNORECASE
)
_COUNT = re.compile(r"select count\(\*\) (?=from )")
_ROWS_OF_TABLE = re.compile(
    r"(?P<columns>select .*?) from (?P<table>\w+) (?P<where>where .* )?(?P<order>order by .*)", re.DOTALL
)
_IN_ARRAY = re.compile(
    r"(?P<value>:p\d+) (?P<no>not )?in"
    r' \(select value from json_each\("articles"\."(?P<list>authors|categories|tags)"\)\)'
)
# Of rows with equal values Datasette takes those with the lesser key first, for which SQLite reads each of them.
_BY_KEY = re.compile(r"(?P<order>order by (?:\w+|\[[^\]]+\])(?: desc)?), (?P<key>\w+)")
_PAGE_OF_TABLE = re.compile(r" limit (?P<rows>\d+)(?: offset \d+)?$")


class Statement(NamedTuple):
    """SQL with the parameters that it names beside those of the query in it."""

    sql: str
    parameters: dict[str, Any]


def can_be_wrapped(sql: str) -> bool:
    """Tell whether a statement gives rows that another one can select from; EXPLAIN and PRAGMA do not."""
    return _SELECT.match(sql) is not None


def is_computed_whole(sql: str) -> bool:
    """Tell whether all of a query's rows must be known before its first one, as far as its words tell."""
    return _NEEDS_ALL.search(sql) is not None


def quoted(column: str) -> str:
    """Return a column of the wrapped query as SQL; a name that it has not is an error and never a text."""
    return f'listed."{column.replace(chr(34), chr(34) * 2)}"'


def page_of(sql: str, asked: Asked, columns: Collection[str] = ()) -> Statement:
    """Return the statement of a page and one row more, by which a next page is known."""
    whole = whole_of(sql, asked, columns)
    # At the end of an aggregate without rows to skip, SQLite stops at the limit.
    return Statement(f"{whole.sql}\nLIMIT {asked.size + 1} OFFSET {asked.skipped}", whole.parameters)


def whole_of(sql: str, asked: Asked, columns: Collection[str] = ()) -> Statement:
    """Return the statement of all rows that pass the filters, in the order that is asked for."""
    where, parameters = _where(asked.conditions)
    order = ""
    if asked.sort:
        ties = [quoted(name) for name in _TIE_BREAKERS if name in columns and name != asked.sort]
        first = f"{quoted(asked.sort)} DESC" if asked.is_descending else f"{quoted(asked.sort)} ASC NULLS LAST"
        order = f"\nORDER BY {', '.join([first, *ties])}"
    return Statement(f"SELECT * FROM (\n{bare(sql)}\n) AS listed{where}{order}", parameters)  # noqa: S608 - names are quoted, values are parameters


def bare(sql: str) -> str:
    """Return a statement without the semicolon at its end."""
    return sql.strip().rstrip(";").rstrip()


def counts_of(sql: str, conditions: Iterable[Condition], facets: Sequence[str]) -> Statement:
    """Return the statement that counts the rows, and of each facet the most frequent values, in one run of the query.

    Its rows are (facet or None, value, count). At most MAX_COUNTED rows, and one, are looked at. In a join SQLite
    leaves out the query's own order, which would sort all rows.
    """
    where, parameters = _where(conditions)
    rows = f"(SELECT 1) CROSS JOIN (\n{bare(sql)}\n) AS listed{where}"
    names = ", ".join(f"{quoted(facet)} AS f{number}" for number, facet in enumerate(facets)) or "1"
    counted = "".join(
        f"\nUNION ALL SELECT * FROM (SELECT {number}, f{number}, count(*) AS rows FROM counted"  # noqa: S608 - numbers
        f" WHERE f{number} IS NOT NULL AND f{number} <> '' GROUP BY 2 ORDER BY rows DESC, 2 LIMIT {FACET_SIZE + 1})"
        for number, _ in enumerate(facets)
    )
    return Statement(
        f"WITH counted AS MATERIALIZED (SELECT {names} FROM {rows}"  # noqa: S608 - quoted
        f" LIMIT {MAX_COUNTED + 1})\nSELECT NULL, NULL, count(*) FROM counted{counted}",
        parameters,
    )


def _where(conditions: Iterable[Condition]) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    parameters: dict[str, Any] = {}
    for number, condition in enumerate(conditions):
        sql, values = sql_of(condition, quoted(condition.column), number)
        parts.append(sql)
        parameters |= values
    return (f"\nWHERE {' AND '.join(parts)}" if parts else ""), parameters


def bounded_count(sql: str, most: int) -> str | None:
    """Return Datasette's query for the number of rows of a table that pass a filter, which counts at most `most`.

    None for another query, and for one of a whole table, which SQLite counts fast in an index.
    """
    found = _COUNT.match(sql)
    if not found or (" where " not in sql and sql[found.end() :].removeprefix("from ").strip(" []") not in VIEWS):
        return None
    return f"{_COUNT.sub('select count(*) from (select 1 ', sql, count=1)} limit {most})"  # noqa: S608 - Datasette's own


def page_of_table(sql: str, asked: Asked) -> str:
    """Return Datasette's query for rows of a table with the rows of the pages before left out.

    Rows with equal values stand in the order in which they are stored, on each page, since an index has that.
    """
    found = _PAGE_OF_TABLE.search(sql)
    if found is None:
        return sql
    skipped = (asked.page - 1) * (int(found["rows"]) - 1)
    limit = f" limit {found['rows']} offset {skipped}" if skipped else found[0]
    parts = _ROWS_OF_TABLE.fullmatch(sql[: found.start()])
    if parts is None or parts["table"] not in TABLES or "WITHOUT ROWID" in TABLES[parts["table"]].options:
        return f"{sql[: found.start()]}{limit}"
    # The rows that are left out need no more than their place in the order.
    table = parts["table"]
    order = _BY_KEY.sub(lambda keyed: _by_rowid(table, keyed), parts["order"])
    if not skipped and not parts["where"]:
        # The first rows in the order of an index need no sort, for which long values would take much memory.
        return f"{parts['columns']} from {table} {order}{limit}"
    ids = f"select rowid from {table} {parts['where'] or ''}{order}{limit}"  # noqa: S608 - Datasette's own
    return f"{parts['columns']} from {table} where rowid in ({ids}) {order}"


def _by_rowid(table: str, keyed: re.Match[str]) -> str:
    """Return an order by a column and the key of a table as one by the column and the place where a row is stored."""
    column = TABLES[table].columns.get(keyed["key"])
    is_whole_key = column is not None and column.type.startswith("TEXT PRIMARY KEY")
    return f"{keyed['order']}, rowid" if is_whole_key else keyed[0]


def by_index(sql: str) -> str:
    """Return Datasette's query with `arraycontains` of authors, categories and tags looked up in their own tables.

    An author's articles are found in the index of names, and no JSON of other articles is parsed.
    """
    return _IN_ARRAY.sub(r'"articles"."id" \g<no>in (select article from \g<list> where name = \g<value>)', sql)
