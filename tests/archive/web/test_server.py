"""The archive in Datasette: its pages, its settings, and a real server on loopback."""

import asyncio
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import httpx
import pytest

from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.store import Archive
from archive.web.metadata import HIDDEN, datasette_metadata
from archive.web.plugins.safety import HEADERS
from archive.web.server import open_datasette, serve
from extract.article import Article
from extract.errors import ArchiveError

PROGRAM = "import sys; from pathlib import Path; from archive.web import serve; serve(Path(sys.argv[1]), port=0)"


@pytest.fixture
def page_of(get):
    """Return the page of the article with this last part of its address."""

    def fetch(slug):
        found = get("/commentary/articles.json", params={"_shape": "array", "url__contains": f"/{slug}/"}).json()
        return get(f"/commentary/articles/{found[0]['id']}").text

    return fetch


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_table_and_column_is_described_by_the_schema():
    tables = datasette_metadata()["databases"]["commentary"]["tables"]
    assert set(tables) == set(TABLES) | set(VIEWS)
    for name, table in TABLES.items():
        assert tables[name]["description"] == table.description
        assert list(tables[name]["columns"]) == list(table.columns)
    assert tables["history"]["columns"] == dict(VIEWS["history"].columns)


def test_every_option_names_a_column_that_exists():
    for name, options in datasette_metadata()["databases"]["commentary"]["tables"].items():
        facets = [facet if isinstance(facet, str) else facet["array"] for facet in options.get("facets", [])]
        named = [options[key] for key in ("label_column", "sort_desc") if key in options]
        assert set(facets + named) <= set(options["columns"]), name
    assert set(HIDDEN) <= set(TABLES)


def test_the_first_page_introduces_the_archive(get):
    text = text_of(get("/").text)
    assert "13 articles by 6 authors from 2 sites , published between 2024-06-01 and 2026-01-05" in text
    assert "2 articles are no longer on the web" in text
    assert "much older than the newest, of 2026-03-03 09:00 UTC, is late" in text
    assert "Most viewed" in text


