"""The pages of the data dictionary and of all questions (reads the database)."""

import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from archive.schema import TABLES, TYPES, VIEWS, description_of, entries_of
from archive.web.plugins.cells import Place, cell
from archive.web.plugins.dates import is_moment

_EXAMPLE_MS = 200
_STORED = Markup("<code>{}</code>")


async def dictionary_page(datasette: Any, request: Any) -> Any:
    """Return the page that lists all tables and views, or describes one of them (`?table=`) or all (`?all=1`).

    A description tells each column, with an example from this archive. NotFound for a table that there is not.
    """
    asked = request.args.get("table") or ""
    names = list(dict.fromkeys((*TABLES, *VIEWS)))
    if asked and asked not in names:
        raise NotFound(f"This archive has no table {asked[:80]!r}.")
    database = datasette.get_database("commentary")
    is_whole = request.args.get("all") == "1"
    described = [name for name in names if name == asked or (is_whole and not asked)]
    tables = [
        {
            "name": name,
            "is_view": name in VIEWS,
            "description": description_of(name),
            "columns": entries_of(name),
            "examples": await _examples(database, name) if name in described else {},
        }
        for name in names
    ]
    context = {
        "tables": tables,
        "described": [table for table in tables if table["name"] in described],
        "asked": asked,
        "is_whole": is_whole,
        "types": TYPES,
    }
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
                # A list shows the site's day, and files have what is stored.
                is_time = isinstance(value, str) and is_moment(value)
                shown = _STORED.format(value) if is_time else cell(value, Place(name, table, tuple(row), names))
                if shown:
                    examples[name] = shown
    return examples


async def questions_page(datasette: Any, request: Any) -> Any:
    """Return the page that lists every question which the archive answers without SQL."""
    return Response.html(await datasette.render_template("questions.html", {}, request=request))
