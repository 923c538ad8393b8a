"""Datasette's queries of tables are rewritten only where the result stays the same."""

import sqlite3
from contextlib import closing

import pytest

from archive.schema.triggers import COUNTED_TABLES
from archive.web.plugins.narrow import narrowed


@pytest.fixture(scope="module")
def db(filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        yield db


@pytest.mark.parametrize("table", ["articles", "standings", *COUNTED_TABLES])
def test_rows_are_counted_as_ever(db, table):
    for form in ("select count(*) from {} ", "select count(*) from [{}]"):
        sql = form.format(table)
        assert narrowed(sql) != sql
        assert db.execute(narrowed(sql)).fetchall() == db.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql", ["select count(*) from runs", "select count(*) from articles where site = :p0", "select 1 from articles"]
)
def test_other_queries_stay_as_they_are(sql):
    assert narrowed(sql) == sql


@pytest.mark.parametrize(("column", "name"), [("authors", "Ada Byron"), ("categories", "Trade"), ("tags", "x' or 1")])
def test_the_articles_with_a_name_in_a_list_are_the_same(db, column, name):
    contains = "select id from articles where :p0 in (select value from json_each([articles].[{}])) order by id"
    sql = contains.format(column)
    assert "json_each" not in narrowed(sql)
    assert db.execute(narrowed(sql), {"p0": name}).fetchall() == db.execute(sql, {"p0": name}).fetchall()
