import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.ask.lookup import last_response
from archive.store import Archive
from extract.errors import ArchiveError
from extract.site import Site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")


def test_a_new_folder_becomes_an_archive(tmp_path):
    with Archive.open(tmp_path / "deep" / "data") as archive:
        assert archive.tables.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert archive.problems == ()
    assert sorted(path.name for path in (tmp_path / "deep" / "data").iterdir()) == ["commentary.db", "lock", "warc"]


def test_a_run_is_running_until_it_tells_its_summary(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = archive.start_run(SITE, started_at=NOON)
        assert archive.tables.db.execute("SELECT status FROM runs").fetchone()[0] == "running"
        archive.finish_run(run, {"status": "partial", "requests": 5, "finished_at": NOON, "reasons": {"budget": 1}})
        row = dict(archive.tables.db.execute("SELECT * FROM runs").fetchone())
    assert row["id"].startswith("x-20260301120000-")
    assert (row["status"], row["requests"], row["finished_at"]) == ("partial", 5, "2026-03-01T12:00:00+00:00")
    assert json.loads(row["summary"])["reasons"] == {"budget": 1}


def test_the_next_run_of_a_site_begins_in_a_later_second_than_the_last_one_ended(tmp_path):
    with Archive.open(tmp_path) as archive:
        for _ in range(3):
            before = archive.tables.db.execute("SELECT max(finished_at) FROM runs").fetchone()[0] or ""
            now = archive.await_new_second(SITE)
            run = archive.start_run(SITE, started_at=now)
            assert run.started_at.isoformat() > before
            assert abs(datetime.now(UTC) - now) < timedelta(seconds=0.5)
            archive.finish_run(run, {})
        begun = time.monotonic()
        archive.await_new_second(replace(SITE, name="other"))
        assert time.monotonic() - begun < 0.5


def test_a_clock_that_was_set_back_lets_no_run_wait(tmp_path):
    with Archive.open(tmp_path) as archive:
        later = datetime.now(UTC) + timedelta(days=1)
        archive.finish_run(archive.start_run(SITE, started_at=later), {"finished_at": later})
        begun = time.monotonic()
        assert archive.await_new_second(SITE) < later
        assert time.monotonic() - begun < 0.5


def test_a_run_that_never_ended_is_interrupted(tmp_path):
    archive = Archive.open(tmp_path)
    run = archive.start_run(SITE, started_at=NOON)
    run.warc.close()
    archive.close()
    with Archive.open(tmp_path) as archive:
        assert archive.tables.db.execute("SELECT status, finished_at FROM runs").fetchall()[0][:] == (
            "interrupted",
            None,
        )


def test_two_writers_never_share_an_archive(tmp_path):
    with Archive.open(tmp_path), pytest.raises(ArchiveError, match=f"{tmp_path} is in use by process {os.getpid()}"):
        Archive.open(tmp_path)
    Archive.open(tmp_path).close()


def test_the_lock_of_a_dead_process_is_free(tmp_path):
    code = f"import os, pathlib, archive.store as a; a.Archive.open(pathlib.Path({str(tmp_path)!r})); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    with Archive.open(tmp_path) as archive:
        assert archive.problems == ()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        ArchiveError, match=r"file/data cannot be created: Not a directory\. Give another data folder"
    ):
        Archive.open(tmp_path / "file" / "data")


def test_a_file_that_is_no_database_is_one_sentence_and_frees_the_lock(tmp_path):
    (tmp_path / "commentary.db").write_text("These are words, and not a database. " * 50)
    for _ in range(2):
        with pytest.raises(ArchiveError, match=r"commentary\.db: file is not a database\. Move the file away"):
            Archive.open(tmp_path)


def test_a_full_database_disk_is_one_sentence_and_loses_nothing(tmp_path):
    with Archive.open(tmp_path) as archive:
        pages = archive.tables.db.execute("PRAGMA page_count").fetchone()[0]
        archive.tables.db.execute(f"PRAGMA max_page_count = {pages}")
        run = archive.start_run(SITE, started_at=NOON)
        with pytest.raises(ArchiveError, match=r"commentary\.db: database or disk is full\. Free disk space"):
            add_pages(archive, run, 5000)
        run.warc.close()
        stored = archive.tables.db.execute("SELECT count(*) FROM captures").fetchone()[0]
    with Archive.open(tmp_path) as archive:
        assert archive.tables.db.execute("SELECT count(*) FROM captures").fetchone()[0] == stored + 1
        assert archive.tables.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def add_page(archive: Archive, run, url: str):
    capture = run.warc.write(
        url=url,
        method="GET",
        request_headers=[],
        status=200,
        response_headers=[("Content-Type", "text/html")],
        body=b"<p>Hello",
        fetched_at=NOON,
    )
    archive.tables.add_capture(capture)
    return capture


def add_pages(archive: Archive, run, count: int) -> None:
    for number in range(count):
        add_page(archive, run, f"https://x.example/{number}/")


def test_a_capture_is_found_again_in_its_file(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = archive.start_run(SITE, started_at=NOON)
        capture = add_page(archive, run, "https://x.example/a/")
        archive.finish_run(run, {})
        assert archive.tables.reads.recorded(capture).page().body == b"<p>Hello"


def test_a_capture_is_looked_up_while_the_archive_is_written(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = archive.start_run(SITE, started_at=NOON)
        capture = add_page(archive, run, "https://x.example/a/")
        assert last_response(tmp_path, "https://x.example/a/") == archive.tables.reads.recorded(capture)
        assert last_response(tmp_path, "https://x.example/b/") is None
        archive.finish_run(run, {})
    with pytest.raises(ArchiveError, match="does not exist"):
        last_response(tmp_path / "nowhere", "https://x.example/a/")


def test_readers_see_the_archive_while_it_is_written(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = archive.start_run(SITE, started_at=NOON)
        reader = sqlite3.connect(f"file:{tmp_path}/commentary.db?mode=ro", uri=True)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM captures").fetchone()[0] == 0
        add_page(archive, run, "https://x.example/a/")
        assert reader.execute("SELECT count(*) FROM captures").fetchone()[0] == 0
        reader.rollback()
        assert reader.execute("SELECT count(*) FROM captures").fetchone()[0] == 1
        reader.close()
        archive.finish_run(run, {})
