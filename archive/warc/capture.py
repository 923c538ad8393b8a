"""Capture: one HTTP response and where its record is in the WARC files (values only)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Capture:
    """An HTTP response as it was received, and where it is stored.

    `id` is the WARC-Record-ID without its angle brackets; `warc` the file's name inside the `warc/` folder; `offset`
    and `length` are bytes in that file; `bytes` is the payload's length as received, `payload_digest` its digest as
    `algorithm:base32`. `captured_at` is aware UTC. `source_kind` and `source_url` are those of the Source that was
    requested: both None for an article, kind "robots" for a robots.txt, kind "render" for a document as it was before
    a browser rendered it and for what its scripts loaded, kind "asset" for an image or stylesheet of the article
    `source_url`. `revisit_of` is the id of the capture whose payload a `revisit` record refers to. `length_error`
    says in a sentence how the received body differs from what its head announces, None if it does not; `broken_off`
    tells that the end of the page is missing with it.
    """

    id: str
    run: str
    site: str
    url: str
    captured_at: datetime
    status: int
    content_type: str
    bytes: int
    payload_digest: str
    warc: str
    offset: int
    length: int
    etag: str | None = None
    last_modified: str | None = None
    redirect_url: str | None = None
    source_kind: str | None = None
    source_url: str | None = None
    revisit_of: str | None = None
    length_error: str | None = None
    broken_off: bool = False
