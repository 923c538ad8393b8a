"""Which tables refer to a row in a way that can be counted fast: by a column that an index begins with (pure)."""

from collections.abc import Iterable, Mapping
from typing import Any

from archive.schema import INDEXES, PARTIAL_INDEXES, TABLES, entries_of

_FIRST = frozenset(
    [(table, index.split(",")[0].strip()) for table, indexes in INDEXES.items() for index in indexes]
    # The first column of a primary key.
    + [
        (table, next(entry.column for entry in entries_of(table) if entry.is_key))
        for table in TABLES
        if any(entry.is_key for entry in entries_of(table))
    ]
)


# Few articles are ever gone.
_SMALL = frozenset({"absences"})


def is_indexed(table: str, column: str) -> bool:
    """Tell whether the rows of a table with a value of a column are found without looking at all rows."""
    return (
        table in _SMALL
        or (table, column) in _FIRST
        or any(f" ON {table} ({column}) WHERE {column} IS NOT NULL" in each for each in PARTIAL_INDEXES)
    )


def only_indexed(keys: Mapping[str, Mapping[str, Iterable[Any]]]) -> dict[str, dict[str, list[Any]]]:
    """Return Datasette's foreign keys of all tables without those whose rows could only be counted one by one."""
    return {
        table: {
            "incoming": [key for key in both["incoming"] if is_indexed(key["other_table"], key["other_column"])],
            "outgoing": list(both["outgoing"]),
        }
        for table, both in keys.items()
    }
