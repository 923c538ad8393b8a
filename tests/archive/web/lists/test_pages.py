"""Rows, forms, the dictionary and error pages: values in words, links both ways, and what to do."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape

import pytest

from archive.schema.dictionary import ALLOWED, entries_of
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.web.lists.inputs import inputs_of
from archive.web.lists.referring import is_indexed
from archive.web.plugins.labels import CLASSES
from archive.web.plugins.nested import nested, summary
from archive.web.server import open_datasette


@pytest.fixture(scope="module")
def opened(filled):
    with open_datasette(filled) as datasette:
        yield datasette


@pytest.fixture(scope="module")
def get(opened):
    return lambda path, **params: asyncio.run(opened.client.get(path, params=params or None, follow_redirects=True))


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def first(get):
    """Return the address of a table's row with some condition."""

    def find(table, key, **conditions):
        row = get(f"/commentary/{table}.json", _shape="array", _size="1", **conditions).json()[0]
        return f"/commentary/{table}/{row[key].replace(':', '~3A')}"

    return find


def test_the_page_of_a_capture_says_its_values_in_words_and_leads_both_ways(get, first):
    html = get(first("captures", "id", status="410")).text
    main = text_of(html.partition("<main")[2])
    assert "Captured 2026-03-03 09:05:00 UTC" in main
    assert "Broken off no" in main
    assert "bytes" in main
    assert "Empty: " in main
    for link in (
        "/commentary/runs/",
        "/-/site/review",
        "/commentary/warcs/",
        "/-/response/",
        "/commentary/readings?capture=",
    ):
        assert link in html, link
    assert "1 in absences" in main


def test_the_page_of_a_reading_shows_lists_and_objects_as_tables(get, first):
    html = get(first("readings", "capture", article__endswith="/cited/")).text
    assert not re.search(r'[\[{]"|"[\]}]', text_of(html.partition("<main")[2]).replace("“", ""))
    assert '<table class="nested">' in html
    assert "Well said." in html
    assert "/-/find?url=https" in html


def test_a_row_that_nothing_describes_is_shown_too(get):
    link = re.search(r'class="to-row" href="([^"]*)"', get("/commentary/links").text)[1]
    assert "Text" in text_of(get(unescape(link)).text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('["a", "b"]', "a, b"),
        ('{"title": "css h1", "body_text": ""}', "title css h1"),
        ('[{"url": "https://x.example/", "alt": "A"}]', "address alternative text x.example A"),
        ("[[1, 2], [3]]", "1, 2 3"),
        ("[true, null, 1.5]", "yes, , 1.5"),
        ("[]", ""),
    ],
)
def test_json_is_shown_as_lists_and_tables(value, shown):
    assert text_of(str(nested(value))) == shown


def test_json_of_any_size_and_depth_is_bounded_and_safe():
    assert len(str(nested(json.dumps([{"a": "x" * 50}] * 50_000)))) < 500_000
    assert "<script>" not in str(nested('{"<script>": "<script>"}'))
    assert nested("[" * 20_000) is None
    assert nested("text") is None
    assert len(str(nested("[" * 500 + "]" * 500))) < 2_000
    assert summary('{"a": 1, "b": 2}', "x") == "2: a, b"
    assert summary("[{}]", "links") == "1 link"
    assert summary("nothing", "x") is None


def test_a_form_asks_with_the_input_that_fits(opened):
    names = ("site", "kind", "since", "below", "percent", "author", "q", "article", "year", "language")
    found = {
        each.name: each
        for each in asyncio.run(
            inputs_of(opened.get_database("commentary"), {**dict.fromkeys(names, ""), "site": "x"})
        )
    }
    assert (found["site"].kind, found["site"].choices) == ("choice", ("gazette", "review", "x"))
    assert (found["kind"].label, found["kind"].choices[0]) == ("Class", "typo")
    assert (found["since"].kind, found["since"].label) == ("date", "Since")
    assert (found["below"].kind, found["below"].most) == ("number", "1")
    assert (found["author"].kind, "Ada Byron" in found["author"].choices) == ("text", True)
    assert found["q"].kind == "search"
    assert (found["article"].kind, found["article"].label) == ("text", "Title or address")
    assert found["language"].choices == ("en", "ja", "tr")


def test_a_query_keeps_what_its_form_does_not_ask(get):
    html = get("/commentary/edits", kind="Headline", title__contains="Har", _sort="title").text
    form = html.partition('<form class="ask"')[2].partition("</form>")[0]
    assert "<option selected>headline</option>" in form
    assert 'name="title__contains" value="Har"' in form
    assert 'name="_sort" value="title"' in form


def test_the_dictionary_describes_every_column_and_links_its_references(get):
    html = get("/-/schema", all="1").text
    for name in (*TABLES, *VIEWS):
        assert f'<section id="{name}">' in html
        for entry in entries_of(name):
            assert f'id="{name}.{entry.column}"' in html
    assert '<a href="#captures.id">captures.id</a>' in html
    anchors = set(re.findall(r'href="#([^"]+)"', html)) - {"content"}
    assert anchors <= set(re.findall(r' id="([^"]+)"', html))


def test_the_dictionary_has_a_page_of_each_table(get):
    listed = re.findall(r'<dt id="(\w+)"><a href="(/-/schema\?table=\w+)">', get("/-/schema").text)
    assert {name for name, _ in listed} == {*TABLES, *VIEWS}
    for name, address in listed:
        html = get(address).text
        assert re.findall(r'<tr id="([\w.]+)">', html) == [f"{name}.{entry.column}" for entry in entries_of(name)]
    assert '<a href="/-/schema?table=captures#captures.id">captures.id</a>' in get("/-/schema?table=readings").text
    # A time as files have it, and not the site's day.
    assert re.search(r"<code>2026-\d\d-\d\dT\d\d:\d\d:00\+00:00</code>", get("/-/schema?table=articles").text)
    unknown = get("/-/schema", table="nothing")
    assert (unknown.status_code, "no table &#39;nothing&#39;" in unknown.text) == (404, True)


