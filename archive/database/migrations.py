"""Makes a database of the newest schema out of an empty or an older one (SQL on one database).

The schema's number stands in `PRAGMA user_version`, and not in a table of names such as sqlite-utils keeps, because a
number tells at once that a database is newer than this program. To change the schema: change `archive/schema/` and
raise SCHEMA_VERSION there. Tables, columns and indexes that an older database lacks are then added, and columns that
the schema no longer has are dropped. Only where stored rows have to change as well, add a function to ROW_CHANGES in
row_changes.py.
"""

import sqlite3
from typing import TYPE_CHECKING

from archive.database.former_versions import forget_functions, packed_values, store_rule_sets
from archive.database.keeping import drop_keeping, make_keeping
from archive.database.search import drop_search, follow_articles, make_search, pause_search
from archive.schema import (
    INDEXES,
    PARTIAL_INDEXES,
    SCHEMA_VERSION,
    TABLES,
    VIEWS,
    VIEWS_OF_SEARCH,
    add_form_functions,
)
from extract.errors import ArchiveError

if TYPE_CHECKING:
    from sqlite_utils import Database

# "Comm": tells our databases from everyone else's, as file(1) and SQLite intend it.
APPLICATION_ID = 0x436F6D6D


def migrate(db: sqlite3.Connection, name: str) -> None:
    """Bring the open database to the newest schema in one transaction; `name` is its file, for error messages."""
    db.execute("BEGIN IMMEDIATE")
    with db:
        _migrate(db, name)


def check_version(db: sqlite3.Connection, name: str) -> int:
    """Return the number of its schema, 0 if it is empty; raise ArchiveError for a newer one, or another program's."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = db.execute("PRAGMA application_id").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != APPLICATION_ID and not empty:
        raise ArchiveError(
            f"{name} is a database of another program. Give another data folder, or move the file away."
        )
    if version > SCHEMA_VERSION:
        raise ArchiveError(
            f"{name} has schema {version}, and this release supports up to {SCHEMA_VERSION}. Install a newer release,"
            " or move the file away and run `commentary replay`, which rebuilds it from the WARC files."
        )
    return version


def _migrate(db: sqlite3.Connection, name: str) -> None:
    version = check_version(db, name)
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        make_schema(db)
    else:
        # A tenth of a second to import, for every command that reads a database, and old ones are rare.
        from archive.database.row_changes import ROW_CHANGES  # noqa: PLC0415 - see above

        # Built once at the end: what it indexes may change in every row.
        drop_search(db)
        complete_schema(db)
        for made, change_rows in ROW_CHANGES:
            if made > version:
                change_rows(db)
        make_search(db)
        follow_articles(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def complete_schema(connection: sqlite3.Connection) -> None:
    """Give a database of an older schema the tables, columns, indexes and views of the newest one.

    The full-text index no longer follows the tables afterwards, until `follow_articles`.
    """
    db = _utils(connection)
    # Triggers and views refer to the tables, and an older view may have other columns.
    pause_search(connection)
    add_form_functions(connection)
    for view in db.view_names():
        db.view(view).drop()
    drop_keeping(connection)
    _drop_former_indexes(connection)
    for name, table in TABLES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        if not columns:
            _make_table(connection, name)
        elif columns != list(table.stored) or not _has_options(connection, name):
            _make_anew(connection, name)
        _make_indexes(connection, name)
    _make_views(connection)
    make_keeping(connection)


def make_schema(connection: sqlite3.Connection) -> None:
    """Create the newest schema in an empty database, within the caller's transaction."""
    add_form_functions(connection)
    for name in TABLES:
        _make_table(connection, name)
        _make_indexes(connection, name)
    _make_views(connection)
    make_search(connection)
    follow_articles(connection)
    make_keeping(connection)


def _utils(connection: sqlite3.Connection) -> "Database":
    """Return what sqlite-utils can do with a database; most commands only read one, and need it not."""
    from sqlite_utils import Database  # noqa: PLC0415 - see above

    # It would load plugins that are installed on the machine; the schema must not depend on those.
    return Database(connection, execute_plugins=False)


def _drop_former_indexes(connection: sqlite3.Connection) -> None:
    """Drop indexes that the newest schema no longer has."""
    wanted = {f"idx_{table}_{'_'.join(columns.split(', '))}" for table, many in INDEXES.items() for columns in many}
    wanted |= {statement.split(" ON ")[0].split()[-1] for statement in PARTIAL_INDEXES}
    query = "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'idx!_%' ESCAPE '!'"
    for (name,) in map(tuple, connection.execute(query).fetchall()):
        if name not in wanted:
            connection.execute(f'DROP INDEX "{name}"')


def _make_views(connection: sqlite3.Connection) -> None:
    db = _utils(connection)
    for name, sql in ({name: view.sql for name, view in VIEWS.items()} | dict(VIEWS_OF_SEARCH)).items():
        db.create_view(name, sql)


def _has_options(db: sqlite3.Connection, name: str) -> bool:
    """Tell whether a table is stored as the newest schema has it, such as in the order of its key."""
    (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone()
    return str(sql).rpartition(")")[2].strip() == TABLES[name].options


def _make_anew(db: sqlite3.Connection, name: str) -> None:
    """Recreate a table with its newest columns and copy its rows: SQLite itself can add columns only at the end.

    Each row is written once, so that the disk has to hold the rows of one table twice until the transaction ends.
    """
    after, table = f"{name}_after", TABLES[name]
    there = [row[1] for row in db.execute(f"PRAGMA table_info({name})").fetchall()]
    values = {column: f'"{column}"' for column in table.stored if column in there}
    if name == "versions":
        values |= packed_values(db, there)
    if name == "readings":
        values |= store_rule_sets(db, there)
    _make_table(db, name, after)
    columns = ", ".join(f'"{column}"' for column in values)
    order = "" if "WITHOUT ROWID" in table.options else "ORDER BY rowid"
    db.execute(f"INSERT INTO {after} ({columns}) SELECT {', '.join(values.values())} FROM {name} {order}")  # noqa: S608 - our own names
    db.execute(f"DROP TABLE {name}")
    db.execute(f"ALTER TABLE {after} RENAME TO {name}")
    forget_functions(db)


def _make_table(connection: sqlite3.Connection, name: str, made_as: str = "") -> None:
    table = TABLES[name]
    columns = [f'"{column}" {described.type}' for column, described in table.columns.items()]
    # Written out, because sqlite-utils knows no deferred foreign keys, and the tables' rows come in any order.
    parts = ", ".join(columns + [table.constraint] * bool(table.constraint))
    connection.execute(f'CREATE TABLE "{made_as or name}" ({parts}) {table.options}')


def _make_indexes(connection: sqlite3.Connection, name: str) -> None:
    """Create the indexes that a table lacks."""
    for columns in INDEXES.get(name, ()):
        table = _utils(connection).table(name)
        table.create_index(columns.split(", "), if_not_exists=True)
    for statement in PARTIAL_INDEXES:
        if f" ON {name} (" in statement:
            connection.execute(statement)
