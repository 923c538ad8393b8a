"""Writes WARC 1.1 files and reads them back, record by record (disk).

`records.py` and `response.py` are pure: they convert records and HTTP responses to values and back.
"""

from archive.warc.capture import Capture
from archive.warc.digests import file_digest, file_list, run_digest
from archive.warc.files import (
    FORGETTING,
    FORGOTTEN_PREFIX,
    JOURNAL,
    forgotten_files,
    run_of_name,
    sync,
    warc_files,
    why_unreadable,
)
from archive.warc.members import Damage
from archive.warc.reader import file_end
from archive.warc.records import RENDERED_TYPE, Recorded, RunEnd, RunStart, Unfetched, digest, to_second
from archive.warc.response import MAX_PAGE_BYTES
from archive.warc.stored import Digest, StoredRecord, digests_of, read_request_of, read_stored
from archive.warc.writer import WarcFile, read_at, read_records

__all__ = [
    "FORGETTING",
    "FORGOTTEN_PREFIX",
    "JOURNAL",
    "MAX_PAGE_BYTES",
    "RENDERED_TYPE",
    "Capture",
    "Damage",
    "Digest",
    "Recorded",
    "RunEnd",
    "RunStart",
    "StoredRecord",
    "Unfetched",
    "WarcFile",
    "digest",
    "digests_of",
    "file_digest",
    "file_end",
    "file_list",
    "forgotten_files",
    "read_at",
    "read_records",
    "read_request_of",
    "read_stored",
    "run_digest",
    "run_of_name",
    "sync",
    "to_second",
    "warc_files",
    "why_unreadable",
]
