"""Images and stylesheets of the demo site: what is requested, when and from whom, and what becomes of it."""

import base64
import hashlib
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from archive.warc.writer import read_records
from commentary.demo.faults import Fault
from contents import content_of

pytestmark = pytest.mark.slow
THEME = "/wp-content/themes/foxiz/"


def keep_assets(few):
    profile = few.data / "sites" / "few.toml"
    profile.write_text(profile.read_text("utf-8").replace("delay = 0", "delay = 0\nassets = true"), "utf-8")


def paths(requests):
    return [request.path for request in requests]


def assets_of(few):
    query = "SELECT url, status, content_type, revisit_of, bytes, payload_digest, source_url, id, warc, offset"
    with closing(sqlite3.connect(few.data / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        return db.execute(f"{query} FROM captures WHERE source_kind = 'asset' ORDER BY captured_at, id").fetchall()


def test_without_the_key_nothing_is_requested_but_pages(few):
    asked = few.crawl()
    assert sorted(paths(asked)) == sorted(few.paths)
    assert assets_of(few) == []
    assert "images" not in few.said.stdout


def test_the_assets_of_articles_are_captured_after_all_pages_each_once(few):
    keep_assets(few)
    asked = paths(few.crawl())
    pages = [path for path in asked if not path.startswith("/wp-content/")]
    assert asked[: len(few.paths)] == pages
    assert sorted(pages) == sorted(few.paths)
    assets = asked[len(pages) :]
    assert max(Counter(assets).values()) == 1
    assert {f"{THEME}style.css?ver=2.3", f"{THEME}paper.css?ver=2.3", f"{THEME}images/paper.png"} <= set(assets)
    assert [path for path in assets if path.startswith("/wp-content/uploads/2026/")]

    stored = assets_of(few)
    assert sorted(row["url"].removeprefix(few.demo.url) for row in stored) == sorted(assets)
    assert {row["source_url"].removeprefix(few.demo.url) for row in stored} <= set(few.paths)
    summary = few.summary
    assert (summary["assets"], summary["assets_left"]) == (len(assets), 0)
    assert f"{len(assets)} responses for images and stylesheets" in few.said.stdout


def test_a_dry_run_says_that_assets_would_follow_and_requests_none(few):
    keep_assets(few)
    assert few.crawl("--dry-run") == []
    assert "after them, their images and stylesheets that are not in the archive\n" in few.said.stdout
    few.crawl("--max-pages", "2", code=3)
    few.crawl("--dry-run")
    assert f"the archive has {len(assets_of(few))} of " in few.said.stdout


def test_what_is_no_page_counts_for_no_page(few):
    few.crawl()
    before = few.rows(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM readings), count(*) FROM unfetched"
    )
    asked = few.summary["asked"], few.summary["pages"], few.summary["refused"], few.summary["failed"]
    shutil.rmtree(few.data / "warc")
    for name in ("commentary.db", "frontier.db"):
        (few.data / name).unlink()
    keep_assets(few)
    few.demo.faults[f"{THEME}images/paper.png"] = Fault.status(404)
    few.crawl()
    query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM readings), count(*) FROM unfetched"
    assert few.rows(query) == before
    assert (few.summary["asked"], few.summary["pages"], few.summary["refused"], few.summary["failed"]) == asked
    assert few.summary["reasons"]["assets"] == {"status 404": 1}
    assert few.summary["alarms"] == []


def test_a_payload_that_is_stored_becomes_a_revisit_record_of_it(few):
    keep_assets(few)
    few.crawl()
    stored = {row["id"]: row for row in assets_of(few)}
    again = [row for row in stored.values() if row["revisit_of"]]
    # The portraits have five payloads in all.
    assert again
    records = {
        entry.capture.id: entry
        for path in (few.data / "warc").iterdir()
        for entry in read_records(path)
        if hasattr(entry, "headers")
    }
    for row in again:
        original = stored[row["revisit_of"]]
        body = records[original["id"]].body
        digest = "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
        assert row["payload_digest"] == original["payload_digest"] == digest
        assert (row["status"], row["bytes"], records[row["id"]].body) == (200, 0, b"")
        assert dict(records[row["id"]].headers)["Content-Type"] == original["content_type"]
        assert original["revisit_of"] is None
    payloads = Counter(row["payload_digest"] for row in stored.values() if not row["revisit_of"])
    assert max(payloads.values()) == 1


