"""A database that each released schema's own code made, with its WARC files, is opened by the code of today.

`released/schema_N.db.gz` was made by the last code with schema N out of the files in `released/warc`, which the code
of the first schema wrote: three runs of two sites with an edit, a moved, a gone and an unreadable page.
"""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.database.row_changes import ROW_CHANGES
from archive.loss import Loss, refuse_loss
from archive.schema.columns import SCHEMA_VERSION
from archive.store import Archive
from archive.warc.files import warc_files
from contents import content_of
from test_replay import SITES

RELEASED = Path(__file__).with_name("released")
SCHEMAS = sorted(int(path.name[7:-6]) for path in RELEASED.glob("schema_*.db.gz"))
# What an older reading did not store is empty until it is read anew, and the ids of versions depend on it.
READ_ANEW = {
    "articles",
    "versions",
    "readings",
    "rule_sets",
    "run_rules",
    "run_fields",
    "run_measures",
    "links",
    "authors",
    "history",
    "attempts",
    "sources",
    "standings",
}


@pytest.fixture(params=SCHEMAS)
def data(request, tmp_path) -> Path:
    """A data folder with the database of one schema."""
    shutil.copytree(RELEASED / "warc", tmp_path / "warc")
    packed = (RELEASED / f"schema_{request.param}.db.gz").read_bytes()
    (tmp_path / "commentary.db").write_bytes(gzip.decompress(packed))
    return tmp_path


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """The content of the archive that a replay makes of the same files."""
    data = tmp_path_factory.mktemp("replayed")
    shutil.copytree(RELEASED / "warc", data / "warc")
    with Archive.open(data) as archive:
        list(archive.replay(SITES))
    return content_of(data)


def test_every_schema_whose_rows_have_to_change_has_its_database():
    assert {made - 1 for made, _ in ROW_CHANGES} <= set(SCHEMAS)
    assert max(SCHEMAS) < SCHEMA_VERSION
    assert len(warc_files(RELEASED / "warc")) == 3


def test_a_released_database_is_what_its_schema_says(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] in SCHEMAS
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (5,)


def test_a_released_database_is_opened_with_all_that_it_has(data, replayed):
    with Archive.open(data) as archive:
        assert archive.problems == ()
        list(archive.read_unread(SITES))
    opened = content_of(data)
    assert {name for name in opened if opened[name] != replayed[name]} <= READ_ANEW
    for name in ("articles", "readings", "captures", "history"):
        assert len(opened[name]) == len(replayed[name]), name
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_released_database_becomes_what_a_replay_makes_and_loses_nothing(data, replayed):
    seen: list[Loss] = []

    def judge(loss: Loss) -> None:
        seen.append(loss)
        refuse_loss(loss)

    with Archive.open(data) as archive:
        list(archive.replay(SITES, judge=judge))
    assert [bool(loss) for loss in seen] == [False]
    assert content_of(data) == replayed
