"""The list that the present request asks for: runs its SQL page by page, and counts its rows (SQL).

Datasette runs the SQL of a table or query as it stands. `ArchiveDatabase.execute` hands it to the Listing of the
request, which asks for the page, the order and the filters of the query string in its place.
"""

import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from datasette.database import QueryInterrupted, Results

from archive.web.lists.asked import Arguments, Asked, asked_of, parameters_of
from archive.web.lists.frequent import counted
from archive.web.lists.wrapping import (
    FACET_SIZE,
    MAX_COUNTED,
    Statement,
    bare,
    bounded_count,
    by_index,
    can_be_wrapped,
    counts_of,
    is_computed_whole,
    page_of,
    page_of_table,
    whole_of,
)
from archive.web.plugins.downloads import without_page_limit

# Of a table's rows that pass a filter, so many are counted; a page says if there are more.
MAX_COUNTED_IN_TABLE = 10_000
# A page says "many rows" where that takes longer; its rows are shown all the same.
COUNT_MS = 300
# Columns by the SQL of a query, so that each is asked for them once.
_COLUMNS: OrderedDict[str, tuple[str, ...]] = OrderedDict()
_MAX_COLUMNS = 500
Rows = Sequence[tuple[Any, ...]]
Counts = dict[str, list[tuple[Any, int]]]
# Runs SQL with parameters; of its result as many rows as are asked for, None for all.
Run = Callable[[str, Any, int | None], Awaitable[Any]]


@dataclass
class Listing:
    """What a request asks of a list, and what its query gave.

    `name` is that of the table or canned query, None for a reader's own SQL; a file is no page. `whole` is the result
    of a query that was run once for its page, its numbers and its chart.
    """

    name: str | None
    is_query: bool
    is_page: bool
    has_chart: bool = False
    arguments: Arguments = ()
    asked: Asked = field(default_factory=Asked)
    has_next: bool = False
    sql: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    is_run: bool = False
    whole: Any = None

    async def rows(self, run: Run, sql: str, parameters: Any, most: int) -> Any:
        """Return the result of the query that the request asks for: a page of it, or all for a file.

        sqlite3.OperationalError and QueryInterrupted are raised as `run` raises them.
        """
        sql = without_page_limit(sql) if self.name is not None else sql
        self.asked = asked_of(self.arguments, parameters_of(sql))
        is_as_it_stands = not (self.is_page or self.asked.sort or self.asked.conditions)
        if is_as_it_stands or not can_be_wrapped(sql):
            return await run(sql, parameters, most)
        # What is run after the page itself, such as for its chart, is of all rows.
        is_page, self.is_run = self.is_page and not self.is_run, True
        if not is_page and self.whole is not None and self._is_the_same(sql, parameters):
            return _cut(self.whole, 0, most)
        try:
            if self.asked.sort:
                self.columns = await _columns_of(run, sql, parameters)
            is_whole = self.has_chart or is_computed_whole(sql)
            if is_page and is_whole and self.asked.skipped + self.asked.size <= MAX_COUNTED:
                return await self._page_of_whole(run, sql, parameters)
            write = page_of if is_page else whole_of
            found = await self._run(run, write(sql, self.asked, self.columns), parameters, most, is_page=is_page)
        except sqlite3.OperationalError as error:
            if "no such column: listed." in str(error):
                raise sqlite3.OperationalError(_missing(str(error))) from error
            # Its own message names what is wrong in the reader's SQL and not in what stands around it.
            return await run(sql, parameters, most)
        self.sql, self.parameters = sql, parameters
        return found

    async def _run(self, run: Run, statement: Statement, parameters: Any, most: int, *, is_page: bool) -> Any:
        limit = self.asked.size + 1 if is_page else most
        found = await run(statement.sql, {**parameters, **statement.parameters}, limit)
        if is_page:
            self.has_next = len(found.rows) > self.asked.size
            found.rows = found.rows[: self.asked.size]
        return found

    def _is_the_same(self, sql: str, parameters: Any) -> bool:
        """Tell whether a query is the one that was run; beside its own parameters it may be given others."""
        own = parameters_of(sql)
        return sql == self.sql and all(parameters.get(name) == self.parameters.get(name) for name in own)

    async def _page_of_whole(self, run: Run, sql: str, parameters: Any) -> Any:
        """Run a query once for its page, its numbers and its chart: SQLite computes all of it for any of them."""
        statement = whole_of(sql, self.asked, self.columns)
        self.whole = await run(statement.sql, {**parameters, **statement.parameters}, MAX_COUNTED + 1)
        self.sql, self.parameters = sql, parameters
        page = _cut(self.whole, self.asked.skipped, self.asked.size)
        self.has_next, page.truncated = page.truncated, False
        return page

    async def counts(
        self, database: Any, facets: Sequence[str]
    ) -> tuple[int | None, dict[str, list[tuple[Any, int]]]]:
        """Return the number of rows and, of each facet, values with their numbers, the most frequent first.

        At most MAX_COUNTED + 1 rows are counted; (None, {}) if that takes too long or the query was not run.
        """
        if not self.sql:
            return None, {}
        if self.whole is not None and (len(self.whole.rows) > MAX_COUNTED or not self.whole.truncated):
            return len(self.whole.rows), _values_of(self.whole, facets)
        statement = counts_of(self.sql, self.asked.conditions, facets)
        parameters = {**self.parameters, **statement.parameters}
        try:
            found = await database.execute(statement.sql, parameters, custom_time_limit=COUNT_MS)
        except (QueryInterrupted, sqlite3.Error):
            return None, {}
        (_, _, rows), *others = map(tuple, found.rows)
        values: Counts = {facet: [] for facet in facets}
        for number, value, count in others:
            values[facets[number]].append((value, count))
        return rows, values

    def of_table(self, sql: str, *, is_main: bool) -> tuple[str, int | None]:
        """Return a query for a table's rows, or for their number, and the milliseconds that it may take."""
        sql = by_index(sql)
        if not self.is_page:
            return sql, None
        if is_main:
            self.asked = asked_of(self.arguments)
            return page_of_table(sql, self.asked), None
        bounded = bounded_count(sql, MAX_COUNTED_IN_TABLE + 1)
        return (sql, None) if bounded is None else (counted(bounded), COUNT_MS)


