"""Takes out of a list, before it is stored, the entries of what was forgotten (pure).

A site may list for years what the archive must not have. Without this each crawl would store its text again.
"""

from archive.forget.redact import redacted
from archive.forget.words import Needles
from archive.tombstones import Tombstones
from archive.warc import Head, unpack_body, without_body_headers

NOTHING = Needles(frozenset())
Headers = tuple[tuple[str, str], ...]


def without_forgotten(
    url: str, headers: Headers, body: bytes, tombstones: Tombstones
) -> tuple[Headers, bytes] | None:
    """Return headers and body of a listing without the entries of what was forgotten; None if it has none.

    `body` is as received, still content-encoded; the new one is not encoded.
    """
    head = Head(status=200, headers=headers)
    plain = unpack_body(head, body)
    if plain is None:
        return None
    hides, content_type = tombstones.hides_url, head.get("content-type") or ""
    kept = redacted(plain, content_type, base=url, needles=NOTHING, is_hidden=hides, lists=True)
    return None if kept is None else (without_body_headers(headers), kept)
