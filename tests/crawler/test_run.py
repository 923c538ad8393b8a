import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.slow


def test_a_bug_ends_the_run_with_a_traceback(demo, data, script):
    said = script("broken_pipeline.py", "demo", data)
    assert said.returncode == 1
    assert said.stderr.rstrip().splitlines()[-1].startswith("ZeroDivisionError: http://127.0.0.1")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT status FROM runs").fetchall() == [("failed",)]
    assert len(demo.requests) < 60


def test_what_was_captured_before_a_bug_is_read_by_the_next_run(demo, data, script, commentary):
    script("broken_pipeline.py", "demo", data)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        (unread,) = db.execute(
            "SELECT count(*) FROM captures LEFT JOIN readings ON readings.capture = captures.id"
            " WHERE source_kind IS NULL AND captures.status = 200 AND readings.capture IS NULL"
        ).fetchone()
    assert unread == 0


def test_every_request_says_who_asks(demo, data, commentary):
    (data / "settings.toml").write_text('contact = "me@example.org"', "utf-8")
    assert commentary("crawl", "demo", "--max-pages", 3, "--data", data).returncode == 3
    agents = {asked.headers["User-Agent"] for asked in demo.requests}
    assert len(agents) == 1
    assert agents.pop().endswith("(+me@example.org)")


def test_a_mistake_in_one_of_several_sites_is_told_before_any_is_crawled(demo, data, commentary):
    said = commentary("crawl", "demo", "nowhere", "--data", data)
    assert said.returncode == 1
    assert demo.requests == []
