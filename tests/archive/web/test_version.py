"""The page of one version, which version was shown on a day, and citations of it."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape

import pytest
from datasette.utils import tilde_encode

from archive.ask import history_of
from archive.export.citations import FILE_TYPES
from archive.schema import add_form_functions
from archive.web.server import open_datasette


@pytest.fixture(scope="module")
def edit(filled):
    """The edit of an article: its id, URL, versions, their captures and the time of each."""
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        return db.execute(
            "SELECT history.*, articles.id AS id, (SELECT capture FROM readings WHERE version = previous_version"
            " ORDER BY captured_at LIMIT 1) AS first_capture"
            " FROM history JOIN articles ON articles.url = history.article WHERE article LIKE '%/harbour/'"
        ).fetchone()


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def to_second(time):
    return f"{time[:10]} {time[11:19]} UTC"


def test_the_page_of_a_former_version_shows_its_text_its_time_and_its_successor(get, edit):
    html = get(f"/commentary/versions/{edit['previous_version']}").text
    text = text_of(html.replace("&nbsp;", " "))
    assert "Habour news" in text
    assert f"from {to_second(edit['previous_captured_at'])} to" in text
    assert f"between {to_second(edit['previous_captured_at'])} and {to_second(edit['captured_at'])}" in text
    assert f"/commentary/versions/{edit['version']}" in html
    assert f"/-/diff?before={edit['previous_version']}&amp;after={edit['version']}" in html
    assert f"/commentary/articles/{edit['id']}" in html
    assert "Paragraph 8 speaks" in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)[-1]


def test_a_304_shows_the_version_of_the_response_to_which_it_refers(filled, tmp_path, edit):
    data = shutil.copytree(filled, tmp_path / "data")
    at = "2026-05-05T05:05:05+00:00"
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.row_factory = sqlite3.Row
        row = dict(db.execute("SELECT * FROM captures WHERE id = ?", (edit["capture"],)).fetchone())
        row |= {"id": "urn:uuid:304", "status": 304, "revisit_of": row["id"], "captured_at": at}
        db.execute(f"INSERT INTO captures VALUES ({', '.join('?' * len(row))})", tuple(row.values()))  # noqa: S608
        db.commit()
        newest = history_of(db, edit["article"]).versions[-1]
    assert (newest.id, newest.last_seen_at) == (edit["version"], at)
    with open_datasette(data) as datasette:
        html = asyncio.run(datasette.client.get(f"/commentary/versions/{edit['version']}")).text
    assert f"to {to_second(at)}, in {newest.captures} captures" in text_of(html.replace("&nbsp;", " "))


def test_the_newest_version_says_so_and_leads_back(get, edit):
    html = get(f"/commentary/versions/{edit['version']}").text
    assert "It is the newest version." in html
    assert f"/commentary/versions/{edit['previous_version']}" in html
    assert get("/commentary/versions/none").status_code == 404


def test_an_article_leads_to_the_versions_of_each_edit(get, edit):
    html = get(f"/commentary/articles/{edit['id']}").text
    for version in (edit["version"], edit["previous_version"]):
        assert f'<a href="/commentary/versions/{version}">' in html


@pytest.mark.parametrize("view", ["history", "changes"])
def test_a_view_leads_to_the_versions_and_captures_that_it_names(get, edit, view):
    html = get(f"/commentary/{view}?_all=1").text
    for version in (edit["version"], edit["previous_version"]):
        assert f'<a href="/commentary/versions/{version}" title="{version}">{version[:8]}</a>' in html
    assert f'<a href="/commentary/captures/{tilde_encode(edit["capture"])}" title="{edit["capture"]}">' in html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("{previous_captured_at}", "another version than this"),
        ("{captured_at}", "this version"),
        ("2999-01-01", "this version"),
        ("2001-01-01", "“2001-01-01” is before the first capture of this article."),
        ("<b>yesterday", "“<b>yesterday” is no day or time; write one such as 2026-03-01."),
        ("9999-12-31", "is no day or time"),
    ],
)
def test_an_article_tells_which_version_was_shown_on_a_day(get, edit, asked, told):
    html = get(f"/commentary/articles/{edit['id']}", params={"at": asked.format(**dict(edit))}).text
    message = next(part for part in re.findall(r'<p class="message"[^>]*>(.*?)</p>', html, re.DOTALL))
    assert told in unescape(re.sub(r"</?a[^>]*>", "", message))
    assert "<b>yesterday" not in html


def test_reference_managers_find_the_article_in_the_head_and_in_files(get, edit):
    html = get(f"/commentary/articles/{edit['id']}").text
    assert '<meta name="citation_title" content="Harbour news">' in html
    assert '<meta name="citation_author" content="Grace | Institute for Ports">' in html
    assert '<meta name="citation_publication_date" content="2026/01/05">' in html
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (described["headline"], described["url"]) == ("Harbour news", edit["article"])
    for style, (media_type, ending) in FILE_TYPES.items():
        reply = get("/-/cite", params={"capture": edit["capture"], "style": style})
        assert reply.headers["content-type"] == media_type
        assert reply.headers["content-disposition"] == f'attachment; filename="harbour.{ending}"'
        assert "Harbour news" in reply.text


def test_a_former_version_is_cited_as_it_was(get, edit):
    former = get("/-/cite", params={"capture": edit["first_capture"], "style": "plain"}).text
    assert "“Habour news”" in former
    assert edit["previous_version"] in former


@pytest.mark.parametrize("asked", [{}, {"capture": "none"}, {"style": "mla"}])
def test_a_citation_of_nothing_is_not_found(get, edit, asked):
    values = {"capture": edit["capture"]} | asked if "style" in asked else asked
    assert get("/-/cite", params=values).status_code == 404


def test_no_title_of_a_page_ends_the_script_in_the_head(get, filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        [(number,)] = db.execute("SELECT id FROM articles WHERE url LIKE '%/poison/'")
    html = get(f"/commentary/articles/{number}").text
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert described["headline"] == '<script>alert(1)</script> & other "quotes"'
    assert "<script>alert(1)" not in html


def test_the_list_of_changes_has_those_of_each_class(get):
    rows = get("/commentary/what_changed.json", params={"_shape": "array"}).json()
    assert {"new", "gone", "headline", "rewrite"} <= {row["class"] for row in rows}
    for asked in ("gone", "headline", "EDIT "):
        found = get("/commentary/what_changed.json", params={"_shape": "array", "class": asked}).json()
        edits = {row["url"] for row in rows if row["difference"]}
        expected = {row["url"] for row in rows if row["class"] == asked} if asked != "EDIT " else edits
        assert {row["url"] for row in found} == expected
