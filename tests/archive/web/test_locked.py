"""Another program has locked the database: pages say so, soon, and show the archive when it is done."""

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from archive.database import open_read_only
from archive.web.server import open_datasette
from archive.web.sql_worker import WAIT_SECONDS
from extract.errors import ArchiveError

PAGES = ("/", "/commentary/articles", "/commentary/articles.json", "/-/search?q=grain", "/-/search.json?q=grain")


@pytest.fixture
def data(filled, tmp_path):
    """An archive whose journal lets nobody read while somebody writes, as that of a filtered archive."""
    copy = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(copy / "commentary.db")) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return copy


@pytest.fixture
def lock(data):
    with closing(sqlite3.connect(data / "commentary.db", isolation_level=None)) as db:
        yield db


@pytest.mark.slow
def test_pages_say_that_the_database_is_locked_and_go_on_afterwards(data, lock):
    with open_datasette(data) as datasette:

        def get(path):
            return asyncio.run(datasette.client.get(path))

        # Some processes have it open when it is locked, and others open it then.
        assert get("/commentary/articles").status_code == 200
        lock.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        answers = [get(path) for path in PAGES]
        # Each asks several times, but none waits for a limit of time.
        assert time.monotonic() - started < len(PAGES) * 4 * WAIT_SECONDS
        assert [answer.status_code for answer in answers] == [503] * len(PAGES)
        assert all("Another program has locked the database." in answer.text for answer in answers)
        assert not any("replay" in answer.text for answer in answers)
        lock.execute("ROLLBACK")
        assert [get(path).status_code for path in PAGES] == [200] * len(PAGES)


def test_commands_say_that_the_database_is_locked(data, lock):
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ArchiveError, match="is locked by another program"):
        open_read_only(data / "commentary.db", 0.1)
