"""Values to rows of the tables, and the id of a version (pure).

Rows are mappings from column to value, in the order of `schema.TABLES`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from archive.schema.columns import CONTENT, ONLY_IN_READINGS, SEEN
from archive.schema.tables import TABLES
from archive.warc import Capture, Unfetched
from extract.article import Article
from extract.listings import Link
from extract.site import Source
from extract.urls import canonical_url

Row = dict[str, Any]
# The columns of a version beside its id.
CONTENT_OF_VERSION = (*CONTENT, "images", "links")
# The outcome of a reading that shows a later page.
PART = "part"
SUMMARY_COLUMNS = tuple(
    name for name in TABLES["runs"].columns if name not in {"id", "site", "started_at", "summary", "doubtful"}
)


def version_id(article: Article) -> str:
    """Return the hash of what the author wrote.

    Views, comments, neighbours, the date of the update, the site's furniture and the winning rules are not part of
    it, nor is the address. Empty fields are left out, so that a field added later changes no id.
    """
    return str(version_row(article)["id"])


def article_id(url: str) -> int:
    """Return the row id of an article: 52 bits of a hash, which JavaScript and JSON hold exactly."""
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big") >> 12


def version_row(article: Article) -> Row:
    """Return the row of the table versions."""
    return with_version_id({name: to_sql(getattr(article, name)) for name in CONTENT_OF_VERSION})


def with_version_id(content: Mapping[str, Any]) -> Row:
    """Return the row of the table versions for what it is to hold."""
    # The hash is of what is stored, not of the Article: a replay with other Python types gives the same id.
    row = {name: content[name] for name in CONTENT_OF_VERSION}
    said = {name: value for name, value in row.items() if value not in (None, "", "[]", 0)}
    return {"id": hashlib.sha256(to_json(said).encode()).hexdigest()[:32], **row}


def reading_row(article: Article, capture: Capture, *, revision: str, version: str) -> Row:
    """Return the row of the table readings; its article's identity is resolved afterwards.

    So is the text of an article in several pages: until then it is that of the page alone.
    """
    seen = {name: to_sql(getattr(article, name)) for name in (*SEEN, *ONLY_IN_READINGS)}
    address = canonical_url(article.canonical_url)
    return {
        **_reading(capture, revision),
        "article": address,
        "canonical_url": address,
        "version": version,
        "outcome": "article",
        "reason": None,
        **seen,
        **_place(article),
        "part": version if article.next_page_url else None,
        "comments": to_sql(article.comments),
        "found_by": to_json(dict(article.found_by)),
        "confidence": to_json(dict(article.confidence)),
    }


def part_row(article: Article, capture: Capture, *, revision: str, version: str) -> Row:
    """Return the row of a reading that shows a later page of an article; which one, is resolved afterwards.

    What it says beside its text is its first page's to say.
    """
    row = refusal_row(capture, PART, "a later page of an article", revision)
    said = {"part": version, "found_by": to_json(dict(article.found_by)), "cut_off": article.cut_off}
    return row | _place(article) | said


def refusal_row(capture: Capture, outcome: str, reason: str, revision: str) -> Row:
    """Return the row of a reading that shows no article, and why."""
    empty = {name: column.default for name, column in TABLES["readings"].columns.items()}
    return empty | _reading(capture, revision) | {"outcome": outcome, "reason": reason}


def capture_row(capture: Capture) -> Row:
    """Return the row of the table captures."""
    row = {field.name: to_sql(getattr(capture, field.name)) for field in fields(capture)}
    row["address"] = address_of(capture)
    row["redirect_address"] = canonical_url(capture.redirect_url) if capture.redirect_url else None
    return row


def address_of(capture: Capture) -> str:
    """Return the address of a capture in normal form."""
    return canonical_url(capture.url)


def capture_of(row: Mapping[str, Any]) -> Capture:
    """Return the Capture of a row."""
    values = {field.name: row[field.name] for field in fields(Capture)}
    return Capture(**values | {"captured_at": datetime.fromisoformat(row["captured_at"])})


def summary_row(run: str, summary: Mapping[str, Any]) -> Row:
    """Return what a run's summary says in columns, and all of it as JSON."""
    columns = {name: summary.get(name) for name in SUMMARY_COLUMNS}
    return {"id": run} | columns | {"status": summary.get("status", "finished"), "summary": to_json(dict(summary))}


def unfetched_rows(unfetched: Unfetched) -> list[Row]:
    """Return the rows of the table unfetched."""
    return [{"run": unfetched.run, "url": url, "reason": reason} for url, reason in unfetched.pages]


def source_rows(links: Iterable[Link], source: Source, capture: Capture) -> list[Row]:
    """Return a row of the table sources for each address that a listing names; its own next pages are none."""
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
                "first_found_at": at,
                "last_found_at": at,
            }
    return list(rows.values())


def name_rows(article: int, names: Iterable[str]) -> list[Row]:
    """Return rows of authors, categories or tags."""
    return [{"article": article, "position": at, "name": name} for at, name in enumerate(names, 1)]


def link_rows(article: int, links: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of the table links."""
    return [
        {"article": article, "position": at, "host": host_of(link["url"]), "paragraph": None, **link}
        for at, link in enumerate(links, 1)
    ]


def listed_rows(article: int, items: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of images or comments."""
    return [{"article": article, "position": at, **item} for at, item in enumerate(items, 1)]


def host_of(url: str) -> str:
    """Return the host that a link leads to, so that its links can be counted; empty for a mail address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def to_sql(value: Any) -> Any:
    """Return a value as SQLite stores it: times as text, tuples as JSON, truth as 0 and 1."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return to_json([item if isinstance(item, str) else _as_object(item) for item in value]) if value else "[]"
    if isinstance(value, str):
        return _storable(value)
    return int(value) if isinstance(value, bool) else value


def _place(article: Article) -> Row:
    onward = article.next_page_url
    return {"page_number": article.page_number, "next_page_url": canonical_url(onward) if onward else None}


def _as_object(item: Any) -> Mapping[str, Any]:
    # A link whose paragraph is not known is stored as before there were paragraphs, so that no text has a new id.
    return {name: value for name, value in vars(item).items() if name != "paragraph" or value is not None}


def _reading(capture: Capture, revision: str) -> Row:
    at = to_sql(capture.captured_at)
    return {"capture": capture.id, "site": capture.site, "captured_at": at, "revision": revision}


def to_json(value: Any) -> str:
    """Return a value as JSON, the same for equal values."""
    return _storable(ENCODER.encode(value))


# Made once: making one takes longer than encoding a short list.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=to_sql)


def _storable(text: str) -> str:
    # Half a surrogate pair comes out of a page's JSON now and then, and no file can hold it.
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
