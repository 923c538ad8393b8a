"""A disk that is full and a site that goes away: what was captured stays, and the next run completes it."""

import json
import os
import random
import sqlite3
from contextlib import closing
from urllib.parse import unquote

import pytest

from archive.schema import add_form_functions
from archive.warc.members import Damage
from archive.warc.writer import read_records
from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite

pytestmark = pytest.mark.slow


def rows(data, query):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        return db.execute(query).fetchall()


def captured(data):
    return {url for (url,) in rows(data, "SELECT url FROM captures")}


def assert_complete(data, demo):
    assert rows(data, "PRAGMA integrity_check") == [("ok",)]
    assert rows(data, "PRAGMA foreign_key_check") == []
    entries = [entry for path in (data / "warc").iterdir() for entry in read_records(path)]
    assert not [entry for entry in entries if isinstance(entry, Damage)]
    stored = {unquote(url.removeprefix(demo.url)) for (url,) in rows(data, "SELECT url FROM articles")}
    assert stored == {unquote(post.path) for post in demo.posts() if post.outcome == "article"}


@pytest.mark.parametrize("size", [4_096, 200_000, 800_000])
def test_a_full_disk_ends_the_run_in_one_sentence_and_the_next_one_completes_it(demo, data, capped, commentary, size):
    said = capped(size, "crawl", "demo", "--data", data)
    assert said.returncode == 1
    # Which of the two is full first depends on how far the crawl has come.
    assert any(f"commentary: {data / name}: " in said.stderr for name in ("commentary.db", "frontier.db"))
    assert "Traceback" not in said.stderr
    kept = captured(data) if rows(data, "SELECT 1 FROM sqlite_master WHERE name = 'captures'") else set()
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert kept <= captured(data)
    assert_complete(data, demo)


def test_a_response_that_does_not_fit_on_the_disk_is_cut_off_again_and_named(demo, data, capped, commentary):
    # So large and so mixed that its record fills the disk before the database does, which begins with 440 KB.
    noise = random.Random(1).randbytes(900_000).hex()
    demo.faults["/robots.txt"] = Fault.text(f"User-agent: *\n# {noise}\n")
    said = capped(700_000, "crawl", "demo", "--data", data)
    assert said.returncode == 1
    (path,) = (data / "warc").iterdir()
    assert f"commentary: {path} cannot be written: File too large. Nothing stored is lost" in said.stderr
    assert path.stat().st_size < 10_000
    del demo.faults["/robots.txt"]
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert_complete(data, demo)


@pytest.fixture
def killed(demo, data, start, gate):
    """The folder of a run that was killed while it waited for an article."""
    demo.faults[[post.path for post in demo.posts() if post.kind == "article"][20]] = Fault(action=gate.hold)
    process = start("crawl", "demo", "--data", data)
    gate.wait()
    process.kill()
    process.communicate()
    gate.opened.set()
    return data


@pytest.mark.parametrize(("database", "share"), [("kept", 0.7), ("kept", 0.2), ("lost", 0.7), ("empty", 0.5)])
def test_a_run_that_lost_its_power_is_completed_by_the_next(killed, demo, commentary, database, share):
    (path,) = (killed / "warc").iterdir()
    os.truncate(path, int(path.stat().st_size * share))
    if database != "kept":
        for file in killed.glob("commentary.db*"):
            file.unlink()
    if database == "empty":
        (killed / "commentary.db").touch()
    assert commentary("crawl", "demo", "--data", killed).returncode == 0
    assert_complete(killed, demo)


def test_a_site_that_goes_away_midway_is_counted_and_completed_by_the_next_run(demo, data, start, gate, commentary):
    post = [post for post in demo.posts() if post.kind == "article"][20]
    demo.faults[post.path] = Fault(action=gate.hold)
    process = start("crawl", "demo", "--data", data)
    gate.wait()
    demo.stop()
    gate.opened.set()
    process.communicate()
    assert process.returncode == 3
    ((summary,),) = rows(data, "SELECT summary FROM runs")
    assert json.loads(summary)["status"] == "unreachable"
    kept = captured(data)
    with DemoSite(port=demo.port, essays=demo.essays) as back:
        assert commentary("crawl", "demo", "--data", data).returncode == 0
        assert kept <= captured(data)
        assert_complete(data, back)


def test_a_network_that_comes_back_within_the_run_costs_nothing(demo, data, commentary):
    demo.faults["/20*"] = Fault.reset(times=2)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert_complete(data, demo)
