"""Makes a revisit record a response record, when the response that it repeats is to be forgotten (pure).

At its own address the page showed the same, and that is not forgotten: without a payload it could not be read again.
"""

from dataclasses import replace
from http import HTTPStatus

from archive.warc import ParsedRecord, payload, split_head, write_head

# The standard of WARC: of an identical payload; a 304 has none.
OF_REVISIT = frozenset({"warc-profile", "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date"})
OF_LENGTH = frozenset({"content-length", "transfer-encoding"})
HTTP = "application/http; msgtype=response"


def with_payload_of(record: ParsedRecord, original: bytes) -> ParsedRecord | None:
    """Return a revisit record as the response that it stands for; `original` is the block of the one that it repeats.

    None if the original is no HTTP response, or the revisit record is a 304.
    """
    try:
        head, body = split_head(original)
        own = split_head(record.block)[0] if record.block.startswith(b"HTTP/") else head
    except ValueError:
        return None
    if own.status == 304:
        return None
    if own.get("content-encoding") != head.get("content-encoding"):
        own = replace(own, headers=head.headers)
    whole = payload(head, body)
    headers = [(name, value) for name, value in own.headers if name.lower() not in OF_LENGTH]
    reason = HTTPStatus(own.status).phrase if own.status in set(HTTPStatus) else ""
    block = write_head(f"HTTP/1.1 {own.status} {reason}", [*headers, ("Content-Length", str(len(whole)))]) + whole
    fields = {name: value for name, value in record.fields.items() if name.lower() not in OF_REVISIT}
    return replace(record, fields={**fields, "WARC-Type": "response", "Content-Type": HTTP}, block=block)
