"""A crawl of the demo site over two days, and the field's own tools, each run as a person would."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commentary.demo.server import DemoSite

BIN = Path(sys.executable).parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True)
class Crawled:
    """A data folder with the demo's two days, its profile, and the site, which is still there."""

    data: Path
    profile: str
    demo: DemoSite


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a program of this environment, or of the machine, with nothing of ours in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}

    def start(program: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        ours = BIN / program
        words = [str(ours) if ours.exists() else program, *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, env=clean, cwd=cwd, check=False)

    return start


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Iterator[Crawled]:
    """Crawl a third of the demo site on its two days; tests only read it."""
    data = tmp_path_factory.mktemp("crawled")
    with DemoSite(essays=20) as demo:
        (data / "sites").mkdir()
        (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        for day in (1, 2):
            demo.day = day
            said = run("commentary", "crawl", "demo", "--data", data)
            assert said.returncode == 0, said.stderr
        yield Crawled(data, demo.profile(), demo)
