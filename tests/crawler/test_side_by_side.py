"""Several sites in one process: none waits for another one or ends it, and each leaves what it would alone."""

import asyncio
import json
import re
import signal
import sqlite3
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.schema import add_form_functions
from archive.store import Archive
from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite
from contents import content_of
from sites import load_sites

pytestmark = pytest.mark.slow

# Two months of the demo site, so that nearly all of the time of a crawl is waiting.
PROFILE = """title = "{name}"
hosts = ["{host}"]
timezone = "Europe/Istanbul"
delay = {delay}
articles = '/2026/0[45]/[^/]+/$'

[[sources]]
kind = "sitemap"
url = "{url}/wp-sitemap.xml"
"""
# What an archive says, without which capture said it and when.
TEXTS = (
    "SELECT url, site, version, versions, views FROM articles",
    "SELECT site, url, source_kind, source_url, modified_at FROM sources",
    "SELECT url, article FROM addresses",
    "SELECT site, status, articles_new, articles_changed, refused, failed, captures FROM runs",
    "SELECT captures.url, outcome, reason FROM readings JOIN captures ON captures.id = capture",
)


@dataclass
class Sites:
    """Demo sites on ports of their own, and an archive that crawls them."""

    data: Path
    demos: dict[str, DemoSite]

    def profile(self, name, delay=0.0, data=None):
        demo, folder = self.demos[name], (data or self.data) / "sites"
        folder.mkdir(parents=True, exist_ok=True)
        host = demo.url.partition("://")[2]
        text = PROFILE.format(name=name, host=host, url=demo.url, delay=delay)
        (folder / f"{name}.toml").write_text(text, "utf-8")

    def schedule(self, *names, every="6h"):
        lines = "".join(f'{name} = "{every}"\n' for name in names)
        (self.data / "settings.toml").write_text(f"[schedule]\n{lines}", "utf-8")

    def article(self, name, number=5):
        """The path of an article of a site that its crawl requests."""
        posts = [post for post in self.demos[name].posts() if post.kind == "article"]
        return [post.path for post in posts if re.match("/2026/0[45]/", post.path)][number]


@pytest.fixture
def sites(tmp_path):
    with ExitStack() as started:
        demos = {name: started.enter_context(DemoSite(essays=20)) for name in ("one", "two")}
        found = Sites(tmp_path / "data", demos)
        for name in demos:
            found.profile(name)
        yield found


def rows(data, query):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        return sorted(db.execute(query).fetchall(), key=repr)


def texts_of(data):
    return [rows(data, query) for query in TEXTS]


def statuses(data):
    return dict(rows(data, "SELECT site, status FROM runs"))


def wait_until(is_so, seconds=30):
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def test_two_sites_are_crawled_at_the_same_time_and_leave_what_each_alone_leaves(sites, commentary, tmp_path):
    other = tmp_path / "one after another"
    for folder in (sites.data, other):
        for name in sites.demos:
            sites.profile(name, delay=0.1, data=folder)
    both = commentary("crawl", "one", "two", "--data", sites.data)
    assert "2 runs: 2 finished" in both.stdout, both.stderr
    assert both.stderr == ""
    for name in sites.demos:
        assert commentary("crawl", name, "--data", other).returncode == 0
    ((last_start, first_end),) = rows(sites.data, "SELECT max(started_at), min(finished_at) FROM runs")
    assert last_start < first_end
    assert texts_of(sites.data) == texts_of(other)
    assert commentary("verify", "--data", sites.data).returncode == 0


def test_sites_that_share_a_host_follow_one_another(sites, commentary):
    text = (sites.data / "sites" / "one.toml").read_text("utf-8")
    (sites.data / "sites" / "again.toml").write_text(text.replace('title = "one"', 'title = "again"'), "utf-8")
    said = commentary("crawl", "one", "again", "two", "--data", sites.data)
    assert said.returncode == 0, said.stdout + said.stderr
    ended = re.findall(r"^(\w+): finished", said.stdout, re.MULTILINE)
    assert sorted(ended) == ["again", "one", "two"]
    assert ended.index("one") < ended.index("again")
    # Each asks for robots.txt once, and the first has ended by then.
    asked = [request.path for request in sites.demos["one"].requests]
    second = asked.index("/robots.txt", 1)
    assert asked.count("/robots.txt") == 2
    assert len(set(asked[:second])) == second


def test_a_host_that_rests_gives_its_place_to_another_site(sites, commentary):
    sites.schedule("one", "two")
    sites.demos["one"].faults["/wp-sitemap.xml"] = Fault.status(429, headers={"Retry-After": "9"}, times=1)
    said = commentary("run", "--at-once", "1", "--data", sites.data)
    assert said.returncode == 0, said.stdout + said.stderr
    assert re.findall(r"^(\w+): finished", said.stdout, re.MULTILINE) == ["two", "one"]


