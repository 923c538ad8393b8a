import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from archive.loss import Loss
from archive.schema import add_form_functions
from archive.schema.tables import TABLES
from archive.store import Archive
from archive.warc.records import RunStart
from archive.warc.writer import WarcFile, read_records
from extract.article import Article
from numbered import NOON, SITE, write

WARCIO = str(Path(sys.executable).with_name("warcio"))


@pytest.fixture
def interrupted(tmp_path) -> Path:
    """An archive whose run died after six captures, of which five were recorded and four read."""
    data = tmp_path / "data"
    archive = Archive.open(data)
    run = archive.start_run(SITE, started_at=NOON)
    captures = [write(run.warc, number) for number in range(6)]
    # The order of recording need not be that of writing.
    for capture in reversed(captures[1:]):
        archive.tables.add_capture(capture)
    for capture in captures[2:]:
        archive.tables.add_article(
            Article(url=capture.url, canonical_url=capture.url, title=capture.url), capture, revision="r1"
        )
    run.warc.close()
    archive.close()
    return data


def count(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names


def test_what_was_written_and_not_recorded_is_taken_in(interrupted):
    assert count(interrupted, "captures") == 5
    with Archive.open(interrupted) as archive:
        assert [capture.url for capture in archive.tables.reads.unread()] == [
            "https://x.example/0/",
            "https://x.example/1/",
        ]
        assert archive.problems == ()
        assert archive.tables.db.execute("SELECT status FROM runs").fetchone()[0] == "interrupted"
    assert (count(interrupted, "captures"), count(interrupted, "readings")) == (6, 4)


def test_a_torn_tail_is_cut_off_and_told_once(interrupted):
    (path,) = (interrupted / "warc").iterdir()
    whole = path.stat().st_size
    with path.open("ab") as file:
        file.write(path.read_bytes()[:200])
    with Archive.open(interrupted) as archive:
        assert archive.problems == (
            f"{path}, byte {whole}: the last record is truncated; 200 bytes of an incomplete record were cut off.",
        )
    assert path.stat().st_size == whole
    assert subprocess.run([WARCIO, "check", path], capture_output=True, check=False).returncode == 0
    with Archive.open(interrupted) as archive:
        assert archive.problems == ()


@pytest.mark.parametrize("seed", range(8))
def test_wherever_a_power_cut_tears_a_file_the_rest_is_one_archive(interrupted, seed, tmp_path):
    (path,) = (interrupted / "warc").iterdir()
    os.truncate(path, random.Random(seed).randrange(400, path.stat().st_size))
    with Archive.open(interrupted):
        pass
    assert not any(hasattr(entry, "torn") for entry in read_records(path))
    shutil.copytree(interrupted / "warc", tmp_path / "fresh" / "warc")
    Archive.open(tmp_path / "fresh").close()
    left = count(tmp_path / "fresh", "captures")
    assert count(interrupted, "captures") == left < 6
    assert count(interrupted, "articles") == count(interrupted, "versions") == max(0, left - 2)
    with closing(sqlite3.connect(interrupted / "commentary.db")) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_file_from_another_machine_is_taken_in(interrupted):
    with Archive.open(interrupted):
        pass
    warc = WarcFile(interrupted / "warc", RunStart(run="x-20260302000000-ffffff", site="x", started_at=NOON))
    write(warc, 9)
    warc.finish({"requests": 1})
    with Archive.open(interrupted) as archive:
        assert archive.problems == ()
        rows = archive.tables.db.execute("SELECT status, requests FROM runs WHERE id LIKE '%ffffff'").fetchall()
        assert [tuple(row) for row in rows] == [("finished", 1)]
    assert count(interrupted, "captures") == 7


@pytest.mark.parametrize("left", [b"", b"\x1f\x8b\x08\x00\x00", b"\0" * 300])
def test_a_run_that_died_in_its_first_record_leaves_nothing_to_tell_of_twice(interrupted, left):
    path = interrupted / "warc" / "x-20260302000000-ffffff-00000.warc.gz"
    path.write_bytes(left)
    with Archive.open(interrupted) as archive:
        assert len(archive.problems) == bool(left)
        list(archive.read_unread({}))
    assert path.stat().st_size == 0
    with Archive.open(interrupted) as archive:
        assert archive.problems == ()
        assert "damaged" not in {each.outcome for each in archive.replay({"x": SITE}, judge=no_runs_lost)}


def no_runs_lost(loss: Loss) -> None:
    assert (loss.captures, loss.runs, loss.ends) == ((), (), ())


def test_a_torn_file_of_another_tool_is_told_and_left_as_it_is(tmp_path):
    path = tmp_path / "warc" / "wget.warc"
    path.parent.mkdir()
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 99\r\n\r\nsoftware")
    with Archive.open(tmp_path) as archive:
        (trouble,) = archive.problems
    assert "the last record is truncated; all other records in the file are kept" in trouble
    assert path.read_bytes().endswith(b"software")


def test_recovering_is_idempotent(interrupted):
    def everything() -> dict[str, list[tuple]]:
        with closing(sqlite3.connect(interrupted / "commentary.db")) as db:
            add_form_functions(db)
            return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608 - our own

    Archive.open(interrupted).close()
    once = everything()
    Archive.open(interrupted).close()
    assert everything() == once


def test_a_file_that_was_changed_since_it_was_loaded_is_told_and_not_cut(interrupted):
    Archive.open(interrupted).close()
    (path,) = (interrupted / "warc").iterdir()
    whole = path.read_bytes()
    # A record in the middle is longer now, so that what was the end lies within a record.
    changed = whole[:2000] + b"changed" + whole[2000:]
    path.write_bytes(changed)
    for _ in range(2):
        with Archive.open(interrupted) as archive:
            (trouble,) = archive.problems
        assert "was changed since it was loaded; it is left as it is" in trouble
    assert path.read_bytes() == changed
    assert count(interrupted, "captures") == 6
