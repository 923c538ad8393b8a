"""CSV and JSON files of a table or query are whole, or say that they are cut."""

import asyncio
import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from archive.derive import count_everything
from archive.web.metadata import SETTINGS
from archive.web.plugins import downloads
from archive.web.server import open_datasette

MANY = SETTINGS["max_returned_rows"] + 1_234
NUMBERS = "with recursive n(x) as (select 1 union all select x + 1 from n where x < 6234) select "
COUNTING = NUMBERS + "x, 'a' as y from n"
# Six of its rows fit into MAX_RESULT_BYTES.
LARGE = NUMBERS + "x, hex(zeroblob(5000000)) as y from n where x < 90"


@pytest.fixture(scope="module")
def many(filled, tmp_path_factory):
    """The data folder of an archive whose table of links is longer than any page."""
    data = shutil.copytree(filled, tmp_path_factory.mktemp("many") / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        article = db.execute("SELECT id FROM articles LIMIT 1").fetchone()[0]
        rows = [
            (article, 1000 + number, f"https://a{number}.example/", f"a{number}.example")
            for number in reversed(range(MANY))
        ]
        db.executemany(
            "INSERT INTO links (article, position, url, host, domain, text) VALUES (?, ?, ?, ?4, ?4, 'x')", rows
        )
        count_everything(db)
        db.commit()
    return data


@pytest.fixture(scope="module")
def get(many):
    with open_datasette(many) as datasette:
        yield lambda path, **params: asyncio.run(datasette.client.get(path, params=params or None))


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.text, newline="")))


def test_the_csv_of_a_table_has_every_row(get):
    for query in ("", "?_size=max", "?_stream=on"):
        answer = get(f"/commentary/links.csv{query}")
        assert len(rows_of(answer)) == 1 + MANY + 4
        assert "x-cut-after-rows" not in answer.headers


@pytest.mark.parametrize("sort", ["_sort=text", "_sort_desc=text"])
def test_of_a_table_sorted_by_a_column_of_equal_values_each_row_is_once_in_its_csv_and_on_its_pages(get, sort):
    rows = [tuple(row) for row in rows_of(get(f"/commentary/links.csv?{sort}"))]
    assert len(set(rows)) == len(rows) == 1 + MANY + 4
    first = get(f"/commentary/links.json?_size=4000&{sort}").json()
    pages = [first, get(f"/commentary/links.json?{urlsplit(first['next_url']).query}").json()]
    assert sorted(len(page["rows"]) for page in pages) == [MANY + 4 - 4000, 4000]
    assert len({tuple(row[:2]) for page in pages for row in page["rows"]}) == MANY + 4


def test_a_reader_s_own_query_keeps_its_order(get):
    sql = "select distinct site from captures union select text from links order by site limit 9"
    found = [row["site"] for row in get("/commentary.json", sql=sql, _shape="array").json()]
    assert found == sorted(found)
    assert len(found) > 1


def test_the_csv_of_a_table_has_as_many_rows_as_were_asked_for(get):
    assert len(rows_of(get("/commentary/links.csv?_size=7"))) == 8


def test_the_files_of_a_query_have_more_rows_than_a_page(get):
    assert len(rows_of(get("/commentary.csv", sql=COUNTING))) == 1 + MANY
    found = get("/commentary.json", sql=COUNTING).json()
    assert (len(found["rows"]), found["truncated"]) == (MANY, False)
    page = get("/commentary", sql=COUNTING).text
    assert f"{MANY:,} rows; rows 1 to 50" in page


def test_the_files_of_a_canned_query_have_more_rows_than_its_page(get):
    assert len(rows_of(get("/commentary/who_is_cited.csv"))) > 1 + MANY
    assert len(get("/commentary/who_is_cited.json").json()["rows"]) > MANY
    # Above its table stands a chart, with the numbers that it draws.
    table = get("/commentary/who_is_cited").text.rpartition("<table")[2].partition("</table>")[0]
    assert table.count("<tr>") == 51


def test_a_csv_that_is_cut_says_so_in_its_last_row_and_in_a_header(get):
    answer = get("/commentary.csv", sql=LARGE)
    rows = rows_of(answer)
    assert answer.headers["x-cut-after-rows"] == "6"
    assert [row[0] for row in rows[:-1]] == ["x", "1", "2", "3", "4", "5", "6"]
    assert rows[-1][0].startswith("CUT after 6 rows: ")
    assert rows[-1][1:] == [""]


@pytest.mark.parametrize("shape", ["arrays", "objects"])
def test_a_json_that_is_cut_says_so(get, shape):
    answer = get("/commentary.json", sql=LARGE, _shape=shape)
    assert (answer.status_code, answer.json()["truncated"], len(answer.json()["rows"])) == (200, True, 6)


@pytest.mark.parametrize("shape", ["array", "arrayfirst"])
def test_a_json_that_is_cut_and_cannot_say_so_is_refused(get, shape):
    answer = get("/commentary.json", sql=LARGE, _shape=shape)
    assert (answer.status_code, answer.json()["title"]) == (400, "Too many rows")


def test_no_cell_of_a_csv_is_a_formula_and_numbers_stay(get):
    sql = "select '=HYPERLINK(\"x\")' as a, '@x', -1.5, '-2', '-2+3', char(9) || '=1', 'x'"
    assert rows_of(get("/commentary.csv", sql=sql))[1] == [
        "'=HYPERLINK(\"x\")", "'@x", "-1.5", "-2", "'-2+3", "'\t=1", "x"
    ]  # fmt: skip


def test_a_cell_of_several_lines_stays_one_cell(get):
    sql = "select 'a' || char(13, 10) || 'b, \"c\"' as a, 'd' as b"
    assert rows_of(get("/commentary.csv", sql=sql))[1] == ['a\r\nb, "c"', "d"]


def test_bytes_in_a_csv_are_base64(get):
    assert rows_of(get("/commentary.csv", sql="select x'00ff' as a"))[1] == ["base64:AP8="]


def test_a_query_that_is_wrong_is_an_error_and_no_file(get):
    assert get("/commentary.csv", sql="select no_such_column").status_code == 400
    assert get("/commentary.json", sql="select no_such_column").status_code == 400


def test_an_error_within_a_file_is_a_row_of_it():
    sent: list[dict] = []

    async def broken(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"a,b\r\n", "more_body": True})
        await send({"type": "http.response.body", "body": b"interrupted", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/commentary/links.csv", "query_string": b""}
    asyncio.run(downloads.with_whole_files(broken)(scope, None, send))
    assert b"".join(message.get("body", b"") for message in sent) == b"a,b\r\nCUT by an error: interrupted,\r\n"
    assert json.dumps([message["type"] for message in sent]).count("start") == 1
