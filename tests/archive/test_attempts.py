"""A page whose reader does not come to its end is left unread, tried again, and named; it is no reading."""

import shutil
import signal
import sqlite3
from contextlib import closing
from multiprocessing import get_context

import pytest

from archive.ask.audit import audit_site
from archive.ask.history import known_of
from archive.ask.reads import MAX_TRIES, still_unread
from archive.reading import unread
from archive.store import Archive
from archive.time_limit import cpu_limit
from commentary.cli.status import read_troubles
from contents import content, content_of
from test_replay import NOON, SITES, Crawl, X, fill, html

URL = "https://x.example/slow/"


@pytest.fixture
def slow(tmp_path):
    """A data folder with a page that was tried once, and the capture of that page."""
    with Archive.open(tmp_path) as archive:
        run = Crawl(archive, X, NOON)
        run.fetch("quick/", html("Quick"))
        capture = run.fetch("slow/", html("Slow"))
        archive.tables.db.execute("DELETE FROM readings WHERE capture = ?", (capture.id,))
        archive.tables.add_reading(unread(capture, "could not be read in 60 seconds", revision=X.revision))
        run.finish()
    return tmp_path, capture


def test_a_page_that_was_not_read_to_the_end_is_no_reading_and_is_named(slow):
    data, capture = slow
    with Archive.open(data) as archive:
        db = archive.tables.db
        assert archive.tables.reads.reading_of(capture.id) is None
        (named,) = still_unread(db)
        assert (named.url, named.tries, named.why) == (URL, 1, "could not be read in 60 seconds, 1 try")
        assert audit_site(db, X).unread == (named,)
        # It is asked for again, because other bytes may be readable.
        assert known_of(db, URL).failed
    assert list(read_troubles(data)) == [f"1 page still to be read: {URL} (could not be read in 60 seconds, 1 try)"]


def test_the_next_run_reads_it_and_forgets_the_tries(slow):
    data, _ = slow
    with Archive.open(data) as archive:
        assert [each.outcome for each in archive.read_unread(SITES)] == ["article"]
        assert still_unread(archive.tables.db) == []
    assert list(read_troubles(data)) == []


def test_after_three_tries_only_a_replay_tries_again(slow):
    data, capture = slow
    with Archive.open(data) as archive:
        for tried in range(2, MAX_TRIES + 1):
            assert archive.tables.reads.count_unread() == 1
            archive.tables.add_reading(unread(capture, "ended the process that read it", revision=X.revision))
            assert still_unread(archive.tables.db)[0].tries == tried
        assert archive.tables.reads.count_unread() == 0
        assert list(archive.read_unread(SITES)) == []
        assert still_unread(archive.tables.db)[0].why == "ended the process that read it, 3 tries"
        outcomes = [each.outcome for each in archive.replay(SITES)]
        assert outcomes == ["article", "article"]
        assert still_unread(archive.tables.db) == []


@pytest.mark.parametrize("only", [None, "x"])
def test_tries_are_in_no_other_table(slow, tmp_path, only):
    data, _ = slow
    with Archive.open(data) as archive:
        list(archive.replay(SITES, only=only))
    shutil.copytree(data / "warc", tmp_path / "fresh" / "warc")
    with Archive.open(tmp_path / "fresh") as fresh:
        list(fresh.read_unread(SITES))
    assert content_of(data) == content_of(tmp_path / "fresh")


def test_a_reading_that_is_there_stays_when_another_try_fails(tmp_path):
    fill(tmp_path, SITES)
    with Archive.open(tmp_path) as archive:
        capture = archive.tables.reads.last_capture("https://x.example/a/")
        before = content(archive.tables.db)
        archive.tables.add_reading(unread(capture, "could not be read in 60 seconds", revision=X.revision))
        assert {name for name, rows in content(archive.tables.db).items() if rows != before[name]} == {"attempts"}


def test_errors_of_a_former_release_that_were_no_function_of_the_page_are_read_anew(slow):
    data, capture = slow
    with Archive.open(data) as archive:
        archive.tables.add_refusal(capture, "could not be read in 60 seconds", revision=X.revision, outcome="error")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("PRAGMA user_version = 4")
    with Archive.open(data) as archive:
        assert [each.url for each in archive.tables.reads.unread()] == [URL]


def spin():
    with cpu_limit(0.3):
        while True:
            pass


@pytest.mark.slow
def test_a_reader_that_never_ends_is_ended_by_the_kernel():
    process = get_context("fork").Process(target=spin)
    process.start()
    process.join(30)
    assert process.exitcode == -signal.SIGPROF
