"""What a Scrapy user expects, from the checkout's root: scrapy list, crawl, -o, check, and settings with reasons."""

import ast
import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings, default_settings

from crawler import settings
from extract.article import Article

ROOT = Path(__file__).parents[2]


@pytest.fixture
def scrapy(data):
    def run(*arguments):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
        words = [sys.executable, "-m", "scrapy", *map(str, arguments)]
        environment = clean | {"COMMENTARY_DATA": str(data)}
        return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)

    return run


@pytest.mark.slow
def test_list_names_the_one_spider(scrapy):
    assert scrapy("list").stdout == "site\n"


@pytest.mark.slow
def test_check_is_content_and_makes_no_archive(scrapy, data):
    said = scrapy("check")
    assert said.returncode == 0
    assert "OK" in said.stderr
    assert not (data / "commentary.db").exists()


@pytest.mark.slow
def test_crawl_fills_the_archive_and_the_feed_with_every_field(scrapy, data, demo, tmp_path):
    said = scrapy("crawl", "site", "-a", "name=demo", "-o", tmp_path / "items.jsonl", "-L", "DEBUG")
    assert said.returncode == 0, said.stderr
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text("utf-8").splitlines()]
    written = {post.title or None: post for post in demo.posts() if post.outcome == "article"}
    assert {item["title"] for item in items} == set(written)
    assert len(items) == len(written)
    assert list(items[0]) == [field.name for field in fields(Article)]
    for item in items:
        assert datetime.fromisoformat(item["published_at"]) == written[item["title"]].published_at
        assert item["authors"] == list(written[item["title"]].authors)
    assert (data / "commentary.db").exists()
    # A page's text belongs into the archive, not into a log.
    paragraph = max((text for post in demo.posts() for text in post.paragraphs), key=len)
    assert paragraph[:60] not in said.stderr


@pytest.mark.slow
def test_a_feed_of_csv_has_a_line_for_each_article_and_no_notation_of_python(scrapy, data, demo, tmp_path):
    said = scrapy("crawl", "site", "-a", "name=demo", "-O", tmp_path / "items.csv")
    assert said.returncode == 0, said.stderr
    with (tmp_path / "items.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    written = {post.title: post for post in demo.posts() if post.outcome == "article"}
    assert len(lines) == len(written)
    # Of an article in several pages the first page is an item; the archive joins them.
    assert any(int(line["page_number"]) == 1 and line["next_page_url"] for line in lines)
    for line in lines:
        post = written[line["title"]]
        assert line["authors"] == "; ".join(post.authors)
        assert datetime.fromisoformat(line["published_at"]) == post.published_at
        assert isinstance(json.loads(line["links"] or "[]"), list)
        assert json.loads(line["found_by"])["body"]
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] == len(written)


@pytest.mark.slow
def test_an_unknown_site_is_named(scrapy):
    said = scrapy("crawl", "site", "-a", "name=dmeo")
    assert said.returncode == 1
    assert "did you mean demo?" in said.stderr


def test_each_setting_differs_from_scrapys(scrapy):
    ours = {name: value for name, value in vars(settings).items() if name.isupper()}
    known = {name: getattr(default_settings, name, None) for name in ours}
    assert [name for name, value in ours.items() if value == known[name]] == []
    unknown = [name for name in ours if name not in default_settings.__all__]
    assert all(name.startswith("COMMENTARY_") for name in unknown)


def test_each_setting_has_its_reason():
    lines = Path(settings.__file__).read_text("utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    bare = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and not node.targets[0].id.startswith(("BOT_NAME", "SPIDER_MODULES")):
            above = lines[: node.lineno - 1]
            block = lines[node.lineno - 1 : node.end_lineno]
            # One comment may stand above settings that belong together.
            while above and above[-1] and not above[-1].startswith("#"):
                above.pop()
            if not (above and above[-1].startswith("#")) and not any("#" in line for line in block):
                bare.append(node.targets[0].id)
    assert bare == []


def test_what_would_open_the_crawl_to_others_is_off():
    chosen = Settings()
    chosen.setmodule("crawler.settings")
    assert not chosen.getbool("TELNETCONSOLE_ENABLED")
    assert not chosen.getbool("REMOTE_CONTROL_ENABLED")
    assert chosen.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert chosen.get("JOBDIR") is None
    assert chosen.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
