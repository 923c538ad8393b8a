"""Converts values to rows of the tables (pure); `comparison.py` computes the id of a version.

A row is a mapping from column to value, in the order of TABLES.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from archive.schema.body_forms import pack_forms, pack_text, unpack_forms, unpack_text
from archive.schema.columns import (
    BODY_FORMS,
    COLUMNS_OF_VERSION,
    CONTENT,
    FORMS,
    ONLY_IN_READINGS,
    PACKED_FINGERPRINTS,
    PACKED_TEXT,
    SEEN,
)
from archive.schema.comparison import PICTURES_AND_LINKS, pack_fingerprints, version_columns
from archive.schema.rule_sets import NO_RULES, RULE_SET, RULES
from archive.schema.tables import TABLES
from archive.warc import Capture, RunStart, Unfetched
from extract.article import Article
from extract.dates import DAY_PRECISIONS
from extract.listings import Link
from extract.site import ASSET, Source
from extract.text import text_hash
from extract.urls import ascii_host, canonical_url, registered_domain

Row = dict[str, Any]
# The fields of an article's content, and the columns of the table versions that hold them.
FIELDS_OF_VERSION = (*CONTENT, *PICTURES_AND_LINKS)
CONTENT_OF_VERSION = tuple(name for name, each in COLUMNS_OF_VERSION.items() if each.is_stored)
# The outcome of a reading of a later page.
PART = "part"
# Columns of a run that are derived, or stand in the record of its start.
DERIVED_OF_RUN = frozenset(
    {"accepted", "digest", "doubtful", "events", "imported_at", "judged", "previous_digest", "previous_run"}
)
SUMMARY_COLUMNS = tuple(
    name for name in TABLES["runs"].columns if name not in {"id", "site", "started_at", "summary", *DERIVED_OF_RUN}
)


def version_row(article: Article, capture: Capture) -> Row:
    """Return the row of the table versions for what a capture showed.

    Views, comments, links to other articles, the date of the update, the site's name, the rules and the URL are not
    part of it. Nor is a date that counts back from the capture: another one is printed at each look, so the date of
    the version is derived from all readings of the article (`archive/derive/relative_dates.py`).
    """
    content = {name: to_sql(getattr(article, name)) for name in FIELDS_OF_VERSION}
    if article.published_until is not None:
        content |= {"published_at": None, "published_text": None}
    return with_version_id(content, lent_by=capture.id, lent_at=to_sql(capture.captured_at))


def with_version_id(content: Mapping[str, Any], *, lent_by: str, lent_at: str) -> Row:
    """Return the row of the table versions for content by field and the capture that shows it, with its id."""
    # The id is of the stored values, not of the Article, so that it does not depend on Python types.
    columns = version_columns(content)
    text = content["body_text"]
    forms = pack_forms(text, *(content[name] for name in (*FORMS, *PICTURES_AND_LINKS)))
    packed = {PACKED_TEXT: pack_text(text), BODY_FORMS: forms}
    row = {name: packed[name] if name in packed else content[name] for name in CONTENT_OF_VERSION}
    lender = {"lent_by": lent_by, "lent_at": lent_at}
    return {"id": columns["id"], **row, PACKED_FINGERPRINTS: pack_fingerprints(columns["fingerprints"]), **lender}


def content_of(row: Mapping[str, Any]) -> Row:
    """Return the content in a row of the table versions by field; ArchiveError if its text or forms are damaged."""
    text = unpack_text(row[PACKED_TEXT])
    forms = zip((*FORMS, *PICTURES_AND_LINKS), unpack_forms(text, row[BODY_FORMS]), strict=True)
    texts = {"body_text": text, **dict(forms)}
    return {name: texts[name] if name in texts else row[name] for name in FIELDS_OF_VERSION}


def reading_row(article: Article, capture: Capture, *, revision: str, version: str) -> Row:
    """Return the row of the table readings for an article.

    Its article and the URL by which it is known are derived later, and so is its version in several pages or with a
    date that counts back; until then they are those of the page alone.
    """
    counts_back = article.published_until is not None
    seen = {name: to_sql(getattr(article, name)) for name in (*SEEN, *ONLY_IN_READINGS)} | _days(article)
    own = address_of(capture)
    return {
        **_reading(capture, revision),
        "article": own,
        "canonical_url": canonical_url(article.canonical_url),
        "known_as": own,
        "leads_to": None,
        "version": version,
        "outcome": "article",
        "reason": None,
        "held": None,
        "text_hash": text_hash(article.body_text, capture.url),
        **seen,
        **_page_columns(article),
        "part": version if article.next_page_url or counts_back else None,
        "shown_at": to_sql(article.published_at),
        "shown_text": to_sql(article.published_text),
        "dated_by": None,
        "comments": to_sql(article.comments),
        "found_by": to_json(dict(article.found_by)),
        "confidence": to_json(dict(article.confidence)),
        "disagreements": to_json(dict(article.disagreements)),
    }


def part_row(article: Article, capture: Capture, *, revision: str, version: str) -> Row:
    """Return the row of the table readings for a later page of an article, which is derived later.

    It has only the text; all other fields are taken from the first page.
    """
    row = refusal_row(capture, PART, "a later page of an article", revision)
    own = {"part": version, "found_by": to_json(dict(article.found_by)), "cut_off": article.cut_off}
    return row | _page_columns(article) | own


def refusal_row(capture: Capture, outcome: str, reason: str, revision: str, *, leads_to: str | None = None) -> Row:
    """Return the row of the table readings for a page that is not an article, with the reason.

    `leads_to` is the URL to which it redirects by a meta refresh.
    """
    empty = {name: column.default for name, column in TABLES["readings"].columns.items() if name != RULE_SET}
    empty |= dict.fromkeys(RULES, NO_RULES)
    target = canonical_url(leads_to) if leads_to else None
    return empty | _reading(capture, revision) | {"outcome": outcome, "reason": reason, "leads_to": target}


def capture_row(capture: Capture) -> Row:
    """Return the row of the table captures."""
    row = {field.name: to_sql(getattr(capture, field.name)) for field in fields(capture)}
    # No article is derived from the URL of an image, whatever a page names as one.
    is_asset = capture.source_kind == ASSET
    row["address"] = "" if is_asset else address_of(capture)
    target = None if is_asset else capture.redirect_url
    row["redirect_address"] = canonical_url(target) if target else None
    return row


def address_of(capture: Capture) -> str:
    """Return the URL of a capture in normal form."""
    return canonical_url(capture.url)


def capture_of(row: Mapping[str, Any]) -> Capture:
    """Return the Capture in a row of the table captures."""
    values = {field.name: row[field.name] for field in fields(Capture)}
    return Capture(**values | {"captured_at": datetime.fromisoformat(row["captured_at"])})


def start_row(start: RunStart, status: str) -> Row:
    """Return the row of the table runs for a run that has started."""
    return {
        "id": start.run,
        "site": start.site,
        "started_at": to_sql(start.started_at),
        "status": status,
        "accepted": int(start.accepts_changes),
        "imported_at": to_sql(start.imported_at),
        "previous_run": start.previous_run,
        "previous_digest": start.previous_digest,
    }


def summary_row(run: str, summary: Mapping[str, Any]) -> Row:
    """Return the row of the table runs for a summary: its columns, and all of it as JSON."""
    columns = {name: summary.get(name) for name in SUMMARY_COLUMNS}
    return {"id": run} | columns | {"status": summary.get("status", "finished"), "summary": to_json(dict(summary))}


def unfetched_rows(unfetched: Unfetched) -> list[Row]:
    """Return the rows of the table unfetched."""
    return [{"run": unfetched.run, "url": url, "reason": reason} for url, reason in unfetched.pages]


def source_rows(links: Iterable[Link], source: Source, capture: Capture) -> list[Row]:
    """Return rows of the table sources for the links of a listing, except those to its own next pages."""
    at = to_sql(capture.captured_at)
    rows: dict[str, Row] = {}
    for link in links:
        url = canonical_url(link.url)
        if not link.listing and url not in rows:
            rows[url] = {
                "site": capture.site,
                "url": url,
                "source_kind": source.kind,
                "source_url": source.url,
                "modified_at": to_sql(link.modified_at),
                "title": to_sql(link.title),
                "authors": to_sql(link.authors),
                "published_at": to_sql(link.published_at),
                "first_found_at": at,
                "last_found_at": at,
            }
    return list(rows.values())


def name_rows(article: int, names: Iterable[str]) -> list[Row]:
    """Return rows of the table authors, categories or tags."""
    return [{"article": article, "position": at, "name": name} for at, name in enumerate(names, 1)]


def link_rows(article: int, links: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of the table links."""
    rows = []
    for at, link in enumerate(links, 1):
        host = host_of(link["url"])
        place = {"host": host, "domain": registered_domain(host)}
        rows.append({"article": article, "position": at, **place, "paragraph": None, **link})
    return rows


