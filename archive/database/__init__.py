"""Opens the SQLite database of an archive, brings it to the newest schema, and keeps writers apart (disk).

One process writes, guarded by a lock file; any number may read.
"""

from archive.database.connect import DATABASE_NAME, open_for_writing, plain_errors, transaction
from archive.database.lock import Lock
from archive.database.readonly import open_read_only

__all__ = ["DATABASE_NAME", "Lock", "open_for_writing", "open_read_only", "plain_errors", "transaction"]
