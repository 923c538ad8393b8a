"""Defines what can be exported, in which order, and how it is filtered; makes the SELECT (pure).

The columns have the order of TABLES and VIEWS; those of an article's reading (FROM_READING) come last. `site` selects
the rows of one site. `since` and `until` select by the date of publication of the article, or for captures, readings,
runs and sources by their own time. A row without such a time is left out when `since` or `until` is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from archive.schema import TABLES, VIEWS, Column
from extract.errors import ExportError

Kind = Literal["text", "integer", "real", "boolean", "json"]


class Field(NamedTuple):
    """A column of an export: its name and the kind of its values."""

    name: str
    kind: Kind


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A table or view: the order of its rows, and the SQL by which it is filtered.

    `site` is the condition for a site, `at` the column of the time for `since` and `until`. `through` is a template
    for the conditions: a subquery where they are about the article of a row.
    """

    order: str
    site: str = "site = :site"
    at: str = "published_at"
    through: str = "{}"


_OF_ARTICLE = Exported(order="article, position", through="article IN (SELECT id FROM articles WHERE {})")

# Columns of the reading from which an article comes: the rule that found each field, and its confidence.
FROM_READING = ("found_by", "confidence")

EXPORTED: Mapping[str, Exported] = {
    "articles": Exported(order="published_at, id"),
    "versions": Exported(
        order="id",
        site="id IN (SELECT version FROM readings WHERE site = :site"
        " UNION SELECT part FROM readings WHERE site = :site)",
    ),
    "readings": Exported(order="captured_at, capture", at="captured_at"),
    "captures": Exported(order="captured_at, id", at="captured_at"),
    "runs": Exported(order="started_at, id", at="started_at"),
    "authors": _OF_ARTICLE,
    "categories": _OF_ARTICLE,
    "tags": _OF_ARTICLE,
    "links": _OF_ARTICLE,
    "images": _OF_ARTICLE,
    "comments": _OF_ARTICLE,
    "comment_history": Exported(order="article, number, span", through=_OF_ARTICLE.through),
    "addresses": Exported(order="url", through=_OF_ARTICLE.through),
    "absences": Exported(order="article, gone_at", through=_OF_ARTICLE.through),
    "copies": Exported(
        order="original, copy",
        site="(original IN (SELECT id FROM articles WHERE site = :site)"
        " OR copy IN (SELECT id FROM articles WHERE site = :site))",
        at="copy_at",
    ),
    "disagreements": Exported(order="article, field", through=_OF_ARTICLE.through),
    "sources": Exported(order="site, url, source_kind, source_url", at="first_found_at"),
    "unfetched": Exported(order="run, url", at="started_at", through="run IN (SELECT id FROM runs WHERE {})"),
    "attempts": Exported(order="capture", at="captured_at", through="capture IN (SELECT id FROM captures WHERE {})"),
    "history": Exported(order="captured_at, article", at="captured_at"),
    "changes": Exported(order="changed_at, article, change, previous_url", at="changed_at"),
    "comment_counts": Exported(
        order="article, captured_at, capture",
        site="article IN (SELECT url FROM articles WHERE site = :site)",
        at="captured_at",
    ),
    "view_counts": Exported(
        order="article, captured_at, capture",
        site="article IN (SELECT url FROM articles WHERE site = :site)",
        at="captured_at",
    ),
    "standings": Exported(order="site, url", at="answered_at"),
}


def fields_of(table: str) -> tuple[Field, ...]:
    """Return the columns of an exported table, in order."""
    if table in VIEWS:
        known = {name: column for origin in TABLES.values() for name, column in origin.columns.items()}
        known["changed"] = known["sources"] = Column("TEXT NOT NULL DEFAULT '[]'", "")
        return tuple(Field(name, _kind(known.get(name, Column("TEXT", "")))) for name in VIEWS[table].columns)
    from_reading = {name: TABLES["readings"].columns[name] for name in FROM_READING} if table == "articles" else {}
    return tuple(Field(name, _kind(column)) for name, column in {**TABLES[table].columns, **from_reading}.items())


def select(table: str, *, site: str | None, since: date | None, until: date | None) -> tuple[str, Mapping[str, str]]:
    """Return the SELECT of an export and its parameters."""
    if table not in EXPORTED:
        raise ExportError(f"There is no table {table!r} to export. There are: {', '.join(EXPORTED)}.")
    exported = EXPORTED[table]
    conditions = {
        exported.site: site,
        f"{exported.at} >= :since": _moment(since) if since else None,
        f"{exported.at} < :until": _end(until) if until else None,
    }
    asked = [condition for condition, value in conditions.items() if value]
    where = f" WHERE {exported.through.format(' AND '.join(asked))}" if asked else ""
    columns = ", ".join(_column(table, field.name) for field in fields_of(table))
    sql = f'SELECT {columns} FROM "{table}"{where} ORDER BY {exported.order}'  # noqa: S608 - our own names
    values = zip(("site", "since", "until"), conditions.values(), strict=True)
    return sql, {name: value for name, value in values if value}


def _column(table: str, name: str) -> str:
    if table == "articles" and name in FROM_READING:
        column = f"SELECT {name} FROM readings WHERE readings.capture = articles.capture"  # noqa: S608 - our own names
        return f'({column}) AS "{name}"'
    return f'"{name}"'


def _moment(when: date) -> str:
    """Return a time as the archive stores it; a day begins at midnight UTC, a time without a zone is in UTC."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    moment = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    return moment.isoformat(timespec="seconds")


def _end(until: date) -> str:
    """Return the first time after `until`: that of the next day, or of the next second."""
    step = timedelta(seconds=1) if isinstance(until, datetime) else timedelta(days=1)
    return _moment(until + step)


def _kind(column: Column) -> Kind:
    if column.is_boolean:
        return "boolean"
    if column.default in {"[]", "{}"}:
        return "json"
    kinds: Mapping[str, Kind] = {"INTEGER": "integer", "REAL": "real", "TEXT": "text"}
    return kinds[column.type.split()[0]]
