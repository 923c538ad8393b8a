"""Forgets an article, a page or a whole site, by law or at a request, and leaves nothing of it in the archive (disk).

plan.py: which addresses and words → search.py: each record of each WARC file stays, goes, or is redacted (redact.py)
→ removal.py: new files beside the old ones, then a journal → journal.py: files and rows are replaced, whatever
kills the process in between → purge.py: nothing stays on the pages of the database
"""

from archive.forget.check import left_in_files, left_in_tables
from archive.forget.incoming import without_forgotten
from archive.forget.journal import finish_forgetting
from archive.forget.plan import Plan, plan_of_site, plan_of_url
from archive.forget.removal import carry_out, leftovers_of
from archive.forget.search import FileChange, Scan, scan

__all__ = [
    "FileChange",
    "Plan",
    "Scan",
    "carry_out",
    "finish_forgetting",
    "left_in_files",
    "left_in_tables",
    "leftovers_of",
    "plan_of_site",
    "plan_of_url",
    "scan",
    "without_forgotten",
]
