import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.database.connect import open_for_writing
from archive.database.migrations import APPLICATION_ID, migrate
from archive.schema.body_forms import add_form_functions
from archive.schema.columns import SCHEMA_VERSION
from archive.schema.indexes import INDEXES, PARTIAL_INDEXES
from archive.schema.rule_sets import RULES, rules_of_reading
from archive.schema.statements import insert_rows
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.store import Archive
from contents import content_of
from extract.errors import ArchiveError
from shelf import Shelf, draw, sentence_changed

# What each schema looked like, by its number. The newest one stands here too, so that a change of it is noticed.
FIRST_SCHEMA, SECOND_SCHEMA, THIRD_SCHEMA, FOURTH_SCHEMA = (
    Path(__file__).with_name(f"schema_{number}.sql") for number in (1, 2, 3, 4)
)


COPIES = ("copies", "compared_texts", "probes")


def test_a_database_from_before_copies_were_found_gets_them_when_it_is_opened(tmp_path):
    path = tmp_path / "commentary.db"
    shelf = Shelf(path)
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", sentence_changed(draw(1)), hours=1)
    expected = content_of(tmp_path)
    for name in COPIES:
        shelf.tables.db.execute(f"DROP TABLE {name}")
    shelf.tables.db.execute("PRAGMA user_version = 6")
    shelf.tables.close()
    open_for_writing(path).close()
    assert content_of(tmp_path) == expected
    assert [len(expected[name]) for name in COPIES[:2]] == [1, 2]


@pytest.fixture
def db():
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, "x.db")
    yield db
    db.close()


def test_every_table_and_column_is_described_and_exists(db):
    made = {
        row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%'")
    }
    assert made == TABLES.keys()
    for name, table in TABLES.items():
        assert [row[1] for row in db.execute(f"PRAGMA table_xinfo({name})")] == list(table.columns)
        assert all(column.description for column in table.columns.values())


def test_every_view_and_its_columns_are_described_and_exist(db):
    assert {
        row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT LIKE '%fts%'")
    } == VIEWS.keys()
    for name, view in VIEWS.items():
        assert {row[1] for row in db.execute(f"PRAGMA table_info({name})")} == view.columns.keys()


def test_every_index_is_made(db):
    made = db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE 'idx_%'").fetchone()[0]
    assert made == sum(map(len, INDEXES.values())) + len(PARTIAL_INDEXES)


def test_a_database_is_made_once(db):
    before = db.execute("SELECT * FROM sqlite_schema").fetchall()
    migrate(db, "x.db")
    assert db.execute("SELECT * FROM sqlite_schema").fetchall() == before
    assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_full_text_search_follows_the_articles(db):
    row = {"id": 1, "url": "u", "site": "x", "title": "Harbours", "authors": '["Noël"]'}
    row |= {"version": "v", "capture": "c", "revision": "r", "versions": 1}
    row |= {"first_captured_at": "t", "last_captured_at": "t"}
    db.execute("INSERT INTO versions (id, packed_text) VALUES ('v', 'Trading grain')")
    insert_rows(db, "articles", [row])

    def found(word: str) -> int:
        db.execute("INSERT INTO articles_fts_words(articles_fts_words, rank) VALUES ('integrity-check', 1)")
        query = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
        return db.execute(query, (word,)).fetchone()[0]

    assert [found(word) for word in ("harbour", "noel", "traded")] == [1, 1, 1]
    # The version is lent another form.
    db.execute("UPDATE versions SET packed_text = 'Tariffs'")
    assert [found(word) for word in ("grain", "tariff", "harbour")] == [0, 1, 1]
    # The article gets another version, which comes after it.
    db.execute("UPDATE articles SET version = 'w', title = 'Ports'")
    assert [found(word) for word in ("tariff", "harbour", "port")] == [0, 0, 1]
    db.execute("INSERT INTO versions (id, packed_text) VALUES ('w', 'Strikes')")
    assert [found(word) for word in ("strike", "port")] == [1, 1]
    # A version goes before its article.
    db.execute("DELETE FROM versions WHERE id = 'w'")
    assert [found(word) for word in ("strike", "port")] == [0, 1]
    db.execute("DELETE FROM articles")
    assert [found(word) for word in ("port", "noel")] == [0, 0]


