"""The demo site on loopback, and a client that follows nothing and unpacks nothing by itself."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

from commentary.demo.server import DemoSite
from machine import Machine
from once import made_once


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def tree(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.text)

    def texts(self, css: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in self.tree.cssselect(css)]

    def values(self, css: str, attribute: str) -> list[str | None]:
        return [found.get(attribute) for found in self.tree.cssselect(css)]


Fetch = Callable[..., Reply]


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, commentary: Command) -> Path:
    """A folder that holds the demo's archive of two days; the site itself is gone."""

    def make(data: Path) -> None:
        said = commentary("demo", "--no-serve", "--data", data)
        assert said.returncode == 0, said.stderr

    return made_once(tmp_path_factory, "archive", make)


@pytest.fixture(scope="session")
def small_archive(tmp_path_factory: pytest.TempPathFactory, commentary: Command) -> Path:
    """Fill a folder with an archive of two days of a third of the demo site; the site itself is gone."""

    def make(data: Path) -> None:
        (data / "sites").mkdir()
        with DemoSite(essays=20) as demo:
            (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
            for day in (1, 2):
                demo.day = day
                said = commentary("crawl", "demo", "--data", data)
                assert said.returncode == 0, said.stderr

    return made_once(tmp_path_factory, "small-archive", make)


@pytest.fixture
def demo() -> Iterator[DemoSite]:
    with DemoSite() as site:
        yield site


@pytest.fixture(scope="session")
def first_day() -> Iterator[DemoSite]:
    """A site that nobody changes."""
    with DemoSite() as site:
        yield site


@pytest.fixture(scope="session")
def second_day() -> Iterator[DemoSite]:
    """A site that nobody changes, a day later."""
    with DemoSite(day=2) as site:
        yield site


@pytest.fixture(scope="session")
def fetch() -> Fetch:
    """Ask for an address once, as it is."""

    def ask(url: str, *, method: str = "GET", **headers: str) -> Reply:
        parts = urlsplit(url)
        connection = HTTPConnection(parts.netloc, timeout=20)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(
                method, target, headers={key.replace("_", "-"): value for key, value in headers.items()}
            )
            response = connection.getresponse()
            lower = {key.lower(): value for key, value in response.getheaders()}
            return Reply(response.status, lower, response.read())
        finally:
            connection.close()

    return ask


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on which nothing is started by what a test installs."""
    found = Machine(tmp_path)
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    return found
