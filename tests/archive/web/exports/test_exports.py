"""Exports through the pages: the same files as the command writes, streamed, and ended when their reader goes."""

import asyncio
import html
import io
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import openpyxl
import pytest

from archive.export import EXPORTERS, Export, Options, export, export_to_file
from archive.schema import article_id, article_key
from archive.selection import ArticleFilter
from archive.web.exports import pool
from archive.web.exports.links import export_query, filter_of_page, links_of
from archive.web.server import open_datasette

CITED = article_id("https://review.example/2026/cited/")


def by_command(filled, name, only=None, table="articles", **options):
    out = io.BytesIO()
    export(Export(filled / "commentary.db", name, table, only or ArticleFilter(), Options(**options)), out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["csv", "json", "ndjson"])
def test_a_file_is_what_the_command_writes(get, filled, name):
    answer = get(f"/-/export?format={name}&site=review&edited=1")
    assert answer.status_code == 200
    assert answer.content == by_command(filled, name, ArticleFilter(sites=("review",), edited=True))
    assert answer.headers["content-type"] == EXPORTERS[name].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="articles-review-1.{name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_format_that_needs_a_file_gets_one_for_a_while(get):
    answer = get("/-/export?format=xlsx&table=authors")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["authors"]
    assert sheet.max_row > 10
    assert answer.headers["content-disposition"] == 'attachment; filename="authors.xlsx"'


def test_an_article_is_exported_by_its_id_or_its_key(get):
    for article in (CITED, article_key(CITED)):
        [found] = get(f"/-/export?format=json&article={article}").json()
        assert (found["id"], found["links"][0]["host"], found["tags"]) == (CITED, "imf.example", ["ports", "a;b"])


def test_one_article_is_a_file_of_its_own_and_no_zip_file(get):
    answer = get(f"/-/export?format=markdown&article={CITED}")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-disposition"].endswith(f'cited-{article_key(CITED)}.md"')
    assert answer.text.startswith(f"---\nkey: {article_key(CITED)}\n")
    assert get(f"/-/export?format=txt&article={CITED}").text.startswith("Paragraph 0 speaks of harbours")


def test_arguments_say_what_the_command_s_options_say(get, filled):
    query = "table=links&format=csv&columns=url,%20host&search=harbours&since=2026-01-05&until=2026-01-05"
    lines = get(f"/-/export?{query}").text.splitlines()
    assert lines[0] == "url,host"
    assert len(lines) == 5
    flat = get("/-/export?format=ndjson&flat=1&no_body=1").text.splitlines()
    assert {"links", "body_text"} & set(json.loads(flat[0])) == set()
    assert get("/-/export?format=csv&excel=1").content == by_command(filled, "csv", excel=True)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("format=xls", "There is no format 'xls'. Did you mean xlsx"),
        ("format=sqlite", "is written by `commentary export` only"),
        ("table=article", "Did you mean articles"),
        ("sites=review", "There is no argument 'sites'. Did you mean site"),
        ("since=yesterday", "write a day such as 2026-03-01"),
        ("article=1", "There is no article 1 in this archive"),
        ("format=markdown&article=1", "There is no article 1 in this archive"),
        ("article=nobody", "write an id or a key of an article"),
        ("gone=perhaps", "write 1 or 0"),
        ("gone=1&gone=0", "gone stands 2 times"),
        ("format=csv&format=json", "format stands 2 times"),
        ("columns=titel", "There is no column 'titel' in articles. Did you mean title"),
        ("table=runs&author=Ada%20Byron", "The rows of runs belong to no articles"),
        ("year=" + "9" * 30, "write a year"),
        ("site=nosuch", "There is no site 'nosuch'. There are: "),
        ("author=Ada Byrom", "There is no author 'Ada Byrom'. Did you mean 'Ada Byron'?"),
        ("category=Trade&category=Trad", "There is no category 'Trad'"),
        ("tag=x&format=xlsx", "There is no tag 'x'"),
        ("language=zz&format=markdown", "There is no language 'zz'"),
        ("cites=nobody.example&format=parquet", "There is no cited domain"),
        ("since=2026&until=2024", "since is later than until"),
        ("since=2025-00", "write a day such as"),
        ("changed_since=0001-01-01T00:00:00%2B14:00", "before the year 1"),
        ("no_body=perhaps", "no_body=perhaps: write 1 or 0"),
        ("no_body=1&columns=body_text", "body_text is a text, and no texts were asked for"),
        ("format=json&excel=1", "excel is for CSV, and not for json"),
        ("format=csv&versions=1", "versions is for lists within articles: json"),
        ("format=xlsx&flat=1", "flat is for lists within articles: json"),
        *(
            (f"format={name}&columns=title", "has fields of its own")
            for name in ("bibtex", "ris", "csl-json", "edges")
        ),
        ("format=datapackage&columns=title", "A data package has all columns"),
    ],
)
def test_what_is_wrong_is_told_before_a_file_begins(get, query, told):
    answer = get(f"/-/export?{query}")
    assert answer.status_code == 400
    assert "content-disposition" not in answer.headers
    assert told in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize(
    "name", ["format", "table", "columns", "no_body", "site", "since", "search", "year", "nothing"]
)
@pytest.mark.parametrize(
    "value",
    ["x" * 6000, "y%2C" * 1500, "%00", "%ff%fe", "9" * 400, "1&{0}=1&{0}=2", "z" * 6000 + "&{0}=w"],
    ids=range(7),
)
def test_the_sentence_about_a_hostile_argument_can_be_read(get, name, value):
    answer = get(f"/-/export?{name}={value.format(name)}")
    words = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)) if answer.status_code == 400 else ""
    assert answer.status_code == 400 or (answer.status_code == 200 and len(value) < 500)
    assert not re.search(r"\S{200}", words)
    assert len(words) < 4000


