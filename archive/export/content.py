"""What a format writes: the rows of a table, or articles with all that belongs to them (reads the database).

All of it is read in one transaction, and so shows one state of the archive, also while a crawl writes.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from archive.export.fields import Field, as_stored, chosen_fields
from archive.export.records import NESTED, VERSIONS, Nested, Record, nested_of, read_records
from archive.export.rows import read_rows
from archive.export.tables import Select, select
from archive.schema import description_of
from archive.selection import ArticleFilter

Row = Sequence[object]
# Called with the number of rows that were written, and that of all.
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Options:
    """How an export is written.

    `columns` are the names of columns, by default all; without `body` texts are left out; with `versions` articles
    have all their versions; `flat` leaves all lists within articles out; `excel` writes CSV for spreadsheets.
    """

    columns: tuple[str, ...] = ()
    body: bool = True
    versions: bool = False
    flat: bool = False
    excel: bool = False


@dataclass(frozen=True, kw_only=True)
class Content:
    """What an export holds; `rows` or `records` is iterated once, and each begins the reading anew.

    `nested` has the lists within an article, `expected` is the number of rows. A format adds to `notes` what a person
    should know of the outcome, as sentences.
    """

    db: sqlite3.Connection
    table: str
    only: ArticleFilter
    options: Options
    fields: tuple[Field, ...]
    nested: dict[str, Nested]
    expected: int
    chosen: Select
    progress: Progress | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def description(self) -> str:
        """What a row of the table is."""
        return description_of(self.table)

    def rows(self) -> Iterator[Row]:
        """Yield the rows, whose values stand in the order of `fields`."""
        fields = as_stored(self.fields)
        return self.told(read_rows(self.db, self.chosen.sql(fields), self.chosen.parameters, fields))

    def records(self) -> Iterator[Record]:
        """Yield the rows as dicts, of articles with the lists in `nested`."""
        if self.table == "articles":
            return self.told(read_records(self.db, self.chosen, self.fields, self.nested))
        names = [field.name for field in self.fields]
        return (dict(zip(names, row, strict=True)) for row in self.rows())

    def of(self, table: str) -> "Content":
        """Return the rows of another table that belong to the same articles, with all columns and no progress."""
        chosen = select(table, self.only, of_articles=True)
        return Content(
            db=self.db,
            table=table,
            only=self.only,
            options=replace(self.options, columns=(), flat=True),
            fields=chosen_fields(table, body=self.options.body),
            nested={},
            expected=_count(self.db, chosen),
            chosen=chosen,
            notes=self.notes,
        )

    def told(self, items: Iterator[T]) -> Iterator[T]:
        """Yield items, one for each row, and tell the progress."""
        if self.progress is None:
            yield from items
            return
        for number, item in enumerate(items, 1):
            yield item
            self.progress(number, self.expected)


def content_of(
    db: sqlite3.Connection,
    table: str,
    only: ArticleFilter,
    options: Options,
    *,
    progress: Progress | None = None,
) -> Content:
    """Return what an export of a table holds; raise ExportError for an unknown table, column, or filter."""
    chosen = select(table, only)
    nests = table == "articles" and not options.flat
    asks_versions = options.versions or VERSIONS in options.columns
    lists = nested_of(options.columns, versions=asks_versions, body=options.body) if nests else {}
    every = (*NESTED, VERSIONS) if nests else ()
    return Content(
        db=db,
        table=table,
        only=only,
        options=options,
        fields=chosen_fields(table, options.columns, body=options.body, also=every),
        nested=lists,
        expected=_count(db, chosen),
        chosen=chosen,
        progress=progress,
    )


def _count(db: sqlite3.Connection, chosen: Select) -> int:
    return int(db.execute(chosen.count_sql(), chosen.parameters).fetchone()[0])
