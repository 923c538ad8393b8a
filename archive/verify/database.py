"""Verifies the database by itself: its pages, schema, types, keys and full-text index (SQL on a workspace)."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.database import APPLICATION_ID, DATABASE_NAME, attach_read_only, make_schema
from archive.schema import (
    COMPUTED,
    MAKE_SEARCH,
    NUMBERED_TEXTS,
    PACKED_TEXT,
    SCHEMA_VERSION,
    SEARCH_INDEX,
    SEARCH_NUMBERS,
    SEARCHED,
    TABLES,
    add_cut_words,
    add_form_functions,
)
from archive.verify.report import Report

MOST_ERRORS = 100
PAGE = re.compile(r"\bpage (\d+)", re.IGNORECASE)
# Errors of an index alone: the table has the rows, and the index can be made anew.
INDEX_ERRORS = re.compile(r"(missing from|wrong # of entries in|non-unique entry in) index")
SHADOWS = ("data", "idx", "docsize", "config")
CHECK_SEARCH = f"INSERT INTO {SEARCH_INDEX}({SEARCH_INDEX}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - our own
# The numbers belong to the index: each article has one, and no other.
UNNUMBERED = f"""
SELECT 1 FROM arc.articles LEFT JOIN arc.{SEARCH_NUMBERS} AS known ON known.article = articles.id WHERE number IS NULL
UNION ALL SELECT 1 FROM arc.{SEARCH_NUMBERS} AS known WHERE known.article NOT IN (SELECT id FROM arc.articles) LIMIT 1
"""  # noqa: S608 - our own names
NAMED = "SELECT type, name, sql FROM {} WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL"
COLUMNS = 'SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?, ?)'
STORED_AS = {
    "INTEGER": "'integer', 'null'",
    "TEXT": "'text', 'null'",
    "REAL": "'real', 'integer', 'null'",
    "BLOB": "'blob', 'null'",
}
SHOWN = """
SELECT version FROM arc.readings WHERE version IS NOT NULL UNION SELECT part FROM arc.readings WHERE part IS NOT NULL
"""
# References that are no foreign keys, each with its column, its table, and the rows for which it may lead nowhere.
REFERENCES = (
    ("captures", "run", "SELECT id FROM arc.runs", "run <> ''"),
    (
        "captures",
        "warc",
        "SELECT name FROM arc.warcs",
        "run NOT IN (SELECT id FROM arc.runs WHERE status = 'running')",
    ),
    ("captures", "revisit_of", "SELECT id FROM arc.captures", "run <> '' AND ifnull(source_kind, '') <> 'asset'"),
    ("readings", "article", "SELECT url FROM arc.articles", "article IS NOT NULL"),
    ("articles", "url", "SELECT article FROM arc.readings WHERE article IS NOT NULL", "TRUE"),
    ("unfetched", "run", "SELECT id FROM arc.runs", "TRUE"),
    ("run_measures", "run", "SELECT id FROM arc.runs", "TRUE"),
    ("alarms", "began_run", "SELECT id FROM arc.runs", "TRUE"),
    ("alarms", "ended_run", "SELECT id FROM arc.runs", "ended_run IS NOT NULL"),
    ("versions", "id", SHOWN, "TRUE"),
)


@contextmanager
def finding_damage(report: Report) -> Iterator[None]:
    """Report an error of SQLite in a `with` block as damage of the database."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # A query that is wrong is our fault and no damage.
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise
        report.add("database-damaged", DATABASE_NAME, f"cannot be read to its end: {error}.")


def is_comparable(db: sqlite3.Connection, report: Report) -> bool:
    """Tell whether the database is an archive's, of this release's schema; else report why not."""
    (version,) = db.execute("PRAGMA arc.user_version").fetchone()
    (application,) = db.execute("PRAGMA arc.application_id").fetchone()
    if db.execute("SELECT count(*) FROM arc.sqlite_schema").fetchone()[0] == 0:
        report.add("database-missing", DATABASE_NAME, "is empty.")
        return False
    if application != APPLICATION_ID:
        report.add("schema-version", DATABASE_NAME, "is a database of another program.")
        return False
    if version != SCHEMA_VERSION:
        age = "older" if version < SCHEMA_VERSION else "newer"
        problem = f"has the {age} schema {version}, and this release has {SCHEMA_VERSION}."
        report.add("schema-version", DATABASE_NAME, problem)
        return False
    return True


