"""Datasette's queries of tables are rewritten only where the result stays the same."""

import sqlite3
from contextlib import closing

import pytest
from datasette.filters import Filters

from archive.schema.triggers import COUNTED_TABLES
from archive.web.lists.wrapping import by_index
from archive.web.plugins.facets import counted_of
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
    where, _ = Filters([(f"{column}__arraycontains", name)]).build_where_clauses("articles")
    sql = f"select id from articles where {where[0]} order by id"  # noqa: S608 - Datasette's own condition
    assert "json_each" not in by_index(sql)
    assert db.execute(by_index(sql), {"p0": name}).fetchall() == db.execute(sql, {"p0": name}).fetchall()


@pytest.mark.parametrize("sign", [">", ">=", "<", "<="])
@pytest.mark.parametrize("day", ["2026-01-05", "2025-12-01", "2025-11-30", "2026", "", "x", "2026-13-45", "9"])
def test_a_range_of_days_selects_the_same_articles_in_the_order_of_their_dates(db, sign, day):
    sql = f'select id, url from articles where "published_day" {sign} :p0 order by published_at desc, id limit 51'  # noqa: S608 - a test's own
    assert "+2 days" in narrowed(sql) or "-1 day" in narrowed(sql)
    assert db.execute(narrowed(sql), {"p0": day}).fetchall() == db.execute(sql, {"p0": day}).fetchall()


def test_tables_within_the_full_text_index_are_not_counted():
    assert narrowed("select count(*) from [articles_fts_data]") == "SELECT NULL"
    assert narrowed("select count(*) from articles_fts_data") == "select count(*) from articles_fts_data"


@pytest.mark.parametrize("table", ["articles", "captures", "readings"])
def test_the_rows_behind_a_row_are_the_same(db, table):
    column, key = {"articles": ("published_at", "id")}.get(
        table, ("captured_at", "id" if table == "captures" else "capture")
    )
    rows = db.execute(f"select {column}, {key} from {table} order by {column} desc, {key}").fetchall()  # noqa: S608 - a test's own
    behind = f"{column} < :p1 or {column} is null or ({column} = :p1 and (({key} > :p0)))"
    sql = (
        f"select {key} from {table} where ({behind})"  # noqa: S608 - a test's own
        f" order by {column} desc, {key} limit 3"
    )
    assert narrowed(sql) != sql
    for value, own in rows:
        if value is not None:
            parameters = {"p1": value, "p0": own}
            assert db.execute(narrowed(sql), parameters).fetchall() == db.execute(sql, parameters).fetchall()


@pytest.mark.parametrize("asked", [("site", "year", "language"), ("id", "authors", "categories"), ("id", "tags")])
@pytest.mark.parametrize(
    "where",
    [
        '"year" = :p0',
        '"published_day" >= :p1',
        '"site" = :p2 and "year" = :p0',
        '"title" like :p3',
        '"gone_at" is null',
    ],
)
def test_facets_count_the_rows_that_a_filter_selects(db, where, asked):
    values = {"p0": 2026, "p1": "2025-01-01", "p2": "review", "p3": "%a%"}
    sql = f"select id, url, title from articles where {where} "  # noqa: S608 - a test's own
    found = db.execute(counted_of(sql, asked), values).fetchall()
    expected = db.execute(sql.replace("id, url, title", ", ".join(asked)), values).fetchall()
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert expected
