"""Rewrites Datasette's queries of tables so that they take what the archive's writer keeps (pure).

It counts the rows of a table one by one, and sorts all articles of a range of days; a million of either take seconds.
"""

import re

from archive.schema import COUNTED_TABLES, TABLES

_COUNT = re.compile(r"\s*select count\(\*\) from \[?(\w+)\]?\s*", re.IGNORECASE)
_INSIDE_SEARCH = re.compile(r"select count\(\*\) from \[articles_fts_\w+\]")
# The date of publication by which rows are ordered is within a day of the day at the site: an index on it then gives
# both the rows and their order.
_SINCE = re.compile(r'"published_day" (>=?) :(p\d+)')
_UNTIL = re.compile(r'"published_day" (<=?) :(p\d+)')
# A sum of the largest integers, as a damaged database may have them, would be an error.
_TOTAL = "CAST(total(articles) AS INTEGER)"
# The rows behind a row in a descending order, those without a value last: as Datasette asks for them SQLite looks at
# each row before.
_BEHIND = re.compile(
    r"from (?P<table>\w+) where \((?P<column>\w+) < (?P<value>:p\d+) or (?P=column) is null"
    r" or \((?P=column) = (?P=value) and \(\((?P<key>\w+) > (?P<own>:p\d+)\)\)\)\)"
    r" order by (?P=column) desc(?:, \w+)? limit (?P<rows>\d+)"
)
_KEPT = {
    "articles": f"SELECT {_TOTAL} FROM tallies WHERE what = 'site' AND site = ''",  # noqa: S608 - our own names
    "articles_fts": f"SELECT {_TOTAL} FROM tallies WHERE what = 'site' AND site = ''",  # noqa: S608 - our own names
    "standings": "SELECT count(*) FROM (SELECT DISTINCT site, url FROM sources)",
    **{
        name: f"SELECT {_TOTAL} FROM tallies WHERE what = 'rows' AND site = '' AND name = '{name}'"  # noqa: S608 - our own names
        for name in COUNTED_TABLES
    },
}


def _behind(asked: re.Match[str]) -> str:
    table, column, key, rows = asked["table"], asked["column"], asked["key"], asked["rows"]
    if table not in TABLES or "WITHOUT ROWID" in TABLES[table].options:
        return asked[0]
    lesser = (
        f"select rowid from {table} where {column} <= {asked['value']}"  # noqa: S608 - Datasette's own names
        f" and ({column} < {asked['value']} or {key} > {asked['own']}) order by {column} desc, {key} limit {rows}"
    )
    without = f"select rowid from {table} where {column} is null order by {key} limit {rows}"  # noqa: S608 - Datasette's own names
    return (
        f"from {table} where rowid in (select rowid from ({lesser}) union all select rowid from ({without}))"  # noqa: S608 - Datasette's own names
        f" order by {column} desc, {key} limit {rows}"
    )


def narrowed(sql: str) -> str:
    """Return a query with the same result that takes counts from the tallies, and ranges of days along an index.

    The tables within the full-text index, of which nobody asks how many rows they have, are not counted.
    """
    counted = _COUNT.fullmatch(sql)
    if counted and counted[1] in _KEPT:
        return _KEPT[counted[1]]
    if _INSIDE_SEARCH.fullmatch(sql):
        return "SELECT NULL"
    sql = _BEHIND.sub(_behind, sql)
    if " order by published_at" in sql:
        sql = _SINCE.sub(r"""(+"published_day" \1 :\2 and published_at >= ifnull(date(:\2, '-1 day'), ''))""", sql)
        after = r"iif(:\2 glob '????-??-??', ifnull(date(:\2, '+2 days'), '9'), '9')"
        sql = _UNTIL.sub(rf"""(+"published_day" \1 :\2 and published_at < {after})""", sql)
    return sql
