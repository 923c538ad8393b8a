"""A second run asks for what may have changed, and finds every change."""

import json
import sqlite3
from contextlib import closing

import pytest

from commentary.demo.faults import Fault
from extract.urls.canonical import canonical_url

pytestmark = pytest.mark.slow


def rows(data, query):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute(query).fetchall()


def last_summary(data):
    return json.loads(rows(data, "SELECT summary FROM runs ORDER BY started_at DESC, id DESC LIMIT 1")[0][0])


@pytest.fixture
def ask(demo, data, commentary):
    """Crawl, and return the paths that were asked for."""

    def crawl(*arguments, code=0):
        before = len(demo.requests)
        said = commentary("crawl", "demo", "--data", data, *arguments)
        assert said.returncode == code, said.stderr
        return [asked.path for asked in demo.requests[before:]]

    return crawl


@pytest.mark.parametrize("demo", [None], indirect=True)
def test_a_second_run_costs_at_most_a_twentieth_and_the_next_day_finds_every_change(demo, data, ask):
    first, second = ask(), ask()
    assert len(second) <= 0.05 * len(first)
    assert last_summary(data)["not_due"] == len(demo.posts())
    before = {post.id: post for post in demo.posts()}
    demo.day = 2
    asked = set(ask())
    after = {post.id: post for post in demo.posts()}
    edited = {n for n in after.keys() & before.keys() if after[n].updated_at != before[n].updated_at}
    assert {after[n].path for n in edited | (after.keys() - before.keys())} <= asked
    gone = {canonical_url(demo.url + before[n].path) for n in before.keys() - after.keys()}
    assert {url for (url,) in rows(data, "SELECT url FROM articles WHERE gone_at IS NOT NULL")} == gone
    shown = {url for (url,) in rows(data, "SELECT url FROM articles WHERE gone_at IS NULL")}
    assert shown == {canonical_url(demo.url + post.path) for post in demo.posts() if post.outcome == "article"}


def test_what_failed_is_asked_for_again(few):
    few.demo.faults[few.paths[3]] = Fault.status(500)
    few.crawl(code=3)
    few.demo.faults.clear()
    assert [request.path for request in few.crawl()] == [few.paths[3]]


def test_a_full_run_looks_at_everything_and_on_the_same_day_changes_nothing(demo, data, ask):
    ask()
    first = last_summary(data)
    assert {post.path for post in demo.posts()} <= set(ask("--full"))
    second = last_summary(data)
    assert (second["articles_new"], second["articles_changed"]) == (0, 0)
    assert second["articles_same"] == first["articles_new"]