def test_an_article_whose_count_of_views_changes_is_not_indexed_again(db):
    db.execute("INSERT INTO versions (id, packed_text) VALUES ('v', 'Trading grain'), ('w', 'Trading grain')")
    row = {"id": 1, "url": "u", "site": "x", "title": "Harbours", "authors": "[]", "version": "v", "capture": "c"}
    row |= {"revision": "r", "versions": 1, "first_captured_at": "t", "last_captured_at": "t"}
    insert_rows(db, "articles", [row])
    before = db.execute("SELECT * FROM articles_fts_words_data").fetchall()
    db.execute("UPDATE articles SET views = 7, version = 'w'")
    assert db.execute("SELECT * FROM articles_fts_words_data").fetchall() == before


WORDS = st.lists(st.sampled_from(["grain", "tariff", "port"]), max_size=3).map(" ".join)
STEPS = st.one_of(
    st.tuples(st.just("INSERT OR IGNORE INTO versions (id, packed_text) VALUES (:version, :text)"), WORDS),
    st.tuples(st.just("UPDATE versions SET packed_text = :text WHERE id = :version"), WORDS),
    st.tuples(st.just("DELETE FROM versions WHERE id = :version"), WORDS),
    st.tuples(
        st.just("""INSERT OR IGNORE INTO articles (id, url, site, title, version, capture, revision, versions,
            first_captured_at, last_captured_at) VALUES (:id, :id, 'x', :text, :version, 'c', 'r', 1, 't', 't')"""),
        WORDS,
    ),
    st.tuples(st.just("UPDATE articles SET title = :text, version = :version WHERE id = :id"), WORDS),
    st.tuples(st.just("DELETE FROM articles WHERE id = :id"), WORDS),
)


@given(st.lists(st.tuples(STEPS, st.integers(1, 3), st.sampled_from("vw")), max_size=12))
def test_full_text_search_has_the_words_of_each_article_whatever_happens_to_texts_and_in_what_order(steps):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        add_form_functions(db)
        migrate(db, "x.db")
        for (statement, text), number, version in steps:
            db.execute(statement, {"id": number, "text": text, "version": version})
        db.execute("INSERT INTO articles_fts_words(articles_fts_words, rank) VALUES ('integrity-check', 1)")
        query = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'grain' ORDER BY rowid"
        wanted = """SELECT articles.id FROM articles LEFT JOIN versions ON versions.id = version
            WHERE articles.title || ' ' || ifnull(body_text, '') LIKE '%grain%' ORDER BY articles.id"""
        assert db.execute(query).fetchall() == db.execute(wanted).fetchall()


def schema_of(db):
    return db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


@pytest.mark.parametrize("schema", [FIRST_SCHEMA, SECOND_SCHEMA, THIRD_SCHEMA, FOURTH_SCHEMA])
def test_a_database_of_a_former_schema_becomes_like_a_new_one(db, schema):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
        old.executescript(schema.read_text())
        migrate(old, "old.db")
        assert schema_of(old) == schema_of(db), "a changed schema needs a higher SCHEMA_VERSION"


def test_a_column_that_the_schema_no_longer_has_is_dropped_and_one_that_moved_keeps_its_values(db):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
        schema = SECOND_SCHEMA.read_text().replace('"name" TEXT NOT NULL', '"mood" TEXT, "name" TEXT NOT NULL')
        old.executescript(schema)
        old.execute("INSERT INTO tags (article, position, mood, name) VALUES (1, 1, 'glad', 'ports')")
        migrate(old, "old.db")
        assert schema_of(old) == schema_of(db)
        assert old.execute("SELECT * FROM tags").fetchall() == [(1, 1, "ports")]


def copy_rows(filled, db, schema):
    """Make a database as a former release did, with the rows of an archive as far as it had columns for them."""
    db.executescript(schema.read_text())
    add_form_functions(db)
    db.execute("ATTACH ? AS new", (str(filled / "commentary.db"),))
    for (name,) in db.execute("SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE TABLE%'").fetchall():
        if name in TABLES:
            names = [row[1] for row in db.execute(f"PRAGMA main.table_info({name})")]
            columns = ", ".join(f'"{column}"' for column in names)
            values = ", ".join(former_value(name, column) for column in names)
            db.execute(f"INSERT INTO main.{name} ({columns}) SELECT {values} FROM new.{name}")  # noqa: S608 - our own names


