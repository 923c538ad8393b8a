"""Everything that an archive holds, table by table, so that two archives or two states of one can be compared."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from archive.recover import load_warc
from archive.schema import add_cut_words, add_form_functions
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.tables import Tables
from archive.warc.files import warc_files
from whole_tables import check_changes, check_fields_of_runs, check_gaps, check_tallies, check_watch

SEARCH = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'tariff AND edited' ORDER BY rank, rowid"


def content(database: sqlite3.Connection) -> dict[str, list[tuple]]:
    """Return every row of every table and view, once the index, the keys and the kept counts are seen to be right."""
    add_cut_words(database)
    add_form_functions(database)
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("INSERT INTO articles_fts_words(articles_fts_words, rank) VALUES ('integrity-check', 1)")
    check_changes(database)
    check_tallies(database)
    check_gaps(database)
    check_fields_of_runs(database)
    check_watch(database)
    return {
        name: sorted(map(repr, map(tuple, database.execute(f"SELECT * FROM {name}"))))  # noqa: S608 - our own names
        for name in (*TABLES, *VIEWS)
    } | {"search": [tuple(row) for row in database.execute(SEARCH)]}


def content_of(data: Path) -> dict[str, list[tuple]]:
    """Return the content of a data folder."""
    with closing(sqlite3.connect(data / "commentary.db")) as database:
        return content(database)


def tables_in_any_order(folder: Path, seed: int, read: Callable[[Tables], object]) -> Tables:
    """Load each WARC file of a folder twice, in an order by the seed; read after each, or only at the end."""
    paths = warc_files(folder) * 2
    random.Random(seed).shuffle(paths)
    tables = Tables(Path(":memory:"), folder)
    for path in paths:
        load_warc(tables, path)
        tables.mark_loaded(path)
        if seed % 2:
            read(tables)
    read(tables)
    return tables
