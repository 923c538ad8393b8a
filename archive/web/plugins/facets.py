"""Counts by author and category as fast as by year: Datasette's array facet, over the columns that it needs."""

from typing import Any

from datasette.facets import ArrayFacet
from datasette.utils import escape_sqlite


class NarrowArrayFacet(ArrayFacet):  # type: ignore[misc] # Datasette publishes no types
    """An array facet that does not carry every article's text along.

    Datasette's own sorts whole rows to tell them apart, and runs out of time on some thousand articles.
    """

    sql: str

    async def facet_results(self) -> Any:
        """Count the items of arrays over rows that hold only their key and those arrays."""
        arrays = [entry["config"].get("column") or entry["config"]["simple"] for entry in self.get_configs()]
        keys = await self.ds.get_database(self.database).primary_keys(self.table) if self.table else []
        if arrays and keys:
            columns = ", ".join(escape_sqlite(name) for name in dict.fromkeys([*keys, *arrays]))
            self.sql = f"select {columns} from ({self.sql})"  # noqa: S608 - names escaped by Datasette's own function
        return await super().facet_results()
