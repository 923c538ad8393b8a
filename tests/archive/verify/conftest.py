import shutil
from pathlib import Path

import pytest

from commentary.demo.server import DemoSite
from once import made_once


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory, commentary) -> Path:
    """An archive of three runs of the demo site, over its two days; tests only copy it."""

    def make(data):
        (data / "sites").mkdir()
        with DemoSite(essays=8) as demo:
            (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
            for day in (1, 2, 2):
                demo.day = day
                said = commentary("crawl", "demo", "--full", "--data", data)
                assert said.returncode == 0, said.stderr

    return made_once(tmp_path_factory, "demo-archive", make)


@pytest.fixture
def copied(demo_archive, tmp_path) -> Path:
    """A copy of that archive that a test may damage."""
    return shutil.copytree(demo_archive, tmp_path / "data")
