"""A replay that did not end is gone on with as far as it still holds, and gives what an undisturbed one gives."""

import json
import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive.replay import Rebuild
from archive.schema import add_form_functions
from archive.store import Archive
from archive.unfinished import DAYS_KEPT, Purpose, discard_unfinished, marker_of, new_path, unfinished_bytes
from archive.warc.files import warc_files
from contents import content_of
from extract.profile.parser import parse_site
from extract.site import Site
from test_replay import BETTER, NOON, PROFILE, SITES, Crawl, X, accept, html, replay

READABLE = 14


def rehearse(data: Path, sites: Mapping[str, Site] = SITES, only: str | None = None, most: int | None = None) -> int:
    """Read into a new database, up to so many outcomes, and leave it; return how many captures were read."""
    with Archive.open(data) as archive, archive.new_database(sites, only=only) as new:
        return sum(1 for _, _each in zip(range(READABLE * 9 if most is None else most), new.read(), strict=False))


def finish(data: Path, sites: Mapping[str, Site] = SITES, only: str | None = None) -> tuple[Rebuild, Counter[str]]:
    """Go on with the unfinished replay and put its database in place."""
    with Archive.open(data) as archive, archive.new_database(sites, only=only) as new:
        outcomes = Counter(each.outcome for each in new.read())
        new.put_in_place()
        return new, outcomes


def fresh(data: Path, folder: Path, sites: Mapping[str, Site]) -> dict[str, list[tuple]]:
    """Return what the WARC files give that are read into an empty folder."""
    shutil.copytree(data / "warc", folder / "warc")
    with Archive.open(folder) as archive:
        list(archive.read_unread(sites))
    return content_of(folder)


def crawl_more(data: Path) -> None:
    """Crawl after the replay began: an edit, a 410, and an article that is new."""
    with Archive.open(data) as archive:
        third = Crawl(archive, X, NOON + timedelta(days=2))
        third.fetch("b/", html("Beta", "It was edited again."))
        third.fetch("a/", status=410)
        third.fetch("e/", html("Epsilon"))
        third.finish()


@pytest.fixture
def few_at_a_time(monkeypatch):
    """Store what was read more often than an archive of this size needs."""
    monkeypatch.setattr("archive.read_captures.READINGS_PER_TRANSACTION", 2)
    monkeypatch.setattr("archive.replay.FIRST_RECORDS", 4)
    monkeypatch.setattr("archive.replay.RECORDS_PER_TRANSACTION", 2)


@pytest.mark.usefixtures("few_at_a_time")
@pytest.mark.parametrize("most", [1, 5, 13, READABLE])
def test_a_replay_that_stops_anywhere_is_gone_on_with(data, most):
    before = content_of(data)
    rehearse(data, most=most)
    assert content_of(data) == before
    new, outcomes = finish(data)
    # What was stored is not read again; of the last transaction not all may have been yielded.
    assert most <= new.kept.total() <= most + 1
    assert new.kept.total() + outcomes.total() == READABLE
    assert content_of(data) == before
    assert sorted(path.name for path in data.iterdir()) == ["commentary.db", "lock", "warc"]


def test_what_was_read_to_the_end_is_put_in_place_without_reading(data, tmp_path):
    sites = SITES | {"x": BETTER}
    assert rehearse(data, sites) == READABLE
    new, outcomes = finish(data, sites)
    assert (new.kept.total(), outcomes.total()) == (READABLE, 0)
    assert content_of(data) == fresh(data, tmp_path / "fresh", sites)


def test_a_crawl_in_between_costs_only_what_it_captured(data, tmp_path):
    rehearse(data)
    crawl_more(data)
    new, outcomes = finish(data)
    assert (new.anew, new.kept.total(), outcomes.total()) == (None, READABLE, 2)
    assert content_of(data) == fresh(data, tmp_path / "fresh", SITES)


def test_another_profile_costs_only_what_its_site_captured(data, tmp_path):
    rehearse(data)
    sites = SITES | {"x": BETTER}
    new, outcomes = finish(data, sites)
    assert (new.anew, new.kept, outcomes.total()) == (None, {"article": 1}, READABLE - 1)
    assert content_of(data) == fresh(data, tmp_path / "fresh", sites)


@pytest.mark.usefixtures("few_at_a_time")
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_between_the_end_is_the_same(data, tmp_path, seed):
    chance = random.Random(seed)
    happened = [lambda: rehearse(data, SITES | {"x": BETTER}, most=chance.randint(1, 14)) for _ in range(3)]
    happened += [lambda: crawl_more(data), lambda: rehearse(data), lambda: replay(data, judge=accept)]
    chance.shuffle(happened)
    for happens in happened:
        happens()
    finish(data)
    assert content_of(data) == fresh(data, tmp_path / "fresh", SITES)


def test_a_changed_warc_file_makes_it_begin_anew(data):
    rehearse(data)
    path = warc_files(data / "warc")[0]
    os.utime(path, ns=(0, 0))
    new, outcomes = finish(data)
    assert new.anew == f"{path.name} has changed"
    assert (new.kept.total(), outcomes.total()) == (0, READABLE)