def test_known_assets_are_not_requested_again_until_they_are_old(few):
    keep_assets(few)
    few.crawl()
    assert [path for path in paths(few.crawl("--full")) if path.startswith("/wp-content/")] == []
    with closing(sqlite3.connect(few.data / "commentary.db")) as db, db:
        db.execute("UPDATE captures SET captured_at = '2026-01-01T00:00:00+00:00' WHERE source_kind = 'asset'")
    asked = [request for request in few.crawl("--full") if request.path.startswith("/wp-content/")]
    # The address of a stylesheet has a version.
    assert not [path for path in paths(asked) if path.endswith(".css?ver=2.3")]
    assert [path for path in paths(asked) if path.endswith(".png")]
    assert few.summary["assets_known"] == few.summary["assets"] == len(asked)


def test_assets_of_pages_that_have_not_changed_are_requested_once_the_profile_keeps_them(few):
    few.crawl()
    keep_assets(few)
    with closing(sqlite3.connect(few.data / "commentary.db")) as db, db:
        db.execute("UPDATE captures SET etag = '\"x\"' WHERE source_kind IS NULL")
        db.execute("UPDATE captures SET captured_at = '2026-01-01T00:00:00+00:00' WHERE source_kind IS NULL")
        db.execute("UPDATE readings SET captured_at = '2026-01-01T00:00:00+00:00'")
    few.demo.faults[few.paths[0]] = Fault.status(304)
    asked = few.crawl(code=None)
    assert few.paths[0] in [request.path for request in asked if request.status == 304]
    first = next(post for post in few.demo.posts() if post.path == few.paths[0])
    assert [path for path in paths(asked) if path.endswith(f"/{first.id}.png")]


def test_a_replay_gives_the_same_tables(few, commentary):
    keep_assets(few)
    few.crawl()
    before = content_of(few.data)
    said = commentary("replay", "--data", few.data)
    assert said.returncode == 0, said.stderr
    assert content_of(few.data) == before


def test_a_budget_of_pages_does_not_cut_their_assets_off_and_one_of_bytes_does(few):
    keep_assets(few)
    asked = few.crawl("--max-pages", "2", code=3)
    pages = [path for path in paths(asked) if not path.startswith("/wp-content/")]
    assert len(pages) == 2
    assert few.summary["status"] == "partial"
    assert few.summary["assets"] == len(asked) - 2 > 5
    rest = few.crawl("--max-mb", "0.02", code=3)
    assert few.summary["status"] == "partial"
    assert few.summary["assets"] < 5
    # What is left is requested by the next run, whichever ended this one.
    last = few.crawl()
    assert few.summary["assets_left"] == 0
    counted = Counter(paths([*asked, *rest, *last]))
    assert {path: number for path, number in counted.items() if number > 1 and path.endswith(".png")} == {}


def test_a_run_that_is_killed_among_its_assets_goes_on_with_the_others(few, start):
    keep_assets(few)
    process = start("crawl", "few", "--data", few.data)
    while sum("/wp-content/" in request.path for request in few.demo.requests) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    few.crawl()
    asked = Counter(path for path in paths(few.demo.requests) if path.startswith("/wp-content/"))
    assert {row["url"].removeprefix(few.demo.url) for row in assets_of(few)} == set(asked)
    # What was under way may be asked for again.
    assert asked.total() - len(asked) <= 2
    assert f"{THEME}images/paper.png" in asked


def test_a_run_stops_after_so_many_bytes_of_assets_and_the_next_goes_on(few, script):
    keep_assets(few)
    said = script("small_asset_limit.py", "crawl", "few", "--data", few.data)
    assert said.returncode == 0, said.stderr
    left = few.summary["assets_left"]
    assert left > 0
    assert f"{left} are left to the next run" in said.stdout
    # And what the stylesheets among them name.
    assert len([path for path in paths(few.crawl()) if path.startswith("/wp-content/")]) >= left
    assert few.summary["assets_left"] == 0


