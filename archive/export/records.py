"""Reads articles with all that belongs to them: links, images, comments, addresses, versions (reads the database).

Articles are read in batches, so that a query for each kind of part serves many of them, and memory does not grow with
the archive.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import orjson

from archive.export.fields import BODY, Field, fields_of
from archive.export.rows import decoder_of, fetch, read_rows
from archive.export.tables import Select

# An article: its columns by name, and after them the lists of NESTED. Values are str, int, float, bool, None, and
# lists and dicts of those.
Record = dict[str, Any]

BATCH = 128
# A batch ends after so many characters of text, since an article may have megabytes.
BATCH_CHARACTERS = 4_000_000


class Nested(NamedTuple):
    """A list within an article: what its items are, their fields, and the SELECT of those of some articles.

    The SELECT's first column is the article's id; `:ids` is a JSON array. With one field an item is a bare value.
    """

    description: str
    fields: tuple[Field, ...]
    sql: str

    @property
    def is_bare(self) -> bool:
        """Whether an item is a value and no object."""
        return len(self.fields) == 1


def _listed(table: str, description: str) -> Nested:
    fields = tuple(field for field in fields_of(table) if field.name not in {"article", "position"})
    columns = ", ".join(f'"{field.name}"' for field in fields)
    sql = (
        f"SELECT article, {columns} FROM {table}"  # noqa: S608 - our own names
        " WHERE article IN (SELECT value FROM json_each(:ids)) ORDER BY article, position"
    )
    return Nested(description, fields, sql)


_SEEN = (
    Field("first_seen_at", "time", "Time of the first capture that showed it"),
    Field("last_seen_at", "time", "Time of the last capture that showed it"),
)
# What a row of the table versions has of its article, and what only this program reads.
_NOT_OF_VERSIONS = {field.name for field in fields_of("versions") if field.sql.startswith(("shown.", "article"))}
_NOT_OF_VERSIONS |= {"fingerprints"}


def _versions(*, body: bool) -> Nested:
    own = [field for field in fields_of("versions") if field.name not in _NOT_OF_VERSIONS]
    own = [field for field in own if body or field.name not in BODY]
    columns = ", ".join(f'{field.sql} AS "{field.name}"' for field in own)
    sql = (
        "WITH shown AS (SELECT articles.id AS article, readings.version, min(readings.captured_at) AS first_seen_at,"  # noqa: S608 - our own names
        " max(readings.captured_at) AS last_seen_at FROM articles JOIN readings ON readings.article = articles.url"
        " WHERE articles.id IN (SELECT value FROM json_each(:ids)) AND readings.version IS NOT NULL"
        " GROUP BY articles.id, readings.version)"
        f" SELECT shown.article, {columns}, first_seen_at, last_seen_at FROM shown"
        " JOIN versions ON versions.id = shown.version ORDER BY shown.article, first_seen_at, versions.id"
    )
    return Nested("Its versions, in the order in which they were first seen", (*own, *_SEEN), sql)


NESTED: Mapping[str, Nested] = {
    "links": _listed("links", "Links in the text, in order"),
    "images": _listed("images", "Images in the text, in order"),
    "comments": _listed("comments", "Readers' comments, as last captured"),
    "addresses": Nested(
        "URLs of the article: its own, earlier ones, later pages, and URLs that redirect to it",
        (Field("url", "text", "URL, normalised"),),
        "SELECT article, url FROM addresses WHERE article IN (SELECT value FROM json_each(:ids))"
        " ORDER BY article, url",
    ),
}
# The article's id, before the fields of an item.
_OF = ""
# The column `versions` is their number.
VERSIONS = "version_history"


def nested_of(names: Sequence[str] = (), *, versions: bool = False, body: bool = True) -> dict[str, Nested]:
    """Return the lists within an article, those of `names` if there are any; with `versions` also its versions."""
    every = {**NESTED, **({VERSIONS: _versions(body=body)} if versions else {})}
    return {name: nested for name, nested in every.items() if not names or name in names}


def read_records(
    db: sqlite3.Connection, chosen: Select, fields: Sequence[Field], nested: Mapping[str, Nested]
) -> Iterator[Record]:
    """Yield the articles that a SELECT of the table articles chooses, each with its columns and the lists in it."""
    asked = (*fields, Field("", "integer", "", "articles.id"))
    names = [field.name for field in fields]
    texts = [place for place, field in enumerate(fields) if field.name in BODY]
    lists = [_List(name, each) for name, each in nested.items()]
    for rows in _batches(read_rows(db, chosen.sql(asked), chosen.parameters, asked), texts):
        parameters = {"ids": orjson.dumps([row[-1] for row in rows]).decode()}
        found = [(each.name, each.read(db, parameters)) for each in lists]
        for row in rows:
            article = row.pop()
            record = dict(zip(names, row, strict=True))
            for name, items in found:
                record[name] = items.get(article, [])
            yield record


class _List:
    """A list within articles, and how its items are read."""

    def __init__(self, name: str, nested: Nested) -> None:
        self.name = name
        self._sql = nested.sql
        fields = (Field(_OF, "integer"), *nested.fields)
        self._names = [field.name for field in fields]
        self._decode = decoder_of(fields)
        # Most lists have texts and numbers alone, which are taken as they are stored.
        self._is_plain = all(field.kind in {"text", "integer", "time", "day"} for field in nested.fields)
        self._is_bare = nested.is_bare

    def read(self, db: sqlite3.Connection, parameters: Mapping[str, Any]) -> dict[int, list[Any]]:
        """Return the items by the id of the article, in their order."""
        rows: Sequence[Sequence[Any]] = list(fetch(db, self._sql, parameters))
        if not self._is_plain or bytes in set(map(type, chain.from_iterable(rows))):
            rows = [self._decode(row) for row in rows]
        found: dict[int, list[Any]] = defaultdict(list)
        names = self._names
        if self._is_bare:
            for article, value in rows:
                found[article].append(value)
        else:
            for row in rows:
                item = dict(zip(names, row, strict=True))
                found[item.pop(_OF)].append(item)
        return found


def _batches(rows: Iterator[list[Any]], texts: Sequence[int]) -> Iterator[list[list[Any]]]:
    """Yield rows in parts, each of which ends where the texts at some places in the rows are long."""
    batch: list[list[Any]] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(len(row[place] or "") for place in texts)
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
