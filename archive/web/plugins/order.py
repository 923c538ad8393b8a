"""Gives the first page of a sorted table the order of its further pages, so that each row is on one of them (SQL).

Datasette asks for the first page in the order of the sorted column alone, and for what follows its last row in the
order of that column and the primary key. Of rows with equal values some would be on two pages, and others on none.
"""

import re
from contextvars import ContextVar
from typing import Any

from datasette.utils import escape_sqlite

# The table of which the present request shows rows, as Datasette tells its plugins before it asks for them.
TABLE: ContextVar[str | None] = ContextVar("table", default=None)
_ONE_COLUMN = re.compile(r"order by (?:\w+|\[[^\]]+\])(?: desc)?(?= limit \d+$)")


async def in_full_order(database: Any, sql: str) -> str:
    """Return Datasette's query of rows of a table, with its primary key as the last columns by which it sorts."""
    table = TABLE.get()
    found = _ONE_COLUMN.search(sql) if table is not None else None
    keys = await database.primary_keys(table) if found else []
    return ", ".join([sql[: found.end()], *map(escape_sqlite, keys)]) + sql[found.end() :] if found else sql
