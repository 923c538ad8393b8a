"""Keeps what Datasette asks of tables and columns, a hundred times for a page that lists all of them (SQL)."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from datasette.database import Database


class KnownSchema(Database):  # type: ignore[misc] # Datasette publishes no types
    """A database whose tables and views stay as they are while it is served: one release has one schema."""

    def __init__(self, datasette: Any, path: Path) -> None:
        super().__init__(datasette, path=str(path))
        self._known: dict[tuple[str, ...], Any] = {}

    async def _once(self, name: str, *arguments: str) -> Any:
        """Return what a method of Datasette returns, which its callers may change."""
        key = (name, *arguments)
        if key not in self._known:
            self._known[key] = await getattr(super(), name)(*arguments)
        return deepcopy(self._known[key])

    async def table_exists(self, table: str) -> Any:
        """Tell whether there is a table of this name."""
        return await self._once("table_exists", table)

    async def table_names(self) -> Any:
        """Return the names of all tables."""
        return await self._once("table_names")

    async def view_names(self) -> Any:
        """Return the names of all views."""
        return await self._once("view_names")

    async def hidden_table_names(self) -> Any:
        """Return the names of the tables that are not listed first."""
        return await self._once("hidden_table_names")

    async def table_columns(self, table: str) -> Any:
        """Return the names of a table's columns."""
        return await self._once("table_columns", table)

    async def table_column_details(self, table: str) -> Any:
        """Return a table's columns."""
        return await self._once("table_column_details", table)

    async def primary_keys(self, table: str) -> Any:
        """Return the columns of a table's primary key."""
        return await self._once("primary_keys", table)

    async def fts_table(self, table: str) -> Any:
        """Return the full-text index of a table, None if it has none."""
        return await self._once("fts_table", table)

    async def label_column_for_table(self, table: str) -> Any:
        """Return the column that names a row."""
        return await self._once("label_column_for_table", table)

    async def foreign_keys_for_table(self, table: str) -> Any:
        """Return the foreign keys of a table."""
        return await self._once("foreign_keys_for_table", table)

    async def get_all_foreign_keys(self) -> Any:
        """Return the foreign keys of all tables."""
        return await self._once("get_all_foreign_keys")

    async def get_view_definition(self, view: str) -> Any:
        """Return the SQL of a view."""
        return await self._once("get_view_definition", view)
