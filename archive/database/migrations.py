"""Makes a database of the newest schema out of an empty or an older one.

The schema's number stands in `PRAGMA user_version`, and not in a table of names such as sqlite-utils keeps, because a
number tells at once that a database is newer than this program. To change the schema: change `schema.py`, and append
a step here that does the same to a database that exists; a test compares the two.
"""

import sqlite3
from collections.abc import Callable, Iterator

from sqlite_utils import Database

from archive.derive import judge_ended_run, refresh
from archive.schema import INDEXES, SEARCHED, TABLES, VIEWS, host_of
from extract.errors import ArchiveError
from extract.urls import registered_domain

# "Comm": tells our databases from everyone else's, as file(1) and SQLite intend it.
APPLICATION_ID = 0x436F6D6D

# Only permanent redirects join two addresses, only articles with several versions have a history, few pages are
# missed, and few articles have several: each is a small part of its table.
PARTIAL_INDEXES = (
    (
        "CREATE INDEX idx_captures_redirect_address ON captures (redirect_address)"
        " WHERE redirect_address IS NOT NULL AND status IN (301, 308)"
    ),
    "CREATE INDEX idx_articles_edited ON articles (url) WHERE versions > 1",
    "CREATE INDEX idx_captures_missed ON captures (run, address) WHERE status IN (404, 410)",
    "CREATE INDEX idx_readings_next_page_url ON readings (next_page_url) WHERE next_page_url IS NOT NULL",
    "CREATE INDEX idx_readings_part ON readings (part) WHERE part IS NOT NULL",
)

Step = Callable[[sqlite3.Connection], None]


def _doubt_runs(db: sqlite3.Connection) -> None:
    """Add what runs did not fetch, and whether they are doubtful."""
    _make_table(db, "unfetched")
    db.execute(f'ALTER TABLE runs ADD COLUMN "doubtful" {TABLES["runs"].columns["doubtful"].type}')
    db.execute(PARTIAL_INDEXES[2])


def _join_pages(db: sqlite3.Connection) -> None:
    """Add the pages of an article and what else a reading tells by now, and let later pages be read anew."""
    for name in ("articles", "versions", "readings", "links"):
        _make_anew(db, name)
    # The rows keep their ids, so that the index of words stays true.
    for statement in search_triggers():
        db.execute(statement)
    db.execute("UPDATE articles SET page_count = 1")
    db.execute("UPDATE readings SET page_count = 1, page_number = 1 WHERE outcome = 'article'")
    db.execute("DELETE FROM readings WHERE reason = 'later page of an article'")


def _add_domains(db: sqlite3.Connection) -> None:
    """Add the registered domain of each link, and write its host in ASCII."""
    _make_anew(db, "links")
    db.create_function("host_of", 1, host_of, deterministic=True)
    db.create_function("registered_domain", 1, registered_domain, deterministic=True)
    db.execute("UPDATE links SET host = host_of(url), domain = registered_domain(host_of(url))")
    for name in ("host_of", "registered_domain"):
        db.create_function(name, 1, None)


STEPS: tuple[Step, ...] = (_doubt_runs, _join_pages, _add_domains)
VERSION = 1 + len(STEPS)


def migrate(db: sqlite3.Connection, name: str) -> None:
    """Bring the open database to the newest schema in one transaction; `name` is its file, for the error."""
    db.execute("BEGIN IMMEDIATE")
    try:
        _migrate(db, name)
    except BaseException:
        db.rollback()
        raise
    db.commit()


def check_version(db: sqlite3.Connection, name: str) -> int:
    """Return the schema's number, 0 for an empty database; raise ArchiveError for one that is not ours or newer."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = db.execute("PRAGMA application_id").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != APPLICATION_ID and not empty:
        raise ArchiveError(f"{name} is a database of another program. Name another data folder, or move it away.")
    if version > VERSION:
        raise ArchiveError(
            f"{name} has schema {version}, and this release knows up to {VERSION}. Install a newer release, or move"
            " the file away and run `commentary replay`, which makes it anew from the WARC files."
        )
    return version


def _migrate(db: sqlite3.Connection, name: str) -> None:
    version = check_version(db, name)
    if version == VERSION:
        return
    if version == 0:
        make_schema(db)
    else:
        views = Database(db, execute_plugins=False)
        # They hang on tables that are made anew, and an older one may be of another form.
        for view in views.view_names():
            views.view(view).drop()
        for step in STEPS[version - 1 :]:
            step(db)
        _make_views(db)
        if version == 1:
            _judge_runs(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def make_schema(connection: sqlite3.Connection) -> None:
    """Make everything of the newest schema in an empty database, within the caller's transaction."""
    # Its plugins would be found through the machine's packages; a schema must not depend on those.
    db = Database(connection, execute_plugins=False)
    for name in TABLES:
        _make_table(connection, name)
    for statement in PARTIAL_INDEXES:
        db.execute(statement)
    _make_views(connection)
    db.table("articles").enable_fts(SEARCHED, tokenize="porter unicode61 remove_diacritics 2")
    for statement in search_triggers():
        db.execute(statement)


def _judge_runs(db: sqlite3.Connection) -> None:
    """Judge the runs of a release that knew no doubt."""
    runs = [run for (run,) in map(tuple, db.execute("SELECT id FROM runs").fetchall())]
    refresh(db, sorted({address for run in runs for address in judge_ended_run(db, run)}))


def _make_views(connection: sqlite3.Connection) -> None:
    db = Database(connection, execute_plugins=False)
    for name, view in VIEWS.items():
        db.create_view(name, view.sql)


def _make_anew(db: sqlite3.Connection, name: str) -> None:
    """Make a table in its newest form and fill it with the rows that it has: columns can be added at an end only."""
    before = f"{name}_before"
    kept = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA table_info({name})").fetchall())
    db.execute(f"CREATE TABLE {before} AS SELECT * FROM {name}")  # noqa: S608 - our own names
    db.execute(f"DROP TABLE {name}")
    _make_table(db, name)
    db.execute(f"INSERT INTO {name} ({kept}) SELECT {kept} FROM {before} ORDER BY rowid")  # noqa: S608 - our own names
    db.execute(f"DROP TABLE {before}")
    for statement in PARTIAL_INDEXES:
        if f" ON {name} (" in statement:
            db.execute(statement)


def _make_table(connection: sqlite3.Connection, name: str) -> None:
    table = TABLES[name]
    columns = [f'"{column}" {kind}' for column, (kind, _) in table.columns.items()]
    # Written out, because sqlite-utils knows no deferred foreign keys, and the tables' rows come in any order.
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns + [table.constraint] * bool(table.constraint))})')
    for columns_of_index in INDEXES.get(name, ()):
        Database(connection, execute_plugins=False).table(name).create_index(columns_of_index.split(", "))


def search_triggers() -> Iterator[str]:
    """Yield the triggers that keep full-text search true.

    sqlite-utils' own would index an article again whenever its views are counted. A step that transforms the table
    `articles` drops them, so it must make them again and then call `rebuild_fts`.
    """
    columns = ", ".join(SEARCHED)
    new, old = (", ".join(f"{row}.{column}" for column in SEARCHED) for row in ("new", "old"))
    add = f"INSERT INTO articles_fts(rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608 - our own names
    remove = f"INSERT INTO articles_fts(articles_fts, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608
    yield f"CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN {add} END"
    yield f"CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN {remove} END"
    yield f"CREATE TRIGGER articles_au AFTER UPDATE OF {columns} ON articles BEGIN {remove} {add} END"
