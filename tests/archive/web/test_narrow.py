"""Datasette's queries of tables are rewritten only where the result stays the same."""

import sqlite3
from contextlib import closing

import pytest

from archive.schema.triggers import COUNTED_TABLES
from archive.web.plugins.facets import counting
from archive.web.plugins.narrow import narrowed

ALL = "select id, url, title from articles "


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


@pytest.mark.parametrize("column", ["year", "site", "language", "authors", "categories", "tags", "cut_off"])
@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("", {}),
        ('where "site" = :p0', {"p0": "review"}),
        ("where [site] = :p0", {"p0": "nowhere"}),
        ('where "year" = :p0', {"p0": 2026}),
        ('where "site" = :p0 and "year" = :p1', {"p0": "review", "p1": 2026}),
        (":p0 in (select value from json_each([articles].[authors]))", {"p0": "Ada Byron"}),
    ],
)
def test_a_facet_counts_the_articles_that_are_selected(db, column, where, values):
    where = where if where.startswith("where") or not where else f"where {where}"
    sql = f"{ALL}{where}"
    if column in {"authors", "categories", "tags"}:
        items = f"select distinct articles.id, item.value from articles, json_each(articles.{column}) as item {where}"  # noqa: S608 - a test's own
        whole = f"select value, count(*) as count from ({items}) group by value order by count desc, value"  # noqa: S608 - a test's own
    else:
        condition = f"{where} and" if where else "where"
        whole = (
            f"select {column} as value, count(*) as count from articles {condition} {column} is not null"  # noqa: S608 - a test's own
            f" group by {column} order by count desc, value"
        )
    assert db.execute(counting(sql, column, 99), values).fetchall() == db.execute(whole, values).fetchall()


def test_facets_of_other_tables_are_left_to_datasette():
    assert counting("select * from captures", "status", 9) is None
    assert counting("select * from (select 1)", "status", 9) is None