FORMER_TEXTS = {
    "body_text": "body_text",
    "body_markdown": "markdown_of(body_text, body_forms)",
    "body_html": "html_of(body_text, body_forms)",
}


def former_value(table, column):
    """Return the SQL of a column that a former schema had; the text stood in articles too, and rules in readings."""
    if table == "readings" and column in RULES:
        return rules_of_reading(column, "readings", "new.")
    if table not in {"articles", "versions"} or column not in FORMER_TEXTS:
        return f'"{column}"'
    value = FORMER_TEXTS[column]
    if table == "versions":
        return value
    return f"(SELECT {value} FROM new.versions WHERE id = new.articles.version)"  # noqa: S608 - our own names


def test_the_rows_of_the_first_release_become_what_a_replay_makes(filled, tmp_path):
    shutil.copytree(filled / "warc", tmp_path / "warc")
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_form_functions(db)
        copy_rows(filled, db, FIRST_SCHEMA)
        # That release believed every 404, and more are lost here than the run saw.
        db.execute("UPDATE captures SET status = 404 WHERE run LIKE 'review-20260303%' AND source_kind IS NULL")
        db.execute("DELETE FROM readings WHERE capture IN (SELECT id FROM captures WHERE status = 404)")
        missed = "SELECT address FROM captures WHERE status = 404"
        db.execute(f"UPDATE articles SET gone_at = last_captured_at, gone_status = 404 WHERE url IN ({missed})")  # noqa: S608 - our own names
        db.commit()
    with Archive.open(tmp_path) as archive:
        assert archive.problems == ()
        assert archive.tables.db.execute("SELECT count(*) FROM articles WHERE gone_at IS NOT NULL").fetchone()[0] == 0
        runs = archive.tables.db.execute("SELECT site, doubtful FROM runs ORDER BY started_at").fetchall()
        assert [tuple(row) for row in runs] == [("review", 0), ("gazette", 0), ("review", 1)]
        assert archive.tables.db.execute("SELECT count(*) FROM standings").fetchone()[0] > 0


def test_the_rows_of_the_second_schema_stay_and_are_found(filled, tmp_path):
    shutil.copytree(filled / "warc", tmp_path / "warc")
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_form_functions(db)
        copy_rows(filled, db, SECOND_SCHEMA)
        db.commit()
    with Archive.open(tmp_path) as archive:
        assert archive.problems == ()
    before, after = content_of(filled), content_of(tmp_path)
    # What was not known then is not known now, until everything is read anew; all else is as it was.
    unknown = {
        "articles", "changes", "compared_texts", "readings", "rule_sets", "run_rules", "tallies", "versions",
    }  # fmt: skip
    assert {name for name in after if after[name] != before[name]} == unknown
    assert all(len(after[name]) == len(before[name]) for name in unknown - {"rule_sets", "run_rules", "tallies"})


def test_the_rows_of_the_third_schema_become_what_a_replay_makes(filled, tmp_path):
    shutil.copytree(filled / "warc", tmp_path / "warc")
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_form_functions(db)
        copy_rows(filled, db, THIRD_SCHEMA)
        db.commit()
    with Archive.open(tmp_path) as archive:
        assert archive.problems == ()
        assert archive.tables.db.execute("SELECT count(*) FROM links WHERE domain = 'imf.example'").fetchone()[0] == 2
    assert content_of(filled) == content_of(tmp_path)


def test_a_later_page_that_was_refused_is_to_be_read_anew(filled, tmp_path):
    shutil.copytree(filled / "warc", tmp_path / "warc")
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_form_functions(db)
        copy_rows(filled, db, SECOND_SCHEMA)
        db.execute("UPDATE readings SET reason = 'later page of an article' WHERE reason = 'a login page'")
        db.commit()
    with Archive.open(tmp_path) as archive:
        assert [capture.url for capture in archive.tables.reads.unread()] == ["https://review.example/login/"]


def test_a_newer_schema_is_told_in_one_sentence(tmp_path):
    Archive.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "commentary.db") as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    with pytest.raises(
        ArchiveError, match=rf"commentary\.db has schema {SCHEMA_VERSION + 1}, .* Install a newer release"
    ):
        Archive.open(tmp_path)