def test_an_address_is_made_of_a_filter(get):
    only = ArticleFilter(sites=("review",), authors=("Ada Byron",), gone=False, articles=(CITED,))
    query = export_query("json", only, no_body=1)
    assert query == f"format=json&site=review&author=Ada+Byron&gone=0&article={article_key(CITED)}&no_body=1"
    assert [found["id"] for found in get(f"/-/export?{query}").json()] == [CITED]


@pytest.fixture
def large(filled, tmp_path):
    """An archive with an article whose text is longer than a pipe and the buffers of two processes."""
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        rows = [(CITED, 1000 + number, "x" * 100_000) for number in range(100)]
        db.executemany(
            "INSERT INTO links (article, position, url, host, domain, text) VALUES (?, ?, 'u', 'h', 'd', ?)", rows
        )
        db.commit()
    return data


@pytest.mark.parametrize("name", ["csv", "json", "ndjson", "markdown", "datapackage", "bibtex", "graphml", "parquet"])
def test_an_export_that_fails_at_its_beginning_says_why(filled, tmp_path, name):
    data = shutil.copytree(filled, tmp_path / "data")
    with open_datasette(data) as datasette:
        with closing(sqlite3.connect(data / "commentary.db")) as db:
            db.execute("ALTER TABLE articles RENAME COLUMN url TO address")
            db.commit()
        answer = asyncio.run(datasette.client.get(f"/-/export?format={name}"))
    assert (answer.status_code, "content-disposition" in answer.headers) == (400, False)
    assert "cannot be read" in answer.text


class Reader:
    """A reader of one response who takes some parts of it and then goes."""

    def __init__(self, app, query, parts):
        self.app, self.query, self.left = app, query, parts
        self.gone, self.began = asyncio.Event(), asyncio.Event()
        self.taken = []

    async def read(self):
        scope = {
            "type": "http", "method": "GET", "path": "/-/export", "raw_path": b"/-/export", "scheme": "http",
            "query_string": self.query, "headers": [(b"host", b"localhost")], "http_version": "1.1",
        }  # fmt: skip
        await self.app(scope, self._receive, self._send)

    async def _receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        self.taken.append(message)
        if message["type"] == "http.response.body":
            self.left -= 1
            if self.left == 0:
                self.gone.set()
                # uvicorn takes what is sent to nobody; a reader who merely stops would hold it up here.
                await asyncio.sleep(3600)


def processes(database):
    return [worker._process for worker in database.exports._all if worker._process is not None]


def test_an_export_ends_when_its_reader_goes(large):
    async def go(datasette):
        reader = Reader(datasette.app(), b"format=ndjson&table=links", parts=1)
        await asyncio.wait_for(reader.read(), 20)
        return reader

    with open_datasette(large) as datasette:
        reader = asyncio.run(go(datasette))
        assert sum(len(message.get("body", b"")) for message in reader.taken) < 2_000_000
        assert processes(datasette.get_database("commentary")) == []


def test_only_a_few_exports_are_written_at_once(large, monkeypatch):
    monkeypatch.setattr(pool, "WAIT_SECONDS", 0.2)

    async def go(datasette):
        app = datasette.app()
        # Each takes one part and reads no further until all are there.
        readers = [Reader(app, b"format=ndjson&table=links", parts=10**9) for _ in range(pool.WORKERS)]
        holding = asyncio.Event()

        async def hold(self, message):
            self.taken.append(message)
            self.began.set()
            await holding.wait()

        for reader in readers:
            reader._send = hold.__get__(reader)
        tasks = [asyncio.create_task(reader.read()) for reader in readers]
        await asyncio.gather(*(reader.began.wait() for reader in readers))
        refused = await datasette.client.get("/-/export?format=ndjson&table=links")
        holding.set()
        await asyncio.gather(*tasks)
        return refused, readers

    with open_datasette(large) as datasette:
        refused, readers = asyncio.run(go(datasette))
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    lines = [b"".join(message.get("body", b"") for message in reader.taken).count(b"\n") for reader in readers]
    assert lines == [104] * pool.WORKERS


