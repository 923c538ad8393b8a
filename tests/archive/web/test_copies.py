"""The copies of an article on its page, and in the query *Copied or syndicated*."""

import asyncio
import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import urlsplit

import pytest

from archive.web.server import open_datasette
from shelf import NOON, Shelf, draw, shelf_of_copies


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("copies")
    shelf = shelf_of_copies(data / "commentary.db")
    shelf.tables.close()
    return data


@pytest.fixture(scope="module")
def get(data):
    with open_datasette(data) as opened:
        yield lambda path: asyncio.run(opened.client.get(path))


@pytest.fixture(scope="module")
def ids(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return dict(db.execute("SELECT title, id FROM articles").fetchall())


def section(html):
    found = re.search(r'<section id="copies".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def rows(html):
    """Return the text of each cell of the table of copies."""
    cells = [
        re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]
    clean = [[" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]
    return [row for row in clean if row]


def test_a_copy_shows_its_original_the_shares_and_what_the_pages_say(get, ids):
    html = section(get(f"/commentary/articles/{ids['second']}").text)
    assert "2 other articles of this archive have much of this text" in html
    assert "This article has it since" in html
    original, later = rows(html)
    assert original == [
        "first candidate original x.example/first", "x", "2026-03-01 by its date of publication", "93.7 %",
        "90.8 %", "agrees: the copy's page names the original", "compare an earlier version of the other",
    ]  # fmt: skip
    assert later[:2] == ["third z.example/third", "z"]
    assert f'href="/commentary/articles/{ids["first"]}"' in html


def test_the_earliest_is_told_to_be_the_candidate_original(get, ids):
    html = section(get(f"/commentary/articles/{ids['first']}").text)
    assert "This article is the <em>candidate original</em>" in html
    assert [row[5:] for row in rows(html)] == [
        ["disagrees: the copy's page names a page of another site", "compare an earlier version of this one"],
        ["agrees: the copy's page names the original", "compare an earlier version of this one"],
    ]


def test_the_comparison_that_is_linked_shows_both_texts(get, ids):
    html = section(get(f"/commentary/articles/{ids['first']}").text)
    link = unescape(re.findall(r'href="(/-/diff[^"]+)"', html)[-1])
    page = get(link)
    assert page.status_code == 200
    text = " ".join(re.sub(r"<[^>]+>", "", page.text).split())
    assert "This sentence is another one than" in text
    assert "These are texts of two articles." in text
    assert "x.example/first" in text


def test_a_date_without_a_time_is_shown_as_its_day(tmp_path):
    shelf = Shelf(tmp_path / "commentary.db")
    midnight = NOON.replace(hour=0)
    shelf.read("x", "first", draw(1), hours=50, published_at=midnight, published_precision="day")
    shelf.read("y", "second", draw(1), hours=60)
    shelf.tables.close()
    with open_datasette(tmp_path) as opened:
        address = "/commentary/articles.json?_shape=array&title=second&_col=id"
        (found,) = asyncio.run(opened.client.get(address)).json()
        html = asyncio.run(opened.client.get(f"/commentary/articles/{found['id']}")).text
    assert rows(section(html))[0][2] == "2026-03-01 by its date of publication"


def test_an_article_without_copies_has_no_such_section(get, ids):
    assert section(get(f"/commentary/articles/{ids['own']}").text) == ""


def test_the_query_lists_each_copy_with_its_earliest_original(get):
    rows = get("/commentary/duplicates.json?_shape=array").json()
    assert [(urlsplit(row["url"]).path, urlsplit(row["original"]).path, row["copied_from"]) for row in rows] == [
        ("/third/", "/first/", "an earlier version"),
        ("/second/", "/first/", "an earlier version"),
    ]
    assert [row["source_says"] for row in rows] == ["names another", "agrees"]
    assert [row["title"] for row in get("/commentary/duplicates.json?_shape=array&site=y").json()] == ["second"]
    assert get("/commentary/duplicates.json?_shape=array&percent=99").json()[0]["title"] == "third"


def test_a_database_without_the_table_shows_the_text_and_the_problem(data, ids, tmp_path):
    with (
        closing(sqlite3.connect(data / "commentary.db")) as db,
        closing(sqlite3.connect(tmp_path / "commentary.db")) as copy,
    ):
        db.backup(copy)
        copy.execute("DROP TABLE copies")
    with open_datasette(tmp_path) as opened:
        page = asyncio.run(opened.client.get(f"/commentary/articles/{ids['own']}"))
    assert (page.status_code, "The copies cannot be shown" in page.text) == (200, True)
