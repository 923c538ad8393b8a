"""What SQL of readers may do on a connection: read the archive, and nothing else (pure; SQLite asks it).

A read-only connection can do more than read. `fts3_tokenizer` takes a number for the address of code and calls it,
`load_extension` loads code from a file, and `pragma_database_list` tells where the archive lies on the disk. SQLite
asks for each action of a statement before it runs (https://www.sqlite.org/c3ref/set_authorizer.html), so that what is
not named here is refused, also what a later release of SQLite adds.
"""

import sqlite3

_ACTIONS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_RECURSIVE,
    }
)
# SQLite itself asks for an update of these when it learns the columns of a virtual table, such as json_each or the
# full-text index; no statement can update them.
_DECLARES = frozenset({"sqlite_master", "sqlite_temp_master"})
_NO_FUNCTIONS = frozenset({"fts3_tokenizer", "load_extension"})
# Of these the full-text index asks for the first by itself; the others describe tables.
_READING_PRAGMAS = """
    data_version foreign_key_list function_list index_info index_list index_xinfo page_count page_size schema_version
    table_info table_list table_xinfo
"""
_PRAGMAS = frozenset(_READING_PRAGMAS.split())


def only_reading(connection: sqlite3.Connection) -> None:
    """Let a connection read the archive, and refuse whatever else a statement asks for: "not authorized"."""
    connection.set_authorizer(_answer)


def _answer(action: int, first: str | None, second: str | None, _database: str | None, _within: str | None) -> int:
    if action in _ACTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _NO_FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_UPDATE and first in _DECLARES:
        return sqlite3.SQLITE_OK
    is_read = action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _PRAGMAS
    return sqlite3.SQLITE_OK if is_read else sqlite3.SQLITE_DENY
