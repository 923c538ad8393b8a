"""Pages that prove a version and tell how its values were found, and records as files."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape

import pytest
from datasette.utils import tilde_encode

from archive.schema import add_form_functions
from archive.web import records
from archive.web.server import open_datasette
from sites import profile_loader
from test_replay import PROFILE


@pytest.fixture(scope="module")
def proved(two_runs, tmp_path_factory):
    """The archive of two runs, whose profile finds another title by now."""
    data = shutil.copytree(two_runs, tmp_path_factory.mktemp("proved") / "data")
    (data / "sites").mkdir(exist_ok=True)
    (data / "sites" / "x.toml").write_text(PROFILE.format(name="x", title="h1"), "utf-8")
    return data


@pytest.fixture(scope="module")
def opened(proved):
    with open_datasette(proved, profile_loader(proved / "sites")) as datasette:
        yield datasette


@pytest.fixture
def get(opened):
    return lambda path, **options: asyncio.run(opened.client.get(path, **options))


def reading(data, path):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.row_factory = sqlite3.Row
        query = (
            "SELECT readings.*, warc, payload_digest FROM readings JOIN captures ON captures.id = capture"
            " WHERE own_url = ? AND version IS NOT NULL ORDER BY readings.captured_at LIMIT 1"
        )
        return db.execute(query, (f"https://x.example/{path}/",)).fetchone()


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.replace("&nbsp;", " "))).split())


def test_the_proof_shows_heads_digests_and_commands(get, proved):
    row = reading(proved, "b")
    html = get("/-/proof", params={"version": row["version"]}).text
    text = text_of(html)
    assert "The record has the digests that it states" in text
    assert f"payload digest {row['payload_digest']} (computed anew, equal)" in text
    assert "GET /b/ HTTP/1.1" in text
    assert "HTTP/1.1 200 OK Content-Encoding: gzip" in text
    assert re.search(rf"tail -c \+\d+ warc/{row['warc']} \| head -c \d+ \| gunzip", text)
    assert f'href="/-/response/{row["capture"].replace(":", "%3A")}"' in html


def test_article_version_and_citation_lead_to_the_proof(get, proved):
    row = reading(proved, "b")
    link = f'href="/-/proof?version={row["version"]}'
    with closing(sqlite3.connect(proved / "commentary.db")) as db:
        [(number, newest)] = db.execute("SELECT id, version FROM articles WHERE url = 'https://x.example/b/'")
    assert get(f"/commentary/versions/{row['version']}").text.count(link) == 1
    assert get(f"/commentary/articles/{number}").text.count(f'href="/-/proof?version={newest}') == 1


def test_a_304_of_the_version_is_shown_with_its_original(get, proved):
    row = reading(proved, "a")
    with closing(sqlite3.connect(proved / "commentary.db")) as db:
        [(again,)] = db.execute("SELECT id FROM captures WHERE revisit_of = ?", (row["capture"],))
    first = get("/-/proof", params={"version": row["version"]}).text
    assert f"capture={again.replace(':', '%3A')}" in first
    text = text_of(get("/-/proof", params={"version": row["version"], "capture": again}).text)
    assert "The capture: the answer that the page has not changed" in text
    assert "What it refers to: the response to which it refers" in text
    assert "HTTP/1.1 304 Not Modified" in text


@pytest.mark.parametrize("page", ["proof", "evidence"])
@pytest.mark.parametrize(
    "asked", [{}, {"version": "none"}, {"capture": "urn:uuid:none"}, {"version": "<b>", "capture": "x"}]
)
def test_what_is_not_in_the_archive_is_not_found(get, page, asked):
    assert get(f"/-/{page}", params=asked).status_code == 404


@pytest.mark.parametrize("write", [str, lambda id_: id_.replace(":", "%3A"), tilde_encode])
def test_records_are_files_that_no_browser_opens(get, proved, write):
    capture = reading(proved, "b")["capture"]
    plain = capture.removeprefix("urn:uuid:")
    for name, begins in (("response", b"HTTP/1.1 200 OK\r\n"), ("request", b"GET /b/ HTTP/1.1\r\n")):
        reply = get(f"/-/{name}/{write(capture)}")
        assert reply.content.startswith(begins)
        assert reply.headers["content-type"] == "application/http"
        assert reply.headers["content-disposition"] == f'attachment; filename="{name}-{plain}.http"'
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert get("/-/response/urn:uuid:none").status_code == 404
    assert get("/-/request/..%2F..%2Fetc%2Fpasswd", follow_redirects=True).status_code == 404


def test_where_stored_and_present_rules_differ_both_are_shown(get, proved):
    row = reading(proved, "b")
    html = get("/-/evidence", params={"version": row["version"]}).text
    assert f"<code>{row['revision']}</code>" in html
    [title] = re.findall(r'<tr class="differs">(.*?)</tr>', html, re.DOTALL)
    assert "Kicker By the present rules: Beta" in text_of(title)
    assert "now x title: css h1" in text_of(title)
    rest = text_of(html)
    assert "Authors Ada Byron x authors: css .author" in rest
    assert "_default title: choose title, h1" in rest


def test_without_a_profile_the_stored_values_are_shown(get, proved):
    with closing(sqlite3.connect(proved / "commentary.db")) as db:
        [(version,)] = db.execute("SELECT version FROM readings WHERE own_url = 'https://y.example/a/'")
    text = text_of(get("/-/evidence", params={"version": version}).text)
    assert "The page was not read again:" in text
    assert "no such site" in text
    assert "Title Kicker y title: css h2" in text


def test_each_page_names_a_missing_file_and_shows_the_rest(proved, tmp_path):
    data = shutil.copytree(proved, tmp_path / "data")
    row = reading(data, "b")
    (data / "warc" / row["warc"]).unlink()
    with open_datasette(data, profile_loader(data / "sites")) as datasette:

        def get(path, **params):
            return asyncio.run(datasette.client.get(path, params=params))

        for page in ("proof", "evidence"):
            reply = get(f"/-/{page}", version=row["version"])
            assert reply.status_code == 200
            assert f"warc/{row['warc']} is missing." in text_of(reply.text)
            assert row["payload_digest"] in reply.text
            # Readers of an archive that is served to others do not learn where its files lie.
            assert str(tmp_path) not in reply.text
        assert "Title Kicker" in text_of(get("/-/evidence", version=row["version"]).text)
        for name in ("response", "request"):
            reply = get(f"/-/{name}/{row['capture']}")
            assert reply.status_code == 503
            assert f"warc/{row['warc']} is missing." in text_of(reply.text)
            assert str(tmp_path) not in reply.text
        assert get(f"/commentary/versions/{row['version']}").status_code == 200


@pytest.mark.slow
def test_a_page_that_takes_too_long_ends_its_process_and_the_next_is_answered(proved, monkeypatch):
    row = reading(proved, "b")
    monkeypatch.setattr(records, "ANSWER_SECONDS", 0.0)
    monkeypatch.setattr(records, "START_SECONDS", 0.0)
    with open_datasette(proved, profile_loader(proved / "sites")) as datasette:
        reply = asyncio.run(datasette.client.get("/-/evidence", params={"version": row["version"]}))
        assert reply.status_code == 503
        assert "was ended" in reply.text
        monkeypatch.setattr(records, "ANSWER_SECONDS", 30.0)
        again = asyncio.run(datasette.client.get("/-/evidence", params={"version": row["version"]}))
        assert again.status_code == 200
