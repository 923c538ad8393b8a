"""Builds the full-text index as a whole, which takes less time than article by article (SQL, open transaction).

Articles have hashes as ids: FTS5 writes what it has gathered whenever an id is smaller than the one before.
"""

import sqlite3

from archive.database.migrations import search_triggers


def pause_search(db: sqlite3.Connection) -> None:
    """Let the index no longer follow the table articles; it is of no use until `build_search`."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'articles'"
    for (name,) in map(tuple, db.execute(query).fetchall()):
        db.execute(f"DROP TRIGGER {name}")


def build_search(db: sqlite3.Connection) -> None:
    """Build the index, and have it follow the table articles from now on."""
    pause_search(db)
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    for statement in search_triggers():
        db.execute(statement)
