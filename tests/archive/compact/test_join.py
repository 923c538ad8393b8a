"""Small WARC files of a site are joined byte for byte: no capture, no digest and no table but places changes."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive.ask import open_reads, proof_of
from archive.compact import NotJoined, join_files, moves, plan_joins, take_apart
from archive.forget import carry_out, plan_of_url, scan
from archive.intake import take_archives
from archive.snapshot import restore, write_snapshot
from archive.store import Archive
from archive.upkeep import forecast, warc_findings
from archive.verify import Scope, plan_repairs, verify
from archive.verify import carry_out as repair
from archive.wacz import write_wacz
from archive.warc import Damage, Recorded, examine, is_joined_name, parts_of, read_records
from archive.warc.files import warc_files
from compact_tools import no_progress, tables_of
from contents import content_of
from damage import captures, flip
from extract.errors import ArchiveError
from killed import killed_at
from test_replay import NOON, SITES, Crawl, X, html, replay

LIMIT = 1_000_000


def join(data, limit=LIMIT):
    with Archive.open(data) as archive:
        plans = plan_joins(archive.tables.db, archive.tables.warc_folder, limit=limit)
        return list(join_files(archive.tables, plans, no_progress))


def joined_in(data):
    return [path for path in warc_files(data / "warc") if is_joined_name(path.name)]


def bytes_of(data):
    return {path.name: path.read_bytes() for path in warc_files(data / "warc")}


def runs_of(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute("SELECT id, digest FROM runs ORDER BY id").fetchall()


def everything(data):
    return tables_of(data), runs_of(data)


@pytest.fixture
def joined(data):
    """An archive in which four of the five runs of x stand in one file; y has one run."""
    (done,) = join(data)
    assert done.files == 4
    return data


def test_every_byte_and_every_table_is_the_same_before_and_after_and_after_a_replay(data):
    before, files = everything(data), bytes_of(data)
    (done,) = join(data)
    (path,) = joined_in(data)
    assert (done.file, len(bytes_of(data))) == (path.name, 3)
    whole = path.read_bytes()
    assert {part.file: whole[part.start : part.end] for part in parts_of(path)}.items() <= files.items()
    assert everything(data) == before
    assert verify(data, SITES, Scope(full=True)).findings == ()
    assert verify(data, SITES, Scope(site="x")).findings == ()
    assert warc_findings(data, now=NOON) == []
    content = content_of(data)
    for each in data.glob("commentary.db*"):
        each.unlink()
    replay(data)
    assert content_of(data) == content
    assert everything(data) == before


def test_the_digest_of_a_run_in_a_joined_file_can_be_computed_without_this_program(joined):
    (path,) = joined_in(joined)
    part = next(parts_of(path))
    run, digest = runs_of(joined)[0]
    cut = f"tail -c +{part.start + 1} {path} | head -c {part.bytes} > {part.file}; sha256sum {run}-*.gz | sha256sum"
    said = subprocess.run(["sh", "-c", cut], cwd=joined, capture_output=True, text=True, check=True).stdout
    assert f"sha256:{said[:64]}" == digest


def test_later_runs_are_added_and_nothing_that_stands_there_changes(joined):
    (path,) = joined_in(joined)
    before = path.read_bytes()
    with Archive.open(joined) as archive:
        for day in (20, 21):
            crawl = Crawl(archive, X, NOON + timedelta(days=day))
            crawl.fetch("d/", html("Delta", f"Day {day}."))
            crawl.finish()
    tables = everything(joined)
    (done,) = join(joined)
    assert (done.file, done.files) == (path.name, 2)
    assert path.read_bytes().startswith(before)
    assert everything(joined) == tables
    assert verify(joined, SITES, Scope(full=True)).findings == ()
    assert join(joined) == []


def test_no_joined_file_grows_beyond_the_limit_and_what_is_large_stays(data):
    sizes = [path.stat().st_size for path in warc_files(data / "warc")]
    assert join(data, limit=4 * min(sizes) - 4) == []
    done = join(data, limit=4 * max(sizes))
    assert sum(each.files for each in done) == 4
    assert all(path.stat().st_size <= 4 * max(sizes) + 5000 for path in joined_in(data))


def test_what_is_joined_and_compacted_is_the_same_as_what_is_compacted(data, compact, tmp_path):
    before = everything(data)[0]
    compact(data)
    digests = runs_of(data)
    join(data)
    assert everything(data) == (before, digests)
    assert verify(data, SITES, Scope(full=True)).findings == ()
    compact(data)
    assert verify(data, SITES, Scope(full=True)).findings == ()


def test_files_taken_apart_are_those_that_were_joined(data):
    files, tables = bytes_of(data), content_of(data)
    join(data)
    with Archive.open(data) as archive:
        assert take_apart(archive.tables, warc_files(data / "warc")) == 1
    assert bytes_of(data) == files
    assert content_of(data) == tables


def half(path, journal, sources, parts):
    """Write a part of what is to be added, as a kill leaves it."""
    whole = sources[0].read_bytes()
    with path.open("ab") as file:
        file.write(whole[: len(whole) // 2])


STOPS = {
    "before anything is added": (moves, "_add", 0, None),
    "while it is added": (moves, "_add", 0, half),
    "before the rows are replaced": (moves, "_replace_rows_of_sources", 0, None),
    "before the first file goes": (Path, "unlink", 0, None),
    "before the third file goes": (Path, "unlink", 2, None),
    "before the journal goes": (Path, "unlink", 4, None),
    "before the folder goes": (shutil, "rmtree", 0, None),
}


WITHOUT_DATABASE = ("before the rows are replaced", "before the third file goes")


@pytest.mark.parametrize(
    ("stop_at", "has_database"), [*((each, True) for each in STOPS), *((each, False) for each in WITHOUT_DATABASE)]
)
def test_joining_that_was_interrupted_is_finished_by_the_next_opening(data, stop_at, has_database, monkeypatch):
    before = everything(data)
    with Archive.open(data) as archive:
        plans = plan_joins(archive.tables.db, archive.tables.warc_folder, limit=LIMIT)
        with killed_at(monkeypatch, *STOPS[stop_at]):
            list(join_files(archive.tables, plans, no_progress))
    if not has_database:
        for path in data.glob("commentary.db*"):
            path.unlink()
    with Archive.open(data) as archive:
        assert archive.problems == ()
        list(archive.read_unread(SITES))
    assert not (data / "compacting").exists()
    assert [len(list(parts_of(path))) for path in joined_in(data)] == [4]
    assert everything(data) == before
    assert verify(data, SITES).findings == ()


@pytest.mark.parametrize("number", range(5))
def test_taking_apart_that_was_interrupted_is_finished_by_the_next_opening(joined, number, monkeypatch):
    before = everything(joined)
    with Archive.open(joined) as archive, killed_at(monkeypatch, Path, "replace", number):
        if number == 4:
            monkeypatch.setattr(Path, "unlink", Path.replace)
        take_apart(archive.tables, warc_files(joined / "warc"))
    monkeypatch.undo()
    with Archive.open(joined) as archive:
        assert archive.problems == ()
    assert joined_in(joined) == []
    assert everything(joined) == before
    assert verify(joined, SITES).findings == ()


def test_a_file_that_was_changed_is_not_joined_and_one_that_is_changed_meanwhile_stays(data, monkeypatch):
    first, second = warc_files(data / "warc")[:2]
    size = first.stat().st_size
    flip(first, size // 2)
    assert [type(each) for each in join(data)] == [NotJoined]
    flip(first, size // 2)
    with killed_at(monkeypatch, moves, "_add", 0):
        join(data)
    flip(second, 100)
    with pytest.raises(ArchiveError, match="was changed since `commentary compact` was interrupted"):
        Archive.open(data)
    assert first.stat().st_size == size


def test_nothing_is_added_to_a_joined_file_that_is_damaged(joined):
    (path,) = joined_in(joined)
    flip(path, path.stat().st_size // 2)
    with Archive.open(joined) as archive:
        for day in (20, 21):
            Crawl(archive, X, NOON + timedelta(days=day)).finish()
    assert "is not as it was loaded" in join(joined)[0].why
    assert "record-damaged" in {each.kind for each in verify(joined, SITES).findings}


@pytest.mark.parametrize("place", ["the record that tells of it", "its first record"])
def test_damage_where_a_file_begins_gives_its_captures_to_no_other_run(joined, place):
    (path,) = joined_in(joined)
    part = list(parts_of(path))[2]
    was = {each.capture.id: each.capture.run for each in captures(path)}
    flip(path, part.start + 40 if place == "its first record" else part.start - 40)
    assert any(isinstance(each, Damage) for each in read_records(path))
    now = {each.capture.id: each.capture.run for each in captures(path)}
    assert now == was
    assert {
        each.id: each.entry.capture.run for each in examine(path) if isinstance(getattr(each, "entry", 0), Recorded)
    } == was


def test_a_file_that_is_put_back_beside_the_joined_one_is_a_copy_that_a_repair_moves_away(data, tmp_path):
    first = warc_files(data / "warc")[0]
    kept = shutil.copy2(first, tmp_path)
    before = everything(data)
    join(data)
    shutil.copy2(kept, first)
    for path in data.glob("commentary.db*"):
        path.unlink()
    replay(data)
    assert "warc-doubled" in {each.kind for each in verify(data, SITES).findings}
    found = [verify(data, SITES)]
    for step, error in repair(data, SITES, found[0], lambda: verify(data, SITES)):
        assert error is None, step
    assert verify(data, SITES, Scope(full=True)).findings == ()
    assert everything(data) == before
    assert plan_repairs(data, SITES, verify(data, SITES))[0] == []


def test_a_joined_file_that_was_renamed_gets_its_name_back(joined):
    (path,) = joined_in(joined)
    before = everything(joined)
    path.rename(path.with_name("old.warc.gz"))
    found = verify(joined, SITES)
    for step, error in repair(joined, SITES, found, lambda: verify(joined, SITES)):
        assert error is None, step
    assert joined_in(joined) == [path]
    assert everything(joined) == before
    assert verify(joined, SITES).findings == ()


def test_what_was_joined_can_be_kept_and_taken_into_another_archive(data, joined, tmp_path):
    write_snapshot(joined, tmp_path / "kept", profiles={})
    restore(tmp_path / "kept", tmp_path / "back")
    assert content_of(tmp_path / "back") == content_of(joined)
    with (tmp_path / "x.wacz").open("wb") as out:
        write_wacz(joined / "commentary.db", joined / "warc", out, site="x")
    for source in (joined, tmp_path / "x.wacz"):
        other = tmp_path / f"other-{source.name}"
        with Archive.open(other) as archive:
            taken = take_archives(archive, [source], site=None, now=NOON, progress=no_progress)
            list(archive.read_unread(SITES))
            assert taken.problems == []
        assert verify(other, SITES).findings == ()
        assert set(runs_of(other)) >= {run for run in runs_of(joined) if run[0].startswith("x-")}
    # All of it is there already, in a joined file.
    with Archive.open(joined) as archive:
        taken = take_archives(archive, [tmp_path / "other-data"], site=None, now=NOON, progress=no_progress)
    assert (taken.problems, set(taken.files)) == ([], {"known"})


def test_what_was_joined_can_be_forgotten(joined):
    with Archive.open(joined) as archive:
        tables = archive.tables
        plan = plan_of_url(tables.db, tables.warc_folder, "https://x.example/c/", tables.tombstones)
        found = scan(tables.db, tables.warc_folder, plan, tombstone="urn:uuid:t")
        assert take_apart(tables, [each.path for each in found.files]) == 1
        found = scan(tables.db, tables.warc_folder, plan, tombstone="urn:uuid:t")
        carry_out(tables, plan, found, tombstone="urn:uuid:t", reason="r", by="b", leftovers=())
        list(archive.read_unread(SITES))
    assert verify(joined, SITES, Scope(full=True)).findings == ()
    join(joined)
    assert verify(joined, SITES, Scope(full=True)).findings == ()


def test_a_joined_file_that_is_damaged_where_it_tells_of_its_files_is_not_taken_apart(joined):
    (path,) = joined_in(joined)
    flip(path, list(parts_of(path))[1].start - 40)
    before = bytes_of(joined)
    with Archive.open(joined) as archive, pytest.raises(ArchiveError, match="is damaged where it tells of the files"):
        take_apart(archive.tables, [path])
    assert bytes_of(joined) == before


def test_the_forecast_of_the_disk_and_the_proof_of_a_page_are_the_same(data):
    now = NOON + timedelta(days=9)

    def told():
        with open_reads(data) as reads:
            query = "SELECT id FROM captures WHERE url LIKE '%/c/' ORDER BY captured_at"
            ids = [number for (number,) in map(tuple, reads.db.execute(query))]
            proofs = [proof_of(reads.db, data / "warc", capture=each).captures[0] for each in ids]
            return [(each.software, each.is_intact, each.request.block) for each in proofs]

    before, proofs = forecast(data, now).bytes_a_day, told()
    join(data)
    assert forecast(data, now).bytes_a_day == pytest.approx(before, rel=0.03)
    assert told() == proofs


def test_who_may_not_read_the_files_may_not_read_the_joined_one(data):
    for path in warc_files(data / "warc"):
        path.chmod(0o600)
    join(data)
    assert {path.stat().st_mode & 0o777 for path in warc_files(data / "warc")} == {0o600}


@pytest.mark.parametrize(
    "wrong",
    [
        {"joined": "../x.warc.gz"},
        {"joined": "joined-x-20260301120000-abcdef.warc.gz", "parts": []},
        {"apart": "commentary.db"},
        {"parts": [{"file": "../../x-20260301120000-abcdef-00000.warc.gz"}]},
        {"offset": -1},
    ],
)
def test_a_journal_that_names_files_elsewhere_is_refused(data, wrong):
    part = {"file": "x-20260301120000-abcdef-00000.warc.gz", "bytes": 1, "sha256": "0" * 64, "start": 0, "record": ""}
    journal = {"joined": "joined-x-20260301120000-abcdef.warc.gz", "offset": 0, "head": "", "parts": [part]}
    (data / "compacting").mkdir()
    told = {name: value for name, value in journal.items() if not ("apart" in wrong and name == "joined")} | wrong
    (data / "compacting" / "journal.json").write_text(json.dumps(told))
    with pytest.raises(ArchiveError, match=r"journal\.json is not as `commentary compact` writes it"):
        Archive.open(data)


def test_a_disk_without_room_leaves_the_files_as_they_are(data, monkeypatch):
    before = bytes_of(data)
    usage = shutil.disk_usage(data)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    (left,) = join(data)
    assert "bytes of free space, and 1,000 are there" in left.why
    assert bytes_of(data) == before


def test_a_disk_that_gets_full_leaves_the_files_as_they_are_and_the_archive_open(data, monkeypatch):
    before, files = everything(data), bytes_of(data)
    add = moves._copy

    def refuse(source, start, count, handle):
        add(source, start, count // 2, handle)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(moves, "_copy", refuse)
    with pytest.raises(ArchiveError, match=r"No space left on device\. Free some space"):
        join(data)
    assert bytes_of(data) == files
    with Archive.open(data) as archive:
        assert archive.problems == ()
    assert everything(data) == before


def test_who_verifies_before_it_is_finished_is_told_of_that_alone(data, monkeypatch):
    with Archive.open(data) as archive:
        plans = plan_joins(archive.tables.db, archive.tables.warc_folder, limit=LIMIT)
        with killed_at(monkeypatch, moves, "_replace_rows_of_sources", 0):
            list(join_files(archive.tables, plans, no_progress))
    assert {each.kind for each in verify(data, SITES, Scope(full=True)).findings} == {"unfinished-compact"}
