"""The pages of the data dictionary and of all questions (reads the database)."""

import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from archive.schema import TABLES, TYPES, VIEWS, description_of, entries_of
from archive.web.plugins.cells import Place, cell

_EXAMPLE_MS = 200


async def dictionary_page(datasette: Any, request: Any) -> Any:
    """Return the page that describes each table, view and column, with examples from this archive."""
    database = datasette.get_database("commentary")
    tables = [
        {
            "name": name,
            "is_view": name in VIEWS,
            "description": description_of(name),
            "columns": entries_of(name),
            "examples": await _examples(database, name),
        }
        for name in (*TABLES, *(view for view in VIEWS if view not in TABLES))
    ]
    context = {"tables": tables, "types": TYPES}
    return Response.html(await datasette.render_template("schema.html", context, request=request))


async def _examples(database: Any, table: str) -> dict[str, Any]:
    """Return the values of one row that has most of them, as cells; none where the table is empty or too slow."""
    try:
        sql = f"SELECT * FROM {table} LIMIT 5"  # noqa: S608 - our own names
        found = await database.execute(sql, custom_time_limit=_EXAMPLE_MS)
    except (QueryInterrupted, sqlite3.Error):
        return {}
    names = found.columns
    examples: dict[str, Any] = {}
    for row in found.rows:
        for name, value in zip(names, row, strict=True):
            if name not in examples and value not in (None, "", "[]", "{}"):
                shown = cell(value, Place(name, table, tuple(row), names))
                if shown:
                    examples[name] = shown
    return examples


async def questions_page(datasette: Any, request: Any) -> Any:
    """Return the page that lists every question which the archive answers without SQL."""
    return Response.html(await datasette.render_template("questions.html", {}, request=request))
