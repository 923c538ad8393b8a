"""Builds WARC records, and converts parsed ones to captures and runs (pure).

ISO 28500:2017 is the standard (WARC 1.1); a record has named fields and a block.
"""

import base64
import hashlib
import io
import json
import time
import uuid
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from archive.warc.capture import Capture
from archive.warc.response import Head, has_end, to_page
from extract.page import Page
from extract.urls import with_ascii_host

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


def build_warcinfo(record_id: str, name: str, start: RunStart, software: str) -> bytes:
    """Return the warcinfo record for the start of a file: software, time, site and run."""
    fields = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": CONFORMS_TO,
        "isPartOf": start.run,
        RUN: start.run,
        SITE: start.site,
        STARTED_AT: to_second(start.started_at).isoformat(),
    }
    if start.accepts_changes:
        fields[ACCEPTS_CHANGES] = "yes"
    if start.imported_at:
        fields[IMPORTED_AT] = to_second(start.imported_at).isoformat()
    fields |= {
        name: value
        for name, value in ((PREVIOUS_RUN, start.previous_run), (PREVIOUS_DIGEST, start.previous_digest))
        if value
    }
    block = "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode()
    return build_record(
        {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": f"<{record_id}>",
            "WARC-Date": warc_date(start.started_at),
            "WARC-Filename": name,
            "Content-Type": "application/warc-fields",
        },
        block,
    )


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


def parse_record(data: bytes) -> ArcWarcRecord:
    """Parse one decompressed record; raises ArchiveLoadFailed or EOFError if it is malformed."""
    return ArcWarcRecordLoader().parse_record_stream(io.BytesIO(data), known_format="warc", no_record_parse=True)


def read_warcinfo(block: bytes) -> RunStart | None:
    """Return the run in a warcinfo record of ours, None for a foreign one."""
    lines = (line.partition(":") for line in block.decode("utf-8", errors="replace").splitlines())
    fields = {name.strip(): value.strip() for name, _, value in lines}
    if not {RUN, SITE, STARTED_AT} <= fields.keys():
        return None
    return RunStart(
        run=fields[RUN],
        site=fields[SITE],
        started_at=datetime.fromisoformat(fields[STARTED_AT]),
        accepts_changes=fields.get(ACCEPTS_CHANGES) == "yes",
        imported_at=datetime.fromisoformat(fields[IMPORTED_AT]) if IMPORTED_AT in fields else None,
        previous_run=fields.get(PREVIOUS_RUN),
        previous_digest=fields.get(PREVIOUS_DIGEST),
    )


def read_metadata(block: bytes) -> RunEnd | Unfetched | None:
    """Return the summary or the unrequested pages in a metadata record of ours, None for other metadata.

    Raises ValueError if it has our field names and another content.
    """
    # Other tools write metadata records too, in JSON as well.
    try:
        content = json.loads(block)
    except ValueError:
        return None
    if not isinstance(content, dict) or not isinstance(content.get(RUN), str):
        return None
    run = content.pop(RUN)
    if UNFETCHED not in content:
        return RunEnd(run=run, summary=content)
    try:
        return Unfetched(run=run, pages=tuple((str(url), str(reason)) for url, reason in content[UNFETCHED]))
    except TypeError as error:
        raise ValueError(f"{UNFETCHED} is not a list of pairs") from error


def rendered_head(fields: Mapping[str, str]) -> Head:
    """Return the head of a page that a browser rendered; only responses with status 200 are rendered."""
    return Head(status=200, headers=(("Content-Type", fields["Content-Type"]),))


def capture_of_record(
    fields: Mapping[str, str], head: Head, body: bytes, *, start: RunStart | None, place: tuple[str, int, int]
) -> Capture:
    """Return the Capture of a response, revisit or conversion record.

    `start` is None in a foreign file; `place` is the name of the file, and offset and length of the record in bytes.
    """
    location = head.get("location") if 300 <= head.status < 400 else None
    length_error = _length_error(fields, head, body)
    return Capture(
        id=fields["WARC-Record-ID"].strip("<>"),
        run=start.run if start else "",
        site=start.site if start else "",
        url=fields["WARC-Target-URI"],
        captured_at=to_second(datetime.fromisoformat(fields["WARC-Date"])),
        status=head.status,
        content_type=head.get("content-type") or "",
        bytes=len(body),
        payload_digest=fields.get("WARC-Payload-Digest") or digest(body),
        warc=place[0],
        offset=place[1],
        length=place[2],
        etag=head.get("etag"),
        last_modified=head.get("last-modified"),
        redirect_url=_join(fields["WARC-Target-URI"], location) if location else None,
        source_kind=fields.get(SOURCE_KIND),
        source_url=fields.get(SOURCE_URL),
        # A foreign revisit record may lack WARC-Refers-To; then this is empty, not None, because it has no payload.
        revisit_of=fields.get("WARC-Refers-To", "").strip("<>") if fields["WARC-Type"] == "revisit" else None,
        length_error=length_error,
        broken_off=length_error is not None and 200 <= head.status < 300 and not has_end(head, body),
    )


def _length_error(fields: Mapping[str, str], head: Head, body: bytes) -> str | None:
    truncated = fields.get(TRUNCATED)
    # A revisit record says `length`, because the payload is in another record.
    if truncated is None or fields["WARC-Type"] == "revisit":
        return None
    if truncated != DISCONNECT:
        return f"the tool that captured it stored a part of it only ({truncated})"
    announced = head.get("content-length")
    if announced is None:
        return "the connection was closed before the last chunk"
    return f"Content-Length announced {announced} bytes, and {len(body)} came"


def _join(url: str, location: str) -> str | None:
    # Headers are kept as latin-1; what a Location has beyond ASCII is UTF-8, as browsers and Scrapy take it.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return with_ascii_host(urljoin(url, location))
    except ValueError:
        return None
