"""Makes an archive smaller, and loses no capture (disk).

plan.py: which WARC files become smaller, by what → smaller.py: each is written anew beside the old one, and compared
with it record by record → journal.py: it is put in its place, whatever kills the process in between → pages.py:
the database is written anew without its free pages; leftovers.py: what ended commands left is removed
"""

from archive.compact.files import Skipped, compact_files
from archive.compact.journal import finish_compacting
from archive.compact.leftovers import Leftover, find_leftovers, moved_away, remove_leftovers
from archive.compact.pages import Vacuumed, least_freed, vacuum
from archive.compact.plan import LEAST_SHARE, FilePlan, plan_files

__all__ = [
    "LEAST_SHARE",
    "FilePlan",
    "Leftover",
    "Skipped",
    "Vacuumed",
    "compact_files",
    "find_leftovers",
    "finish_compacting",
    "least_freed",
    "moved_away",
    "plan_files",
    "remove_leftovers",
    "vacuum",
]
