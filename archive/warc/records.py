"""Builds WARC records of captures and runs (pure).

ISO 28500:2017 is the standard (WARC 1.1); a record has named fields and a block.
"""

import base64
import hashlib
import json
import time
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from archive.warc.capture import Capture
from archive.warc.response import to_page
from extract.page import Page

VERSION = "WARC/1.1"
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# Level 6 takes a third of the time of level 9 for one percent more bytes.
GZIP_LEVEL = 6

# Fields of our own; other readers of WARC files ignore names that they do not know.
SITE, RUN, STARTED_AT = "commentary-site", "commentary-run", "commentary-started-at"
ACCEPTS_CHANGES = "commentary-accepts-changes"
IMPORTED_AT = "commentary-imported-at"
PREVIOUS_RUN, PREVIOUS_DIGEST = "commentary-previous-run", "commentary-previous-run-digest"
UNFETCHED = "commentary-unfetched"
SOURCE_KIND, SOURCE_URL = "Commentary-Source-Kind", "Commentary-Source-URL"
# The file of another tool from which a record was imported, and its offset there.
IMPORTED_FROM = "Commentary-Imported-From"
# Of a response that `commentary compact` made a revisit record: how many bytes its payload had, and the id of the
# record that tells of it.
PAYLOAD_LENGTH, COMPACTED_BY = "Commentary-Payload-Length", "Commentary-Compacted"
# The standard's field for a block that is not all of the response, and its value for a connection that broke off.
TRUNCATED, DISCONNECT = "WARC-Truncated", "disconnect"
# The browser that rendered a page. It tells a conversion record of ours from one of another tool.
RENDERED_BY = "Commentary-Rendered-By"
# A browser gives the rendered document as text, which is stored as UTF-8.
RENDERED_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class RunStart:
    """The run to which a WARC file of ours belongs, from its warcinfo record.

    `accepts_changes` tells that the operator confirmed that changes alike in many articles are real. `imported_at` is
    the time of the import of captures that another tool made; `started_at` is that of the first of them.
    `previous_run` is the run of the same archive that started last before it, and `previous_digest` the digest of
    that one's files (`digests.py`), by which one sees that a file was removed or replaced since.
    """

    run: str
    site: str
    started_at: datetime
    accepts_changes: bool = False
    imported_at: datetime | None = None
    previous_run: str | None = None
    previous_digest: str | None = None


@dataclass(frozen=True, kw_only=True)
class RunEnd:
    """The summary of a run, from the metadata record at its end."""

    run: str
    summary: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Unfetched:
    """Pages that a run did not request: pairs of a URL in normal form and the reason."""

    run: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A capture with the headers and body of its response as received."""

    capture: Capture
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)

    def page(self) -> Page:
        """Return the decoded response; raise ExtractionError if it cannot be decoded."""
        return to_page(self.capture, self.headers, self.body)


def with_payload(revisit: Recorded, original: Recorded) -> Recorded:
    """Return a revisit record with the payload that it repeats, and the headers that tell how to read that."""
    own = {name.lower() for name, _ in revisit.headers}
    described = {"content-encoding", *({"content-type"} - own)}
    headers = [pair for pair in revisit.headers if pair[0].lower() != "content-encoding"]
    headers += [pair for pair in original.headers if pair[0].lower() in described]
    content_type = revisit.capture.content_type or original.capture.content_type
    capture = replace(revisit.capture, content_type=content_type)
    return Recorded(capture=capture, headers=tuple(headers), body=original.body)


def make_id() -> str:
    """Return a new record id that sorts by time (UUID version 7, RFC 9562).

    So two captures of the same second have an order, which is the same after every replay.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    number = milliseconds << 80 | 7 << 76 | (rest * 4096 // 1_000_000) << 64
    return uuid.UUID(int=number | 2 << 62 | uuid.uuid4().int & (1 << 62) - 1).urn


def digest(data: bytes) -> str:
    """Return the SHA-1 digest of a payload or block, as `sha1:` and base 32.

    Heritrix, wget and webrecorder write this form, and capture indexes compare it. SHA-256 in base 32 ends in `=`,
    which the standard's grammar forbids. The digest finds damage and duplicates; it protects from no attacker.
    """
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def to_second(moment: datetime) -> datetime:
    """Return a time in UTC without its fraction of a second, as WARC files and tables store it."""
    return moment.astimezone(UTC).replace(microsecond=0)


def warc_date(moment: datetime) -> str:
    """Return a time in the format of WARC-Date."""
    return to_second(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def build_record(fields: Mapping[str, str], block: bytes) -> bytes:
    """Return a record as a gzip member."""
    lines = [VERSION, *(f"{name}: {value}" for name, value in fields.items())]
    if "WARC-Block-Digest" not in fields:
        lines.append(f"WARC-Block-Digest: {digest(block)}")
    lines += [f"Content-Length: {len(block)}", "", ""]
    member = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    parts = ("\r\n".join(lines).encode(), block, b"\r\n\r\n")
    return b"".join([*(member.compress(part) for part in parts), member.flush()])


def build_warcinfo(
    record_id: str, name: str, at: datetime, software: str, about: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Return the warcinfo record for the start of a file: software, time, and what else it is about."""
    head = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": warc_date(at),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    fields = {"software": software, "format": "WARC File Format 1.1", "conformsTo": CONFORMS_TO, **about}
    return build_record(head, "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode())


def build_run_warcinfo(record_id: str, name: str, start: RunStart, software: str) -> bytes:
    """Return the warcinfo record for the start of a run's file: also site and run, and the run before."""
    about = {
        "isPartOf": start.run,
        RUN: start.run,
        SITE: start.site,
        STARTED_AT: to_second(start.started_at).isoformat(),
    }
    if start.accepts_changes:
        about[ACCEPTS_CHANGES] = "yes"
    if start.imported_at:
        about[IMPORTED_AT] = to_second(start.imported_at).isoformat()
    about |= {
        name: value
        for name, value in ((PREVIOUS_RUN, start.previous_run), (PREVIOUS_DIGEST, start.previous_digest))
        if value
    }
    return build_warcinfo(record_id, name, start.started_at, software, about)


def build_summary(warcinfo_id: str, end: RunEnd, written_at: datetime) -> bytes:
    """Return the metadata record with the summary of a run."""
    return _build_metadata(warcinfo_id, {RUN: end.run, **end.summary}, written_at)


def build_unfetched(warcinfo_id: str, unfetched: Unfetched, written_at: datetime) -> bytes:
    """Return a metadata record of pages that a run did not request; a run may have many such records."""
    return _build_metadata(warcinfo_id, {RUN: unfetched.run, UNFETCHED: unfetched.pages}, written_at)


def _build_metadata(warcinfo_id: str, content: Mapping[str, Any], written_at: datetime) -> bytes:
    return build_record(
        {
            "WARC-Type": "metadata",
            "WARC-Record-ID": f"<{make_id()}>",
            "WARC-Date": warc_date(written_at),
            "WARC-Refers-To": f"<{warcinfo_id}>",
            "WARC-Warcinfo-ID": f"<{warcinfo_id}>",
            "Content-Type": "application/json",
        },
        json.dumps(content, ensure_ascii=False, sort_keys=True).encode(),
    )
