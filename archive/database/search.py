"""Makes the full-text index, and builds it as a whole, which takes less time than article by article (SQL).

What is indexed, and how the index follows the tables, is in `archive/schema/search.py`.
"""

import sqlite3

from archive.schema import (
    MAKE_NUMBERS,
    MAKE_SEARCH,
    NUMBER_ARTICLES,
    REBUILD_SEARCH,
    SEARCH_INDEX,
    SEARCH_NUMBERS,
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
    _build(db)
    follow_articles(db)


def make_search(db: sqlite3.Connection) -> None:
    """Create the index, and index all articles, within the caller's transaction; the triggers are not touched."""
    db.execute(MAKE_NUMBERS)
    db.execute(MAKE_SEARCH)
    _build(db)


def _build(db: sqlite3.Connection) -> None:
    add_cut_words(db)
    add_form_functions(db)
    for statement in NUMBER_ARTICLES:
        db.execute(statement)
    db.execute(REBUILD_SEARCH)


def drop_search(db: sqlite3.Connection) -> None:
    """Drop the index, also one that is damaged, and that of a former release, which had the name of the view."""
    there = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN (?, ?)"
    for (name,) in map(tuple, db.execute(there, (SEARCH_TABLE, SEARCH_INDEX)).fetchall()):
        _drop_index(db, name)
    db.execute(f"DROP TABLE IF EXISTS {SEARCH_NUMBERS}")


def _drop_index(db: sqlite3.Connection, name: str) -> None:
    try:
        db.execute(f"DROP TABLE {name}")
    except sqlite3.DatabaseError:
        # An index that is too damaged to be opened cannot be dropped, but its tables can.
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = ?", (name,))
        db.execute("PRAGMA writable_schema = OFF")
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?"
        for (shadow,) in map(tuple, db.execute(query, (f"{name}_*",)).fetchall()):
            db.execute(f'DROP TABLE "{shadow}"')
