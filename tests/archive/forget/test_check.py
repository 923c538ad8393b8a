"""What was forgotten and is there all the same is found, and nothing else is."""

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

from archive.forget import without_forgotten
from archive.store import Archive
from archive.tombstones import Tombstones
from archive.verify import find_forgotten
from archive.warc import hash_of
from test_replay import FEED, NOON, SITES, Crawl, X, html, replay

B = "https://x.example/b/"


def test_nothing_is_found_after_a_removal_nor_where_nothing_was_forgotten(data, forget):
    assert list(find_forgotten(data)) == []
    forget(data, B, SITES)
    assert list(find_forgotten(data)) == []


def test_each_record_that_came_back_is_named(data, tmp_path, forget):
    copies = shutil.copytree(data / "warc", tmp_path / "copies")
    forget(data, B, SITES)
    for path in copies.iterdir():
        shutil.copy(path, data / "warc" / f"back-{path.name}")
    found = list(find_forgotten(data))
    assert {each.kind for each in found} == {"forgotten-record"}
    assert all(each.file.startswith("warc/back-x-") and each.offset for each in found)
    problems = [each.problem for each in found]
    assert "it is a record of what was forgotten." in problems
    assert "it names what was forgotten." in problems
    assert "removes it again" in found[0].remedy


def test_words_of_it_at_another_address_are_found_by_their_digests(data, tmp_path, forget):
    text = " ".join(f"word{number} of{number} secrets{number}" for number in range(30))
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("secret/", html("Secret", text))
        crawl.fetch("box/", html("Box", pager=f"<aside>{text}</aside>"))
        crawl.finish()
        name = crawl.run.warc.name
    shutil.copy(data / "warc" / name, tmp_path / name)
    forget(data, "https://x.example/secret/", SITES)
    assert list(find_forgotten(data)) == []
    shutil.copy(tmp_path / name, data / "warc" / f"back-{name}")
    problems = [each.problem for each in find_forgotten(data)]
    assert "it has words of what was forgotten." in problems


def test_words_of_it_that_were_captured_after_its_removal_stay_no_finding_after_another_removal(data, forget):
    text = " ".join(f"word{number} of{number} secrets{number}" for number in range(30))
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("secret/", html("Secret", text))
        crawl.finish()
    first = forget(data, "https://x.example/secret/", SITES).forgotten_at
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, first + timedelta(seconds=1))
        crawl.fetch("quote/", html("Quote", text))
        crawl.finish()
    # Times have no fractions: the page is captured between the two removals.
    while datetime.now(UTC) < first + timedelta(seconds=3):
        time.sleep(0.1)
    forget(data, B, SITES)
    assert list(find_forgotten(data)) == []


def test_rows_of_what_was_forgotten_are_found(data, forget):
    forget(data, B, SITES)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("INSERT INTO unfetched SELECT id, ?, 'no answer' FROM runs WHERE site = 'x' LIMIT 1", (B,))
        db.commit()
    (found,) = find_forgotten(data)
    assert (found.kind, found.file) == ("forgotten-row", "commentary.db")
    assert found.problem == "the table unfetched has 1 URL of what was forgotten."
    assert "`commentary replay --accept-loss` rebuilds the tables without it" in found.remedy
    replay(data, SITES, judge=lambda _loss: None)
    assert list(find_forgotten(data)) == []


def test_a_removal_that_was_interrupted_is_found(data):
    (data / "forgetting").mkdir()
    (data / "forgetting" / "journal.json").write_text("{}")
    assert [each.kind for each in find_forgotten(data)] == ["unfinished-forget"]


def test_a_list_is_stored_without_what_was_forgotten(data, forget):
    forget(data, B, SITES)
    listed = "".join(f"<url><loc>https://x.example/{path}/</loc></url>" for path in "ab").encode()
    body = b"<urlset>" + listed + b"</urlset>"
    headers = (("Content-Type", "application/xml"), ("Content-Length", str(len(body))))
    with Archive.open(data) as archive:
        hidden = archive.tables.tombstones
        kept = without_forgotten(FEED.url, headers, body, hidden)
        assert kept == (
            (("Content-Type", "application/xml"), ("X-Archive-Orig-Content-Length", str(len(body)))),
            b"<urlset><url><loc>https://x.example/a/</loc></url></urlset>",
        )
        assert without_forgotten(FEED.url, headers, b"<urlset></urlset>", hidden) is None
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("sitemap.xml", body, headers=list(headers), source=FEED, redacted=(hidden.newest, *kept))
        crawl.finish()
    assert list(find_forgotten(data)) == []


def test_a_site_is_hidden_by_its_name_and_its_hosts():
    hidden = Tombstones(sites=frozenset({hash_of("x"), hash_of("x.example")}))
    assert hidden.hides_url("https://x.example/any/")
    assert hidden.hides_site("x")
    assert not hidden.hides_url("https://www.x.example/any/")
    assert not Tombstones().hides_url("https://x.example/any/")
