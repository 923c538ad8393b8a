"""Derives all tables anew from the WARC files, and compares them with those of the archive (disk, starts processes).

warc/*.warc.gz → captures → readings → articles … in a temporary database ⇄ the archive's own
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.database import DATABASE_NAME, attach_read_only
from archive.read_captures import read_unread
from archive.recover import load_warc
from archive.schema import BODY_FORMS, FORMS, PACKED, TABLES, add_form_functions
from archive.tables import Tables
from archive.verify.report import MOST_ALIKE, Report
from archive.verify.state import Known
from archive.warc import warc_files, why_unreadable
from extract.site import Site

# Depends on the machine, and no table of it tells of the pages.
LEFT_OUT = frozenset({"attempts"})
REVISIONS = "SELECT site, revision FROM arc.readings GROUP BY site, revision"
KEY = "SELECT name FROM pragma_table_info(?, 'main') WHERE pk ORDER BY pk"
Advance = Callable[[int], None]


def verify_by_deriving(known: Known, report: Report, advance: Advance, tell_total: Callable[[int], None]) -> None:
    """Derive all tables anew and compare every row; each capture is read again.

    Rows of sites that were read by other rules than the present ones are not compared.
    """
    with TemporaryDirectory(prefix="commentary-verify-") as folder:
        fresh = Tables(Path(folder) / DATABASE_NAME, known.data / "warc")
        try:
            fresh.db.execute("PRAGMA synchronous = OFF")
            for path in warc_files(known.data / "warc"):
                if why_unreadable(path) is None:
                    load_warc(fresh, path)
                    fresh.mark_loaded(path)
            tell_total(fresh.reads.count_unread())
            for _ in read_unread(fresh, known.sites):
                report.counts["captures read again"] += 1
                advance(1)
        finally:
            fresh.close()
        with closing(sqlite3.connect(fresh.path, uri=True, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.text_factory = lambda text: text.decode("utf-8", "replace")
            add_form_functions(db)
            attach_read_only(db, known.database, "arc")
            others = _read_otherwise(db, known.sites)
            for site in sorted(others):
                report.leave_out(
                    f"The tables of {site} were not derived anew: it was read by other rules than the present ones."
                    " After `commentary replay` they can be."
                )
            for table in TABLES:
                if table not in LEFT_OUT:
                    _compare(db, table, others, report)


def _read_otherwise(db: sqlite3.Connection, sites: Mapping[str, Site]) -> set[str]:
    rows = map(tuple, db.execute(REVISIONS).fetchall())
    return {site for site, revision in rows if site not in sites or sites[site].revision != revision}


def _compare(db: sqlite3.Connection, table: str, others: set[str], report: Report) -> None:
    keys = [row["name"] for row in db.execute(KEY, (table,))]
    for problem in _differences(db, table, keys, others):
        report.add("table-differs", DATABASE_NAME, f"the table {table}: {problem}")


def _differences(db: sqlite3.Connection, table: str, keys: list[str], others: set[str]) -> Iterator[str]:
    values = _values(table)
    names, columns = list(values), ", ".join(f'{value} AS "{name}"' for name, value in values.items())
    where = " AND ".join(f'"{key}" IS :{key}' for key in keys)
    for ours, theirs, is_stored in (("main", "arc", False), ("arc", "main", True)):
        query = f'SELECT {columns} FROM {ours}."{table}" EXCEPT SELECT {columns} FROM {theirs}."{table}"'  # noqa: S608 - our own names
        told = 0
        for row in db.execute(query):
            # A count of all sites together, with a blank name, has those of such sites in it.
            if others and _site_of(db, ours, row) in others | {None, ""}:
                continue
            key = {name: row[name] for name in keys}
            same = f'SELECT {columns} FROM {theirs}."{table}" WHERE {where}'  # noqa: S608 - our own names
            other = db.execute(same, key).fetchone()
            shown = ", ".join(map(str, key.values()))
            if other is None:
                what = "is not derived from the WARC files" if is_stored else "is missing"
                yield f"the row {shown} {what}."
            elif is_stored:
                differing = ", ".join(name for name in names if row[name] != other[name])
                yield f"the row {shown} has another {differing}."
            told += 1
            if told > MOST_ALIKE:
                break


def _values(table: str) -> dict[str, str]:
    """Return the columns of a table as SQL by name; of packed forms what they hold, which no zlib changes."""
    values = {name: f'"{name}"' for name in TABLES[table].columns if name not in PACKED}
    if BODY_FORMS in TABLES[table].columns:
        functions = zip(FORMS, ("markdown_of", "html_of"), strict=True)
        values |= {name: f"{function}(CAST(body_text AS BLOB), {BODY_FORMS})" for name, function in functions}
    return values


def _site_of(db: sqlite3.Connection, schema: str, row: sqlite3.Row) -> str | None:
    """Return the site to which a row belongs, None if it does not tell."""
    names = row.keys()
    if "site" in names:
        return str(row["site"])
    queries = {
        "article": "SELECT site FROM {}.articles WHERE id = ?",
        "run": "SELECT site FROM {}.runs WHERE id = ?",
        "lent_by": "SELECT site FROM {}.captures WHERE id = ?",
    }
    for column, query in queries.items():
        if column in names:
            found = db.execute(query.format(schema), (row[column],)).fetchone()
            return found["site"] if found else None
    return None
