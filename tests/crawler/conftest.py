import asyncio
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from commentary.demo.acts import sent
from commentary.demo.server import DemoSite

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}


def run(*command):
    """Run a Python program with nothing of ours in its environment, and return what it said."""
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, capture_output=True, text=True, env=CLEAN, check=False)


@pytest.fixture(scope="session")
def commentary():
    """Run the real command as a person would."""
    return lambda *arguments: run("-m", "commentary", *arguments)


@pytest.fixture(scope="session")
def script():
    """Run one of the programs that lie beside these tests."""
    return lambda name, *arguments: run(Path(__file__).with_name(name), *arguments)


def write_profile(data, demo):
    (data / "sites").mkdir(parents=True, exist_ok=True)
    (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")


@dataclass(frozen=True)
class TwoDays:
    """An archive of both days of the demo site, what the command said, and what was asked of the site each day."""

    data: Path
    demo: DemoSite
    said: tuple[subprocess.CompletedProcess, ...]
    asked: tuple[list[str], ...]

    def posts(self, day):
        return self.demo.posts(day)


@pytest.fixture(scope="session")
def two_days(tmp_path_factory, commentary):
    data = tmp_path_factory.mktemp("two-days")
    said, asked = [], []
    with DemoSite() as demo:
        write_profile(data, demo)
        for day in (1, 2):
            demo.day = day
            before = len(demo.requests)
            # Views change without telling a lastmod, and the tests compare those of every article.
            said.append(commentary("crawl", "demo", "--data", data, *(["--full"] if day > 1 else [])))
            asked.append([request.path for request in demo.requests[before:]])
        yield TwoDays(data, demo, tuple(said), tuple(asked))


@pytest.fixture
def demo():
    with DemoSite() as site:
        yield site


@pytest.fixture
def data(tmp_path, demo):
    folder = tmp_path / "data"
    write_profile(folder, demo)
    return folder


class Gate:
    """A fault that holds one answer back: the test knows when it was asked for, and says when it comes."""

    def __init__(self):
        self.reached = threading.Event()
        self.opened = threading.Event()

    async def hold(self, exchange):
        self.reached.set()
        await asyncio.to_thread(self.opened.wait)
        return sent(exchange.answer)

    def wait(self):
        assert self.reached.wait(60), "the page was never asked for"


@pytest.fixture
def gate():
    held = Gate()
    yield held
    held.opened.set()


@pytest.fixture
def start():
    """Start the real command and leave it running."""
    running = []

    def begin(*arguments):
        words = [sys.executable, "-m", "commentary", *map(str, arguments)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=CLEAN)
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()
