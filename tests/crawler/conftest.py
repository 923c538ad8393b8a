import asyncio
import json
import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.schema import add_form_functions
from commentary.demo.fault_actions import to_response
from commentary.demo.server import DemoSite
from once import made_once

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}


@pytest.fixture(scope="session")
def script(commentary):
    """Run one of the programs in tests/crawler/programs, in a fork of a prepared process."""
    return lambda name, *arguments: commentary.program(Path(__file__).with_name("programs") / name, *arguments)


@pytest.fixture(scope="session")
def capped():
    """Run the command with a limit on the size of each file, which each of its processes has from its start."""
    program = Path(__file__).with_name("programs") / "limit_file_size.py"

    def run(size, *arguments):
        words = [sys.executable, program, str(size), *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, env=CLEAN, check=False)

    return run


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
    """The demo site has ended: it still tells its posts and its address."""

    def make(folder):
        said, asked = [], []
        with DemoSite() as demo:
            write_profile(folder / "data", demo)
            for day in (1, 2):
                demo.day = day
                before = len(demo.requests)
                # Views change without telling a lastmod, and the tests compare those of every article.
                options = ["--full"] if day > 1 else []
                said.append(commentary("crawl", "demo", "--data", folder / "data", *options))
                asked.append([request.path for request in demo.requests[before:]])
        (folder / "told").write_bytes(pickle.dumps((demo.port, tuple(said), tuple(asked))))

    folder = made_once(tmp_path_factory, "two-days", make)
    port, said, asked = pickle.loads((folder / "told").read_bytes())  # noqa: S301 - written above
    return TwoDays(folder / "data", DemoSite(day=2, port=port), said, asked)


# A third of the demo site's pages, with every kind of post.
SOME_ESSAYS = 20


@pytest.fixture
def demo(request):
    """Yield the demo site with SOME_ESSAYS; `parametrize("demo", [None], indirect=True)` gives the whole of it."""
    with DemoSite(essays=getattr(request, "param", SOME_ESSAYS)) as site:
        yield site


@pytest.fixture
def data(tmp_path, demo):
    folder = tmp_path / "data"
    write_profile(folder, demo)
    return folder


FEW = """title = "A few articles"
hosts = ["{host}"]
timezone = "Europe/Istanbul"
delay = 0
articles = '/2026/0[45]/[^/]+/$'

[[sources]]
kind = "sitemap"
url = "{url}/wp-sitemap.xml"
"""


@dataclass
class Few:
    """Two months of the demo site, so that a crawl takes no time: its folder, and how to crawl it."""

    data: Path
    demo: DemoSite
    command: Callable[..., subprocess.CompletedProcess]

    def crawl(self, *arguments, code=0):
        """Crawl, and return what was asked for beside robots.txt and the sitemap, with the answers' statuses."""
        before = len(self.demo.requests)
        self.said = self.command("crawl", "few", "--data", self.data, *arguments)
        assert code in {None, self.said.returncode}, self.said.stdout + self.said.stderr
        asked = self.demo.requests[before:]
        return [request for request in asked if not request.path.startswith(("/robots.txt", "/wp-sitemap"))]

    def rows(self, query, *parameters):
        with closing(sqlite3.connect(self.data / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query, parameters).fetchall()

    @property
    def summary(self):
        """What the last run said at its end."""
        return json.loads(self.rows("SELECT summary FROM runs ORDER BY started_at DESC, id DESC LIMIT 1")[0][0])

    @property
    def paths(self):
        """The paths of the posts, as the sitemap lists them."""
        posts = sorted(self.demo.posts(), key=lambda post: post.id)
        return [post.path for post in posts if post.path.startswith(("/2026/04/", "/2026/05/"))]


def few_articles(folder, demo, commentary):
    """Make an archive in an empty folder that crawls two months of a demo site."""
    (folder / "sites").mkdir(parents=True)
    profile = FEW.format(host=demo.url.partition("://")[2], url=demo.url)
    (folder / "sites" / "few.toml").write_text(profile, "utf-8")
    return Few(folder, demo, commentary)


@pytest.fixture
def few(tmp_path, demo, commentary):
    return few_articles(tmp_path / "few", demo, commentary)


class Gate:
    """A fault that holds one answer back: the test knows when it was asked for, and says when it comes."""

    def __init__(self):
        self.reached = threading.Event()
        self.opened = threading.Event()

    async def hold(self, exchange):
        self.reached.set()
        await asyncio.to_thread(self.opened.wait)
        return to_response(exchange.answer)

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

    def begin(*arguments, program=("-m", "commentary")):
        words = [sys.executable, *program, *map(str, arguments)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=CLEAN)
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()
