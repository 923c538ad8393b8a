"""No stored value breaks a page: every page of an archive whose columns hold the worst values is opened."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from html import escape
from urllib.parse import quote, urlencode

import pytest

from archive.database.search import pause_search
from archive.schema import add_cut_words, add_form_functions
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.web.canned import load_queries
from archive.web.server import open_datasette

WORST = {
    "broken address": "http://[x",
    "broken port": "https://x.example:99999999/",
    "no host": "http:///nowhere",
    "script address": "javascript:alert(1)",
    "hidden script address": "java\tscript:alert(1)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "vbscript address": "vbscript:msgbox(1)",
    "entity address": "javascript&colon;alert(1)",
    "address with a line end": "https://x.example/\n\tjavascript:alert(1)",
    "NUL": "before\0after",
    "right to left": "https://x.example/\u202egnp.exe",
    "end of script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'>",
    "template": "{{ 7 * 7 }}{% raise %}${7*7}",
    "formula": '=HYPERLINK("http://x.example","x")',
    "bad JSON": '["a", {"b"',
    "other JSON": '{"a": [1, null, {"b": 1e400}]}',
    "numbers in JSON": "[1, null, NaN, [2], {}]",
    "deep JSON": "[" * 20_000,
    "no time": "2026-99-99T99:99:99+00:00",
    "last time": "9999-12-31T23:59:59+00:00",
    "lone surrogates": b"\xed\xa0\x80 and \xff\xfe",
    "bytes": bytes(range(256)),
    "empty": "",
}
NO_NUMBERS = ("many", b"\xff", -1, 2**63 - 1, 1e300)
LONG = "x" * 3_000_000
# Of a table's columns only these keep their values, so that rows still belong together.
KEYS = {
    "articles": {"url", "version", "capture"},
    "readings": {"capture", "article", "version", "part", "captured_at", "revision", "canonical_url", "outcome"},
    "captures": {"id", "address", "run", "captured_at"},
    "runs": {"id"},
    "versions": {"id"},
}
MOST_BYTES = 2_400_000
# As many runs as there are, and as many rows of the larger tables are opened.
ROWS = 3


class Worst:
    """The values of a table's rows, as a function of SQL: in each row each column has the value after the one before.

    Beginning with each value in steps of ROWS, every column of a table has every value in one of its first ROWS rows.
    """

    def __init__(self, values, first):
        self.values, self.number = list(values), first

    def __call__(self, column):
        self.number += column == 0
        return self.values[(self.number + column) % len(self.values)]


def harm(data, values, first=0, *, numbers: bool = False) -> None:
    """Write values into every text column, or every column of numbers, that is no key."""
    kind = "INTEGER" if numbers else "TEXT"
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        for name, table in TABLES.items():
            constrained = set(re.findall(r"\w+", table.constraint)) | KEYS.get(name, set())
            columns = [
                column
                for column, described in table.columns.items()
                if described.type.startswith(kind)
                and described.is_stored
                and column not in constrained
                and "PRIMARY KEY" not in described.type
                and "REFERENCES" not in described.type
            ]
            if columns:
                db.create_function("worst", 1, Worst(values, first))
                places = ", ".join(f'"{column}" = worst({number})' for number, column in enumerate(columns))
                db.execute(f"UPDATE {name} SET {places}")  # noqa: S608 - our own names
        db.commit()


@pytest.fixture
def copy(filled, tmp_path):
    return shutil.copytree(filled, tmp_path / "data")


def addresses(data) -> list[str]:
    """Return the paths of every kind of page, each as HTML, JSON and CSV where there are those."""
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.text_factory = lambda text: text.decode("utf-8", "replace")
        article = db.execute("SELECT id FROM articles ORDER BY versions DESC, id").fetchone()[0]
        others = [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id").fetchall()]
        keys = {"versions": "id", "captures": "id", "readings": "capture", "runs": "id"}
        first = {
            name: [row[0] for row in db.execute(f"SELECT {key} FROM {name} ORDER BY rowid LIMIT {ROWS}").fetchall()]  # noqa: S608 - our own names
            for name, key in keys.items()
        }
    versions = first["versions"]
    rows = [f"articles/{article}", *(f"{name}/{tilde(key)}" for name, found in first.items() for key in found)]
    pages = ["/", "/commentary", f"/-/diff?before={versions[0]}&after={versions[1]}"]
    pages += [f"/commentary/articles/{each}" for each in others]
    pages += [f"/-/{page}?article={each}" for each in others for page in ("history", "comments")]
    pages += [
        f"/-/history?article={article}&all=1",
        "/-/find?url=review.example",
        "/-/search?q=review.example",
        "/-/search?q=grain&sort=oldest",
        "/-/search",
        "/-/search.atom",
        "/-/search.json?what=edits",
        "/-/search.atom?what=gone",
    ]
    pages += [f"/-/{page}?version={each}" for each in versions for page in ("proof", "evidence")]
    pages += ["/commentary/articles?_search=grain", "/commentary/article_texts"]
    pages += NAMED
    lists = [*TABLES, *VIEWS, *rows, *QUERIES]
    pages += [f"/commentary/{name}" for name in lists]
    pages += [f"/commentary/{name.partition('?')[0]}.json?{name.partition('?')[2]}" for name in lists]
    pages += [
        f"/commentary/{name.partition('?')[0]}.csv?{name.partition('?')[2]}" for name in [*TABLES, *VIEWS, *QUERIES]
    ]
    for sql in (
        "select * from versions limit 5",
        "select url, title, id as article, url as difference from articles",
    ):
        pages += [f"/commentary{form}?{urlencode({'sql': sql})}" for form in ("", ".json", ".csv")]
    return pages


# Pages of names: those of the archive, or those that say that there is none.
NAMED = (
    *(f"/-/{plural}" for plural in ("sites", "authors", "categories", "domains")),
    "/-/authors?q=a&page=2",
    "/-/topic?q=grain&q2=harbours",
    "/-/site/review",
    "/?by=category",
)
# What is asked of queries with parameters; the others are opened as they are.
ASKED = {"by_author": "author=ada", "low_confidence": "below=2", "one_not_other": "words=grain&but_not=x"}
QUERIES = tuple(f"{name}?{ASKED[name]}" if name in ASKED else name for name in load_queries())


def tilde(key) -> str:
    return quote(str(key), safe="").replace("%", "~").replace(".", "~2E")


def problems_of(data) -> list[str]:
    """Open every page; return what is wrong with each that is not shown harmlessly."""
    with open_datasette(data) as datasette:
        return asyncio.run(_problems(datasette, addresses(data)))


async def _problems(datasette, paths) -> list[str]:
    found = []
    for path in paths:
        answer = await datasette.client.get(path, follow_redirects=True)
        found += [f"{path}: {problem}" for problem in problems_in(answer)]
    return found


def problems_in(answer):
    # What proves a capture needs its place in the WARC files.
    is_unreadable = answer.status_code == 503 and "`commentary replay` makes the database anew" in answer.text
    if answer.status_code != 200 and not is_unreadable:
        yield f"status {answer.status_code} {re.sub('<[^>]*>', ' ', answer.text)[-600:]}"
    if not answer.headers["content-type"].startswith("text/html"):
        return
    if len(answer.content) > MOST_BYTES:
        yield f"{len(answer.content):,} bytes"
    html = answer.text.lower()
    # The description of an article in the head is data, of which no browser runs anything.
    scripts = [tag for tag in re.findall("<script[^>]*>", html) if tag != '<script type="application/ld+json">']
    acts = "<img" in html and "onerror" in html and "onerror" in re.sub(r"&lt;.*?(&gt;|…)", "", html)
    if scripts or html.count("<script") > 1 or acts:
        yield "a script"
    for link in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text):
        if not link.startswith(("/", "http://", "https://", "#", "?", "mailto:")) or re.search(r"[\x00-\x20]", link):
            yield f"a link to {link[:80]!r}"


def test_what_is_asked_is_asked_of_queries_that_there_are():
    assert set(ASKED) <= set(load_queries())


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(WORST), ROWS))
def test_every_page_shows_the_worst_text(copy, first):
    harm(copy, WORST.values(), first)
    assert problems_of(copy) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(NO_NUMBERS), ROWS))
def test_every_page_shows_what_is_no_number_where_one_is_expected(copy, first):
    harm(copy, NO_NUMBERS, first, numbers=True)
    assert problems_of(copy) == []


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_every_other_page_is_shown_without_a_view(copy, view):
    with closing(sqlite3.connect(copy / "commentary.db")) as db:
        db.execute(f"DROP VIEW {view}")
    concerned = {
        "history": ("history", "edits"),
        "comment_counts": ("comment_counts",),
        "standings": ("standings",),
        "missing_articles": ("missing_articles", "missing"),
        "changes": ("changes", "what_changed"),
    }
    names = concerned.get(view, (view, "views_over_time"))
    problems = [each for each in problems_of(copy) if not re.match(rf"/commentary/({'|'.join(names)})[.?:]", each)]
    assert problems == []


@pytest.mark.slow
def test_every_page_of_very_long_values_is_bounded(copy):
    with closing(sqlite3.connect(copy / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        # In three rows, because more would fill the disk of a small machine.
        db.execute("DELETE FROM articles WHERE versions = 1 AND rowid NOT IN (SELECT min(rowid) FROM articles)")
    harm_some(copy, LONG)
    assert problems_of(copy) == []


IN_BOTH = ("title", "authors", "image_url")


def harm_some(data, value):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        pause_search(db)
        for table, columns in (("articles", IN_BOTH), ("versions", (*IN_BOTH, "packed_text", "body_forms"))):
            texts = ", ".join(f"{name} = :value" for name in columns)
            db.execute(
                f"UPDATE {table} SET {texts} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 3)",  # noqa: S608 - our own names
                {"value": value},
            )
        for table, column in (("comments", "text"), ("captures", "url"), ("runs", "summary")):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = 1", (value,))  # noqa: S608 - our own names
        db.execute(
            "UPDATE links SET url = ? WHERE (article, position) = (SELECT article, position FROM links)", (value,)
        )
        db.commit()


def test_one_address_that_no_parser_takes_costs_no_page(copy):
    with closing(sqlite3.connect(copy / "commentary.db")) as db:
        db.execute(
            "UPDATE articles SET url = 'http://[x', source_url = 'javascript:alert(1)' WHERE url LIKE '%grain/'"
        )
        db.execute("UPDATE readings SET article = 'http://[x' WHERE article LIKE '%grain/'")
        db.commit()
    assert problems_of(copy) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//x.example/",
        "http://x.example/\njavascript:alert(1)",
        "https:javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("column", ["url", "difference", "article", "example_url", "title", "run", "kind"])
def test_what_a_query_selects_is_no_link_unless_it_is_a_web_address(filled, address, column):
    sql = f"select :address as {column}, 5 as article"
    with open_datasette(filled) as datasette:
        answer = asyncio.run(datasette.client.get("/commentary", params={"sql": sql, "address": address}))
    assert answer.status_code == 200
    table = answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
    links = re.findall(r'href="([^"]*)"', table)
    assert [link for link in links if not link.startswith("/commentary/")] == []


def test_json_of_the_worst_values_is_json(copy):
    harm(copy, [WORST["lone surrogates"]])
    with open_datasette(copy) as datasette:
        answer = asyncio.run(datasette.client.get("/commentary/versions.json?_shape=array"))
    assert len(json.loads(answer.text)) > 3


def test_a_page_whose_markdown_and_html_are_damaged_shows_the_text_and_says_so(copy):
    with closing(sqlite3.connect(copy / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("UPDATE versions SET body_forms = substr(body_forms, 1, length(body_forms) - 5)")
        article, version, text = db.execute(
            "SELECT articles.id, version, body_text FROM articles JOIN article_texts USING (id) WHERE body_text <> ''"
        ).fetchone()
        db.commit()
    with open_datasette(copy) as datasette:
        for path in (f"/commentary/articles/{article}", f"/commentary/versions/{version}"):
            page = asyncio.run(datasette.client.get(path))
            assert page.status_code == 200
            assert "cannot be unpacked" in page.text
            assert escape(text.split("\n\n")[0]) in page.text
    assert problems_of(copy) == []
