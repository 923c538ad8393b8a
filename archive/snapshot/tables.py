"""Writes each table of a database as CSV, and describes it for datapackage.json (reads the database, writes files).

The values stand there as the database has them: 0 and 1 for false and true, JSON arrays as JSON, and nothing before a
text that a spreadsheet would run as a formula. Bytes are in hexadecimal. An empty cell is NULL or an empty text; only
the database tells which. The Markdown and HTML of a version, which the database has packed, are columns of their own.
"""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from archive.schema import BODY_FORMS, CONTENT, FORMS, PACKED, TABLES, Column, Table, unpack_forms
from archive.snapshot.database import LEFT_EMPTY, Advance, key_of, select_sorted


def _unpacked(table: Table) -> Table:
    columns = {name: column for name, column in table.columns.items() if name not in PACKED}
    return table._replace(columns=columns | {name: CONTENT[name] for name in FORMS})


WRITTEN: Mapping[str, Table] = {
    name: _unpacked(table) if BODY_FORMS in table.columns else table
    for name, table in TABLES.items()
    if name not in LEFT_EMPTY
}
# Bytes stand in a CSV file in hexadecimal.
_TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string", "BLOB": "string"}


def write_tables(db: sqlite3.Connection, folder: Path, advance: Advance) -> dict[str, Path]:
    """Write all tables of a copied database as CSV into a folder; return the files by table."""
    files = {}
    for name, table in WRITTEN.items():
        advance(name)
        files[name] = folder / f"{name}.csv"
        with files[name].open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            stored = TABLES[name]
            rows = db.execute(select_sorted(name, stored, tuple(stored.columns)))
            writer.writerows(map(_cells, _with_forms(stored, rows) if BODY_FORMS in stored.columns else rows))
    return files


def describe_table(name: str) -> dict[str, Any]:
    """Return the Table Schema of a table (Data Package Standard), with the descriptions of its columns."""
    table = WRITTEN[name]
    schema: dict[str, Any] = {
        "fields": [_field(column, described) for column, described in table.columns.items()],
        "missingValues": [""],
    }
    # A key with an empty text would count as missing.
    if len(key := key_of(table)) == 1:
        schema["primaryKey"] = list(key)
    return schema


def _field(name: str, column: Column) -> dict[str, Any]:
    kind = _TYPES[column.type.split()[0]]
    field: dict[str, Any] = {"name": name, "type": kind, "description": column.description}
    if column.is_boolean:
        field |= {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}
    return field


def _with_forms(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    names = list(table.columns)
    text, packed = names.index("body_text"), names.index(BODY_FORMS)
    kept = [place for place, name in enumerate(names) if name not in PACKED]
    for row in rows:
        yield (*(row[place] for place in kept), *unpack_forms(row[text], row[packed])[: len(FORMS)])


def _cells(row: tuple[Any, ...]) -> list[Any]:
    return [value.hex() if isinstance(value, bytes) else value for value in row]