def test_the_first_page_of_an_empty_archive_says_so(tmp_path):
    with Archive.open(tmp_path):
        pass
    with open_datasette(tmp_path) as datasette:
        pages = [asyncio.run(datasette.client.get(path)) for path in ("/", "/commentary", "/commentary/articles")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "no articles yet" in pages[0].text


def test_every_page_has_the_strict_policy_and_no_script(get, datasette):
    queries = asyncio.run(datasette.get_canned_queries("commentary", None))
    paths = ["/", "/commentary", "/commentary?sql=select+1", "/missing", *(f"/commentary/{name}" for name in queries)]
    paths += [f"/commentary/{name}" for name in (*TABLES, *VIEWS, "articles_fts")]
    for path in paths:
        answer = get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
        assert "<script" not in answer.text, path
        assert " style=" not in answer.text, path
        assert answer.status_code == (404 if path == "/missing" else 200), path


def test_nothing_is_loaded_from_elsewhere(get, page_of):
    for html in (get("/").text, get("/commentary/articles").text, page_of("poison")):
        loaded = re.findall(r'<(?:link|img|iframe|script|source|use)[^>]*(?:href|src)="([^"]+)"', html)
        own = [address for address in loaded if address.startswith(("/", "http://localhost/"))]
        assert loaded == own
        assert "/static/archive.css" in loaded
    assert get("/static/archive.css").headers["content-type"] == "text/css"
    assert get("/static/icon.svg").status_code == 200


def test_the_articles_page_shows_its_facets_and_no_bodies(get):
    html = get("/commentary/articles").text
    assert re.findall(r'id="facet-(\w+)"', html) == ["categories", "authors", "year", "site", "language"]
    assert "Paragraph 0 speaks" not in html
    assert "≈ 1,700" in html
    assert "2 versions" in html


def test_facets_count_every_author_and_category(get):
    facets = get("/commentary/articles.json").json()["facet_results"]
    authors = {value["value"]: value["count"] for value in facets["authors"]["results"]}
    assert (authors["Ada Byron"], authors["Grace | Institute for Ports"], authors["山田太郎"]) == (9, 1, 1)
    assert {value["value"]: value["count"] for value in facets["categories"]["results"]} == {
        "Commentary": 12,
        "Trade": 2,
    }
    assert {value["value"]: value["count"] for value in facets["year"]["results"]} == {2026: 10, 2025: 1, 2024: 1}


def test_a_facet_narrows_the_articles_down(get):
    rows = get("/commentary/articles.json?_shape=array&authors__arraycontains=Grace+|+Institute+for+Ports").json()
    assert [row["title"] for row in rows] == ["Harbour news"]
    assert get("/commentary/articles?categories__arraycontains=Trade").text.count('class="chip"') == 1


def test_a_cell_without_a_value_is_empty_and_a_column_without_one_is_left_out(get):
    pages = [get(f"/commentary/{name}").text for name in ("what_changed", "captures")]
    assert 'data-label="Reason" dir="auto"></td>' in pages[0]
    assert 'data-label="Kind of source" dir="auto"></td>' in pages[1]
    assert "previous address" not in re.sub("<select.*?</select>|<pre.*?</pre>", "", pages[0], flags=re.DOTALL)
    assert not any(">&nbsp;<" in page for page in pages)


@pytest.mark.parametrize("words", ['"', "(", "AND", "NEAR(", "*", "-", "🚢", "%00", "İstanbul", "海峡の防衛と日本"])
def test_no_words_break_the_search_of_the_table(get, words):
    answer = get("/commentary/articles", params={"_search": words})
    assert answer.status_code == 200
    assert 'name="_search"' in answer.text


def test_the_search_of_the_table_searches(get):
    rows = get("/commentary/articles.json?_shape=array&_search=price+harbours").json()
    assert rows
    assert "strait" not in {row["url"].split("/")[-2] for row in rows}


def test_asked_columns_replace_the_readers_ones(get):
    assert "Paragraph 0 speaks" not in get("/commentary/versions").text
    assert "Paragraph 0 speaks" in get("/commentary/versions?_col=body_text").text


def test_an_article_shows_what_it_says_and_where_that_comes_from(page_of):
    html = page_of("cited")
    text = text_of(html)
    for part in ("By Ada Byron", "Published 2026-01-05", "Tags: ports , a;b", "Well said.", "Reader,", "css h1",
                 "by headline updated", ".warc.gz", "sha1:", "Paragraph 8 speaks", "Read more here"):  # fmt: skip
        assert part in text, part
    assert "&lt;i&gt;No&lt;/i&gt;" in html
    assert 'class="comment depth-1 answer"' in html


def test_an_article_shows_its_edits_and_its_views(page_of):
    html = page_of("grain")
    assert "substantive" in html
    assert "<del>3</del><ins>33</ins>" in html.replace(" ", "")
    assert "<polyline" in html
    assert "8 paragraphs unchanged" in text_of(html) or "3 paragraphs unchanged" in text_of(html)
    assert "<del>Habour </del><ins>Harbour </ins>news" in page_of("harbour")


def test_an_article_that_is_gone_says_so(page_of):
    assert "the site answered 410 on 2026-03-03" in page_of("withdrawn")


def test_a_text_that_is_cut_off_says_so_on_its_page_and_in_the_list(page_of, get):
    page = text_of(page_of("tariffs"))
    assert "This text is incomplete: Subscribe to read on." in page
    assert "title in the head element Tariffs: what is next" in page
    assert "published, precision minute, zone assumed" in page
    assert "css h1 0.94" in page
    assert get("/commentary/articles").text.count(">incomplete</span>") == 1
    assert "This text is cut off" not in page_of("grain")


def test_a_date_that_may_mean_two_days_is_shown_as_printed(page_of, get):
    assert "Published 12/03/2026 (day and month cannot be told apart)" in text_of(page_of("formula"))
    assert "12/03/2026?" in get("/commentary/articles").text


def test_a_date_that_is_a_day_has_no_time_of_day_and_other_times_have_a_zone(page_of, get):
    assert "Published 2026-01-05 (" in text_of(page_of("cited"))
    assert re.search(
        r'Published <time datetime="2026-01-05" title="[^"]*2026-01-05 08:30 UTC">2026-01-05</time>', page_of("grain")
    )
    for columns in ("", "&_col=published_at&_col=published_precision"):
        listed = get(f"/commentary/articles?title=Cited{columns}").text
        assert ">2026-01-05</time>" in listed
        assert "00:00<" not in listed
    (latest,) = (row for row in get("/commentary/latest.json?_shape=array").json() if row["title"] == "Cited")
    assert latest["published"] == "2026-01-05"


def test_each_time_on_an_articles_page_has_its_zone(page_of):
    for slug in ("grain", "cited", "harbour"):
        times = re.findall(r"\d\d:\d\d(?::\d\d)?+(?! UTC)", text_of(page_of(slug).replace("</time>", "")))
        assert times == [], slug


def test_a_page_that_gives_only_the_date_of_its_update_is_told_in_words(page_of):
    text = text_of(page_of("cited"))
    assert "Published 2026-01-05 (the page gives only the date of its last update)" in text
    assert "Updated 2026-01-05" in text
    assert "gives only" not in page_of("grain")


def test_a_value_of_low_confidence_is_marked(page_of):
    assert "By Ada Byron confidence 0.55" in text_of(page_of("tariffs"))
    html = page_of("cited")
    assert "text confidence 0.30" in text_of(html)
    assert html.count('class="low-confidence"') == 1
    assert "on about 30." in html
    assert "low-confidence" not in page_of("grain")


def test_a_changed_day_is_told_as_days(monday, tmp_path):
    article = Article(
        url="https://review.example/a/",
        canonical_url="https://review.example/a/",
        title="A",
        published_precision="day",
        body_text="Text.",
    )
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(*(replace(article, published_at=datetime(2026, 1, day, tzinfo=UTC)) for day in (5, 6)))
        crawl.finish()
    with open_datasette(tmp_path) as datasette:
        (found,) = asyncio.run(datasette.client.get("/commentary/article_texts.json?_shape=array")).json()
        page = asyncio.run(datasette.client.get(f"/commentary/articles/{found['id']}")).text
    assert re.search("<del>2026-01-05 *</del><ins>2026-01-06 *</ins>", page) or "<del>05</del><ins>06</ins>" in page
    assert "00:00" not in text_of(page.partition("<h2>Edits")[2].partition("</details>")[0].rpartition("<dl")[2])


def test_a_reading_begins_with_what_came_of_it(get):
    html = get("/commentary/readings").text
    heads = [text_of(head) for head in re.findall(r"<th scope.*?</th>", html, re.DOTALL)]
    assert heads[:4] == ["Captured (UTC) ▼", "Article", "Outcome", "Reason"]
    assert len(heads) < 10
    everything = get("/commentary/readings?_all=1").text
    assert everything.count("<th scope=") > 20
    row = next(row for row in re.findall(r"<tr>.*?</tr>", everything, re.DOTALL) if "/cited" in row)
    rules = get(re.search(r'href="(/commentary/rule_sets/\d+)"', row)[1]).text
    assert "body 0.30, published at 0.70, title 1.00" in text_of(rules).replace("\xa0", " ")


def test_a_facet_that_nothing_has_is_left_out(get):
    html = get("/commentary/articles?title=Untitled&year=1").text
    assert 'class="facets"' not in html
    untitled = get("/commentary/articles?title__isnull=1").text
    assert re.findall(r'id="facet-(\w+)"', untitled) == ["year", "site", "language"]


def test_an_article_in_several_pages_shows_its_whole_text(monday, tmp_path):
    first = {"title": "The Story", "canonical_url": "https://review.example/story/"}
    pages = [
        Article(url=f"https://review.example/story/{end}", page_number=number, next_page_url=onward, **first, **body)
        for number, end, onward, body in (
            (1, "", "https://review.example/story/2/", {"body_text": "One", "body_html": "<p>One</p>"}),
            (2, "2/", None, {"body_text": "Two", "body_html": "<p>Two</p>"}),
        )
    ]
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(pages[0])
        archive.tables.add_part(pages[1], crawl.capture(pages[1].url), revision=crawl.site.revision)
        crawl.finish()
    with open_datasette(tmp_path) as datasette:
        (found,) = asyncio.run(datasette.client.get("/commentary/article_texts.json?_shape=array")).json()
        page = asyncio.run(datasette.client.get(f"/commentary/articles/{found['id']}")).text
    assert found["body_text"] == "One\n\nTwo"
    assert "One Two" in text_of(page)
    assert "2 pages joined into one text" in text_of(page)


def test_an_article_in_another_language_says_so(page_of):
    assert '<header class="text" lang="ja">' in page_of("strait")


def test_what_a_site_wrote_cannot_act(page_of, get):
    html = page_of("poison")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; other" in html
    # A block of data is no script that runs.
    for danger in ("<script>", "<script ", "onclick", "onerror", "javascript:", "<img"):
        assert danger not in html.replace('<script type="application/ld+json">', ""), danger
    assert 'href="https://cdn.example/x.png"' in html
    assert "Image: A ship" in html
    assert "<b>bold" not in get("/-/search?q=nothing").text


def test_a_missing_article_is_not_found(get):
    answer = get("/commentary/articles/1")
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_two_versions_are_compared_on_a_page_of_their_own(get):
    edit = next(row for row in get("/commentary/edits.json?_shape=array").json() if row["class"] == "rewrite")
    html = get(edit["difference"]).text
    assert "rewrite" in html
    assert 'class="removed"' in html
    assert f"/commentary/articles/{edit['article']}" in html


@pytest.mark.parametrize("query", ["", "?before=x&after=y", "?before=x", "?before=%27&after=%22"])
def test_unknown_versions_are_not_found(get, query):
    assert get(f"/-/diff{query}").status_code == 404


def test_rows_of_other_tables_have_pages_too(get):
    capture = get("/commentary/captures.json?_shape=array&_size=1").json()[0]["id"]
    assert "Payload" not in get(f"/commentary/captures/{capture.replace(':', '~3A')}").text
    run = get("/commentary/runs.json?_shape=array").json()[0]["run"]
    assert "everything" not in get(f"/commentary/runs/{run}").text
    version = get("/commentary/versions.json?_shape=array&_size=1").json()[0]["id"]
    assert get(f"/commentary/versions/{version}").status_code == 200


def test_a_wrong_query_gets_a_sentence_and_not_a_traceback(get, capfd):
    assert "no such table: nowhere" in get("/commentary?sql=select+*+from+nowhere").text
    assert "Statement must be a SELECT" in get("/commentary?sql=drop+table+articles").text
    assert get("/nowhere.json").json() == {"ok": False, "status": 404, "title": None, "error": "Database not found"}
    assert capfd.readouterr() == ("", "")


def test_a_query_that_takes_too_long_is_ended(get):
    endless = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    answer = get("/commentary", params={"sql": endless, "_timelimit": "50"})
    assert "interrupted" in answer.text.lower() or "too long" in answer.text


@pytest.mark.parametrize("sql", ["pragma user_version = 5", "with x as (select 1) delete from articles", "vacuum"])
def test_no_query_can_write(get, filled, sql):
    before = (filled / "commentary.db").read_bytes()
    assert get("/commentary", params={"sql": sql}).status_code in (200, 400)
    assert (filled / "commentary.db").read_bytes() == before


def test_no_connection_can_write(datasette):
    with pytest.raises(ArchiveError, match="read-only"):
        datasette.get_database("commentary").connect(write=True)
    connection = datasette.get_database("commentary").connect()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("CREATE TABLE x (y)")


def test_what_a_crawl_writes_meanwhile_is_shown(tmp_path):
    with Archive.open(tmp_path) as archive, open_datasette(tmp_path) as datasette:
        before = asyncio.run(datasette.client.get("/commentary/runs.json?_shape=array")).json()
        archive.tables.db.execute(
            "INSERT INTO runs (id, site, started_at, status) VALUES ('a', 'b', '2026-01-01', 'running')"
        )
        after = asyncio.run(datasette.client.get("/commentary/runs.json?_shape=array")).json()
    assert (len(before), len(after)) == (0, 1)


def test_a_missing_foreign_empty_or_newer_database_is_told_in_one_sentence(tmp_path):
    path = tmp_path / "commentary.db"
    with pytest.raises(ArchiveError, match=r"commentary\.db does not exist\. Crawl a site"):
        serve(tmp_path)
    path.write_bytes(b"<html>not a database at all, although it is long enough to be read as one</html>" * 20)
    with pytest.raises(ArchiveError, match=r"commentary\.db"):
        serve(tmp_path)
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE notes (text)")
    with pytest.raises(ArchiveError, match="another program"):
        serve(tmp_path)
    path.write_bytes(b"")
    with pytest.raises(ArchiveError, match="is empty"):
        serve(tmp_path)
    path.unlink()
    with Archive.open(tmp_path) as archive:
        archive.tables.db.execute("PRAGMA user_version = 999")
    with pytest.raises(ArchiveError, match=r"schema 999.*Install a newer release"):
        serve(tmp_path)


def test_a_port_in_use_is_told_in_one_sentence(filled):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ArchiveError, match=rf"Port {port} on 127\.0\.0\.1 is in use"):
            serve(filled, port=port)


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 0), ("203.0.113.1", 0), ("127.0.0.1", 99999)])
def test_an_address_that_cannot_be_used_is_told_in_one_sentence(filled, host, port):
    with pytest.raises(ArchiveError, match=r"is not an address of this machine|cannot be used|does not exist"):
        serve(filled, host=host, port=port)


