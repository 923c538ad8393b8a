"""Tells people what is new in an archive: a digest of a day or a week, as text and as HTML."""

from commentary.cli.notices.digest import (
    Digest,
    Every,
    last_day,
    read_digest,
    read_zones,
    sites_of,
    span_of,
    span_with,
)
from commentary.cli.notices.digest_text import digest_html, digest_message, digest_text

__all__ = [
    "Digest",
    "Every",
    "digest_html",
    "digest_message",
    "digest_text",
    "last_day",
    "read_digest",
    "read_zones",
    "sites_of",
    "span_of",
    "span_with",
]
