"""Describes every column of every table and view for people and for programs: the data dictionary (pure).

All but a few facts come from the descriptions in `tables.py` and `views.py`. The page of the dictionary,
`docs/schema.md` and the exports are made of what stands here.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from archive.schema.columns import Column
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS

# The table that only a filtered archive has, which `commentary export --format sqlite` writes: the dictionary itself.
MARK_OF_FILTERED = "dictionary"
# The types of a dictionary, with what a cell of each holds.
TYPES: Mapping[str, str] = {
    "text": "text in UTF-8",
    "integer": "a whole number of at most 64 bits",
    "number": "a number with a fraction",
    "boolean": "1 for yes, 0 for no",
    "time": "a moment in UTC, as ISO 8601: 2026-03-02T09:01:00+00:00",
    "day": "a day of the site's calendar: 2026-03-02",
    "list": "a JSON array",
    "object": "a JSON object",
    "bytes": "bytes",
}

_PRECISIONS = ("day", "minute", "second", "hour", "week", "ambiguous")
_ZONES = ("stated", "assumed")
_FIELDS = ("title", "authors", "published_at", "updated_at")
_CLASSES = ("typo", "metadata", "headline", "addition", "removal", "substantive", "rewrite")
# The only values of a column, by `table.column` or by the name that it has in every table.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "published_precision": _PRECISIONS,
    "updated_precision": _PRECISIONS,
    "published_zone": _ZONES,
    "updated_zone": _ZONES,
    "outcome": ("article", "part", "redirect", "not an article", "error"),
    "runs.status": ("finished", "partial", "blocked", "failed", "interrupted", "running"),
    "captures.source_kind": ("sitemap", "feed", "wordpress", "listing", "robots", "asset"),
    "sources.source_kind": ("sitemap", "feed", "wordpress", "listing", "article"),
    "absences.reason": ("status 404", "status 410", "redirects elsewhere", "password-protected", "login"),
    "changes.change": ("new", "edit", "gone", "back", "renamed"),
    "changes.class": (*_CLASSES, "new", "gone", "back", "renamed"),
    "comment_history.ended": ("edited", "gone", "not shown"),
    "copies.original_at_by": ("publication", "capture", "edit"),
    "copies.copy_at_by": ("publication", "capture", "edit"),
    "copies.source_says": ("agrees", "same site", "names another", "the other way round"),
    "disagreements.field": _FIELDS,
    "tombstones.kind": ("url", "site"),
}
# What a value looks like, by the name that a column has in every table, where its description does not show it.
EXAMPLES: Mapping[str, str] = {
    "article_id": "1234567890123456",
    "articles": "13",
    "authors": '["Ada Byron", "Grace Hopper"]',
    "breadcrumbs": '["Home", "Opinion"]',
    "bytes": "18234",
    "canonical_url": "https://example.org/2026/01/trees/",
    "capture": "urn:uuid:6f1c2d0e-8a53-4a0e-9c39-0d2f1b7a5e44",
    "categories": '["Commentary", "Trade"]',
    "changed": '["title", "body_text"]',
    "confidence": '{"authors": 0.94}',
    "content_type": "text/html; charset=utf-8",
    "domain": "example.org",
    "etag": '"5f1-abc"',
    "fingerprints": '{"title": "9a0364b9"}',
    "found_by": '{"title": "css h1"}',
    "host": "example.org",
    "language": "en",
    "language_detected": "en",
    "payload_digest": "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
    "previous_version": "0c6f…",
    "published_at": "2026-01-05T08:30:00+00:00",
    "published_day": "2026-01-05",
    "published_offset": "+03:00",
    "published_text": "January 5, 2026",
    "rules": "1234567890123456",
    "run": "review-20260302T090000Z-1f2e3d",
    "site": "geopolist",
    "tags": '["ports", "grain"]',
    "title": "Why cities need trees",
    "url": "https://example.org/2026/01/trees/",
    "version": "9a03…",
    "views": "1250",
    "warc": "review-20260302T090000Z-1f2e3d-00000.warc.gz",
    "word_count": "812",
    "year": "2026",
}
# What a column refers to where neither a foreign key nor its description says so; the views have no foreign keys.
REFERENCES: Mapping[str, str] = {
    "dated_by": "captures.id",
    "revisit_of": "captures.id",
    "previous_run": "runs.id",
    "warc": "warcs.name",
    "history.capture": "captures.id",
    "history.previous_capture": "captures.id",
    "compared_texts.article": "articles.id",
    "probes.article": "articles.id",
}
# Columns of views whose values are of another type than those of the columns of that name in the tables.
_TYPES_OF_VIEWS: Mapping[str, str] = {
    "standings.article": "integer",
    "changed": "list",
    "sources": "list",
    "standings.found_at": "time",
    "missing_articles.article": "integer",
    "missing_articles.found_at": "time",
}
_T = TypeVar("_T")
# The columns by which another table names a row.
_REFERRED = frozenset({"id", "url", "name"})
_AS_IN = re.compile(r"\bas in (\w+)\.(\w+)")
_FOREIGN = re.compile(r"REFERENCES (\w+)\((\w+)\)")
_KEY = re.compile(r"PRIMARY KEY \(([^)]*)\)")


class DescribedColumn(NamedTuple):
    """A column, its type as one of TYPES, and its description for people."""

    column: str
    type: str
    description: str


class Entry(NamedTuple):
    """All that the dictionary says of a column.

    `references` is `table.column` or empty, `allowed` the only values if they are known, `example` a value or empty.
    """

    column: str
    type: str
    description: str
    is_key: bool
    is_optional: bool
    references: str
    allowed: tuple[str, ...]
    example: str


def describe(table: str) -> list[DescribedColumn]:
    """Return the columns of a table or view, in their order; KeyError if the schema has none of that name."""
    return [DescribedColumn(entry.column, entry.type, entry.description) for entry in entries_of(table)]


def description_of(table: str) -> str:
    """Return what a row of a table or view is; KeyError if the schema has none of that name."""
    return TABLES[table].description if table in TABLES else VIEWS[table].description


def entries_of(table: str) -> list[Entry]:
    """Return all that is known of the columns of a table or view; KeyError if the schema has none of that name."""
    if table not in TABLES:
        return [_entry_of_view(table, name, words) for name, words in VIEWS[table].columns.items()]
    keys = _keys(table)
    return [
        _entry_of_table(table, name, column, is_key=name in keys) for name, column in TABLES[table].columns.items()
    ]


def type_of(name: str, column: Column) -> str:
    """Return the type of a column of a table, as one of TYPES."""
    if column.is_boolean:
        return "boolean"
    if column.default in {"[]", "{}"}:
        return "list" if column.is_list else "object"
    # A list without a default, such as that of the fields that a change concerns.
    if "JSON array" in column.description:
        return "list"
    declared = column.type.split()[0]
    if declared != "TEXT":
        return {"INTEGER": "integer", "REAL": "number", "BLOB": "bytes"}[declared]
    if name.endswith("_day"):
        return "day"
    return "time" if _is_time(name) else "text"


def _entry_of_table(table: str, name: str, column: Column, *, is_key: bool) -> Entry:
    allowed = _of_table(ALLOWED, table, name) or ()
    return Entry(
        column=name,
        type=type_of(name, column),
        description=column.description,
        is_key=is_key,
        is_optional="NOT NULL" not in column.type and not is_key,
        references=_reference(table, name, column.description, column.type),
        allowed=allowed,
        example=EXAMPLES.get(name) or next(iter(allowed), ""),
    )


def _entry_of_view(view: str, name: str, words: str) -> Entry:
    kind = _of_table(_TYPES_OF_VIEWS, view, name)
    if kind is None:
        known = (type_of(name, table.columns[name]) for table in TABLES.values() if name in table.columns)
        kind = "time" if _is_time(name) else next(known, "text")
    # In a view an article is named by its URL, unless its description says otherwise.
    kind = "text" if name == "article" and "articles.url" in words else kind
    allowed = _of_table(ALLOWED, view, name) or ()
    return Entry(
        column=name,
        type=kind,
        description=words,
        is_key=False,
        is_optional=True,
        references=_reference(view, name, words, ""),
        allowed=allowed,
        example=EXAMPLES.get(name) or next(iter(allowed), ""),
    )


def _is_time(name: str) -> bool:
    """Tell whether a text column of this name holds a moment; dates of publication stand in such columns too."""
    return name.endswith("_at") or name in {"published_from", "published_until", "unchanged_until"}


def _keys(table: str) -> frozenset[str]:
    named = _KEY.search(TABLES[table].constraint)
    if named:
        return frozenset(name.strip() for name in named[1].split(","))
    return frozenset(name for name, column in TABLES[table].columns.items() if "PRIMARY KEY" in column.type)


def _reference(table: str, name: str, words: str, declared: str) -> str:
    if found := _FOREIGN.search(declared) or _AS_IN.search(words):
        target = f"{found[1]}.{found[2]}"
        # Words that two tables share, such as a reason, are no reference.
        return target if found[1] in TABLES and found[2] in _REFERRED and target != f"{table}.{name}" else ""
    target = _of_table(REFERENCES, table, name) or ""
    return target if target.partition(".")[0] != table else ""


def _of_table(values: Mapping[str, _T], table: str, name: str) -> _T | None:
    return values.get(f"{table}.{name}", values.get(name))