def test_one_site_is_gone_on_with_only_while_the_archive_is_as_it_was(data, tmp_path):
    rehearse(data, {"x": BETTER}, only="x")
    new, outcomes = finish(data, {"x": BETTER}, only="x")
    assert (new.kept.total(), outcomes.total()) == (READABLE - 1, 0)
    rehearse(data, SITES, only="x")
    crawl_more(data)
    new, outcomes = finish(data, SITES, only="x")
    assert (new.anew, outcomes.total()) == ("the archive has changed, of which it was a copy", READABLE + 1)
    assert content_of(data) == fresh(data, tmp_path / "fresh", SITES)


def test_all_sites_do_not_go_on_with_one(data):
    rehearse(data, only="x")
    assert finish(data)[0].anew == "it was made for x"


def test_a_half_copy_is_not_gone_on_with(data):
    rehearse(data, only="x")
    change_marker(data, is_begun=False)
    new, outcomes = finish(data, only="x")
    assert (new.kept.total(), outcomes.total()) == (0, READABLE - 1)


def test_a_capture_without_a_run_is_read_by_the_profiles_of_now(data):
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    block = head.encode() + html("Foreign")
    fields = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:f>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://y.example/foreign/\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    (data / "warc" / "wget.warc").write_bytes(fields.encode() + block + b"\r\n\r\n")
    rehearse(data)
    assert finish(data, SITES | {"x": BETTER})[0].anew == "profiles have changed"


def test_damage_is_told_by_each_replay(data):
    path = warc_files(data / "warc")[0]
    with Archive.open(data) as archive:
        path.write_bytes(path.read_bytes()[:-9])
        told = []
        for _ in range(2):
            with archive.new_database(SITES) as new:
                told.append([each.problem for each in new.read() if each.outcome == "damaged"])
    assert told == [["the last record is truncated"]] * 2


def change_marker(data: Path, **values) -> None:
    marker = marker_of(data / "commentary.db")
    marker.write_text(json.dumps(json.loads(marker.read_text("utf-8")) | values), "utf-8")


def grow_old(data: Path) -> None:
    for path in data.glob("commentary.db.new*"):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - (DAYS_KEPT + 1) * 86_400))


@pytest.mark.parametrize(
    "happens",
    [
        grow_old,
        lambda data: change_marker(data, made_by={"release": "0.0"}),
        lambda data: marker_of(data / "commentary.db").write_text("no JSON", "utf-8"),
        lambda data: marker_of(data / "commentary.db").unlink(),
    ],
)
def test_what_no_replay_will_go_on_with_is_removed_by_whoever_opens_the_archive(data, happens):
    rehearse(data)
    assert unfinished_bytes(data / "commentary.db") > 0
    Archive.open(data).close()
    assert new_path(data / "commentary.db").exists()
    happens(data)
    Archive.open(data).close()
    assert [path.name for path in data.glob("*.new*")] == []
    assert unfinished_bytes(data / "commentary.db") == 0


def test_a_new_database_that_is_damaged_is_begun_anew(data):
    before = content_of(data)
    rehearse(data)
    new_path(data / "commentary.db").write_bytes(b"no database" * 99)
    new, outcomes = finish(data)
    assert "file is not a database" in str(new.anew)
    assert (outcomes.total(), content_of(data)) == (READABLE, before)


def test_the_purpose_is_read_as_it_was_written(data):
    with Archive.open(data) as archive:
        purpose = Purpose.of(archive.tables, {"x": "r1"}, "x")
        assert Purpose.read(archive.tables.path) is None
        purpose.write(archive.tables.path)
        assert Purpose.read(archive.tables.path) == purpose
        discard_unfinished(archive.tables.path)
        assert Purpose.read(archive.tables.path) is None


def test_profiles_of_another_title_have_the_same_revision_and_cost_nothing(data):
    rehearse(data)
    renamed = parse_site("x", PROFILE.format(name="x", title="h2").replace('"x"', '"Another title"', 1), defaults="")
    assert finish(data, SITES | {"x": renamed})[1].total() == 0


@pytest.mark.parametrize("has_room", [True, False])
def test_a_replayed_database_has_no_gaps_if_the_disk_has_room_to_fill_them(data, monkeypatch, has_room):
    if not has_room:
        monkeypatch.setattr("archive.replay.COPIES_WHILE_FILLED", 10**12)
    finish(data)
    before = pages_of(data)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("VACUUM")
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    # What is filled already is written as it was.
    assert (pages_of(data) == before) is has_room


def pages_of(data: Path) -> bytes:
    """Return the bytes of a database but for its first page, which counts the changes."""
    return (data / "commentary.db").read_bytes()[4096:]


def of_former_pages(data: Path) -> None:
    """Make the database one of pages of 4 KB, as former releases did."""
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM"):
            db.execute(statement)


def page_size(data: Path) -> int:
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute("PRAGMA page_size").fetchone()[0]


def test_a_database_with_pages_of_another_size_is_replayed_and_keeps_them(data):
    before = content_of(data)
    assert page_size(data) == 2048
    of_former_pages(data)
    rehearse(data, most=3)
    new, outcomes = finish(data)
    assert (new.anew, new.kept.total() + outcomes.total()) == (None, READABLE)
    assert (content_of(data), page_size(data)) == (before, 4096)


def test_a_replay_whose_pages_have_another_size_than_the_database_is_begun_anew(data):
    before = content_of(data)
    rehearse(data)
    of_former_pages(data)
    new, outcomes = finish(data)
    assert (new.anew, outcomes.total(), content_of(data)) == ("the database was made anew", READABLE, before)