@pytest.fixture
def server(filled):
    """A real server in a process of its own, and its address."""
    command = [sys.executable, "-c", PROGRAM, str(filled)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        address = re.search(r"http://\S+", process.stdout.readline())
        try:
            yield process, address[0]
        finally:
            process.kill()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_server_answers_once_it_says_so_and_ends_cleanly(server, end):
    process, address = server
    assert "Commentary Archive" in httpx.get(address).text
    assert len(httpx.get(f"{address}commentary/articles.json?_shape=array&_size=1").json()) == 1
    process.send_signal(end)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0


def test_a_server_on_loopback_answers_to_its_own_names_only(server):
    _, address = server
    port = address.rsplit(":", 1)[1].strip("/")
    for name in ("localhost", "127.0.0.1", f"localhost:{port}", "[::1]"):
        assert httpx.get(address, headers={"Host": name}).status_code == 200, name
    for name in ("evil.example", f"127.0.0.1.evil.example:{port}", "localhost.evil.example", "[", ""):
        assert httpx.get(address, headers={"Host": name}).status_code in {400, 421}, name


def test_a_browser_is_opened_at_the_address(filled, tmp_path):
    pipe, browser = tmp_path / "pipe", tmp_path / "browser"
    os.mkfifo(pipe)
    browser.write_text(f'#!/bin/sh\necho "$1" > {pipe}\n')
    browser.chmod(0o755)
    command = [sys.executable, "-c", PROGRAM.replace("port=0", "port=0, open_browser=True"), str(filled)]
    environment = os.environ | {"BROWSER": f"{browser} %s"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        told = process.stdout.readline()
        opened = pipe.read_text().strip()
        process.terminate()
    assert opened in told
    assert process.returncode == 0


def test_a_server_runs_in_a_thread_too(filled):
    listening = threading.Event()
    told = []

    def listen(address):
        told.append(address)
        listening.set()

    thread = threading.Thread(target=serve, args=(filled,), kwargs={"port": 0, "on_listening": listen}, daemon=True)
    thread.start()
    assert listening.wait(60)
    assert httpx.get(told[0]).status_code == 200