def verify_pages(db: sqlite3.Connection, report: Report, *, quick: bool = False) -> None:
    """Have SQLite check its pages and indexes; `quick` leaves out the comparison of indexes with their tables."""
    (page_size,) = db.execute("PRAGMA arc.page_size").fetchone()
    check = f"PRAGMA arc.{'quick' if quick else 'integrity'}_check"
    try:
        told = db.execute(f"{check}({MOST_ERRORS})").fetchall()
    except sqlite3.DatabaseError:
        # After the first message SQLite may give up, and then the message is lost too.
        told = db.execute(f"{check}(1)").fetchall()
    for message in "\n".join(row[0] for row in told).splitlines():
        if message == "ok" or message.startswith("***"):
            continue
        page = PAGE.search(message)
        kind = "index-damaged" if INDEX_ERRORS.search(message) else "database-damaged"
        offset = (int(page[1]) - 1) * page_size if page and int(page[1]) else None
        report.add(kind, DATABASE_NAME, f"{message}.", offset=offset)


def verify_schema(db: sqlite3.Connection, report: Report, *, has_plain_texts: bool = False) -> bool:
    """Compare tables, columns, indexes, triggers and views with those of the schema.

    Return whether all tables have the columns that they should have. `has_plain_texts` tells that what is computed of
    packed columns is stored as it is, as in a filtered archive.
    """
    is_whole = True
    with closing(sqlite3.connect(":memory:")) as wanted:
        make_schema(wanted)
        for table in TABLES:
            columns, there = (_columns(wanted, table, "main"), _columns(db, table, "arc"))
            differing = {str(column[0]) for column in columns ^ there}
            if differing - (set(COMPUTED) if has_plain_texts and table == "versions" else set()):
                names = ", ".join(sorted(differing))
                report.add("schema-differs", DATABASE_NAME, f"the table {table} has other columns: {names}.")
                is_whole = False
        before, now = _named(wanted, "sqlite_schema"), _named(db, "arc.sqlite_schema")
    for (kind, name), sql in sorted(before.items()):
        # Former releases wrote the same indexes in other words.
        if now.get((kind, name)) is None:
            report.add("schema-differs", DATABASE_NAME, f"there is no {kind} {name}.")
        elif kind != "index" and now[kind, name] != sql:
            report.add("schema-differs", DATABASE_NAME, f"the {kind} {name} is another one.")
    for kind, name in sorted(now.keys() - before.keys()):
        if kind == "trigger":
            report.add("schema-differs", DATABASE_NAME, f"there is a trigger {name}, which is not the archive's.")
    return is_whole


def verify_types(db: sqlite3.Connection, report: Report, *, has_plain_texts: bool = False) -> None:
    """Find values of another type than their column, and lists and objects that are no JSON.

    `has_plain_texts` tells that texts are not packed, as in a filtered archive.
    """
    for table, described in TABLES.items():
        there = {row["name"] for row in db.execute(COLUMNS, (table, "arc"))}
        cases = []
        for name, column in described.columns.items():
            stored = STORED_AS.get(column.type.split()[0])
            if has_plain_texts and name == PACKED_TEXT:
                stored = STORED_AS["TEXT"]
            if stored and name in there:
                cases.append(f"WHEN typeof(\"{name}\") NOT IN ({stored}) THEN '{name}'")
                if column.default in {"[]", "{}"}:
                    cases.append(f"WHEN NOT json_valid(\"{name}\") THEN '{name}'")
        wrong = f"CASE {' '.join(cases)} END"
        query = f'SELECT {_key(db, table)}, {wrong} AS wrong FROM arc."{table}" WHERE wrong IS NOT NULL'  # noqa: S608 - our own names
        for row in db.execute(query):
            problem = f"the table {table}, row {row[0]}: the column {row[1]} holds a value of another type."
            report.add("wrong-type", DATABASE_NAME, problem)


