"""A site that blocks every request, and one whose pages are all gone: neither changes what is stored."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite
from crawler.ledger.ledger import MAX_BLOCKED_IN_ROW
from extract.urls.canonical import canonical_url

BLOCKED = (
    "demo: blocked, because the run stopped after 10 blocked responses in a row (401/403/429 or a challenge page)\n"
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def crawled(tmp_path_factory, commentary):
    """A demo site, and an archive that knows it."""
    data = tmp_path_factory.mktemp("crawled") / "data"
    (data / "sites").mkdir(parents=True)
    with DemoSite(essays=20) as demo:
        (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        assert commentary("crawl", "demo", "--data", data).returncode == 0
        yield demo, data


@pytest.fixture
def known(crawled, commentary, tmp_path):
    """A demo site that is known already, a copy of its archive, and how to crawl it again."""
    demo, before = crawled
    data = shutil.copytree(before, tmp_path / "data")
    demo.faults.clear()
    demo.requests.clear()
    return demo, data, lambda *arguments: commentary("crawl", "demo", "--data", data, *arguments)


@pytest.mark.parametrize("fault", [Fault.status(403), Fault.challenge(), Fault.consent()])
def test_a_run_of_nothing_but_blocks_ends_early_and_says_so(known, fault):
    demo, _, crawl = known
    for path in ("/20*", "/wp-sitemap*", "/feed/", "/wp-json/*", "/blog/*"):
        demo.faults[path] = fault
    said = crawl("--full")
    assert said.returncode == 3
    assert BLOCKED in said.stdout
    # What answers 200 is found out by reading it, while the next pages are under way.
    assert len(demo.requests) < 3 * MAX_BLOCKED_IN_ROW


def test_a_site_with_few_pages_that_are_all_blocked_is_blocked_as_well(few):
    for path in few.paths:
        few.demo.faults[path] = Fault.status(403)
    for path in few.paths[MAX_BLOCKED_IN_ROW - 2 :]:
        few.demo.faults[path] = Fault.status(404)
    few.crawl(code=3)
    assert few.summary["status"] == "finished"
    assert few.summary["blocked"] == MAX_BLOCKED_IN_ROW - 2


def test_no_challenge_is_ever_an_article(few):
    few.demo.faults[few.paths[0]] = Fault.challenge()
    few.demo.faults[few.paths[1]] = Fault.consent()
    few.crawl(code=3)
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths) - 2,)]
    assert {reason for reason, _ in few.summary["reasons"]["failed"].items()} == {"challenge", "consent wall"}
    few.demo.faults.clear()
    assert {request.path for request in few.crawl("--full")} == set(few.paths)
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]


def test_a_site_that_turns_all_404_overnight_loses_nothing(few):
    few.crawl()
    for path in few.paths:
        few.demo.faults[path] = Fault.status(404)
    few.crawl("--full", code=3)
    assert "ALARM: outage: " in few.said.stdout
    assert few.rows("SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == [(0,)]
    few.demo.faults.clear()
    # What answered 404 is looked at again at once, though no source says that it changed.
    assert {request.path for request in few.crawl()} == set(few.paths)
    assert few.rows("SELECT count(*) FROM history") == [(0,)]


def test_many_articles_withdrawn_at_once_are_believed_beside_others_that_are_there(known):
    demo, data, crawl = known
    gone = [post.path for post in demo.posts() if post.outcome == "article"][20:40]
    for path in gone:
        demo.faults[path] = Fault.status(410)
    said = crawl("--full")
    assert said.returncode == 0, said.stdout
    assert "20 x status 410" in said.stdout
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        stored = {url for (url,) in db.execute("SELECT url FROM articles WHERE gone_status = 410")}
    assert stored == {canonical_url(demo.url + path) for path in gone}
