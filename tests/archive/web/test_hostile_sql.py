"""What SQL of a reader reaches beside the archive's rows: nothing of the process, its memory, its files."""

import asyncio
import itertools
import sqlite3
import struct

import pytest
from datasette.database import QueryInterrupted

from archive.web.sql import SqlPool, take_all
from archive.web.sql_worker import Query

SECONDS = 5.0
POINTER = struct.pack("<q", 0x4141414141414141).decode()
# With parameters: SQLite refuses some of these only where they stand in the statement itself.
REFUSED = {
    "memory of the process": ("select hex(fts3_tokenizer(:a))", {"a": "simple"}),
    "a number called as code": ("select fts3_tokenizer(:a, :b)", {"a": "simple", "b": POINTER}),
    "in upper case": ("select FTS3_TOKENIZER(:a)", {"a": "porter"}),
    "within a condition": ("select 1 from articles where fts3_tokenizer(:a) is not null", {"a": "simple"}),
    "code of a file": ("select load_extension(:a)", {"a": "x.so"}),
    "another database": ("attach :a as b", {"a": "b.db"}),
    "a copy of the database": ("vacuum into :a", {"a": "b.db"}),
    "where the database lies": ("select * from pragma_database_list", {}),
    "the same by itself": ("pragma database_list", {}),
    "a setting": ("pragma query_only = 0", {}),
    "a setting as a table": ("select * from pragma_query_only", {}),
    "a temporary table": ("create temp table t (a)", {}),
    "a temporary view": ("create temp view v as select 1", {}),
    "another kind of table": ("create virtual table temp.t using fts3 (a)", {}),
    "a write behind a query": ("with a as (select 1) delete from articles", {}),
    "the index emptied": ("insert into articles_fts (articles_fts) values ('delete-all')", {}),
    "the schema": ("update sqlite_master set sql = 'x'", {}),
    "the disk's pages": ("select * from sqlite_dbpage", {}),
}
ALLOWED = {
    "rows": ("select title from articles", {}),
    "a search": ("select count(*) from articles_fts where articles_fts match :a", {"a": "grain"}),
    "a recursion": (
        "with recursive c(n) as (select 1 union all select n + 1 from c limit 9) select max(n) from c",
        {},
    ),
    "JSON": ("select value from articles, json_each(articles.authors)", {}),
    "a view": ("select * from history", {}),
    "the columns of a table": ("select name from pragma_table_info('articles')", {}),
    "the words of the index": ("select term from temp.words_of_index limit 3", {}),
    "how a query is run": ("explain query plan select * from articles", {}),
    "the schema": ("select sql from sqlite_master", {}),
    "a function of ours": ("select markdown_of(body_text, body_forms) from versions", {}),
}


@pytest.fixture(scope="module")
def pool(filled):
    pool = SqlPool(filled / "commentary.db", count=1)
    yield pool
    pool.close()


def ask(pool, sql, parameters=()):
    return [tuple(row) for row in pool.run(Query(sql, parameters, 5000, SECONDS), take_all)]


@pytest.mark.parametrize("name", REFUSED)
def test_sql_that_reads_more_than_the_archive_is_refused(pool, name):
    with pytest.raises(
        sqlite3.OperationalError, match=r"not authorized|authorization denied|no such|may not be modified|readonly"
    ):
        ask(pool, *REFUSED[name])
    assert ask(pool, "select 2") == [(2,)]


@pytest.mark.parametrize("name", ALLOWED)
def test_sql_that_reads_the_archive_is_answered(pool, name):
    assert ask(pool, *ALLOWED[name])


VALUES = (
    None,
    "",
    "\0",
    "x" * 70_000,
    "⟦[",
    b"",
    b"\xff\x00",
    b"x\x9c",
    0,
    -1,
    2**63 - 1,
    1.5,
    float("inf"),
    "a" * 16,
)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("cut_words", 1),
        ("escape_fts", 1),
        ("is_other_kind", 1),
        ("kind_of_edit", 2),
        ("html_of", 2),
        ("markdown_of", 2),
        ("images_of", 2),
        ("links_of", 2),
        ("fingerprints_of", 1),
    ],
)
def test_no_value_breaks_a_function_of_ours(pool, name, count):
    places = ", ".join("?" * count)
    for values in itertools.product(VALUES, repeat=count):
        assert len(ask(pool, f"select {name}({places})", values)) == 1


@pytest.mark.slow
def test_a_function_that_is_interrupted_is_told_as_a_query_that_took_too_long(pool):
    sql = "select count(kind_of_edit(a.id, b.id)) from versions a, versions b, versions c, versions d, versions e"
    with pytest.raises(QueryInterrupted):
        pool.run(Query(sql, (), None, 0.5), take_all)


def test_a_page_says_what_is_refused_and_does_not_fail(get):
    sql = {"sql": "select fts3_tokenizer(:a, :b)", "a": "simple", "b": POINTER}
    answer = get("/commentary", params=sql)
    assert answer.status_code == 400
    assert "not authorized to use function: fts3_tokenizer" in answer.text
    assert get("/commentary", params={"sql": "select 1 as one"}).status_code == 200


def test_a_number_that_no_database_holds_is_told_in_words(get):
    answer = get("/commentary/articles?year__gte=99999999999999999999")
    assert answer.status_code == 400
    assert "a number is larger than any that a database holds" in answer.text


def test_the_database_page_tells_of_no_file(get, filled):
    for path in ("/commentary", "/commentary.json", "/.json", "/"):
        assert str(filled) not in get(path).text


def test_attached_databases_are_none(datasette):
    assert asyncio.run(datasette.get_database("commentary").attached_databases()) == []