def verify_keys(db: sqlite3.Connection, report: Report, *, has_files: bool = True) -> None:
    """Find rows that refer to rows that are not there; without `has_files` no capture refers to a WARC file."""
    for table, row, parent, _ in map(tuple, db.execute("PRAGMA arc.foreign_key_check").fetchall()):
        problem = f"the table {table}, row {row}: it refers to a row of {parent} that is not there."
        report.add("orphan-row", DATABASE_NAME, problem)
    for table, column, targets, where in REFERENCES:
        if (table, column) == ("captures", "warc") and not has_files:
            continue
        query = f"""
            SELECT {_key(db, table)}, "{column}" FROM arc.{table}
            WHERE "{column}" IS NOT NULL AND "{column}" <> '' AND {where} AND "{column}" NOT IN ({targets})
        """  # noqa: S608 - our own names
        for row in db.execute(query):
            problem = f"the table {table}, row {row[0]}: nothing belongs to its {column} {row[1]}."
            report.add("orphan-row", DATABASE_NAME, problem)


def verify_search(db: sqlite3.Connection, database: Path, report: Report) -> None:
    """Compare the full-text index with the articles.

    SQLite's own comparison writes, so it is made on a copy of the index and of what it indexes.
    """
    names = {row["name"] for row in db.execute("SELECT name FROM arc.sqlite_schema")}
    parts = (SEARCH_INDEX, SEARCH_NUMBERS, *(f"{SEARCH_INDEX}_{each}" for each in SHADOWS))
    missing = [name for name in parts if name not in names]
    if missing:
        report.add("search-missing", DATABASE_NAME, f"the full-text index lacks {', '.join(missing)}.")
        return
    problem = "the full-text index does not have the words of the articles, so that a search misses some."
    if db.execute(UNNUMBERED).fetchone():
        report.add("search-differs", DATABASE_NAME, problem)
        return
    with TemporaryDirectory(prefix="commentary-verify-") as folder:
        path = Path(folder) / "search.db"
        _copy_search(database, path)
        # Opened anew, so that the copy of the index and not what SQLite remembers of it is read.
        with closing(sqlite3.connect(path)) as copy:
            add_cut_words(copy)
            add_form_functions(copy)
            try:
                copy.execute(CHECK_SEARCH)
            except sqlite3.DatabaseError:
                report.add("search-differs", DATABASE_NAME, problem)


def _copy_search(database: Path, path: Path) -> None:
    columns = ", ".join(SEARCHED)
    with closing(sqlite3.connect(path, uri=True, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        # In the place of the view that is indexed, which may be missing.
        copy.execute(f"CREATE TABLE articles_fts_texts (number INTEGER PRIMARY KEY, {columns})")
        copy.execute(MAKE_SEARCH)
        add_cut_words(copy)
        add_form_functions(copy)
        attach_read_only(copy, database, "arc")
        copy.execute("BEGIN")
        copy.execute(f"INSERT INTO articles_fts_texts {NUMBERED_TEXTS.format(schema='arc.')}")
        for shadow in SHADOWS:
            copy.execute(f"DELETE FROM {SEARCH_INDEX}_{shadow}")  # noqa: S608 - our own names
            copy.execute(f"INSERT INTO {SEARCH_INDEX}_{shadow} SELECT * FROM arc.{SEARCH_INDEX}_{shadow}")  # noqa: S608 - our own names
        copy.execute("COMMIT")


def _key(db: sqlite3.Connection, table: str) -> str:
    """Return the SQL of what names a row for people: its key, as some tables have no rowid."""
    keys = [row["name"] for row in db.execute(COLUMNS, (table, "arc")) if row["pk"]]
    return " || ' ' || ".join(f"ifnull(\"{key}\", '')" for key in keys) or "rowid"


def _columns(db: sqlite3.Connection, table: str, schema: str) -> set[tuple[object, ...]]:
    return set(map(tuple, db.execute(COLUMNS, (table, schema))))


def _named(db: sqlite3.Connection, schema: str) -> dict[tuple[str, str], str]:
    rows = map(tuple, db.execute(NAMED.format(schema)).fetchall())
    return {(kind, name): "".join(re.split(r"[\s\"\[\]`]+", sql)).lower() for kind, name, sql in rows}
