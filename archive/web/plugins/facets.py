"""Counts articles by author and category: Datasette's array facet, made faster."""

from typing import Any

from datasette.facets import ArrayFacet
from datasette.utils import escape_sqlite


class NarrowArrayFacet(ArrayFacet):  # type: ignore[misc] # Datasette publishes no types
    """An array facet that selects only the columns that it needs.

    Datasette's own sorts whole rows, with the texts, and exceeds its time limit with some thousand articles.
    """

    sql: str

    async def facet_results(self) -> Any:
        """Count the items of arrays over rows that hold only their key and those arrays."""
        arrays = [entry["config"].get("column") or entry["config"]["simple"] for entry in self.get_configs()]
        keys = await self.ds.get_database(self.database).primary_keys(self.table) if self.table else []
        if arrays and keys:
            columns = ", ".join(
                [*map(escape_sqlite, keys), *(_valid(escape_sqlite(name)) for name in dict.fromkeys(arrays))]
            )
            self.sql = f"select {columns} from ({self.sql})"  # noqa: S608 - names escaped by Datasette's own function
        return await super().facet_results()


def _valid(column: str) -> str:
    """Return the SQL of a column of JSON, with an empty array where a damaged database has something else."""
    return f"iif(json_valid({column}), {column}, '[]') as {column}"
