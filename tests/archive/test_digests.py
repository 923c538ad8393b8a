import hashlib
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.store import Archive
from archive.verify import verify
from archive.warc.files import warc_files
from archive.warc.records import RunStart
from archive.warc.writer import WarcFile, read_records
from contents import content_of
from numbered import NOON, SITE, write


def crawl(archive: Archive, started_at: datetime = NOON, *, pages: int = 2, rotate_at: int = 10**9) -> str:
    run = archive.start_run(SITE, started_at=started_at)
    run.warc.rotate_at = rotate_at
    for number in range(pages):
        archive.tables.add_capture(write(run.warc, number))
    archive.finish_run(run, {"finished_at": started_at})
    return run.id


def runs(data: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        rows = db.execute("SELECT id, digest, previous_run, previous_digest FROM runs").fetchall()
    return {name: tuple(rest) for name, *rest in rows}


def sha256sum(data: Path, run: str) -> str:
    """The digest of a run as its documentation tells to compute it."""
    command = f"cd '{data / 'warc'}' && sha256sum {run}-*.warc.gz | sha256sum"
    return "sha256:" + subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout[:64]


def test_a_run_has_the_digest_that_sha256sum_gives_and_names_the_run_before_it(tmp_path):
    with Archive.open(tmp_path) as archive:
        first = crawl(archive)
        # Each page fills a file.
        second = crawl(archive, NOON + timedelta(days=1), rotate_at=100)
    assert len(list((tmp_path / "warc").glob(f"{second}-*"))) == 4
    assert runs(tmp_path) == {
        first: (sha256sum(tmp_path, first), None, None),
        second: (sha256sum(tmp_path, second), first, sha256sum(tmp_path, first)),
    }


def test_each_file_of_a_run_names_the_run_before_it(tmp_path):
    with Archive.open(tmp_path) as archive:
        first = crawl(archive)
        crawl(archive, NOON + timedelta(days=1), rotate_at=100)
    starts = [next(iter(read_records(path))) for path in warc_files(tmp_path / "warc")]
    assert [(start.previous_run, start.previous_digest) for start in starts] == [
        (None, None),
        *[(first, sha256sum(tmp_path, first))] * 4,
    ]


def test_the_digests_of_files_are_those_of_what_is_on_the_disk(tmp_path):
    with Archive.open(tmp_path) as archive:
        crawl(archive, rotate_at=100)
        stored = dict(map(tuple, archive.tables.db.execute("SELECT name, sha256 FROM warcs").fetchall()))
    assert stored == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in warc_files(tmp_path / "warc")
    }


def test_a_replay_gives_the_same_chain(tmp_path):
    with Archive.open(tmp_path) as archive:
        for day in range(3):
            crawl(archive, NOON + timedelta(days=day), rotate_at=100)
    before = content_of(tmp_path)
    (tmp_path / "commentary.db").unlink()
    with Archive.open(tmp_path) as archive:
        list(archive.replay({"x": SITE}))
    assert content_of(tmp_path)["runs"] == before["runs"]
    assert content_of(tmp_path)["warcs"] == before["warcs"]


def test_the_chain_is_one_line_also_when_the_clock_was_set_back(tmp_path):
    times = [NOON, NOON - timedelta(days=9), NOON - timedelta(days=9), NOON - timedelta(days=8)]
    with Archive.open(tmp_path) as archive:
        made = [crawl(archive, at) for at in times]
    assert [runs(tmp_path)[each][1] for each in made] == [None, *made[:-1]]


def test_a_run_that_was_killed_gets_its_digest_when_it_is_recovered_before_the_next_one_starts(tmp_path):
    archive = Archive.open(tmp_path)
    killed = archive.start_run(SITE, started_at=NOON)
    write(killed.warc)
    killed.warc.close()
    archive.close()
    path = killed.warc.path
    path.write_bytes(path.read_bytes()[:-7])
    assert runs(tmp_path)[killed.id][0] is None
    with Archive.open(tmp_path) as archive:
        following = crawl(archive, NOON + timedelta(days=1))
    digest = sha256sum(tmp_path, killed.id)
    assert runs(tmp_path)[killed.id] == (digest, None, None)
    assert runs(tmp_path)[following][1:] == (killed.id, digest)
    # No later start cuts the file again.
    Archive.open(tmp_path).close()
    assert sha256sum(tmp_path, killed.id) == digest


@pytest.mark.parametrize("left", [0, 90])
def test_a_file_torn_in_its_first_record_says_nothing_of_its_start_as_after_a_replay(tmp_path, left):
    with Archive.open(tmp_path) as archive:
        crawl(archive)
        torn = archive.start_run(SITE, started_at=NOON + timedelta(days=1), accepts_changes=True)
        torn.warc.close()
    torn.warc.path.write_bytes(torn.warc.path.read_bytes()[:left])
    Archive.open(tmp_path).close()
    assert torn.warc.path.stat().st_size == 0
    assert runs(tmp_path)[torn.id][1:] == (None, None)
    before = content_of(tmp_path)
    with Archive.open(tmp_path) as archive:
        list(archive.replay({"x": SITE}))
    for table in ("runs", "warcs"):
        assert content_of(tmp_path)[table] == before[table]


