"""Reads articles with all that belongs to them: links, images, comments, addresses, versions (reads the database).

One SELECT gives an article with each of its lists as a JSON array, which takes SQLite less time than a query for each
list, and keeps no more than one article in memory.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.export.fields import BODY, Field, as_stored, fields_of
from archive.export.rows import read_rows
from archive.export.tables import Select, quoted

# An article: its columns by name, and after them the lists of NESTED. Values are str, int, float, bool, None, and
# lists and dicts of those.
Record = dict[str, Any]


class Nested(NamedTuple):
    """A list within an article: what its items are, their fields, and the SELECT of it as a JSON array.

    The SELECT stands among the columns of one of the table `articles`. With one field an item is a bare value.
    """

    description: str
    fields: tuple[Field, ...]
    sql: str

    @property
    def is_bare(self) -> bool:
        """Whether an item is a value and no object."""
        return len(self.fields) == 1


def _nested(description: str, fields: Sequence[Field], rest: str) -> Nested:
    """Return a list whose items are the rows of a SELECT, of which `rest` is what follows the columns."""
    columns = ", ".join(f"{field.sql or quoted(field.name)} AS {quoted(field.name)}" for field in fields)
    values = [(field.name, _json_value(field)) for field in fields]
    item = (
        values[0][1]
        if len(values) == 1
        else f"json_object({', '.join(f'{name!r}, {value}' for name, value in values)})"
    )
    sql = f"(SELECT json_group_array({item}) FROM (SELECT {columns} FROM {rest}))"  # noqa: S608 - our own names
    return Nested(description, tuple(fields), sql)


def _json_value(field: Field) -> str:
    """Return the SQL of a value within JSON; a damaged database may have bytes, or other text, in any column."""
    name = quoted(field.name)
    if field.kind in {"json", "names"}:
        return f"CASE WHEN json_valid({name}) THEN json({name}) ELSE {name} END"
    return f"iif(typeof({name}) = 'blob', plain_text({name}), {name})"


def _listed(table: str, description: str) -> Nested:
    fields = [field for field in fields_of(table) if field.name not in {"article", "position"}]
    return _nested(description, fields, f"{table} WHERE {table}.article = articles.id ORDER BY position")


_SEEN = (
    Field("first_seen_at", "time", "Time of the first capture that showed it"),
    Field("last_seen_at", "time", "Time of the last capture that showed it"),
)
# What a row of the table versions has of its article, and what only this program reads.
_NOT_OF_VERSIONS = {field.name for field in fields_of("versions") if field.sql.startswith(("shown.", "article"))}
_NOT_OF_VERSIONS |= {"fingerprints"}
_OF_ARTICLE = """(
    SELECT version, min(captured_at) AS first_seen_at, max(captured_at) AS last_seen_at FROM readings
    WHERE readings.article = articles.url AND version IS NOT NULL GROUP BY version
) AS shown JOIN versions ON versions.id = shown.version ORDER BY first_seen_at, versions.id"""


def _versions(*, body: bool) -> Nested:
    own = [field for field in fields_of("versions") if field.name not in _NOT_OF_VERSIONS]
    own = [field for field in own if body or field.name not in BODY]
    return _nested("Its versions, in the order in which they were first seen", (*own, *_SEEN), _OF_ARTICLE)


NESTED: Mapping[str, Nested] = {
    "links": _listed("links", "Links in the text, in order"),
    "images": _listed("images", "Images in the text, in order"),
    "comments": _listed("comments", "Readers' comments, as last captured"),
    "addresses": _nested(
        "URLs of the article: its own, earlier ones, later pages, and URLs that redirect to it",
        (Field("url", "text", "URL, normalised"),),
        "addresses WHERE addresses.article = articles.id ORDER BY url",
    ),
}
# The column `versions` is their number.
VERSIONS = "version_history"


def nested_of(names: Sequence[str] = (), *, versions: bool = False, body: bool = True) -> dict[str, Nested]:
    """Return the lists within an article, those of `names` if there are any; with `versions` also its versions."""
    every = {**NESTED, **({VERSIONS: _versions(body=body)} if versions else {})}
    return {name: nested for name, nested in every.items() if not names or name in names}


def asked_of(fields: Sequence[Field], nested: Mapping[str, Nested]) -> tuple[Field, ...]:
    """Return the columns of the SELECT of articles with their lists."""
    return (*fields, *(Field(name, "json", each.description, each.sql) for name, each in nested.items()))


def read_records(
    db: sqlite3.Connection, chosen: Select, fields: Sequence[Field], nested: Mapping[str, Nested]
) -> Iterator[Record]:
    """Yield the articles that a SELECT of the table articles chooses, each with its columns and the lists in it."""
    asked = asked_of(as_stored(fields), nested)
    names = [field.name for field in asked]
    for row in read_rows(db, chosen.sql(asked), chosen.parameters, asked):
        yield dict(zip(names, row, strict=True))
