"""Decides of one record of a WARC file whether it stays, goes or is redacted, and redacts it (pure)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from archive.forget.plan import Plan
from archive.forget.redact import redacted, without_urls
from archive.forget.revisits import with_payload_of
from archive.warc import (
    ORIGINAL_DIGEST,
    REDACTED,
    SOURCE_KIND,
    SOURCE_URL,
    UNFETCHED,
    ParsedRecord,
    digest,
    rebuilt,
    responded,
    with_plain_head,
)
from extract.errors import ExtractionError
from extract.listings import SOURCES

# What has no text: to look for words in a film takes long and finds nothing.
WITHOUT_TEXT = ("image/", "video/", "audio/", "font/")
RENDER = "render"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What becomes of a record: `data` is None if it stays, b"" if it goes, else its new bytes."""

    data: bytes | None = None
    problem: str = ""


@dataclass(kw_only=True)
class Rules:
    """What is to be forgotten; the captures that are articles; and payload digests that change, by record id.

    `removed_block` returns the block of a response that goes, by its id; None for one that stays or is not there.
    """

    plan: Plan
    tombstone: str
    articles: frozenset[str]
    digests: dict[str, str] = field(default_factory=dict)
    removed_block: Callable[[str], bytes | None] = lambda _capture: None


def decide(record: ParsedRecord, rules: Rules) -> Decision:
    """Return what becomes of a record."""
    source = record.fields.get(SOURCE_URL, "")
    if not source or not rules.plan.tombstones.hides_url(source):
        return _decide(record, rules)
    # A stylesheet that was fetched for it, and is of other articles too: only the site is named.
    place = urlsplit(source)
    record = replace(record, fields={**record.fields, SOURCE_URL: f"{place.scheme}://{place.netloc}/"})
    decision = _decide(record, rules)
    if decision.data is not None:
        return decision
    return replace(decision, data=rebuilt(record, {REDACTED: rules.tombstone}, record.block))


def _decide(record: ParsedRecord, rules: Rules) -> Decision:
    kind = record.fields.get("WARC-Type", "")
    url = record.fields.get("WARC-Target-URI", "").strip("<>")
    if url and rules.plan.tombstones.hides_url(url):
        return Decision(data=b"")
    if kind == "request":
        return _decide_request(record, rules)
    if kind == "metadata" and not url:
        return _decide_metadata(record, rules)
    if kind in {"response", "conversion", "resource"} and url:
        return _decide_response(record, url, rules)
    if kind == "revisit":
        return _decide_revisit(record, url, rules)
    return Decision()


def _decide_request(record: ParsedRecord, rules: Rules) -> Decision:
    """Take out the line that says from which page we came."""
    lines = record.block.split(b"\r\n")
    kept = [line for line in lines if not _is_hidden_referer(line, rules)]
    if kept == lines:
        return Decision()
    return Decision(data=rebuilt(record, {REDACTED: rules.tombstone}, b"\r\n".join(kept)))


def _is_hidden_referer(line: bytes, rules: Rules) -> bool:
    name, _, value = line.partition(b":")
    return name.strip().lower() == b"referer" and rules.plan.tombstones.hides_url(value.decode("latin-1").strip())


def _decide_metadata(record: ParsedRecord, rules: Rules) -> Decision:
    """Take URLs and words out of a run's summary, and out of the pages that it did not fetch."""
    try:
        content = json.loads(record.block)
    except ValueError:
        return Decision()
    hides = rules.plan.tombstones.hides_url
    changed = dict(content) if isinstance(content, dict) else content
    if isinstance(changed, dict) and isinstance(changed.get(UNFETCHED), list):
        changed[UNFETCHED] = [each for each in changed[UNFETCHED] if not (each and hides(str(each[0])))]
        if not changed[UNFETCHED]:
            return Decision(data=b"")
    changed = without_urls(changed, hides, rules.plan.needles)
    if changed == content:
        return Decision()
    block = json.dumps(changed, ensure_ascii=False, sort_keys=True).encode()
    return Decision(data=rebuilt(record, {REDACTED: rules.tombstone}, block))


def _decide_response(record: ParsedRecord, url: str, rules: Rules) -> Decision:
    if record.fields.get("Content-Type", "").startswith(WITHOUT_TEXT):
        return Decision()
    try:
        answer = responded(record, url)
    except (ValueError, ExtractionError) as error:
        return Decision(problem=f"the body of {url} cannot be decoded, and was not searched: {error}")
    if answer.content_type.lower().startswith(WITHOUT_TEXT) or not answer.body:
        return Decision()
    source = record.fields.get(SOURCE_KIND)
    # Another article's own links are its text; a page that is no article is a list of links.
    is_article = record.fields.get("WARC-Record-ID", "").strip("<>") in rules.articles
    lists = source in {*SOURCES, RENDER} or (source is None and not is_article)
    body = redacted(
        answer.body,
        answer.content_type,
        base=url if urlsplit(url).scheme else "",
        needles=rules.plan.needles,
        is_hidden=rules.plan.tombstones.hides_url,
        lists=lists,
    )
    if body is None:
        return Decision()
    before = record.fields.get("WARC-Payload-Digest", "")
    after = digest(body)
    rules.digests[record.fields.get("WARC-Record-ID", "")] = after
    fields = {
        REDACTED: rules.tombstone,
        ORIGINAL_DIGEST: record.fields.get(ORIGINAL_DIGEST) or before,
        "WARC-Payload-Digest": after,
    }
    return Decision(data=rebuilt(record, _filled(fields), with_plain_head(record, body)))


def _decide_revisit(record: ParsedRecord, url: str, rules: Rules) -> Decision:
    """Give a revisit record the digest that the payload to which it refers has now, or that payload if it goes."""
    original = rules.removed_block(record.fields.get("WARC-Refers-To", "").strip("<>"))
    whole = with_payload_of(record, original) if original is not None else None
    if whole is not None:
        decision = _decide_response(whole, url, rules)
        if decision.data is not None:
            return decision
        return replace(decision, data=rebuilt(whole, {REDACTED: rules.tombstone}, whole.block))
    after = rules.digests.get(record.fields.get("WARC-Refers-To", ""))
    if after is None or after == record.fields.get("WARC-Payload-Digest"):
        return Decision()
    before = record.fields.get(ORIGINAL_DIGEST) or record.fields.get("WARC-Payload-Digest", "")
    fields = {REDACTED: rules.tombstone, ORIGINAL_DIGEST: before, "WARC-Payload-Digest": after}
    return Decision(data=rebuilt(record, _filled(fields), record.block))


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
