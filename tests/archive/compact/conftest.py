"""An archive in which pages, lists and robots.txt were fetched again and again, as by crawls without conditions."""

import shutil
from pathlib import Path

import pytest

from archive.compact import Skipped, compact_files, plan_files
from archive.store import Archive
from archive.warc import Compacted
from compact_tools import fill, no_progress


@pytest.fixture(scope="session")
def repeated(tmp_path_factory):
    data = tmp_path_factory.mktemp("repeated")
    fill(data)
    return data


@pytest.fixture
def data(repeated, tmp_path):
    """A copy of that archive that a test may change."""
    return shutil.copytree(repeated, tmp_path / "data")


@pytest.fixture(scope="session")
def attempt():
    """Compact the WARC files of a data folder, as the command does; return what became of each."""

    def run(data: Path, least_share: float = 0.0) -> list[Compacted | Skipped]:
        with Archive.open(data) as archive:
            plans = plan_files(archive.tables.db, archive.tables.warc_folder, no_progress, least_share=least_share)
            outcomes = list(compact_files(archive.tables, plans, no_progress))
        return [each for each in outcomes if isinstance(each, Compacted) or each.why]

    return run


@pytest.fixture(scope="session")
def compact(attempt):
    """Compact the WARC files of a data folder, of which each can be."""

    def run(data: Path, least_share: float = 0.0) -> list[Compacted]:
        outcomes = attempt(data, least_share)
        assert not [each for each in outcomes if isinstance(each, Skipped)]
        return outcomes

    return run