def test_the_database_of_another_program_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "commentary.db") as db:
        db.execute("CREATE TABLE recipes (name)")
    db.close()
    with pytest.raises(ArchiveError, match="is a database of another program"):
        Archive.open(tmp_path)


def fill_fourth_schema(db, readings):
    """Store readings as the release with schema 4 did: any difference in what was read made another version."""
    db.executescript(FOURTH_SCHEMA.read_text())
    for number, (path, at, content) in enumerate(readings):
        url, capture, moment = f"https://x.example/{path}/", f"urn:uuid:{number:04}", at.isoformat()
        version = hashlib.sha256(repr(sorted(content.items())).encode()).hexdigest()[:32]
        page = {"id": capture, "run": "x-1", "site": "x", "url": url, "address": url, "captured_at": moment}
        page |= {"status": 200, "content_type": "text/html", "bytes": 1, "payload_digest": "d", "warc": "x.warc"}
        insert_rows(db, "captures", [page | {"offset": number, "length": 1}])
        insert_rows(db, "versions", [{"id": version} | content], "ON CONFLICT (id) DO NOTHING")
        reading = {"capture": capture, "site": "x", "article": url, "canonical_url": url, "version": version}
        reading |= {"captured_at": moment, "outcome": "article", "revision": "r", "page_number": 1, "page_count": 1}
        insert_rows(db, "readings", [reading])


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def old_reading(day, path="a", **content):
    return path, NOON + timedelta(days=day), {"title": "Title", "body_text": "One text."} | content


def test_versions_that_differed_in_markup_alone_become_one_and_edits_stay(tmp_path):
    picture = "https://cdn.example/p/1.jpg?X-Amz-Signature={}"
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        add_form_functions(db)
        fill_fourth_schema(
            db,
            [
                old_reading(1, image_url=picture.format("aa"), body_html="<p class=a>One text.</p>"),
                old_reading(2, image_url=picture.format("bb"), body_html="<p class=b>One text.</p>"),
                old_reading(3, image_url=picture.format("cc"), body_text="Two texts."),
                old_reading(0, "b", image_url=picture.format("dd")),
            ],
        )
    with closing(open_for_writing(path)) as db:
        assert [tuple(row) for row in db.execute("SELECT captured_at, changed FROM history")] == [
            ((NOON + timedelta(days=3)).isoformat(), '["body_text"]')
        ]
        # The text of both articles is one version; the first of all readings lends its form.
        shown = db.execute(
            "SELECT DISTINCT lent_by, image_url FROM versions WHERE body_text = 'One text.'"
        ).fetchall()
        assert [tuple(row) for row in shown] == [("urn:uuid:0003", picture.format("dd"))]
        counts = db.execute(
            "SELECT url, versions, body_text FROM articles JOIN article_texts USING (id, url) ORDER BY url"
        ).fetchall()
        assert [tuple(row) for row in counts] == [
            ("https://x.example/a/", 2, "Two texts."),
            ("https://x.example/b/", 1, "One text."),
        ]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_dates_that_counted_back_are_settled_and_one_that_was_set_anew_stays_an_edit(tmp_path):
    path = tmp_path / "old.db"

    def dated(day, ago, text, hours=0):
        at = NOON + timedelta(days=day) - timedelta(**ago)
        return old_reading(day, published_at=at.replace(hour=hours or at.hour).isoformat(), published_text=text)

    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        fill_fourth_schema(
            db,
            [
                dated(1, {"weeks": 2}, "2 weeks ago"),
                dated(8, {"weeks": 3}, "3 weeks ago"),
                dated(9, {"hours": 2}, "2 hours ago"),
            ],
        )
    with closing(open_for_writing(path)) as db:
        edits = db.execute("SELECT captured_at, changed FROM history").fetchall()
        assert [tuple(row) for row in edits] == [
            ((NOON + timedelta(days=9)).isoformat(), '["published_at","published_text"]')
        ]
        (article,) = db.execute("SELECT published_at, published_text, published_precision FROM articles").fetchall()
        assert tuple(article) == ((NOON + timedelta(days=9, hours=-2)).isoformat(), "2 hours ago", "hour")
