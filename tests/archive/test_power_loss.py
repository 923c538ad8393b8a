"""A power cut tears a WARC file at any byte and takes the database back to any state: the next start mends both."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.schema import add_form_functions
from archive.store import Archive
from archive.warc.members import Damage
from archive.warc.records import Recorded
from archive.warc.writer import read_records
from extract.article import Article
from numbered import NOON, SITE, write

pytestmark = pytest.mark.slow

STATES = ("kept", "older", "empty", "lost")


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> Path:
    """A folder with the database as it was after two of six captures, and the data of the whole run that died."""
    folder = tmp_path_factory.mktemp("archives")
    archive = Archive.open(folder / "data")
    run = archive.start_run(SITE, started_at=NOON)
    for number in range(6):
        capture = write(run.warc, number + 1)
        archive.tables.add_capture(capture)
        article = Article(url=capture.url, canonical_url=capture.url, title=f"Ferry {number}")
        archive.tables.add_article(article, capture, revision="r1")
        if number == 1:
            archive.tables.db.execute("VACUUM INTO ?", (str(folder / "older.db"),))
    run.warc.close()
    archive.close()
    return folder


@settings(max_examples=100, deadline=None)
@given(share=st.floats(0, 1), zeros=st.sampled_from([0, 16, 4096, 70_000]), state=st.sampled_from(STATES))
def test_wherever_a_file_is_torn_and_whatever_the_database_knows_both_agree_afterwards(archives, share, zeros, state):
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(archives / "data", data)
        (path,) = (data / "warc").iterdir()
        whole = path.read_bytes()
        cut = round(share * len(whole))
        # A file's size may have reached the disk before its bytes.
        path.write_bytes(whole[:cut] + bytes(zeros))
        put_database(archives, data, state)
        Archive.open(data).close()
        held = {entry.capture.id for entry in read_records(path) if isinstance(entry, Recorded)}
        assert known(data) == held
        assert path.read_bytes() == whole[: path.stat().st_size]
        # A file that lost even the name of its run, and that no database knows, belongs to nobody and holds nothing.
        torn = any(isinstance(entry, Damage) for entry in read_records(path))
        assert not torn or (state in {"empty", "lost"} and not held)
        with Archive.open(data) as archive:
            assert archive.problems == ()


def put_database(archives, data, state):
    file = data / "commentary.db"
    if state == "older":
        shutil.copy(archives / "older.db", file)
    elif state == "empty":
        file.write_bytes(b"")
    elif state == "lost":
        file.unlink()


def known(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
        captures = {row[0] for row in db.execute("SELECT id FROM captures")}
    assert articles <= len(captures)
    return captures
