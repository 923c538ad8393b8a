"""Inserts rows into a table (SQL on an open transaction)."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def insert_rows(db: sqlite3.Connection, table: str, rows: Sequence[Row], conflict: str = "") -> None:
    """Insert rows that have the same columns; `conflict` is the ON CONFLICT clause."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values}) {conflict}", rows)  # noqa: S608 - our own
