"""Writes chosen articles, with all that belongs to them, as an archive's database of its own (disk).

It has the same schema, so that `commentary serve` and any program for SQLite open it, but that the texts of versions
are not packed, which no other program could read; and a table `dictionary` that describes every column. The WARC
files stay where they are: the captures tell their names and offsets. Rows stand in the order of their keys, so that
the same archive gives the same bytes.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from archive.database import build_search, open_for_writing, pause_search, plain_errors
from archive.derive import count_everything
from archive.export.content import Content
from archive.export.rows import fetch
from archive.schema import (
    COMPUTED,
    MARK_OF_FILTERED,
    PACKED_TEXT,
    TABLES,
    UNPACKED,
    VIEWS,
    Table,
    description_of,
    entries_of,
)
from extract.errors import ExportError

_ARTICLES = "(SELECT value FROM json_each(:ids))"
_URLS = f"(SELECT url FROM articles WHERE id IN {_ARTICLES})"  # noqa: S608 - our own names
_ADDRESSES = f"(SELECT url FROM addresses WHERE article IN {_ARTICLES})"  # noqa: S608 - our own names
# A capture that shows another page, as one that stands at many addresses, belongs to no article but to its address.
_READ = f"(article IN {_URLS} OR own_url IN {_ADDRESSES})"
_VERSIONS = f"""
SELECT version FROM articles WHERE id IN {_ARTICLES}
UNION SELECT version FROM readings WHERE {_READ} UNION SELECT part FROM readings WHERE {_READ}
"""  # noqa: S608 - our own names
_CAPTURES = f"""
address IN {_ADDRESSES} OR id IN (SELECT revisit_of FROM captures WHERE address IN {_ADDRESSES})
OR id IN (SELECT capture FROM readings WHERE {_READ})
OR id IN (SELECT lent_by FROM versions WHERE id IN ({_VERSIONS}))
OR (source_kind = 'asset' AND source_url IN {_URLS})
"""  # noqa: S608 - our own names
_RUNS = f"SELECT run FROM captures WHERE {_CAPTURES}"  # noqa: S608 - our own names
_OF_ARTICLE = f"article IN {_ARTICLES}"

# The condition by which a row belongs to the chosen articles.
BELONGS: Mapping[str, str] = {
    "articles": f"id IN {_ARTICLES}",
    "versions": f"id IN ({_VERSIONS})",
    "rule_sets": f"id IN (SELECT rule_set FROM readings WHERE {_READ})",  # noqa: S608 - our own names
    "readings": _READ,
    "captures": _CAPTURES,
    "runs": f"id IN ({_RUNS})",
    "authors": _OF_ARTICLE,
    "categories": _OF_ARTICLE,
    "tags": _OF_ARTICLE,
    "links": _OF_ARTICLE,
    "images": _OF_ARTICLE,
    "comments": _OF_ARTICLE,
    "comment_history": _OF_ARTICLE,
    "addresses": _OF_ARTICLE,
    "absences": _OF_ARTICLE,
    "disagreements": _OF_ARTICLE,
    "compared_texts": _OF_ARTICLE,
    "probes": _OF_ARTICLE,
    "changes": f"article_id IN {_ARTICLES}",
    "copies": f"original IN {_ARTICLES} AND copy IN {_ARTICLES}",
    "sources": f"url IN {_ADDRESSES}",
    "unfetched": f"url IN {_ADDRESSES} AND run IN ({_RUNS})",
    # They tell of all pages of a run, and would be wrong of some.
    "run_measures": "FALSE",
    "alarms": "FALSE",
}
# What tells of the archive itself and not of articles.
LEFT_EMPTY = frozenset({"attempts", "tombstones", "warcs"})
# What is counted anew of the chosen articles.
COUNTED_ANEW = frozenset({"capture_days", "gaps", "run_rules", "tallies"})
DICTIONARY = f"""
CREATE TABLE {MARK_OF_FILTERED} (
    table_name TEXT NOT NULL, position INTEGER NOT NULL, column_name TEXT NOT NULL, type TEXT NOT NULL,
    description TEXT NOT NULL, refers_to TEXT NOT NULL, allowed TEXT NOT NULL, PRIMARY KEY (table_name, position)
)
"""


def write_sqlite(content: Content, path: Path) -> int:
    """Write a new database; return the number of articles."""
    if content.options.columns or not content.options.body:
        raise ExportError("A filtered archive has all columns: leave out --columns and --no-body.")
    ids = [article for (article,) in _ids(content)]
    parameters = {"ids": orjson.dumps(ids).decode()}
    with closing(open_for_writing(path)) as copy, plain_errors(path):
        # This file can be lost without harm, and has no readers.
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("BEGIN")
        pause_search(copy)
        _store_plain_texts(copy)
        for name, table in TABLES.items():
            if name not in LEFT_EMPTY | COUNTED_ANEW:
                _copy(content, copy, name, table, parameters)
        _add_captures(content.db, copy)
        count_everything(copy)
        build_search(copy)
        _describe(copy)
        copy.execute("COMMIT")
        copy.execute("VACUUM")
        _check(copy)
    return len(ids)


def count_sqlite(path: Path) -> int:
    """Return the number of articles in a file."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def _ids(content: Content) -> Iterator[tuple[Any, ...]]:
    chosen = content.chosen
    sql = f"{chosen.before}SELECT articles.id {chosen.after} ORDER BY articles.id"
    return fetch(content.db, sql, chosen.parameters)


