"""What has validators is asked for only if it has changed; replay makes the same of the answer 304."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from scrapy import Request

from archive.schema import add_form_functions
from archive.warc.capture import Capture
from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite
from crawler.middlewares.conditional import ConditionalMiddleware
from extract.site import Source

NEVER = "Thu, 01 Jan 2026 00:00:00 GMT"


def tables(data, *names):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        return [sorted(map(str, db.execute(f"SELECT * FROM {name}"))) for name in names]  # noqa: S608 - our own names


def last_summary(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return json.loads(db.execute("SELECT summary FROM runs ORDER BY started_at DESC, id DESC").fetchone()[0])


async def _with_validator(exchange):
    """Answer as a server does that knows ETags."""
    if exchange.request.headers.get("If-None-Match") == '"one"':
        answer = to_response(exchange.answer)
        answer.set_status(304)
        answer.body = None
    else:
        answer = to_response(exchange.answer)
    answer.headers["ETag"] = '"one"'
    return answer


async def _never_changed(exchange):
    """Answer as a server does whose cache never forgets."""
    answer = to_response(exchange.answer)
    answer.headers["ETag"] = '"1"'
    if "If-None-Match" in exchange.request.headers:
        answer.set_status(304)
        answer.body = None
    return answer


async def _unasked(exchange):
    answer = to_response(exchange.answer)
    answer.set_status(304)
    answer.body = None
    return answer


@pytest.fixture(scope="module")
def twice(tmp_path_factory, commentary, script):
    """Two crawls of a site of which an article, a refused page and the feed have validators; tests only read it."""
    data = tmp_path_factory.mktemp("twice")
    with DemoSite(essays=20) as demo:
        (data / "sites").mkdir()
        (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        yield crawl_twice(demo, data, commentary, script)


def crawl_twice(demo, data, commentary, script):
    article = next(post.path for post in demo.posts() if post.outcome == "article")
    refused = next(post.path for post in demo.posts() if post.outcome != "article")
    for path in (article, refused):
        demo.faults[path] = Fault(action=_with_validator)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    before = len(demo.requests)
    assert script("request_all_again.py", "demo", data).returncode == 0
    return demo, data, demo.requests[before:], (article, refused)


@pytest.mark.slow
def test_an_unchanged_page_is_the_same_and_costs_no_reading(twice):
    demo, data, asked, paths = twice
    for path in paths:
        assert [request.status for request in asked if request.path == path] == [304]
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        query = "SELECT count(*), count(revisit_of) FROM captures WHERE url = ?"
        assert db.execute(query, (demo.url + paths[0],)).fetchone() == (2, 1)
        query = "SELECT count(*) FROM readings JOIN captures ON captures.id = capture WHERE url = ?"
        assert db.execute(query, (demo.url + paths[0],)).fetchone() == (1,)
    stored = sum(post.outcome == "article" for post in demo.posts())
    summary = last_summary(data)
    assert (summary["articles_new"], summary["articles_changed"], summary["articles_same"]) == (0, 0, stored)
    assert summary["refused"] == len(demo.posts()) - stored
    assert summary["asked"] == summary["pages"]


@pytest.mark.slow
def test_the_links_of_an_unchanged_listing_still_count(twice):
    _, data, asked, _ = twice
    assert [request.status for request in asked if request.path == "/feed/"] == [304]
    assert last_summary(data)["sources"] == {}


@pytest.mark.slow
def test_replay_makes_the_same_tables_of_revisits(twice, commentary, tmp_path):
    data = shutil.copytree(twice[1], tmp_path / "data")
    names = ("captures", "readings", "versions", "articles", "sources", "addresses", "runs")
    before = tables(data, *names)
    assert commentary("replay", "--data", data).returncode == 0
    assert tables(data, *names) == before


@pytest.mark.slow
def test_a_304_that_was_not_asked_for_is_an_error(demo, data, commentary):
    path = demo.posts()[0].path
    demo.faults[path] = Fault(action=_unasked)
    demo.faults["/blog/"] = Fault(action=_unasked)
    assert commentary("crawl", "demo", "--data", data).returncode == 3
    summary = last_summary(data)
    assert summary["reasons"]["failed"] == {"status 304 to an unconditional request": 1}
    assert summary["sources"] == {f"{demo.url}/blog/": "status 304 to an unconditional request"}


def conditions(request, original):
    ConditionalMiddleware(lambda _url: original).process_request(request)
    names = ("If-None-Match", "If-Modified-Since")
    return {name: request.headers[name].decode() for name in names if name in request.headers}


def capture(**values):
    empty = dict.fromkeys(Capture.__dataclass_fields__)
    return Capture(**empty | values)


def test_each_validator_is_sent_that_the_last_capture_has():
    both = {"If-None-Match": '"a"', "If-Modified-Since": NEVER}
    assert conditions(Request("http://x.example/"), capture(etag='"a"', last_modified=NEVER)) == both
    only = capture(last_modified=NEVER)
    assert conditions(Request("http://x.example/"), only) == {"If-Modified-Since": NEVER}


def test_a_full_run_sends_no_condition():
    request = Request("http://x.example/")
    ConditionalMiddleware(lambda _url: capture(etag='"a"'), full=True).process_request(request)
    assert "If-None-Match" not in request.headers
    assert request.meta["original"] is None


@pytest.mark.slow
def test_a_full_run_finds_an_edit_behind_a_server_that_always_answers_304(few):
    path = few.paths[0]
    few.demo.faults[path] = Fault(action=_never_changed)
    few.crawl()
    few.demo.day = 2
    edited = next(post.path for post in few.demo.posts(2) if post.path == path)
    answers = few.crawl("--full")
    assert [request.status for request in answers if request.path == edited] == [200]


def test_conditions_of_another_address_are_not_taken_along():
    request = Request("http://x.example/new", headers={"If-None-Match": '"old"'}, meta={"original": capture()})
    assert conditions(request, None) == {}
    assert request.meta["original"] is None


@pytest.mark.parametrize(
    "values",
    [{"method": "POST"}, {"meta": {"source": Source(kind="robots", url="http://x.example/robots.txt")}}],
)
def test_robots_txt_and_what_is_no_get_is_asked_for_in_full(values):
    assert conditions(Request("http://x.example/robots.txt", **values), capture(etag='"a"')) == {}
