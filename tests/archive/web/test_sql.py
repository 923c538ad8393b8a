"""What a reader's own SQL may take: time, length and memory; and that the next query is answered."""

import asyncio
import re
import sqlite3
import time
from contextlib import closing

import pytest
from datasette.database import QueryInterrupted

from archive.database.search import pause_search
from archive.schema.body_forms import add_form_functions, pack_forms, pack_text
from archive.web.server import open_datasette
from archive.web.sql import GRACE_SECONDS, SqlPool, take_all
from archive.web.sql_worker import MAX_VALUE_BYTES, Query

pytestmark = pytest.mark.slow

RECURSIVE = "with recursive c(n) as (select 1 union all select n + 1 from c) "
BOMBS = {
    "printf": "select length(printf('%.*c', 900000000, 'x'))",
    "zeroblob": "select hex(zeroblob(1000000000))",
    "replace": "select length(replace(hex(zeroblob(20000000)), '0', 'yyyyyyyyyy'))",
    "instr": "select instr(hex(zeroblob(20000000)), hex(zeroblob(10000000)) || '1')",
    "cross join": "select group_concat(a.body_text || b.body_text) from versions a, versions b, versions c, runs d",
    "endless": f"{RECURSIVE}select count(*) from c",  # noqa: S608 - our own words
    "doubling": "with recursive c(n) as (select 'x' union all select n || n from c) select max(length(n)) from c",
    "sort": f"{RECURSIVE}select n, hex(randomblob(99)) as h from c where n < 9000000 order by h",  # noqa: S608 - our own words
    "rows": f"{RECURSIVE}select n, hex(zeroblob(1000000)) from c",  # noqa: S608 - our own words
    "json": "select json_group_array(hex(zeroblob(3000000))) from versions a, versions b, versions c",
    "trim": "select length(trim(hex(zeroblob(30000000)), hex(randomblob(30000000))))",
    "like": "select hex(zeroblob(30000000)) like '%0%0%0%0%0%0%0%0%1'",
}
SECONDS = 2.0


@pytest.fixture
def pool(filled):
    pool = SqlPool(filled / "commentary.db", count=1)
    pool.run(Query("select 1", {}, None, SECONDS), take_all)
    yield pool
    pool.close()


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_ends_soon_after_its_limit_and_the_next_one_is_answered(pool, name):
    begun = time.monotonic()
    try:
        rows = pool.run(Query(BOMBS[name], {}, 5000, SECONDS), take_all).rows
    except (QueryInterrupted, sqlite3.OperationalError):
        rows = []
    assert time.monotonic() - begun < SECONDS + GRACE_SECONDS + 2
    assert sum(len(str(value)) for row in rows for value in row) < 70_000_000
    assert [tuple(row) for row in pool.run(Query("select 2 as two", {}, 5000, SECONDS), take_all)] == [(2,)]


def test_a_worker_that_was_ended_takes_no_query_with_it(pool):
    with pytest.raises(QueryInterrupted):
        pool.run(Query(BOMBS["instr"], {}, None, 0.5), take_all)
    row = pool.run(Query("select :a as a, 'x' as [a b], 'y' as a", {"a": 5}, None, SECONDS), take_all).first()
    assert (row["a"], row["a b"], row[2], row.keys()) == (5, "x", "y", ["a", "a b", "a"])


def test_a_database_that_is_cut_off_ends_one_query_and_not_those_after_it(filled, tmp_path):
    path = tmp_path / "commentary.db"
    whole = (filled / "commentary.db").read_bytes()
    path.write_bytes(whole)
    every = Query("select count(body_text), count(title) from versions", {}, None, SECONDS)
    pool = SqlPool(path, count=1)
    try:
        before = tuple(pool.run(every, take_all).first())
        with path.open("r+b") as file:
            file.truncate(len(whole) // 8)
        with pytest.raises(sqlite3.OperationalError):
            pool.run(every, take_all)
        with path.open("r+b") as file:
            file.write(whole)
        assert tuple(pool.run(every, take_all).first()) == before
    finally:
        pool.close()


@pytest.mark.parametrize(
    "sql", ["delete from articles", "attach 'x.db' as x", "pragma query_only = 0; delete from runs", "select \0 1"]
)
def test_nothing_is_written(pool, sql):
    with pytest.raises(sqlite3.OperationalError):
        pool.run(Query(sql, {}, None, SECONDS), take_all)


def test_the_longest_text_of_the_archive_is_shown_all_the_same(filled, tmp_path):
    with (
        closing(sqlite3.connect(filled / "commentary.db")) as db,
        closing(sqlite3.connect(tmp_path / "commentary.db")) as copy,
    ):
        db.backup(copy)
        long = "é" * 5_000_000
        add_form_functions(copy)
        pause_search(copy)
        packed = (pack_text(long), pack_forms(long, long, long))
        copy.execute("UPDATE versions SET packed_text = ?, body_forms = ?", packed)
        copy.commit()
    assert 6 * len(long) < MAX_VALUE_BYTES
    with open_datasette(tmp_path) as datasette:
        found = asyncio.run(datasette.client.get("/commentary/versions.json?_shape=array&_size=1")).json()
        assert found[0]["body_text"] == long
        page = asyncio.run(datasette.client.get(f"/commentary/versions/{found[0]['id']}"))
        assert re.search("5,000,000 characters", page.text)


def test_a_query_that_takes_too_long_is_told_without_a_script(filled):
    with open_datasette(filled) as datasette:
        for form in ("", ".csv", ".json"):
            answer = asyncio.run(datasette.client.get(f"/commentary{form}", params={"sql": BOMBS["instr"]}))
            assert answer.status_code == 400
            assert "A page may take 5 seconds" in answer.text
            assert "<script" not in answer.text
