"""A site that misbehaves: each fault has its outcome in the summary, and costs its own page only."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite

pytestmark = pytest.mark.slow

FAULTS = {
    # A fault, its outcome, its reason, and how often the page is asked for at most.
    "error": (Fault.status(500), "failed", "status 500", 3),
    "bad gateway": (Fault.status(502), "failed", "status 502", 3),
    "overloaded": (Fault.status(503, headers={"Retry-After": "1"}), "failed", "status 503", 3),
    "overloaded once": (Fault.status(503, times=1), "article", None, 2),
    "asked too often once": (Fault.status(429, headers={"Retry-After": "1"}, times=1), "article", None, 2),
    "asked too often": (Fault.status(429, headers={"Retry-After": "1"}), "failed", "status 429", 3),
    "forbidden": (Fault.status(403), "failed", "status 403", 1),
    "gone": (Fault.status(410), "refused", "status 410", 1),
    "reset": (Fault.reset(), "failed", "connection lost or broken", 6),
    "cut": (Fault.cut(), "failed", "cut off by the connection", 3),
    "cut chunked": (Fault.cut_chunked(), "failed", "cut off by the connection", 3),
    "called gzip": (Fault.mislabelled("gzip"), "article", None, 1),
    "called br": (Fault.mislabelled("br"), "failed", "Content-Encoding 'br' cannot be decoded", 1),
    "off the site": (Fault.redirect("https://example.org/x"), "skipped", "redirects off the site", 1),
    "to another port": (Fault.redirect("http://127.0.0.1:1/x"), "skipped", "redirects off the site", 1),
    "to a file": (Fault.redirect("file:///etc/passwd"), "skipped", "redirects to what is no HTTP URL", 1),
    "to nothing": (Fault.redirect("http://[broken"), "skipped", "redirects to what is no HTTP URL", 1),
    "loop": (Fault.redirect_loop(), "failed", "too many redirects", 6),
    "chain": (Fault.redirect_chain(3), "refused", "address does not match the profile's articles", 4),
    "long chain": (Fault.redirect_chain(9), "failed", "too many redirects", 6),
    "big": (Fault.big(1 << 30), "failed", "larger than the size limit for a response", 1),
    "big chunked": (Fault.big_chunked(1 << 30), "failed", "larger than the size limit for a response", 1),
    "bomb": (Fault.bomb(4 << 30), "failed", "decodes to more than 64 MB", 1),
    "slow": (Fault.slow(0.1), "article", None, 1),
    "challenge": (Fault.challenge(), "failed", "challenge", 1),
    "challenge that says so": (Fault.challenge(status=403), "failed", "status 403", 1),
    "consent": (Fault.consent(), "failed", "consent wall", 1),
    "error called a success": (Fault.status(200), "failed", "error page", 1),
}


@dataclass(frozen=True)
class Visit:
    """A crawl of a site with one fault a page: what it said, and what was asked for."""

    data: Path
    demo: DemoSite
    paths: dict[str, str]
    summary: dict

    def asked(self, name):
        return [asked for asked in self.demo.requests if asked.path.partition("?")[0] == self.paths[name]]


@pytest.fixture(scope="module")
def visit(tmp_path_factory, commentary):
    data = tmp_path_factory.mktemp("faults")
    with DemoSite(essays=20) as demo:
        (data / "sites").mkdir()
        (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        posts = [post.path for post in demo.posts() if post.kind == "article"]
        paths = dict(zip(FAULTS, posts, strict=False))
        for name, (fault, *_) in FAULTS.items():
            demo.faults[paths[name]] = fault
        demo.faults["/blog/*"] = Fault.endless()
        said = commentary("crawl", "demo", "--data", data)
        assert said.returncode == 3, said.stderr
        assert "Traceback" not in said.stderr
        yield Visit(data, demo, paths, summary_of(data))


def summary_of(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return json.loads(db.execute("SELECT summary FROM runs ORDER BY started_at DESC, id DESC").fetchone()[0])


def is_article(data, path):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute("SELECT 1 FROM articles WHERE url LIKE ?", (f"%{path}",)).fetchone() is not None


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_outcome(visit, name):
    _, outcome, reason, _ = FAULTS[name]
    assert is_article(visit.data, visit.paths[name]) == (outcome == "article")
    if reason:
        wanted = [other for _, kind, other, _ in FAULTS.values() if kind == outcome and other == reason]
        counted = [count for told, count in visit.summary["reasons"][outcome].items() if told.startswith(reason)]
        assert sum(counted) >= len(wanted)


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_is_asked_again_only_where_that_may_help(visit, name):
    assert 0 < len(visit.asked(name)) <= FAULTS[name][3]


def test_every_other_article_is_stored(visit):
    with closing(sqlite3.connect(visit.data / "commentary.db")) as db:
        (stored,) = db.execute("SELECT count(*) FROM articles").fetchone()
    lost = sum(outcome != "article" for _, outcome, *_ in FAULTS.values())
    assert stored == sum(post.outcome == "article" for post in visit.demo.posts()) - lost


def test_a_pager_that_only_repeats_itself_comes_to_an_end(visit):
    assert len([asked for asked in visit.demo.requests if asked.path.startswith("/blog/")]) < 40


def test_a_source_that_fails_makes_the_run_incomplete_and_is_named(demo, data, commentary):
    demo.faults["/feed/"] = Fault.status(404)
    demo.faults["/wp-sitemap.xml"] = Fault.text("<html>This is no sitemap.</html>")
    said = commentary("crawl", "demo", "--data", data)
    assert said.returncode == 3
    assert f"not read  {demo.url}/feed/: status 404" in said.stdout
    assert f"not read  {demo.url}/wp-sitemap.xml: " in said.stdout


def test_a_site_that_is_not_there_leaves_nothing_fetched(data, demo, commentary):
    demo.stop()
    said = commentary("crawl", "demo", "--data", data)
    assert said.returncode == 4
    assert "robots.txt could not be read (connection refused)" in said.stdout


def test_a_calendar_without_end_is_left(demo, data, commentary):
    profile = data / "sites" / "demo.toml"
    calendar = f'\n[[sources]]\nkind = "listing"\nurl = "{demo.url}/calendar/2026/07/"\n'
    profile.write_text(profile.read_text("utf-8").replace("\n[fields]", f"{calendar}\n[fields]", 1), "utf-8")
    demo.faults["/calendar/*"] = Fault.calendar()
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert len([asked for asked in demo.requests if asked.path.startswith("/calendar/")]) < 5
