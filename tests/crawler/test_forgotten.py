"""A crawl neither requests nor stores what was forgotten, however often the site lists it."""

import pytest

from archive.verify import find_forgotten
from forget_tools import everything_in

pytestmark = pytest.mark.slow


def test_a_crawl_never_requests_what_was_forgotten_and_stores_no_list_of_it(few, commentary):
    few.crawl()
    ((url,), *_) = few.rows("SELECT url FROM articles WHERE word_count > 60 ORDER BY url")
    assert commentary("forget", url, "--reason", "r", "--yes", "--data", few.data).returncode == 0
    few.demo.day = 2
    path = "/" + url.split("/", 3)[3]
    asked = [request.path for request in few.crawl("--full")]
    assert len(asked) > 1
    assert path not in asked
    assert "1 x forgotten" in few.said.stdout
    assert list(find_forgotten(few.data)) == []
    assert few.rows("SELECT count(*) FROM unfetched WHERE url = ?", url) == [(0,)]
    before_replay = everything_in(few.data / "warc").count(path.encode())
    said = commentary("replay", "--data", few.data)
    assert said.returncode == 0, said.stderr
    assert everything_in(few.data / "warc").count(path.encode()) == before_replay
    assert list(find_forgotten(few.data)) == []


def test_a_site_that_was_forgotten_is_neither_crawled_nor_scheduled(few, commentary):
    settings = few.data / "settings.toml"
    settings.write_text('[schedule]\nfew = "6h"\n', "utf-8")
    few.crawl("--max-pages", 3, code=3)
    said = commentary("forget", "few", "--reason", "r", "--yes", "--data", few.data)
    assert said.returncode == 0
    assert f"few: no longer scheduled in {settings}" in said.stdout
    for words in (["crawl", "few"], ["schedule", "few", "--every", "6h"]):
        said = commentary(*words, "--data", few.data)
        assert said.returncode == 1
        assert "was forgotten" in said.stderr
        assert len(said.stderr.splitlines()) == 1
        assert not settings.exists()