def _copy(content: Content, copy: sqlite3.Connection, name: str, table: Table, parameters: Mapping[str, Any]) -> None:
    condition = BELONGS[name] if content.only else "TRUE"
    names = (*table.stored, *(COMPUTED if name == "versions" else ()))
    columns = ", ".join(f'"{column}"' for column in names)
    values = columns.replace(f'"{PACKED_TEXT}"', "ifnull(body_text, '')")
    marks = ", ".join("?" for _ in names)
    order = ", ".join(f'"{column}"' for column in _key_of(table))
    sql = f'SELECT {values} FROM "{name}" WHERE {condition} ORDER BY {order}'  # noqa: S608 - our own names
    rows = fetch(content.db, sql, parameters if content.only else {})
    if name == "articles":
        rows = _told(rows, content)
    copy.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608 - our own names


def _store_plain_texts(copy: sqlite3.Connection) -> None:
    """Make the empty table versions anew, with texts that need no function to be read."""
    query = "SELECT sql FROM sqlite_schema WHERE tbl_name = 'versions' AND sql <> '' ORDER BY type <> 'table'"
    statements = [sql for (sql,) in map(tuple, copy.execute(query).fetchall())]
    copy.execute("DROP TABLE versions")
    for sql in statements:
        for value in COMPUTED.values():
            sql = sql.replace(f"GENERATED ALWAYS AS ({value}) VIRTUAL", "")  # noqa: PLW2901 - one statement, in steps
        copy.execute(sql.replace(UNPACKED, PACKED_TEXT))


def _told(rows: Iterator[tuple[Any, ...]], content: Content) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, 1):
        yield row
        if content.progress:
            content.progress(number, content.expected)


def _key_of(table: Table) -> tuple[str, ...]:
    """Return the columns of its primary key."""
    single = tuple(name for name, column in table.columns.items() if "PRIMARY KEY" in column.type)
    inside = table.constraint.removeprefix("PRIMARY KEY (").partition(")")[0]
    return single or tuple(name.strip() for name in inside.split(","))


def _add_captures(db: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Add the captures to which rows refer, such as those by which an article was last seen, and their runs."""
    columns = ", ".join(f'"{column}"' for column in TABLES["captures"].columns)
    marks = ", ".join("?" for _ in TABLES["captures"].columns)
    missing: set[str] = set()
    for table, rowid, _, number in copy.execute("PRAGMA foreign_key_check").fetchall():
        column, parent = next(
            (key["from"], key["table"])
            for key in copy.execute(f"PRAGMA foreign_key_list({table})")
            if key["id"] == number
        )
        if parent == "captures":
            query = f'SELECT "{column}" FROM "{table}" WHERE rowid = ?'  # noqa: S608 - our own names
            missing.add(str(copy.execute(query, (rowid,)).fetchone()[0]))
    for capture in sorted(missing):
        query = f"SELECT {columns} FROM captures WHERE id = ?"  # noqa: S608 - our own names
        insert = f"INSERT OR IGNORE INTO captures ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
        copy.executemany(insert, db.execute(query, (capture,)).fetchall())


def _describe(copy: sqlite3.Connection) -> None:
    """Add the table that describes every other one, and every column of it."""
    copy.execute(DICTIONARY)
    rows: list[tuple[object, ...]] = []
    for name in (*TABLES, *VIEWS):
        rows.append((name, 0, "", "", description_of(name), "", ""))
        rows += [
            (name, position, each.column, each.type, each.description, each.references, "; ".join(each.allowed))
            for position, each in enumerate(entries_of(name), 1)
        ]
    copy.executemany(f"INSERT INTO {MARK_OF_FILTERED} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - our own name


def _check(copy: sqlite3.Connection) -> None:
    """Raise ExportError if a row refers to one that is not there: this would be a fault of BELONGS."""
    wrong = copy.execute("PRAGMA foreign_key_check").fetchone()
    if wrong is not None:
        raise ExportError(f"A row of {wrong[0]} refers to a row of {wrong[2]} that is not in the export.")
