"""A run that is interrupted, politely or not: nothing captured is lost, and the next run completes it."""

import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.warc.members import Damage
from archive.warc.writer import read_records
from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite

pytestmark = pytest.mark.slow


def runs(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return [status for (status,) in db.execute("SELECT status FROM runs ORDER BY started_at, id")]


def captured(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return {url for (url,) in db.execute("SELECT url FROM captures")}


def articles(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute("SELECT count(*) FROM articles").fetchone()[0]


def damage(data):
    return [entry for path in (data / "warc").iterdir() for entry in read_records(path) if isinstance(entry, Damage)]


@dataclass(frozen=True)
class Held:
    """A site that holds the answer to one of its articles back."""

    demo: DemoSite
    data: Path
    gate: object
    url: str

    @property
    def complete(self):
        return sum(post.outcome == "article" for post in self.demo.posts())


@pytest.fixture
def held(demo, data, gate):
    post = [post for post in demo.posts() if post.kind == "article"][20]
    demo.faults[post.path] = Fault(action=gate.hold)
    return Held(demo, data, gate, demo.url + post.path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_lets_the_run_finish_what_is_under_way(held, start, commentary, number):
    process = start("crawl", "demo", "--data", held.data)
    held.gate.wait()
    process.send_signal(number)
    # Lines of progress may come before it.
    assert any(f"{number.name}: finishing what is under way" in line for line in process.stderr)
    held.gate.opened.set()
    said, _ = process.communicate()
    assert process.returncode == 3
    assert "demo: interrupted" in said
    assert runs(held.data) == ["interrupted"]
    assert held.url in captured(held.data)
    assert damage(held.data) == []
    assert articles(held.data) < held.complete
    assert commentary("crawl", "demo", "--data", held.data).returncode == 0
    assert articles(held.data) == held.complete


def test_a_second_signal_ends_the_run_at_once(held, start, commentary):
    process = start("crawl", "demo", "--data", held.data)
    held.gate.wait()
    process.send_signal(signal.SIGINT)
    assert any("finishing what is under way" in line for line in process.stderr)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == 3
    assert runs(held.data) == ["interrupted"]
    assert held.url not in captured(held.data)
    held.gate.opened.set()
    assert commentary("crawl", "demo", "--data", held.data).returncode == 0
    assert articles(held.data) == held.complete


def test_a_killed_run_loses_nothing_that_was_captured(held, start, commentary):
    process = start("crawl", "demo", "--data", held.data)
    held.gate.wait()
    process.kill()
    process.communicate()
    kept = captured(held.data)
    held.gate.opened.set()
    assert commentary("crawl", "demo", "--data", held.data).returncode == 0
    assert runs(held.data) == ["interrupted", "finished"]
    assert kept <= captured(held.data)
    assert damage(held.data) == []
    assert articles(held.data) == held.complete


def test_two_runs_never_write_to_one_archive(held, start, commentary):
    process = start("crawl", "demo", "--data", held.data)
    held.gate.wait()
    second = commentary("crawl", "demo", "--data", held.data)
    assert second.returncode == 1
    assert second.stderr.startswith("commentary: ")
    assert f"in use by process {process.pid}" in second.stderr
    held.gate.opened.set()
    process.communicate()
    assert process.returncode == 0


# No program can tell of a signal that comes before Python itself has started, which takes long on a busy machine.
TELLS_THAT_PYTHON_RUNS = """
import runpy, sys
sys.stderr.write(".")
sys.stderr.flush()
runpy.run_module("commentary", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", [("crawl demo", 0.2), ("crawl demo", 0.4), ("replay", 0.2), ("replay", 0.4)])
def test_a_signal_while_a_command_starts_ends_it_with_one_line(demo, data, start, number, when):
    command, seconds = when
    (data / "warc").mkdir()
    demo.faults["/robots.txt"] = Fault.slow(5)
    process = start(*command.split(), "--data", data, program=("-c", TELLS_THAT_PYTHON_RUNS))
    assert process.stderr.read(1) == "."
    time.sleep(seconds)
    process.send_signal(number)
    said, problems = process.communicate()
    if process.returncode == 0 or "finishing what is under way" in problems:
        pytest.skip("it had started, or even ended, before the signal came")
    assert process.returncode == 3, said + problems
    assert "Traceback" not in problems
    assert "leaked" not in problems
    assert problems.startswith("commentary: ")
    assert problems.count("\n") == 1