class Elsewhere(BaseHTTPRequestHandler):
    """Another host: what it was asked for, with which cookies, and what it answers."""

    asked: list
    answers: dict

    def do_GET(self):
        type(self).asked.append((self.path, self.headers.get("Cookie"), self.headers.get("Referer")))
        status, kind, body = type(self).answers.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def elsewhere():
    handler = type("Handler", (Elsewhere,), {"asked": [], "answers": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    handler.port = server.server_address[1]
    yield handler
    server.shutdown()
    server.server_close()


def with_images(few, *urls):
    """Have the first post's page show images at these URLs."""
    images = "".join(f'<img src="{url}">' for url in urls)
    few.demo.faults[few.paths[0]] = Fault.altered(lambda text: text.replace("</h1>", f"</h1>{images}", 1))


def test_a_page_cannot_make_the_crawl_ask_private_hosts(few, elsewhere):
    keep_assets(few)
    urls = [f"http://127.0.0.1:{elsewhere.port}/admin.png", "http://169.254.169.254/latest.png", "http://[::1]/a.png"]
    with_images(few, *urls)
    few.crawl()
    assert elsewhere.asked == []
    assert few.summary["reasons"]["assets"] == {"its host has a private IP address": 3}
    assert few.summary["alarms"] == []


def test_other_hosts_are_asked_by_their_own_robots_txt_and_without_cookies(few, elsewhere, script):
    keep_assets(few)
    base = f"http://cdn.example:{elsewhere.port}"
    elsewhere.answers = {
        "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private/\n"),
        "/a.png": (200, "image/png", b"\x89PNG one"),
        "/b.png": (200, "text/html", b"<p>Not found"),
        "/private/c.png": (200, "image/png", b"\x89PNG two"),
    }
    with_images(
        few, f"{base}/a.png", f"{base}/b.png", f"{base}/private/c.png", f"http://127.0.0.1:{elsewhere.port}/d.png"
    )
    said = script("public_cdn.py", "few", few.data)
    assert said.returncode == 0, said.stderr
    assert elsewhere.asked[0] == ("/robots.txt", None, None)
    assert sorted(elsewhere.asked[1:]) == [(path, None, None) for path in ("/a.png", "/b.png")]
    reasons = {
        "no image or stylesheet": 1,
        "robots.txt disallows it": 1,
        "its host has a private IP address": 1,
    }
    assert few.summary["reasons"]["assets"] == reasons
    kinds = {row["url"].removeprefix(base): row["content_type"] for row in assets_of(few) if base in row["url"]}
    assert kinds == {"/a.png": "image/png", "/b.png": "text/html"}


def test_a_host_that_asks_for_a_pause_is_left_alone_and_the_run_goes_on(few, elsewhere, script):
    keep_assets(few)
    base = f"http://cdn.example:{elsewhere.port}"
    elsewhere.answers = {"/a.png": (429, "text/plain", b"later")}
    with_images(few, *(f"{base}/{name}.png" for name in "abcd"))
    assert script("public_cdn.py", "few", few.data).returncode == 0
    asked = [path for path, *_ in elsewhere.asked if path != "/robots.txt"]
    # Others may be sent before the answer is there.
    assert "/a.png" in asked
    assert len(asked) < 4
    assert few.summary["status"] == "finished"
    assert few.summary["reasons"]["assets"]["its host asked for a pause, or did not answer"] >= 1


def test_a_large_asset_is_not_kept(few):
    keep_assets(few)
    first = next(post for post in few.demo.posts() if post.path == few.paths[0])
    few.demo.faults[f"/wp-content/uploads/*/{first.id}.png"] = Fault.big(9_000_000)
    few.crawl()
    assert few.summary["reasons"]["assets"] == {"larger than the size limit for a response": 1}
    assert not [row for row in assets_of(few) if row["bytes"] > 1_000_000]
