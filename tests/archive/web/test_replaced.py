"""The file of the database is replaced, lost, damaged and put back while the archive is served."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from archive.schema import add_cut_words, add_form_functions
from archive.web.server import open_datasette

pytestmark = pytest.mark.slow


@pytest.fixture
def data(filled, tmp_path):
    return shutil.copytree(filled, tmp_path / "data")


@pytest.fixture
def get(data):
    with open_datasette(data) as datasette:
        yield lambda path: asyncio.run(datasette.client.get(path))


def titled(data, title):
    """Make another database beside the archive's, in which every article has a title."""
    other = data / "other.db"
    with closing(sqlite3.connect(data / "commentary.db")) as db, closing(sqlite3.connect(other)) as copy:
        db.backup(copy)
        add_cut_words(copy)
        add_form_functions(copy)
        copy.execute("UPDATE articles SET title = ?", (title,))
        copy.commit()
    return other


def titles(get):
    return {row["title"] for row in get("/commentary/articles.json?_shape=array&_size=3").json()}


def remove(data):
    for ending in ("", "-wal", "-shm"):
        (data / f"commentary.db{ending}").unlink(missing_ok=True)


PAGES = ("/", "/commentary", "/commentary/articles", "/-/search?q=grain", "/-/authors", "/commentary.json")


def test_a_file_that_takes_the_place_of_the_database_is_what_is_shown(data, get):
    assert len(titles(get)) == 3
    other = titled(data, "Put in its place")
    remove(data)
    other.replace(data / "commentary.db")
    assert titles(get) == {"Put in its place"}
    assert [get(page).status_code for page in PAGES] == [200] * len(PAGES)


def test_a_database_that_is_written_to_is_not_opened_anew_and_shows_what_is_new(data, get):
    assert len(titles(get)) == 3
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        db.execute("UPDATE articles SET title = 'Written in it'")
        db.commit()
    assert titles(get) == {"Written in it"}


def test_a_database_that_is_lost_is_told_in_words_until_it_is_back(data, get):
    kept = titled(data, "Back again")
    assert len(titles(get)) == 3
    remove(data)
    for page in PAGES * 2:
        answer = get(page)
        assert answer.status_code < 500, answer.text[-500:]
        assert "internal error" not in answer.text
        assert str(data) not in answer.text
    assert "commentary.db does not exist" in get("/commentary/articles").text
    export = get("/-/export?format=csv")
    assert (export.status_code, "commentary.db does not exist" in export.text) == (400, True)
    assert str(data) not in export.text
    kept.replace(data / "commentary.db")
    assert titles(get) == {"Back again"}


def test_a_file_that_is_no_database_is_told_in_words(data, get):
    assert len(titles(get)) == 3
    remove(data)
    (data / "commentary.db").write_bytes(os.urandom(40_960))
    answer = get("/-/search?q=grain")
    assert answer.status_code < 500
    assert "file is not a database" in answer.text
