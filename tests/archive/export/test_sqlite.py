"""A filtered archive holds the chosen articles with all that belongs to them, and opens as any archive does."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from archive.database import open_read_only
from archive.export import Export, Options, export, export_to_file
from archive.export.sqlite_file import BELONGS, COUNTED_ANEW, LEFT_EMPTY
from archive.schema import TABLES, VIEWS, add_form_functions
from archive.selection import ArticleFilter
from archive.web.server import open_datasette
from contents import content_of
from extract.errors import ExportError
from magazine import Magazine, page, post

# The rows of what belongs to no article: runs that met none, sources of other URLs, and what is left empty.
OF_THE_ARCHIVE = {"attempts", "captures", "readings", "runs", "sources", "unfetched", "warcs", "standings"}


def write(data, path, **only):
    path.parent.mkdir(exist_ok=True)
    return export_to_file(path, Export(data / "commentary.db", "sqlite", only=ArticleFilter(**only)))


def test_every_table_is_chosen_from_or_left_empty():
    assert set(BELONGS) | LEFT_EMPTY | COUNTED_ANEW == set(TABLES)


def test_a_filter_that_excludes_nothing_gives_the_whole_archive(filled, tmp_path):
    written = write(filled, tmp_path / "copy" / "commentary.db")
    before, after = content_of(filled), content_of(tmp_path / "copy")
    assert written.rows == len(after["articles"])
    assert {name for name in before if before[name] != after[name]} <= {"warcs", "attempts", "versions"}


@pytest.mark.parametrize("only", [{"sites": ("gazette",)}, {"edited": True}, {"gone": True}, {"tags": ("ports",)}])
def test_chosen_articles_have_all_that_belongs_to_them(filled, tmp_path, only):
    written = write(filled, tmp_path / "copy" / "commentary.db", **only)
    before, after = content_of(filled), content_of(tmp_path / "copy")
    assert 0 < written.rows == len(after["articles"]) < len(before["articles"])
    # Tallies, days of captures and rules of runs are other numbers, of which `content_of` checks that they are right.
    # The texts are not packed, so that a program without our functions reads them.
    for name in {*TABLES, *VIEWS} - {"capture_days", "run_fields", "run_rules", "tallies", "versions"}:
        assert set(after[name]) <= set(before[name]), name
    texts = "SELECT id, body_text, body_forms, fingerprints FROM versions"
    with closing(sqlite3.connect(tmp_path / "copy" / "commentary.db")) as db:
        plain = set(db.execute(texts))
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(open_read_only(filled / "commentary.db")) as db:
        assert 0 < len(plain) == len(after["versions"])
        assert plain <= set(db.execute(texts))
    with closing(sqlite3.connect(tmp_path / "copy" / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("ATTACH ? AS source", (str(filled / "commentary.db"),))
        for table in ("authors", "links", "comments", "addresses", "absences", "comment_history"):
            query = "SELECT count(*) FROM {}.{} WHERE article IN (SELECT id FROM main.articles)"
            assert (
                db.execute(query.format("main", table)).fetchone()
                == db.execute(query.format("source", table)).fetchone()
            )
        for table in ("readings", "history", "changes", "view_counts"):
            query = "SELECT count(*) FROM {}.{} WHERE article IN (SELECT url FROM main.articles)"
            assert (
                db.execute(query.format("main", table)).fetchone()
                == db.execute(query.format("source", table)).fetchone()
            )


def test_what_stood_at_an_article_s_address_and_is_none_of_its_versions_belongs_to_it(tmp_path):
    """As the notice of a site under maintenance, which makes no version of any article."""
    magazine = Magazine(tmp_path / "data")
    magazine.crawl(range(3))
    magazine.crawl(
        range(3), lambda post: page(replace(post, title="Back soon!", paragraphs=("We repair the quay.",)))
    )
    magazine.close()
    written = write(magazine.data, tmp_path / "copy" / "commentary.db", authors=(post(1).author,))
    held = "SELECT own_url, held <> '' FROM readings WHERE article IS NULL"
    with closing(sqlite3.connect(tmp_path / "copy" / "commentary.db")) as db:
        assert (written.rows, db.execute(held).fetchall()) == (1, [(post(1).url, 1)])


def test_the_file_is_searched_served_and_described(filled, tmp_path):
    write(filled, tmp_path / "copy" / "commentary.db", edited=True)
    with closing(open_read_only(tmp_path / "copy" / "commentary.db")) as db:
        found = db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'paragraph'").fetchone()[0]
        assert found > 0
        described = dict(db.execute("SELECT column_name, description FROM dictionary WHERE table_name = 'articles'"))
        assert described[""] == TABLES["articles"].description
        assert list(described)[1:] == list(TABLES["articles"].columns)
    with open_datasette(tmp_path / "copy") as datasette:
        for path in ("/", "/commentary", "/commentary/articles", "/commentary/dictionary", "/commentary/changes"):
            assert asyncio.run(datasette.client.get(path, follow_redirects=True)).status_code == 200, path


def test_the_same_archive_gives_the_same_bytes(filled, tmp_path):
    for name in ("a", "b"):
        write(filled, tmp_path / name / "commentary.db", sites=("review",))
    assert (tmp_path / "a" / "commentary.db").read_bytes() == (tmp_path / "b" / "commentary.db").read_bytes()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["commentary.db"]


def test_no_article_is_a_whole_archive_too(filled, tmp_path):
    assert write(filled, tmp_path / "copy" / "commentary.db", authors=("Nobody",)).rows == 0
    assert all(not rows for name, rows in content_of(tmp_path / "copy").items() if name in BELONGS)


def test_columns_cannot_be_left_out(filled, tmp_path):
    asked = Export(filled / "commentary.db", "sqlite", options=Options(body=False))
    with pytest.raises(ExportError, match="has all columns"):
        export(asked, tmp_path / "a.db")
