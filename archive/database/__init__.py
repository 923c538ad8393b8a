"""Opens the SQLite database of an archive, brings it to the newest schema, and keeps writers apart (disk).

One process writes, guarded by a lock file; any number may read.
"""

from archive.database.anew import database_bytes, write_anew
from archive.database.connect import (
    DATABASE_NAME,
    FRONTIER_NAME,
    IMPORT_NAME,
    REMOVED_NAME,
    open_for_writing,
    plain_errors,
    transaction,
)
from archive.database.keeping import drop_keeping, make_keeping
from archive.database.lock import Lock
from archive.database.migrations import APPLICATION_ID, complete_schema, make_schema
from archive.database.readonly import attach_read_only, is_locked, open_read_only
from archive.database.search import build_search, drop_search, follow_articles, make_search, pause_search

__all__ = [
    "APPLICATION_ID",
    "DATABASE_NAME",
    "FRONTIER_NAME",
    "IMPORT_NAME",
    "REMOVED_NAME",
    "Lock",
    "attach_read_only",
    "build_search",
    "complete_schema",
    "database_bytes",
    "drop_keeping",
    "drop_search",
    "follow_articles",
    "is_locked",
    "make_keeping",
    "make_schema",
    "make_search",
    "open_for_writing",
    "open_read_only",
    "pause_search",
    "plain_errors",
    "transaction",
    "write_anew",
]