def test_a_list_and_a_row_lead_to_what_their_columns_mean(get):
    assert '<a href="/-/schema?table=links">What each column means</a>' in get("/commentary/links").text


def test_every_column_is_shown_on_short_pages_and_the_main_ones_again(get):
    some = get("/commentary/captures", _sort="url").text
    every = unescape(re.search(r'<a href="(\?[^"]*_all=1[^"]*)">Show', some)[1])
    html = get(f"/commentary/captures{every}").text
    assert len(re.findall(r"<tr>", some.partition("<tbody>")[2])) > 15
    assert len(re.findall(r"<tr>", html.partition("<tbody>")[2])) == 15
    assert '<a href="?_sort=url">Show the main columns only</a>' in html


def test_a_list_with_every_column_has_short_pages_also_if_no_size_is_given(get):
    for asked, rows in (({}, 15), ({"_size": "20"}, 20)):
        html = get("/commentary/captures", _all="1", **asked).text
        assert len(re.findall(r"<tr>", html.partition("<tbody>")[2])) == rows
    assert len(get("/commentary/captures.json", _all="1", _shape="array").json()) > 20


def test_the_classes_of_changes_are_explained_where_they_stand(get):
    html = get("/commentary/what_changed").text
    assert {parts[0] for parts in re.findall(r'class="badge kind-(\w+)" title="([^"]+)"', html)} >= {
        "new",
        "headline",
    }
    assert "What the classes mean" in html
    assert "What the classes mean" not in get("/commentary/latest").text
    assert set(CLASSES) == {"edit", *ALLOWED["changes.class"]}


def test_rows_of_bytes_have_no_address(get):
    page = get("/commentary/articles_fts_words_idx")
    assert page.status_code == 200
    assert 'href="/commentary/articles_fts_words_idx/' not in page.text


def test_the_page_of_all_tables_begins_with_those_that_readers_look_for(get):
    names = re.findall(r'<dt><a href="/commentary/(\w+)"', get("/commentary").text)
    assert names[:3] == ["articles", "changes", "versions"]
    assert set(TABLES) | set(VIEWS) <= set(names)


def test_the_questions_are_listed_on_a_page(get):
    assert "/commentary/most_viewed" in get("/-/questions").text


def test_a_missing_page_names_what_was_asked_and_offers_a_search(get):
    answer = get("/2026/grain-and-harbours", x="<b>")
    assert answer.status_code == 404
    assert "You asked for <code>/2026/grain-and-harbours?x=%3Cb%3E</code>" in answer.text
    assert 'value="grain and harbours"' in answer.text
    assert "Record not found" not in get("/commentary/articles/1").text


def test_what_takes_too_long_says_what_to_do(opened):
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) as rows from n"
    database = opened.get_database("commentary")
    database.ds._settings["sql_time_limit_ms"], kept = 50, database.ds._settings["sql_time_limit_ms"]
    database.ds.sql_time_limit_ms = 50
    try:
        answer = asyncio.run(opened.client.get("/commentary", params={"sql": endless, "_sort": "rows"}))
    finally:
        database.ds._settings["sql_time_limit_ms"] = database.ds.sql_time_limit_ms = kept
    assert answer.status_code == 400
    assert "Show it in its own order" in answer.text
    assert "commentary export" in answer.text


def test_zones_are_shown_on_demand_on_any_page(get):
    plain, told = get("/commentary/articles").text, get("/commentary/articles", _zones="1").text
    assert "Show dates with their time zones" in plain
    assert 'class="zone"' not in plain
    assert 'class="zone"' in told
    assert "Hide the time zones" in told


def test_the_page_says_where_it_is(get):
    assert '<a href="/commentary/articles" aria-current="page">Articles</a>' in get("/commentary/articles").text
    assert '<a href="/-/questions" aria-current="page">Questions</a>' in get("/-/questions").text


def test_rows_that_refer_to_a_row_are_counted_by_an_index_only():
    assert is_indexed("readings", "version")
    assert is_indexed("readings", "capture")
    assert not is_indexed("comment_history", "last_capture")


def test_facets_of_many_rows_say_in_how_many_they_were_counted(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        article = db.execute("SELECT id FROM articles LIMIT 1").fetchone()[0]
        db.executemany(
            "INSERT INTO links (article, position, url, host, domain, text) VALUES (?, ?, 'https://x/', 'x', ?, '')",
            [(article, 1000 + number, f"x{number % 3}.example") for number in range(12_000)],
        )
        db.commit()
    with open_datasette(data) as datasette:
        html = asyncio.run(datasette.client.get("/commentary/links")).text
    assert "Counted in 5,000 of these rows." in html
    assert sum(int(number.replace(",", "")) for number in re.findall(r"</a> <small>([\d,]+)</small>", html)) == 5_000


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/commentary/articles?_search=", "/commentary/articles"),
        ("/commentary/articles?site=review&_search=%20&_sort=title", "/commentary/articles?site=review&_sort=title"),
        ("/commentary/articles.json?_search=+", "/commentary/articles.json"),
    ],
)
def test_a_box_that_was_cleared_asks_for_all_rows(get, asked, leads_to):
    answer = get(asked)
    assert [each.status_code for each in (*answer.history, answer)] == [302, 200]
    assert answer.url.raw_path.decode() == leads_to
    assert get("/commentary/articles?_search=harbours").history == []
