"""Converts parsed WARC records to captures and runs (pure)."""

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from urllib.parse import urljoin

from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from archive.warc.capture import Capture
from archive.warc.records import (
    ACCEPTS_CHANGES,
    DISCONNECT,
    IMPORTED_AT,
    PAYLOAD_LENGTH,
    PREVIOUS_DIGEST,
    PREVIOUS_RUN,
    RUN,
    SITE,
    SOURCE_KIND,
    SOURCE_URL,
    STARTED_AT,
    TRUNCATED,
    UNFETCHED,
    RunEnd,
    RunStart,
    Unfetched,
    digest,
    to_second,
)
from archive.warc.response import Head, has_end
from extract.urls import with_ascii_host

# Of the length of a payload; a number of more digits is none.
MAX_DIGITS = 15


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
        bytes=_payload_length(fields, body),
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


def _payload_length(fields: Mapping[str, str], body: bytes) -> int:
    """Return the length of a payload as received, also where a compaction took it out of the record."""
    stated = fields.get(PAYLOAD_LENGTH, "")
    is_number = stated.isascii() and stated.isdecimal() and len(stated) <= MAX_DIGITS
    return int(stated) if is_number and fields["WARC-Type"] == "revisit" else len(body)


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