def test_what_is_due_is_crawled_and_then_nothing_is(sites, commentary):
    sites.schedule("one", "two")
    said = commentary("run", "--data", sites.data)
    assert said.returncode == 0, said.stdout + said.stderr
    assert statuses(sites.data) == {"one": "finished", "two": "finished"}
    asked = [len(demo.requests) for demo in sites.demos.values()]
    again = commentary("run", "--data", sites.data)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert [len(demo.requests) for demo in sites.demos.values()] == asked


def test_a_second_start_says_that_the_first_goes_on(sites, start, commentary, gate):
    sites.schedule("one", "two")
    path = sites.article("one")
    sites.demos["one"].faults[path] = Fault(action=gate.hold)
    first = start("run", "--at-once", "1", "--data", sites.data)
    gate.wait()
    # Only of a site that has not begun can it tell that it is due.
    second = commentary("run", "--data", sites.data)
    assert (second.returncode, second.stderr) == (0, "")
    assert f"is in use by process {first.pid}" in second.stdout
    gate.opened.set()
    said, problems = first.communicate()
    assert first.returncode == 0, said + problems


def test_a_site_that_becomes_due_meanwhile_is_crawled_too(sites, script, gate):
    sites.schedule("one")

    async def schedule_another(exchange):
        sites.schedule("one", "two")
        await asyncio.to_thread(wait_until, lambda: len(sites.demos["two"].requests) > 3)
        return await gate.hold(exchange)

    sites.demos["one"].faults[sites.article("one")] = Fault(action=schedule_another)
    gate.opened.set()
    said = script("look_often.py", sites.data)
    assert said.returncode == 0, said.stdout + said.stderr
    assert sorted(said.stdout.split()) == ["one", "two"]


def test_one_signal_ends_all_runs_politely(sites, start, gate, commentary):
    sites.profile("two", delay=30)
    sites.demos["one"].faults[sites.article("one")] = Fault(action=gate.hold)
    process = start("crawl", "one", "two", "--data", sites.data)
    gate.wait()
    process.send_signal(signal.SIGINT)
    assert any("finishing what is under way" in line for line in process.stderr)
    gate.opened.set()
    said, problems = process.communicate()
    assert process.returncode == 3, said + problems
    assert statuses(sites.data) == {"one": "interrupted", "two": "interrupted"}
    assert "2 runs: 2 interrupted" in said
    sites.profile("two")
    assert commentary("crawl", "one", "two", "--data", sites.data).returncode == 0


def test_a_kill_in_the_middle_of_both_loses_nothing(sites, start, commentary, gate, tmp_path):
    whole = tmp_path / "whole"
    for name in sites.demos:
        sites.profile(name, data=whole)
        assert commentary("crawl", name, "--data", whole).returncode == 0
    sites.profile("two", delay=0.3)
    sites.demos["one"].faults[sites.article("one")] = Fault(action=gate.hold)
    process = start("crawl", "one", "two", "--data", sites.data)
    gate.wait()
    wait_until(lambda: len(sites.demos["two"].requests) > 5)
    process.kill()
    process.communicate()
    kept = rows(sites.data, "SELECT id FROM captures")
    assert {site for (site,) in rows(sites.data, "SELECT DISTINCT site FROM captures")} == {"one", "two"}
    gate.opened.set()
    sites.profile("two")
    # What was killed is due at once, although its interval has not passed.
    sites.schedule("one", "two")
    said = commentary("run", "--data", sites.data)
    assert said.returncode == 0, said.stdout + said.stderr
    assert set(kept) <= set(rows(sites.data, "SELECT id FROM captures"))
    for query in TEXTS[:3]:
        assert rows(sites.data, query) == rows(whole, query)
    twice = "SELECT url FROM captures WHERE source_kind IS NULL GROUP BY url HAVING count(*) > 1"
    assert rows(sites.data, twice) == []
    before = content_of(sites.data)
    with Archive.open(sites.data) as archive:
        list(archive.replay(load_sites(sites.data / "sites")))
    assert content_of(sites.data) == before


def test_an_error_of_one_site_ends_no_other(sites, commentary):
    (sites.data / "sites" / "public.toml").write_text(
        PROFILE.format(name="public", host="example.org", url="https://example.org", delay=1), "utf-8"
    )
    (sites.data / "sites" / "wrong.toml").write_text("title = 3", "utf-8")
    sites.schedule("public", "wrong", "nowhere", "one")
    said = commentary("run", "--data", sites.data)
    assert said.returncode == 1
    assert statuses(sites.data) == {"one": "finished"}
    told = said.stderr.splitlines()
    for name, words in (
        ("public", "COMMENTARY_CONTACT"),
        ("wrong", "hosts: is missing"),
        ("nowhere", "no such site"),
    ):
        assert [words in line for line in told if line.startswith(f"commentary: {name}: ")] == [True], said.stderr


def test_a_bug_in_the_run_of_one_site_ends_no_other(sites, script):
    said = script("broken_for_one.py", sites.data)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == {"one": ["failed", "ZeroDivisionError"], "two": ["finished", None]}