# The list of the present request; None for other pages.
LISTING: ContextVar[Listing | None] = ContextVar("listing", default=None)


async def _columns_of(run: Run, sql: str, parameters: Any) -> tuple[str, ...]:
    if sql not in _COLUMNS:
        found = await run(f"SELECT * FROM (\n{bare(sql)}\n) AS listed LIMIT 0", parameters, 1)  # noqa: S608 - the query that is run
        _COLUMNS[sql] = tuple(column[0] for column in found.description)
        if len(_COLUMNS) > _MAX_COLUMNS:
            _COLUMNS.popitem(last=False)
    return _COLUMNS[sql]


def _cut(found: Any, skipped: int, most: int) -> Any:
    """Return at most so many rows of a result, and whether there are more."""
    rows = found.rows[skipped : skipped + most]
    return Results(rows, found.truncated or len(found.rows) > skipped + most, found.description)


def _values_of(found: Any, facets: Sequence[str]) -> Counts:
    """Return of each facet the most frequent values with their numbers, as `counts_of` gives them."""
    names = [column[0] for column in found.description]
    values: Counts = {}
    for facet in facets:
        place = names.index(facet)
        counted = Counter(value for row in found.rows if (value := row[place]) is not None and value != "")
        ordered = sorted(counted.items(), key=lambda each: (-each[1], _place_in_order(each[0])))
        values[facet] = ordered[: FACET_SIZE + 1]
    return values


def _place_in_order(value: Any) -> tuple[int, Any]:
    """Return what sorts as SQLite does: numbers, then texts by their bytes, then bytes."""
    if isinstance(value, str):
        return 1, value.encode("utf-8", "surrogatepass")
    return (2, value) if isinstance(value, bytes) else (0, value)


def _missing(words: str) -> str:
    """Return the error of a column that the list has not, as the reader names it."""
    return f"This list has no column {words.partition('listed.')[2]!r}. Remove its filter, or sort by another one."


__all__ = ["COUNT_MS", "FACET_SIZE", "LISTING", "MAX_COUNTED", "MAX_COUNTED_IN_TABLE", "Listing"]
