"""What the tests of compaction share: to compact a data folder, as the command does."""

import shutil
from pathlib import Path

import pytest

from archive.compact import Skipped, compact_files, plan_files
from archive.store import Archive
from archive.warc import Compacted
from compact_tools import no_progress


@pytest.fixture
def data(repeated, tmp_path):
    """A copy of the archive of repeated payloads that a test may change."""
    return shutil.copytree(repeated, tmp_path / "data")


@pytest.fixture(scope="session")
def attempt():
    """Compact the WARC files of a data folder, as the command does; return what became of each."""

    def run(data: Path, least_share: float = 0.0) -> list[Compacted | Skipped]:
        with Archive.open(data) as archive:
            plans = plan_files(archive.tables.db, archive.tables.warc_folder, no_progress, least_share=least_share)
            return list(compact_files(archive.tables, plans, no_progress))

    return run


@pytest.fixture(scope="session")
def compact(attempt):
    """Compact the WARC files of a data folder, of which each can be."""

    def run(data: Path, least_share: float = 0.0) -> list[Compacted]:
        outcomes = attempt(data, least_share)
        assert not [each for each in outcomes if isinstance(each, Skipped)]
        return outcomes

    return run