@pytest.mark.parametrize("first_torn", [True, False])
def test_what_one_file_of_a_run_lost_another_one_says_in_any_order(tmp_path, first_torn):
    with Archive.open(tmp_path / "a") as archive:
        first = crawl(archive)
        second = crawl(archive, NOON + timedelta(days=1), rotate_at=100)
    files = sorted((tmp_path / "a" / "warc").glob(f"{second}-*"))
    files[0 if first_torn else -1].write_bytes(b"")
    shutil.copytree(tmp_path / "a" / "warc", tmp_path / "b" / "warc")
    Archive.open(tmp_path / "b").close()
    assert runs(tmp_path / "b")[second][1] == first


def test_a_run_of_a_former_release_gets_its_digest_once_and_names_no_run_before_it(tmp_path):
    with Archive.open(tmp_path) as archive:
        crawl(archive)
    before = content_of(tmp_path)
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        db.execute("UPDATE runs SET digest = NULL")
        db.execute("UPDATE warcs SET sha256 = NULL")
        db.commit()
    Archive.open(tmp_path).close()
    assert content_of(tmp_path) == before


def test_the_digest_of_a_run_whose_file_is_renamed_is_empty_as_after_a_replay(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = crawl(archive)
    (path,) = warc_files(tmp_path / "warc")
    path.rename(path.with_name("renamed.warc.gz"))
    Archive.open(tmp_path).close()
    assert runs(tmp_path) == {run: (None, None, None)}
    with Archive.open(tmp_path) as archive:
        following = crawl(archive, NOON + timedelta(days=1))
    assert runs(tmp_path)[following][1:] == (run, None)


def test_a_write_that_fails_is_not_in_the_digest(tmp_path):
    warc = WarcFile(tmp_path, RunStart(run="x-20260302000000-ffffff", site="x", started_at=NOON))
    write(warc)
    before = warc.digests
    warc.path.chmod(0o400)
    with pytest.raises(Exception, match="made read-only"):
        write(warc)
    assert warc.digests == before == {warc.name: hashlib.sha256(warc.path.read_bytes()).hexdigest()}
    warc.close()


def beside(archive: Archive, *, minutes: int = 0):
    """Start a run that goes on."""
    run = archive.start_run(SITE, started_at=NOON + timedelta(minutes=minutes))
    archive.tables.add_capture(write(run.warc, minutes))
    return run


def ended_before(data: Path) -> dict[str, list[list[str]]]:
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        rows = db.execute("SELECT id, json_extract(summary, '$.ended_before') FROM runs").fetchall()
    return {name: json.loads(text) for name, text in rows if text}


def test_of_runs_side_by_side_each_is_named_by_one_that_ends_after_it(tmp_path):
    with Archive.open(tmp_path) as archive:
        first = crawl(archive)
        long, short = beside(archive, minutes=1), beside(archive, minutes=2)
        archive.finish_run(short, {})
        last = beside(archive, minutes=3)
        archive.finish_run(long, {})
        archive.finish_run(last, {})
        after = crawl(archive, NOON + timedelta(days=1))
        crawl(archive, NOON + timedelta(days=2))
    found = runs(tmp_path)
    # A run names one that has ended by then.
    assert [found[run.id][1] for run in (long, short, last)] == [first, first, short.id]
    assert found[after][1] == last.id
    # Nobody had named the long one when the last one ended; those that follow one another name nothing more.
    assert ended_before(tmp_path) == {last.id: [[long.id, sha256sum(tmp_path, long.id)]]}


def test_a_run_that_was_killed_beside_another_is_named_too_and_a_replay_has_the_same(tmp_path):
    with Archive.open(tmp_path) as archive:
        crawl(archive)
        killed, other = beside(archive, minutes=1), beside(archive, minutes=2)
        archive.finish_run(other, {})
        killed.warc.close()
    with Archive.open(tmp_path) as archive:
        later = crawl(archive, NOON + timedelta(days=1))
        assert archive.problems == ()
    named = {runs(tmp_path)[later][1], *(run for run, _ in ended_before(tmp_path)[later])}
    assert named == {killed.id, other.id}
    before = content_of(tmp_path)
    (tmp_path / "commentary.db").unlink()
    with Archive.open(tmp_path) as archive:
        list(archive.replay({"x": SITE}))
    assert content_of(tmp_path)["runs"] == before["runs"]


def test_whoever_changes_a_run_that_only_one_beside_it_names_is_found_out(tmp_path):
    with Archive.open(tmp_path) as archive:
        long, short = beside(archive, minutes=1), beside(archive, minutes=2)
        archive.finish_run(short, {})
        archive.finish_run(long, {})
    (file,) = (tmp_path / "warc").glob(f"{short.id}-*")
    file.unlink()
    (tmp_path / "commentary.db").unlink()
    with Archive.open(tmp_path):
        pass
    (found,) = [each for each in verify(tmp_path, {"x": SITE}).findings if each.kind == "run-missing"]
    assert f"the run {long.id} names the run {short.id} before it" in found.problem
