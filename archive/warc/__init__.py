"""Writes WARC 1.1 files and reads them back, record by record (disk).

`records.py` and `response.py` are pure: they convert records and HTTP responses to values and back.
"""

from archive.warc.capture import Capture
from archive.warc.digests import file_digest, file_list, run_digest
from archive.warc.examined import Examined, begins_at, examine, examine_at
from archive.warc.files import (
    FORGETTING,
    FORGOTTEN_PREFIX,
    JOURNAL,
    forgotten_files,
    run_of_name,
    sync,
    warc_files,
    warc_path,
    why_unreadable,
)
from archive.warc.forgotten import Change, Forgotten, Kind, build_forgotten, hash_of, is_forgotten_name
from archive.warc.members import Damage, next_record_after, raw_records
from archive.warc.parsed import read_warcinfo
from archive.warc.reader import file_end
from archive.warc.records import (
    IMPORTED_FROM,
    RENDERED_TYPE,
    SOURCE_KIND,
    SOURCE_URL,
    UNFETCHED,
    Recorded,
    RunEnd,
    RunStart,
    Unfetched,
    digest,
    make_id,
    to_second,
    warc_date,
    with_payload,
)
from archive.warc.response import MAX_PAGE_BYTES, Head, payload, split_head, unpack_body, write_head
from archive.warc.rewrite import (
    ORIGINAL_DIGEST,
    REDACTED,
    ParsedRecord,
    copy_with_changes,
    parsed_records,
    rebuilt,
    responded,
    unpacked,
    with_plain_head,
    without_body_headers,
)
from archive.warc.stored import Digest, StoredRecord, digests_of, read_request_of, read_stored
from archive.warc.writer import SOFTWARE, WarcFile, read_at, read_records

__all__ = [
    "FORGETTING",
    "FORGOTTEN_PREFIX",
    "IMPORTED_FROM",
    "JOURNAL",
    "MAX_PAGE_BYTES",
    "ORIGINAL_DIGEST",
    "REDACTED",
    "RENDERED_TYPE",
    "SOFTWARE",
    "SOURCE_KIND",
    "SOURCE_URL",
    "UNFETCHED",
    "Capture",
    "Change",
    "Damage",
    "Digest",
    "Examined",
    "Forgotten",
    "Head",
    "Kind",
    "ParsedRecord",
    "Recorded",
    "RunEnd",
    "RunStart",
    "StoredRecord",
    "Unfetched",
    "WarcFile",
    "begins_at",
    "build_forgotten",
    "copy_with_changes",
    "digest",
    "digests_of",
    "examine",
    "examine_at",
    "file_digest",
    "file_end",
    "file_list",
    "forgotten_files",
    "hash_of",
    "is_forgotten_name",
    "make_id",
    "next_record_after",
    "parsed_records",
    "payload",
    "raw_records",
    "read_at",
    "read_records",
    "read_request_of",
    "read_stored",
    "read_warcinfo",
    "rebuilt",
    "responded",
    "run_digest",
    "run_of_name",
    "split_head",
    "sync",
    "to_second",
    "unpack_body",
    "unpacked",
    "warc_date",
    "warc_files",
    "warc_path",
    "why_unreadable",
    "with_payload",
    "with_plain_head",
    "without_body_headers",
    "write_head",
]
