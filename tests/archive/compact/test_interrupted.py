"""Whatever ends the process: a file is the old or the new one, and the next opening of the archive does the rest."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.compact import compact_files, plan_files
from archive.compact import files as preparing
from archive.compact import journal as steps
from archive.snapshot import write_snapshot
from archive.store import Archive
from archive.upkeep import warc_findings
from archive.verify import Scope, verify
from archive.warc.files import warc_files
from compact_tools import no_progress, tables_of
from contents import content_of
from extract.errors import ArchiveError
from killed import killed_at
from test_replay import SITES, replay

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}


def half_of_the_record(path: Path, offset: int, record: bytes) -> None:
    """Write half of a record, as a process that is killed meanwhile."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(offset)
        file.write(record[: len(record) // 2])


STOPS = {
    "before the journal is written": (preparing, "prepare", 0),
    "before the record is added": (steps, "_add_record", 0),
    "before the second record is added": (steps, "_add_record", 1),
    "before the file is replaced": (steps, "_replace_file", 0),
    "before the rows are replaced": (steps, "_replace_rows", 0),
    "before the rows of the second file are replaced": (steps, "_replace_rows", 1),
    "while the rows are replaced": (steps, "read_records", 0),
    "before the journal is removed": (Path, "unlink", 0),
    "before the folder is removed": (shutil, "rmtree", 1),
}


def begin(data: Path, stop, monkeypatch, instead=None) -> None:
    """Compact an archive, and stop at a step of it."""
    with Archive.open(data) as archive:
        plans = plan_files(archive.tables.db, archive.tables.warc_folder, no_progress, least_share=0)
        with killed_at(monkeypatch, *stop, instead):
            list(compact_files(archive.tables, plans, no_progress))


def check_finished(data: Path, before, compact) -> None:
    with Archive.open(data) as archive:
        assert archive.problems == ()
    assert not (data / "compacting").exists()
    assert tables_of(data) == before
    assert verify(data, SITES, Scope(full=True)).findings == ()
    compact(data)
    assert tables_of(data) == before
    whole = content_of(data)
    replay(data)
    assert content_of(data) == whole


@pytest.mark.parametrize("stop_at", STOPS)
def test_a_compaction_that_was_interrupted_is_finished_by_the_next_opening(data, stop_at, monkeypatch, compact):
    before = tables_of(data)
    begin(data, STOPS[stop_at], monkeypatch)
    check_finished(data, before, compact)


@pytest.mark.parametrize("number", [0, 1])
def test_half_of_the_record_that_tells_of_it_is_written_over(data, number, monkeypatch, compact):
    before = tables_of(data)
    begin(data, (steps, "_add_record", number), monkeypatch, half_of_the_record)
    check_finished(data, before, compact)


def test_without_the_database_an_interrupted_compaction_is_finished_too(data, monkeypatch, compact):
    before = tables_of(data)
    begin(data, (steps, "_replace_rows", 0), monkeypatch)
    for path in data.glob("commentary.db*"):
        path.unlink()
    with Archive.open(data) as archive:
        list(archive.read_unread(SITES))
    assert tables_of(data) == before


def test_nobody_reads_the_archive_as_a_whole_before_it_is_finished(data, monkeypatch, tmp_path):
    begin(data, (steps, "_replace_rows", 0), monkeypatch)
    with pytest.raises(ArchiveError, match="`commentary compact` has not ended"):
        write_snapshot(data, tmp_path / "kept", profiles={})
    with pytest.raises(ArchiveError, match="`commentary compact` has not ended"):
        warc_findings(data)
    assert "unfinished-compact" in {each.kind for each in verify(data, SITES).findings}
    with Archive.open(data):
        (data / "compacting").mkdir()
        with pytest.raises(ArchiveError, match="Verify when it has ended"):
            verify(data, SITES)


def test_who_verifies_while_files_are_written_anew_is_told_of_that_and_of_no_damage(data, compact):
    before = []

    def meanwhile(*_told):
        if not before:
            before.append(warc_bytes(data))
            compact(data)

    with pytest.raises(ArchiveError, match="Verify it again"):
        verify(data, SITES, progress=meanwhile)
    assert warc_bytes(data) < before[0]


def test_a_file_that_was_changed_meanwhile_is_not_replaced(data, monkeypatch):
    begin(data, (steps, "_replace_file", 0), monkeypatch)
    name = json.loads((data / "compacting" / "journal.json").read_text())["file"]
    with (data / "warc" / name).open("ab") as file:
        file.write(b"more")
    with pytest.raises(ArchiveError, match="was changed since `commentary compact` was interrupted"):
        Archive.open(data)
    assert (data / "warc" / name).read_bytes().endswith(b"more")


@pytest.mark.parametrize("wrong", ["../../x-20260301120000-abcdef-00000.warc.gz", "commentary.db", "x.warc.gz"])
def test_a_journal_that_names_files_elsewhere_is_refused(data, wrong):
    (data / "compacting").mkdir()
    told = "compacted-20260301120000-abcdef.warc.gz"
    journal = {"file": wrong, "before": "a", "after": "b", "event_file": told, "offset": 0, "record": ""}
    (data / "compacting" / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(ArchiveError, match="which are not files of the archive"):
        Archive.open(data)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"file": 1}', "\0", "[" * 99_999])
def test_a_journal_that_is_none_is_refused_by_name(data, text):
    (data / "compacting").mkdir()
    (data / "compacting" / "journal.json").write_text(text)
    with pytest.raises(ArchiveError, match=r"journal\.json is not as `commentary compact` writes it"):
        Archive.open(data)


def test_a_disk_without_room_for_a_second_file_leaves_the_first(data, attempt, monkeypatch):
    before = {path.name: path.read_bytes() for path in warc_files(data / "warc")}
    usage = shutil.disk_usage(data)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert all("bytes of free space, and 1,000 are there" in each.why for each in attempt(data))
    assert {path.name: path.read_bytes() for path in warc_files(data / "warc")} == before


def warc_bytes(data: Path) -> int:
    return sum(path.stat().st_size for path in warc_files(data / "warc"))


# Whether it may be killed now: at once, when its journal is there, when a file was replaced, and when more were.
MOMENTS = (
    lambda _data, _first: True,
    lambda data, _first: (data / "compacting").exists(),
    lambda data, first: warc_bytes(data) < first,
    lambda data, first: warc_bytes(data) < first * 0.9,
)


@pytest.mark.slow
def test_a_compaction_that_is_killed_at_any_moment_is_done_or_goes_on(data, tmp_path):
    command = [sys.executable, "-m", "commentary", "compact", "--min-saving", "0", "--data"]

    def run(folder: Path) -> int:
        return subprocess.run([*command, str(folder)], env=CLEAN, check=False, capture_output=True).returncode

    before = tables_of(data)
    whole = shutil.copytree(data, tmp_path / "whole")
    assert run(whole) == 0
    sizes = {path.name: path.stat().st_size for path in warc_files(whole / "warc")}
    states = set()
    for number, has_come in enumerate(MOMENTS):
        killed = shutil.copytree(data, tmp_path / f"killed-{number}")
        first = warc_bytes(killed)
        with subprocess.Popen([*command, str(killed)], env=CLEAN, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None and not has_come(killed, first):
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        with Archive.open(killed) as archive:
            assert archive.problems == ()
        states.add(warc_bytes(killed))
        assert tables_of(killed) == before
        assert verify(killed, SITES).findings == ()
        assert run(killed) == 0
        after = {path.name: path.stat().st_size for path in warc_files(killed / "warc") if path.name in sizes}
        # Ids that are drawn compress to a few bytes more or less.
        assert after == pytest.approx({name: size for name, size in sizes.items() if name in after}, abs=50)
        assert tables_of(killed) == before
    assert len(states) > 1