def test_a_file_that_is_not_whole_does_not_end_like_one_that_is(large, monkeypatch):
    with open_datasette(large) as datasette:
        database = datasette.get_database("commentary")

        async def go():
            reader = Reader(datasette.app(), b"format=ndjson&table=links", parts=10**9)

            async def kill(message):
                reader.taken.append(message)
                for process in processes(database):
                    process.kill()

            reader._send = kill
            await reader.read()
            return reader

        reader = asyncio.run(go())
        assert reader.taken[-1]["type"] == "http.response.body"
        assert reader.taken[-1]["more_body"]
        # The next reader has a new process.
        assert asyncio.run(datasette.client.get("/-/export?format=csv")).status_code == 200


def test_a_format_of_many_files_is_a_zip_file(get):
    for name in [name for name, exporter in EXPORTERS.items() if exporter.makes == "folder"]:
        answer = get(f"/-/export?format={name}")
        assert answer.headers["content-type"] == "application/zip"
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        ([], ArticleFilter()),
        ([("_sort", "title"), ("_facet", "site"), ("_next", "12")], ArticleFilter()),
        ([("site", "review"), ("authors__arraycontains", "Ada")], ArticleFilter(sites=("review",), authors=("Ada",))),
        ([("year__exact", "2026"), ("_search", "grain")], ArticleFilter(years=(2026,), search="grain")),
        ([("authors__arraycontains", "Ada"), ("authors__arraycontains", "Bo")], None),
        ([("title__contains", "x")], None),
        ([("_where", "1")], None),
        ([("_search_title", "x")], None),
        ([("year", "soon")], None),
        ([("published_day__gte", "2026-01-05")], ArticleFilter(since=date(2026, 1, 5))),
        ([("published_day__lte", "2026")], None),
        ([("published_day__gte", "2026-1-5")], None),
        ([("language", "")], None),
        ([("authors__arraycontains", "")], None),
        ([("site", " review")], None),
        ([("_search", "")], None),
        ([("_search", "-grain")], ArticleFilter(search='"-grain"')),
        ([("_search", "grain OR wheat")], ArticleFilter(search='grain "OR" wheat')),
    ],
)
def test_a_page_of_a_table_offers_what_it_shows_or_nothing(arguments, only):
    assert filter_of_page("articles", arguments) == only


@pytest.mark.parametrize(
    "shown",
    [
        *("site=review", "year__exact=2026", "authors__arraycontains=Ada%20Byron", "tags__arraycontains=a;b"),
        *("published_day__gte=2026-01-05", "published_day__lte=2025-12-31", "published_day__lte=2026", "language="),
        *(
            "_search=harbours",
            "_search=-harbours",
            "_search=har*",
            "_search=harbours+OR+nothing",
            "_search=title:grain",
        ),
        *("_search=%22price+of+grain%22", "_search=防衛", "language=tr&_search=line"),
    ],
)
def test_the_file_that_a_page_of_a_table_offers_has_the_rows_that_it_shows(get, shown):
    rows = get(f"/commentary/articles.json?_shape=objects&_size=max&{shown}").json()["rows"]
    offered = re.search(r'href="([^"]*/-/export\?format=ndjson[^"]*)"', get(f"/commentary/articles?{shown}").text)
    if offered:
        lines = get(html.unescape(offered[1])).text.splitlines()
        assert {json.loads(line)["url"] for line in lines} == {row["url"] for row in rows}
    else:
        assert shown in {"published_day__lte=2026", "language="}


def test_a_zip_file_has_the_bytes_that_the_command_writes(get, filled, tmp_path):
    for name in [name for name, exporter in EXPORTERS.items() if exporter.makes == "folder"]:
        export_to_file(tmp_path / f"{name}.zip", Export(filled / "commentary.db", name))
        assert get(f"/-/export?format={name}").content == (tmp_path / f"{name}.zip").read_bytes(), name


def test_the_last_day_of_all_is_a_day(get):
    for table in ("captures", "runs", "changes", "articles"):
        every = get(f"/-/export?table={table}&no_body=1").text.splitlines()
        until = get(f"/-/export?table={table}&no_body=1&until=9999").text.splitlines()
        assert len(until) == len(every) - (3 if table == "articles" else 0) or table == "articles"
    assert get("/-/export?no_body=false").content == get("/-/export").content


def test_of_other_tables_all_is_offered():
    assert filter_of_page("links", [("_sort", "url")]) == ArticleFilter()
    assert filter_of_page("links", [("host", "x")]) is None
    assert filter_of_page("warcs", []) is None


def test_every_link_of_a_page_leads_to_a_file(get):
    for link in links_of(ArticleFilter(edited=True)):
        assert get(f"/-/export?{link.url}").status_code == 200, link
    assert {link.name for link in links_of(None, "links")} < {link.name for link in links_of(None)}


def test_a_key_leads_to_its_article(get):
    key = article_key(CITED)
    for form in (key, key.upper()):
        answer = get(f"/-/a/{form}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/commentary/articles/{CITED}")
    for form in ("a00000000000", "nobody", key + "0"):
        assert get(f"/-/a/{form}").status_code == 404
