"""Makes an archive smaller, and loses no capture (disk).

plan.py: which WARC files become smaller, by what → smaller.py: each is written anew beside the old one, and compared
with it record by record → journal.py: it is put in its place, whatever kills the process in between → pages.py:
the database is written anew without its free pages; leftovers.py: what ended commands left is removed. join.py: small
files of a site are joined into one, byte for byte → moves.py
"""

from archive.compact.files import Skipped, compact_files
from archive.compact.join import Joined, JoinPlan, NotJoined, join_files, plan_joins, take_apart
from archive.compact.journal import finish_compacting
from archive.compact.leftovers import Leftover, find_leftovers, moved_away, remove_leftovers
from archive.compact.pages import Vacuumed, least_freed, vacuum
from archive.compact.plan import LEAST_SHARE, FilePlan, plan_files

__all__ = [
    "LEAST_SHARE",
    "FilePlan",
    "JoinPlan",
    "Joined",
    "Leftover",
    "NotJoined",
    "Skipped",
    "Vacuumed",
    "compact_files",
    "find_leftovers",
    "finish_compacting",
    "join_files",
    "least_freed",
    "moved_away",
    "plan_files",
    "plan_joins",
    "remove_leftovers",
    "take_apart",
    "vacuum",
]
