"""Whatever ends the process: a removal has not begun, or the next opening of the archive finishes it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.forget import carry_out, plan_of_url, scan
from archive.forget import journal as steps
from archive.snapshot import write_snapshot
from archive.store import Archive
from archive.warc import make_id
from contents import content_of
from extract.errors import ArchiveError
from forget_tools import everything_in
from killed import killed_at
from test_replay import SITES, replay

B = "https://x.example/b/"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}


def _run(command: list[str]) -> int:
    return subprocess.run(command, env=CLEAN, check=False, capture_output=True).returncode


def begin(data: Path, stop_at: str, monkeypatch) -> None:
    """Forget an article, and stop at a step of it."""
    with Archive.open(data) as archive:
        plan = plan_of_url(archive.tables.db, archive.tables.warc_folder, B, archive.tables.tombstones)
        found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone="urn:uuid:t")
        with killed_at(monkeypatch, *STOPS[stop_at]):
            carry_out(archive.tables, plan, found, tombstone="urn:uuid:t", reason="r", by="b", leftovers=())


STOPS = {
    "before the files are replaced": (steps, "_replace_files", 0),
    "when one file is replaced": (Path, "replace", 1),
    "when two files are replaced": (Path, "replace", 2),
    "before the rows are replaced": (steps, "_replace_rows", 0),
    "while the rows are replaced": (steps, "_refresh", 1),
    "before the pages are written anew": (steps, "purge", 0),
}


@pytest.mark.parametrize("stop_at", STOPS)
def test_a_removal_that_was_interrupted_is_finished_by_the_next_opening(data, stop_at, monkeypatch, forget, tmp_path):
    whole = shutil.copytree(data, tmp_path / "whole")
    forget(whole, B, SITES)
    begin(data, stop_at, monkeypatch)
    assert (data / "forgetting" / "journal.json").exists()
    with Archive.open(data) as archive:
        assert archive.problems == ()
        for _ in archive.read_unread(SITES):
            pass
    assert not (data / "forgetting").exists()
    assert b"Beta" not in everything_in(data)
    but = {"tombstones", "warcs", "runs", "captures"}
    after, wanted = content_of(data), content_of(whole)
    assert {name: after[name] for name in after.keys() - but} == {name: wanted[name] for name in wanted.keys() - but}
    replay(data, SITES)
    assert content_of(data) == after


def test_before_its_journal_is_written_a_removal_has_changed_nothing(data):
    before = content_of(data)
    (data / "forgetting").mkdir()
    (data / "forgetting" / "x-20260301120000-abcdef-00000.warc.gz").write_bytes(b"half")
    with Archive.open(data):
        pass
    assert not (data / "forgetting").exists()
    assert content_of(data) == before


def test_a_journal_that_names_files_elsewhere_is_refused_and_removes_nothing(data):
    other = data.parent / "other.txt"
    other.write_text("kept")
    (data / "forgetting").mkdir()
    journal = {"tombstone": "t.warc.gz", "changed": [], "removed": [], "leftovers": [f"../{other.name}"]}
    (data / "forgetting" / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(
        ArchiveError, match=r"journal\.json names '\.\./other\.txt', which is not a file of the archive"
    ):
        Archive.open(data)
    assert other.read_text() == "kept"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"tombstone": "t.warc.gz", "changed": 1}', "\0", "[" * 99_999])
def test_a_journal_that_is_none_is_refused_by_name(data, text):
    (data / "forgetting").mkdir()
    (data / "forgetting" / "journal.json").write_text(text)
    with pytest.raises(ArchiveError, match=r"journal\.json is not as `commentary forget` writes it"):
        Archive.open(data)


def test_a_full_disk_is_seen_before_anything_changes(data, monkeypatch):
    before = everything_in(data / "warc")
    usage = shutil.disk_usage(data)._replace(free=1000)
    with Archive.open(data) as archive:
        plan = plan_of_url(archive.tables.db, archive.tables.warc_folder, B, archive.tables.tombstones)
        found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone=make_id())
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
        with pytest.raises(ArchiveError, match="Make room first; nothing was changed"):
            carry_out(archive.tables, plan, found, tombstone=make_id(), reason="r", by="b", leftovers=())
    assert everything_in(data / "warc") == before


def test_a_program_that_reads_the_database_is_named_and_the_removal_is_finished_after_it(data, forget, monkeypatch):
    with Archive.open(data) as archive:
        archive.tables.db.execute("PRAGMA busy_timeout = 100")
        script = (
            "import sqlite3, sys, time\n"
            "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "db.execute('BEGIN'); db.execute('SELECT count(*) FROM articles').fetchone()\n"
            "print('reading', flush=True); time.sleep(60)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script, str(archive.tables.path)], stdout=subprocess.PIPE
        ) as reader:
            try:
                assert reader.stdout is not None
                reader.stdout.readline()
                plan = plan_of_url(archive.tables.db, archive.tables.warc_folder, B, archive.tables.tombstones)
                found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone=make_id())
                with pytest.raises(ArchiveError, match="is read by another program"):
                    carry_out(archive.tables, plan, found, tombstone=make_id(), reason="r", by="b", leftovers=())
            finally:
                reader.kill()
    with pytest.raises(ArchiveError, match="was interrupted"):
        write_snapshot(data, data.with_name("snapshot"), profiles={})
    with Archive.open(data):
        pass
    assert b"Beta" not in everything_in(data)
    write_snapshot(data, data.with_name("snapshot"), profiles={})
    assert b"Beta" not in everything_in(data.with_name("snapshot"))


@pytest.mark.slow
def test_a_removal_that_is_killed_at_any_moment_is_done_or_can_be_done_again(data, tmp_path):
    command = [sys.executable, "-m", "commentary", "forget", B, "--reason", "r", "--yes", "--data"]
    whole = shutil.copytree(data, tmp_path / "whole")
    # It has no profile by which what was redacted could be read again.
    assert _run([*command, str(shutil.copytree(data, tmp_path / "warm"))]) == 3
    began = time.monotonic()
    assert _run([*command, str(whole)]) == 3
    seconds = time.monotonic() - began
    but = {"tombstones", "warcs", "runs", "captures"}
    wanted = {name: rows for name, rows in content_of(whole).items() if name not in but}
    counts = {"before": 0, "after": 0}
    for part in (0.2, 0.5, 0.7, 0.8, 0.9):
        killed = shutil.copytree(data, tmp_path / f"killed-{part}")
        with subprocess.Popen([*command, str(killed)], env=CLEAN, stdout=subprocess.DEVNULL) as process:
            time.sleep(seconds * part)
            process.send_signal(signal.SIGKILL)
        with Archive.open(killed) as archive:
            assert archive.problems == ()
        is_done = b"Beta" not in everything_in(killed)
        counts["after" if is_done else "before"] += 1
        if not is_done:
            assert content_of(killed) == content_of(data)
            assert _run([*command, str(killed)]) == 3
        assert b"Beta" not in everything_in(killed)
        assert {name: rows for name, rows in content_of(killed).items() if name not in but} == wanted
    assert counts["before"]
