"""Pages of articles with a frequent name or word have the same rows, whichever way they are found."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from datasette.database import Results

from archive.schema import add_cut_words
from archive.web.lists.frequent import along_index, counted
from archive.web.sql_worker import add_functions

WITH_NAME = '"articles"."id" in (select article from {} where name = :p0)'
WITH_WORD = "id in (select rowid from articles_fts where articles_fts match escape_fts(:search))"


@pytest.fixture(scope="module")
def db(filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        add_cut_words(db)
        add_functions(db)
        db.row_factory = sqlite3.Row
        yield db


def ask_as_if(db, hits):
    """Return what asks the database, but gives so many hits for the number of articles of which it is asked."""

    async def ask(sql, parameters, rows):
        del rows
        if hits is not None and "total(" not in sql:
            return Results([db.execute("SELECT ?", (hits,)).fetchone()], False, ())  # noqa: FBT003 - Datasette's own
        return Results(db.execute(sql, parameters).fetchall(), False, ())  # noqa: FBT003 - Datasette's own

    return ask


def most_frequent(db, what):
    query = "SELECT name FROM tallies WHERE what = ? AND site = '' ORDER BY articles DESC LIMIT 1"
    return db.execute(query, (what,)).fetchone()[0]


@pytest.mark.parametrize("order", ["published_at desc, id", "title, id", "views desc, id"])
@pytest.mark.parametrize(("column", "what"), [("authors", "author"), ("categories", "category"), ("tags", "tag")])
def test_many_articles_with_a_name_are_the_same_in_their_order(db, column, what, order):
    sql = f"select id from articles where {WITH_NAME.format(column)} order by {order} limit 51 offset 1"  # noqa: S608 - a test's own
    values = {"p0": most_frequent(db, what)}
    along = asyncio.run(along_index(ask_as_if(db, 10**9), sql, values))
    assert "exists" in along
    assert [*map(tuple, db.execute(along, values))] == [*map(tuple, db.execute(sql, values))]


def test_many_articles_with_a_word_are_the_same_in_their_order(db):
    word = next(iter(db.execute("SELECT title FROM articles WHERE title > '' ORDER BY id").fetchone()[0].split()))
    sql = f"select id from articles where {WITH_WORD} order by published_at desc, id limit 51"  # noqa: S608 - a test's own
    values = {"search": word}
    along = asyncio.run(along_index(ask_as_if(db, 10**9), sql, values))
    assert "exists" in along
    assert [*map(tuple, db.execute(along, values))] == [*map(tuple, db.execute(sql, values))]
    assert db.execute(sql, values).fetchone()


@pytest.mark.parametrize(
    ("where", "order"),
    [
        (WITH_NAME.format("authors") + ' and "site" = :p1', "published_at desc, id"),
        ('"site" = :p1 and ' + WITH_NAME.format("authors"), "published_at desc, id"),
        (WITH_NAME.format("authors"), "headline"),
        ('"site" = :p1', "published_at desc, id"),
    ],
)
def test_other_pages_stay_as_they_are(db, where, order):
    sql = f"select id from articles where {where} order by {order} limit 51"  # noqa: S608 - a test's own
    assert asyncio.run(along_index(ask_as_if(db, 10**9), sql, {"p0": "a", "p1": "b"})) == sql


def test_few_articles_are_looked_up(db):
    sql = f"select id from articles where {WITH_NAME.format('authors')} order by published_at desc, id limit 51"  # noqa: S608 - a test's own
    assert asyncio.run(along_index(ask_as_if(db, None), sql, {"p0": "nobody"})) == sql


@pytest.mark.parametrize(
    ("where", "whats"),
    [
        ('"site" = :p0', ["site"]),
        ('"year" = :p0', ["year"]),
        ('"language" = :p0', ["language"]),
        (WITH_NAME.format("authors"), ["author"]),
        ('"site" = :p0 and "year" = :p1', ["site", "year"]),
        ('"year" = :p0 and "site" = :p1', ["year", "site"]),
    ],
)
def test_what_the_writer_counts_is_not_counted_again(db, where, whats):
    values = {f"p{place}": most_frequent(db, what) for place, what in enumerate(whats)}
    sql = f"select count(*) from (select 1 from articles where {where}  limit 10001)"  # noqa: S608 - a test's own
    assert "tallies" in counted(sql)
    assert tuple(db.execute(counted(sql), values).fetchone()) == tuple(db.execute(sql, values).fetchone())
    nothing = dict.fromkeys(values, "nothing")
    assert tuple(db.execute(counted(sql), nothing).fetchone()) == (0,)


@pytest.mark.parametrize("where", ['"year" = :p0 and "language" = :p1', '"title" = :p0', '"year" > :p0'])
def test_what_the_writer_does_not_count_is_counted(where):
    sql = f"select count(*) from (select 1 from articles where {where} limit 10001)"  # noqa: S608 - a test's own
    assert counted(sql) == sql
