"""Judges one record of another tool: whether and as what it is taken (pure).

Foreign, Site → Found (a response, a revisit or a request of the site)
              → Passed (nothing is wrong with it: another host, another kind of record)
              → Refused (a sentence that says what is wrong)
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.intake.digests import forms_of, matches, normal_digest, sha1_of
from archive.intake.foreign import MAX_BLOCK, Foreign
from archive.intake.moments import EARLIEST, moment_of
from archive.intake.sources import source_of
from archive.warc import Head, split_head
from extract.site import Site, Source
from extract.urls import canonical_url, is_on_site, netloc_of

# A clock may be a little ahead.
AHEAD = timedelta(minutes=5)
NOT_MODIFIED = "server-not-modified"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A record to take. `id` is without angle brackets; `digests` are those by which its payload may be named.

    `block_hash` tells two records of one id apart. `original_*` say what a revisit record repeats, as far as it does.
    """

    kind: str
    id: str
    url: str
    at: datetime
    block_hash: str
    digests: tuple[str, ...] = ()
    status: int | None = None
    source: Source | None = None
    method: str = ""
    concurrent_to: str = ""
    is_not_modified: bool = False
    original_id: str = ""
    original_url: str = ""
    original_at: datetime | None = None


@dataclass(frozen=True)
class Passed:
    """A record that is left out although nothing is wrong: `what` is its kind or its host."""

    why: str
    what: str


@dataclass(frozen=True)
class Refused:
    """A record that is not taken, and the reason in a clause."""

    problem: str
    url: str = ""


KINDS = frozenset({"response", "revisit", "request"})


def judge(record: Foreign, site: Site, now: datetime) -> Found | Passed | Refused:
    """Judge a record for a site at a time."""
    kind = record.get("WARC-Type") or "nameless"
    url = clean_url(record.get("WARC-Target-URI") or "")
    if kind not in KINDS or not url.lower().startswith(("http:", "https:")):
        return Passed("kind", kind)
    if not is_on_site(url, site.hosts):
        return Passed("host" if kind != "request" else "request", netloc_of(url))
    try:
        at, block = _time(record, now), _whole_block(record)
        return _request(record, block, url, at) if kind == "request" else _answer(record, block, url, at, site)
    except ValueError as error:
        return Refused(str(error), url)


def _time(record: Foreign, now: datetime) -> datetime:
    at = moment_of(record.get("WARC-Date") or "")
    if not EARLIEST <= at <= now + AHEAD:
        when = "before the web was archived" if at < EARLIEST else "in the future"
        raise ValueError(f"its time {at:%Y-%m-%d %H:%M:%S} is {when}")
    return at


def _whole_block(record: Foreign) -> bytes:
    if record.get("WARC-Segment-Number"):
        raise ValueError("its response is in several segments, which are not joined here")
    if record.block is None:
        raise ValueError(f"it has more than {MAX_BLOCK // 1024 // 1024} MB")
    # Of each revisit record wget gives the digest of an empty block.
    forms = (record.block, b"") if record.get("WARC-Type") == "revisit" else (record.block,)
    if not matches(record.get("WARC-Block-Digest"), *forms):
        raise ValueError("its WARC-Block-Digest is not that of its block")
    return record.block


def clean_url(url: str) -> str:
    """Return a WARC-Target-URI without the angle brackets that wget writes around it; spaces are encoded."""
    if url.startswith("<") and url.endswith(">"):
        url = url[1:-1]
    return url.replace(" ", "%20")


def record_id(record: Foreign, url: str) -> str:
    """Return the id of a record; one that has none gets one of its bytes, so that it is the same each time."""
    given = (record.get("WARC-Record-ID") or "").strip().strip("<>")
    if given:
        return given
    content = f"{record.get('WARC-Type')} {record.get('WARC-Date')} {url} ".encode() + (record.block or b"")
    # RFC 9562: version 8 is for what an application defines.
    number = int.from_bytes(hashlib.sha256(content).digest()[:16], "big")
    return uuid.UUID(int=number & ~(0xF << 76) & ~(3 << 62) | 8 << 76 | 2 << 62).urn


def _request(record: Foreign, block: bytes, url: str, at: datetime) -> Found:
    return Found(
        kind="request",
        id=record_id(record, url),
        url=url,
        at=at,
        block_hash=_hash(block),
        method=block.split(b" ", 1)[0][:20].decode("latin-1").upper(),
        concurrent_to=_reference(record, "WARC-Concurrent-To"),
    )


def _answer(record: Foreign, block: bytes, url: str, at: datetime, site: Site) -> Found:
    is_revisit = record.get("WARC-Type") == "revisit"
    # A revisit record may have no head; then it is that of what it repeats.
    has_head = block.startswith(b"HTTP/") or not is_revisit
    head, body = split_head(block) if has_head else (Head(status=0, headers=()), b"")
    given = record.get("WARC-Payload-Digest")
    forms = () if is_revisit else forms_of(head, body)
    # Of a response that was cut when it was stored, the digest may be that of the whole.
    if not is_revisit and not record.get("WARC-Truncated") and not matches(given, *forms):
        raise ValueError("its WARC-Payload-Digest is not that of its payload")
    return Found(
        kind="revisit" if is_revisit else "response",
        id=record_id(record, url),
        url=url,
        at=at,
        block_hash=_hash(block),
        digests=_digests(given, forms),
        status=head.status or None,
        source=source_of(url, site, head, body),
        concurrent_to=_reference(record, "WARC-Concurrent-To"),
        is_not_modified=NOT_MODIFIED in (record.get("WARC-Profile") or ""),
        original_id=_reference(record, "WARC-Refers-To"),
        original_url=canonical_url(clean_url(record.get("WARC-Refers-To-Target-URI") or "")),
        original_at=_moment(record.get("WARC-Refers-To-Date")),
    )


def _digests(given: str | None, forms: tuple[bytes, ...]) -> tuple[str, ...]:
    found = [normal_digest(given)] if given else []
    return tuple(dict.fromkeys([*filter(None, found), *map(sha1_of, forms)]))


def _moment(text: str | None) -> datetime | None:
    try:
        return moment_of(text) if text else None
    except ValueError:
        return None


def _reference(record: Foreign, name: str) -> str:
    return (record.get(name) or "").strip().strip("<>")


def _hash(block: bytes) -> str:
    return hashlib.sha256(block).hexdigest()
