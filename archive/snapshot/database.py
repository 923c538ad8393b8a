"""Copies a database so that equal content gives equal bytes (SQLite, disk).

The file of a database tells in which order its rows came: by row ids, by free pages, and by the segments of the
full-text index. So the copy is made anew: the newest schema, and the rows of each table in the order of its key. It
is the same after a replay of the same WARC files, with the same release of this program, of SQLite and of zlib.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from archive.database import build_search, drop_keeping, make_keeping, open_for_writing, pause_search, plain_errors
from archive.schema import OPTIMIZE_SEARCH, TABLES, Table

# Their rows are no function of the WARC files: how often a machine tried to read a page.
LEFT_EMPTY = frozenset({"attempts"})

Advance = Callable[[str], None]


def copy_database(source: sqlite3.Connection, path: Path, advance: Advance) -> None:
    """Write a copy of an open database, which should be in a transaction, to a new file without a -wal beside it.

    `advance` is called with the name of each table before it is copied.
    """
    with closing(open_for_writing(path)) as copy, plain_errors(path):
        # This file can be lost without harm, and has no readers.
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA synchronous = OFF")
        # Rows come table by table, and so before those to which they refer.
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("BEGIN")
        # What they keep is copied, too.
        drop_keeping(copy)
        pause_search(copy)
        for name, table in TABLES.items():
            advance(name)
            if name not in LEFT_EMPTY:
                _copy_rows(source, copy, name, table)
        make_keeping(copy)
        build_search(copy)
        # One segment, whatever came before.
        copy.execute(OPTIMIZE_SEARCH)
        copy.execute("COMMIT")
        copy.execute("VACUUM")


def _copy_rows(source: sqlite3.Connection, copy: sqlite3.Connection, name: str, table: Table) -> None:
    marks = ", ".join("?" for _ in table.stored)
    insert = f'INSERT INTO "{name}" ({_named(table.stored)}) VALUES ({marks})'  # noqa: S608 - our own names
    copy.executemany(insert, map(tuple, source.execute(select_sorted(name, table, table.stored))))


def select_sorted(name: str, table: Table, columns: Sequence[str]) -> str:
    """Return the SELECT of these columns of all rows of a table in the order of its key."""
    return f'SELECT {_named(columns)} FROM "{name}" ORDER BY {", ".join(key_of(table))}'  # noqa: S608 - our own names


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def key_of(table: Table) -> tuple[str, ...]:
    """Return the columns of its primary key; of a table without one, all of its columns."""
    single = tuple(name for name, column in table.columns.items() if "PRIMARY KEY" in column.type)
    if single:
        return single
    if table.constraint.startswith("PRIMARY KEY ("):
        inside = table.constraint.removeprefix("PRIMARY KEY (").partition(")")[0]
        return tuple(name.strip() for name in inside.split(","))
    return tuple(f'"{name}"' for name in table.columns)
