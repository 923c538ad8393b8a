"""Makes and drops the triggers that keep counts of rows and listed URLs without an article (SQL, transaction)."""

import sqlite3

from archive.schema import keeping_triggers


def make_keeping(db: sqlite3.Connection) -> None:
    """Create the triggers; what they keep is right already, or there are no rows."""
    for _, statement in keeping_triggers():
        db.execute(statement)


def drop_keeping(db: sqlite3.Connection) -> None:
    """Drop the triggers, while tables are made anew or copied with what the triggers keep."""
    for name, _ in keeping_triggers():
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