def listed_rows(article: int, items: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of the table images or comments."""
    return [{"article": article, "position": at, **item} for at, item in enumerate(items, 1)]


def host_of(url: str) -> str:
    """Return the host of a link, in ASCII and without www, so that links can be counted; empty for a mail address."""
    try:
        return ascii_host(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def to_sql(value: Any) -> Any:
    """Return a value as SQLite stores it: times as ISO 8601 text, tuples as JSON, booleans as 0 and 1."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return to_json([item if isinstance(item, str) else _as_object(item) for item in value]) if value else "[]"
    if isinstance(value, str):
        return _storable(value)
    return int(value) if isinstance(value, bool) else value


def _days(article: Article) -> Row:
    """Return the day and the offset that a date lacks, as of an Article that no page was read for: those in UTC."""
    days: Row = {}
    for stem in ("published", "updated"):
        at: datetime | None = getattr(article, f"{stem}_at")
        if at is None:
            continue
        is_day = getattr(article, f"{stem}_precision") in DAY_PRECISIONS
        if getattr(article, f"{stem}_day") is None:
            # A midnight elsewhere is the evening before.
            days[f"{stem}_day"] = (at + timedelta(hours=12) if is_day else at).date().isoformat()
        if getattr(article, f"{stem}_offset") is None and not is_day:
            days[f"{stem}_offset"] = "+00:00"
    return days


def _page_columns(article: Article) -> Row:
    onward = article.next_page_url
    return {"page_number": article.page_number, "next_page_url": canonical_url(onward) if onward else None}


def _as_object(item: Any) -> Mapping[str, Any]:
    # Without a paragraph a link is stored as by former releases, so that the id of its version stays the same.
    return {name: value for name, value in vars(item).items() if name != "paragraph" or value is not None}


def _reading(capture: Capture, revision: str) -> Row:
    at = to_sql(capture.captured_at)
    address = address_of(capture)
    return {
        "capture": capture.id,
        "site": capture.site,
        "own_url": address,
        "captured_at": at,
        "revision": revision,
    }


def to_json(value: Any) -> str:
    """Return a value as JSON with sorted keys, so that equal values give equal text."""
    return _storable(ENCODER.encode(value))


# Made once: to make an encoder takes longer than to encode a short list.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=to_sql)


def _storable(text: str) -> str:
    # Escapes in a page's JSON may be half a surrogate pair, which UTF-8 cannot encode.
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
