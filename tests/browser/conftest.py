import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from reader import launch
from served import make_demo_archive, places_of, serving

from archive.schema import add_form_functions
from archive.warc.reader import read_records
from archive.warc.records import Recorded
from commentary.demo.fault_actions import send_instead
from commentary.demo.faults import Fault
from commentary.demo.response import DemoResponse
from commentary.demo.server import DemoSite

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
CLEAN |= {name: value for name, value in os.environ.items() if name == "COMMENTARY_CHROMIUM"}

PROFILE = """title = "App"
hosts = ["127.0.0.1:{port}"]
timezone = "UTC"
delay = 0
render = {render}
articles = '/app/[a-z-]+$'

[[sources]]
kind = "listing"
url = "http://127.0.0.1:{port}/app/"

[fields]
title = [{{ css = "h1" }}]
body = [{{ css = ".text" }}]
"""
# One shell for every page, as such sites have it.
SHELL = """<!DOCTYPE html><html lang="en"><head><title>App</title><link rel="stylesheet" href="/app.css"></head>
<body><main id="app"></main><script src="/app.js"></script></body></html>"""
SCRIPT = """
const app = document.getElementById("app");
async function show() {
    const answer = await fetch("/api" + location.pathname, { headers: { "X-App": "1" } });
    const page = await answer.json();
    app.innerHTML = page.cards
        ? page.cards.map(slug => `<article><h2><a href="/app/${slug}">${slug}</a></h2></article>`).join("")
        : `<article><h1>${page.title}</h1><div class="text"><p>${page.text}</p></div></article>`;
}
show();
"""
TEXT = "The ferry to {0} was late again, and the harbour master said why: the tide had been misread by a day. " * 4


@dataclass(frozen=True)
class App:
    """A site whose pages are put together by a script, and the archive of its crawls."""

    demo: DemoSite
    data: Path
    shell: str = SHELL
    script: str = SCRIPT
    text: str = TEXT

    def say(self, path, text, kind="html", *, charset="utf-8", **headers):
        answer = DemoResponse(
            body=text.encode(charset), content_type=f"text/{kind}; charset={charset}", headers=headers
        )
        self.demo.faults[path] = Fault(action=partial(send_instead, answer=answer))

    def tell(self, path, value):
        self.demo.faults[path] = Fault.text(json.dumps(value), content_type="application/json")

    def add(self, slug, text=SHELL):
        """Add an article; `text` is its document."""
        self.say(f"/app/{slug}", text)
        self.tell(f"/api/app/{slug}", {"title": slug.title(), "text": TEXT.format(slug)})
        self.list(
            *(key.removeprefix("/app/") for key in self.demo.faults if key.startswith("/app/") and key != "/app/")
        )

    def list(self, *slugs):
        self.tell("/api/app/", {"cards": slugs})

    def profile(self, *, render=True, more=""):
        (self.data / "sites").mkdir(parents=True, exist_ok=True)
        text = PROFILE.format(port=self.demo.port, render=str(render).lower())
        (self.data / "sites" / "app.toml").write_text(text.replace("\n[fields]", f"{more}\n[fields]"), "utf-8")

    def run(self, *words, **environment):
        """Run a Python program with nothing of ours in its environment, and return what it said."""
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=CLEAN | environment, check=False)

    def crawl(self, *options, **environment):
        return self.run("-m", "commentary", "crawl", "app", "--data", self.data, *options, **environment)

    def asked(self, path):
        return [request for request in self.demo.requests if request.path == path]

    def rows(self, query):
        with closing(sqlite3.connect(self.data / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query).fetchall()

    def titles(self):
        return {title for (title,) in self.rows("SELECT title FROM articles")}

    def summary(self):
        return json.loads(self.rows("SELECT summary FROM runs ORDER BY started_at DESC, id DESC")[0][0])

    def recorded(self):
        paths = sorted((self.data / "warc").iterdir())
        return [entry for path in paths for entry in read_records(path) if isinstance(entry, Recorded)]


@contextmanager
def new_app(data):
    with DemoSite() as demo:
        site = App(demo, data)
        site.say("/robots.txt", "User-agent: *\nDisallow: /private/\n", "plain")
        site.say("/app.js", SCRIPT, "javascript")
        site.say("/app/", SHELL)
        site.list()
        site.profile()
        yield site


@pytest.fixture
def app(tmp_path):
    with new_app(tmp_path / "data") as site:
        yield site


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A crawl of two articles, for tests that only look at what came of it."""
    with new_app(tmp_path_factory.mktemp("crawled")) as site:
        site.add("harbour")
        site.add("lighthouse")
        said = site.crawl(COMMENTARY_CONTACT="me@example.org")
        assert said.returncode == 0, said.stderr
        yield site


class Elsewhere:
    """Another machine's ports, as it were: `knocks` tells who came, over TCP or UDP."""

    def __init__(self):
        self.knocks = []
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self.tcp.getsockname()[1]
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", self.port))
        self.threads = [threading.Thread(target=wait) for wait in (self._wait_tcp, self._wait_udp)]
        for thread in self.threads:
            thread.start()

    def _wait_tcp(self):
        while True:
            connection, _ = self.tcp.accept()
            said = connection.recv(100)
            connection.close()
            if said == b"end":
                return
            self.knocks.append(("tcp", said))

    def _wait_udp(self):
        while (said := self.udp.recv(2000)) != b"end":
            self.knocks.append(("udp", said))

    def stop(self):
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"end")
        self.udp.sendto(b"end", ("127.0.0.1", self.port))
        for thread in self.threads:
            thread.join()
        self.tcp.close()
        self.udp.close()


@pytest.fixture
def elsewhere():
    place = Elsewhere()
    yield place
    place.stop()


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory):
    """An archive of two days of the demo site, with its images: one for all workers, which nobody changes."""
    base = tmp_path_factory.getbasetemp()
    return make_demo_archive((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo-archive")


@pytest.fixture(scope="session")
def address(demo_archive):
    """Where that archive is served, without a slash at the end."""
    with serving(demo_archive) as served:
        yield served


@pytest.fixture(scope="session")
def places(demo_archive):
    """What stands in the paths of pages for the names in braces."""
    return places_of(demo_archive)


@pytest.fixture(scope="session")
def browser():
    """A Chromium for all tests of a worker."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()
