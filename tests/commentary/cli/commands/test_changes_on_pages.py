"""The changes of the demo's two days, as the command lists them, are those of the tables and pages, and no others."""

import asyncio
import json
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from html import unescape

import pytest
from datasette.utils import tilde_encode

from archive.schema import add_form_functions
from archive.web.server import open_datasette


@pytest.fixture(scope="module")
def told(commentary, archive):
    said = commentary("changes", "--json", "--data", archive)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


@pytest.fixture(scope="module")
def get(archive):
    with open_datasette(archive) as datasette:
        yield lambda path, **params: asyncio.run(datasette.client.get(path, params=params))


def rows(archive, query, *values):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        add_form_functions(db)
        return db.execute(query, values).fetchall()


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.replace("&nbsp;", " "))).split())


def test_the_view_and_its_page_have_the_same_changes(told, archive, get):
    names = ("changed_at", "change", "article", "capture", "previous_capture", "version", "reason", "previous_url")
    asked = [tuple(each["event" if name == "change" else name] for name in names) for each in told]
    stored = rows(archive, f"SELECT {', '.join(names)} FROM changes")  # noqa: S608 - our own names
    assert sorted(map(repr, stored)) == sorted(map(repr, asked))
    page = get("/commentary/changes.json", _shape="array", _size="max").json()
    assert sorted(repr(tuple(row[name] for name in names)) for row in page) == sorted(map(repr, asked))


def test_the_query_of_changes_has_the_same_with_their_classes(told, get):
    found = get("/commentary/what_changed.json", **{"_shape": "array", "class": ""}).json()
    asked = sorted((each["changed_at"], each["class"], each["article"]) for each in told)
    assert sorted((row["seen"], row["class"], row["url"]) for row in found) == asked
    for name, event in (("edits", "edit"), ("gone", "gone")):
        listed = get(f"/commentary/{name}.json", _shape="array", kind="").json()
        assert sorted(row["url"] for row in listed) == sorted(
            each["article"] for each in told if each["event"] == event
        )


def test_the_tables_of_versions_absences_and_addresses_have_no_other_changes(told, archive):
    edits = defaultdict(int)
    for each in told:
        edits[each["article"]] += each["event"] == "edit"
    assert dict(rows(archive, "SELECT url, versions - 1 FROM articles")) == dict(edits)
    gone = "SELECT url, absences.gone_at, reason FROM absences JOIN articles ON articles.id = article"
    assert sorted(rows(archive, gone)) == sorted(
        (each["article"], each["changed_at"], each["reason"]) for each in told if each["event"] == "gone"
    )
    former = """
    SELECT addresses.url, articles.url FROM addresses JOIN articles ON articles.id = addresses.article
    WHERE addresses.url <> articles.url AND addresses.url IN (SELECT own_url FROM readings WHERE outcome = 'article')
    """
    assert sorted(rows(archive, former)) == sorted(
        (each["previous_url"], each["article"]) for each in told if each["event"] == "renamed"
    )


def test_the_history_page_of_each_article_that_changed_has_its_changes_and_no_others(told, archive, get):
    of_article = defaultdict(list)
    for each in told:
        of_article[each["article"]].append(each)
    changed = [url for url, changes in of_article.items() if len(changes) > 1]
    same = [url for url, changes in of_article.items() if len(changes) == 1][:3]
    assert len(changed) == 9
    for url in (*changed, *same):
        [(number,)] = rows(archive, "SELECT id FROM articles WHERE url = ?", url)
        html = get("/-/history", article=number).text
        parts = [text_of(part) for part in re.findall(r'<article class="change.*?</article>', html, re.DOTALL)]
        shown = [re.match(r"(\S+) (\S+ \S+) UTC", part).groups() for part in parts]
        asked = [(each["class"], each["changed_at"][:19].replace("T", " ")) for each in of_article[url]]
        assert sorted(shown) == sorted(asked)
        for each in of_article[url]:
            for capture in filter(None, (each["capture"], each["previous_capture"])):
                assert f'/commentary/captures/{tilde_encode(capture)}"' in html
        article = get(f"/commentary/articles/{number}").text
        events = article.partition('<ol class="events">')[2].partition("</ol>")[0]
        shows_gone = re.search(r'kind-gone"[^>]*>gone</span>', events) is not None
        assert shows_gone == any(each["event"] == "gone" for each in of_article[url])
        assert ("Also at, or formerly" in article) == any(each["event"] == "renamed" for each in of_article[url])
