"""Opening a database for reading: beside a writer, where nothing can be written, and when it is none of ours."""

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive.database.readonly import open_read_only
from archive.schema import add_form_functions
from archive.store import Archive
from extract.errors import ArchiveError

NOBODY = 65534


@contextmanager
def without_privileges():
    """Be nobody for a while, if we are root, whom no permissions hold back."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def sealed(filled):
    """A database in WAL mode in a folder that may be read and not written, without the files beside it."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "commentary.db")
        with closing(sqlite3.connect(filled / "commentary.db")) as db:
            add_form_functions(db)
            db.execute("VACUUM INTO ?", (str(database),))
        with closing(sqlite3.connect(database)) as db:
            db.execute("PRAGMA journal_mode = WAL")
        database.chmod(0o444)
        Path(folder).chmod(0o555)
        yield database
        Path(folder).chmod(0o755)


def test_a_database_that_cannot_be_written_is_read(sealed):
    with without_privileges(), closing(open_read_only(sealed)) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] > 0
    assert [file.name for file in sealed.parent.iterdir()] == ["commentary.db"]


def test_changes_that_were_left_in_a_wal_are_not_passed_over(sealed):
    sealed.with_name("commentary.db-wal").write_bytes(b"changes")
    with without_privileges(), pytest.raises(ArchiveError, match="has changes in its -wal file"):
        open_read_only(sealed)


def test_nothing_can_be_written_through_it(filled):
    with closing(open_read_only(filled / "commentary.db")) as db:
        for sql in ("DELETE FROM articles", "CREATE TABLE x (y)", "PRAGMA query_only = 0; DELETE FROM articles"):
            with pytest.raises((sqlite3.OperationalError, sqlite3.ProgrammingError)):
                db.execute(sql)
        db.execute("PRAGMA query_only = 0")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM articles")


def test_what_a_writer_commits_is_seen_and_what_it_does_not_is_not(tmp_path):
    count = "SELECT count(*) FROM runs"
    with Archive.open(tmp_path) as archive, closing(open_read_only(archive.tables.path)) as db:
        archive.tables.db.execute("BEGIN IMMEDIATE")
        archive.tables.db.execute(
            "INSERT INTO runs (id, site, started_at, status) VALUES ('a', 'b', '2026', 'running')"
        )
        assert db.execute(count).fetchone() == (0,)
        archive.tables.db.execute("COMMIT")
        assert db.execute(count).fetchone() == (1,)


def test_a_missing_foreign_empty_broken_or_newer_database_is_told_in_one_sentence(tmp_path):
    path = tmp_path / "commentary.db"
    with pytest.raises(ArchiveError, match=r"commentary\.db does not exist\. Crawl a site"):
        open_read_only(path)
    path.write_bytes(b"<html>not a database, although it is long enough to be read as one</html>" * 20)
    with pytest.raises(ArchiveError, match="cannot be read: file is not a database"):
        open_read_only(path)
    path.write_bytes(b"")
    with pytest.raises(ArchiveError, match="is empty"):
        open_read_only(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE notes (text)")
    with pytest.raises(ArchiveError, match="another program"):
        open_read_only(path)
    path.unlink()
    with Archive.open(tmp_path) as archive:
        archive.tables.db.execute("PRAGMA user_version = 999")
    with pytest.raises(ArchiveError, match=r"schema 999.*Install a newer release"):
        open_read_only(path)


def test_a_folder_may_have_any_sign_in_its_name(tmp_path):
    odd = tmp_path / "100% of? #1 é"
    with Archive.open(odd):
        pass
    with closing(open_read_only(odd / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (0,)
