"""Makes the full-text index, and builds it as a whole, which takes less time than article by article (SQL).

Articles have hashes as ids: FTS5 writes what it has gathered whenever an id is smaller than the one before. What is
indexed, and how the index follows the tables, is in `archive/schema/search.py`.
"""

import sqlite3

from archive.schema import (
    MAKE_SEARCH,
    REBUILD_SEARCH,
    SEARCH_TABLE,
    add_cut_words,
    add_form_functions,
    search_triggers,
)


def pause_search(db: sqlite3.Connection) -> None:
    """Let the index no longer follow the tables; it is of no use until `build_search`."""
    for name, _ in search_triggers():
        db.execute(f"DROP TRIGGER IF EXISTS {name}")


def follow_articles(db: sqlite3.Connection) -> None:
    """Let the index follow the tables, of which it has all rows."""
    pause_search(db)
    for _, statement in search_triggers():
        db.execute(statement)


def build_search(db: sqlite3.Connection) -> None:
    """Build the index, and have it follow the tables from now on."""
    _add_functions(db)
    db.execute(REBUILD_SEARCH)
    follow_articles(db)


def make_search(db: sqlite3.Connection) -> None:
    """Create the index, and index all articles, within the caller's transaction; the triggers are not touched."""
    _add_functions(db)
    db.execute(MAKE_SEARCH)
    db.execute(REBUILD_SEARCH)


def _add_functions(db: sqlite3.Connection) -> None:
    """Let the connection compute what is indexed."""
    add_cut_words(db)
    add_form_functions(db)


def drop_search(db: sqlite3.Connection) -> None:
    """Drop the index, also one that is damaged."""
    try:
        db.execute(f"DROP TABLE IF EXISTS {SEARCH_TABLE}")
    except sqlite3.DatabaseError:
        # An index that is too damaged to be opened cannot be dropped, but its tables can.
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = ?", (SEARCH_TABLE,))
        db.execute("PRAGMA writable_schema = OFF")
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?"
        for (name,) in map(tuple, db.execute(query, (f"{SEARCH_TABLE}_*",)).fetchall()):
            db.execute(f'DROP TABLE "{name}"')
