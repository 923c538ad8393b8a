"""A crawl neither requests nor stores what was forgotten, however often the site lists it."""

import sqlite3
from contextlib import closing

import pytest

from archive.verify import find_forgotten
from forget_tools import everything_in

pytestmark = pytest.mark.slow


def write_profile(data, demo):
    (data / "sites").mkdir(parents=True)
    (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")


def test_a_crawl_never_requests_what_was_forgotten_and_stores_no_list_of_it(tmp_path, demo, commentary):
    data = tmp_path / "data"
    write_profile(data, demo)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        (url,) = db.execute("SELECT url FROM articles WHERE word_count > 60 ORDER BY url").fetchone()
    assert commentary("forget", url, "--reason", "r", "--yes", "--data", data).returncode == 0
    demo.day = 2
    before = len(demo.requests)
    said = commentary("crawl", "demo", "--full", "--data", data)
    assert said.returncode == 0, said.stderr
    path = "/" + url.split("/", 3)[3]
    assert path not in [request.path for request in demo.requests[before:]]
    assert "1 x forgotten" in said.stdout
    assert list(find_forgotten(data)) == []
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM unfetched WHERE url = ?", (url,)).fetchone() == (0,)
    before_replay = everything_in(data / "warc").count(path.encode())
    said = commentary("replay", "--data", data)
    assert said.returncode == 0, said.stderr
    assert everything_in(data / "warc").count(path.encode()) == before_replay
    assert list(find_forgotten(data)) == []


def test_a_site_that_was_forgotten_is_neither_crawled_nor_scheduled(tmp_path, demo, commentary):
    data = tmp_path / "data"
    settings = data / "settings.toml"
    write_profile(data, demo)
    settings.write_text('[schedule]\ndemo = "6h"\n', "utf-8")
    assert commentary("crawl", "demo", "--max-pages", 3, "--data", data).returncode == 3
    said = commentary("forget", "demo", "--reason", "r", "--yes", "--data", data)
    assert said.returncode == 0
    assert f"demo: no longer scheduled in {settings}" in said.stdout
    for words in (["crawl", "demo"], ["schedule", "demo", "--every", "6h"]):
        said = commentary(*words, "--data", data)
        assert said.returncode == 1
        assert "was forgotten" in said.stderr
        assert len(said.stderr.splitlines()) == 1
        assert not settings.exists()
