"""A restore gives the archive back, and refuses what is damaged or hostile before it writes anything."""

import hashlib
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from archive.snapshot import restore, write_snapshot
from archive.store import Archive
from contents import content_of
from extract.errors import ArchiveError
from test_replay import SITES, replay


@pytest.fixture(scope="module")
def taken(two_runs, tmp_path_factory) -> Path:
    """A folder with two snapshots of the filled archive, `bag` and `bag.zip`; tests change copies only."""
    folder = tmp_path_factory.mktemp("taken")
    (folder / "x.toml").write_text('title = "X"\n')
    for name in ("bag", "bag.zip"):
        write_snapshot(two_runs, folder / name, profiles={"sites/x.toml": folder / "x.toml"})
    return folder


@pytest.fixture
def bag(taken, tmp_path) -> Path:
    return shutil.copytree(taken / "bag", tmp_path / "bag")


def seal(bag: Path) -> None:
    """Write manifests that fit whatever the bag holds now, as a stranger who means harm would."""
    for manifest, is_payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        lines = []
        for path in sorted(bag.rglob("*")):
            name = path.relative_to(bag).as_posix()
            if path.is_file() and name != "tagmanifest-sha256.txt" and name.startswith("data/") == is_payload:
                lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
        (bag / manifest).write_text("".join(lines))


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_a_restored_archive_is_the_one_that_was_kept(taken, two_runs, tmp_path, name):
    data = tmp_path / "new" / "data"
    restored = restore(taken / name, data)
    assert (restored.database_problem, restored.state_at) == ("", "2026-03-02T12:00:07+00:00")
    assert content_of(data) == content_of(two_runs)
    assert (data / "sites" / "x.toml").read_text() == 'title = "X"\n'
    assert sorted(path.name for path in data.iterdir()) == ["commentary.db", "sites", "warc"]
    with Archive.open(data) as archive:
        assert archive.problems == ()
    replay(data, SITES)
    assert content_of(data) == content_of(two_runs)


def test_a_snapshot_of_a_restored_archive_has_the_same_bytes(taken, tmp_path):
    restore(taken / "bag.zip", tmp_path / "data")
    profiles = {"sites/x.toml": tmp_path / "data" / "sites" / "x.toml"}
    write_snapshot(tmp_path / "data", tmp_path / "again.zip", profiles=profiles)
    assert (tmp_path / "again.zip").read_bytes() == (taken / "bag.zip").read_bytes()


def test_each_damaged_missing_and_surplus_file_is_named_and_nothing_is_written(bag, tmp_path):
    warcs = sorted((bag / "data" / "warc").iterdir())
    damaged = bytearray(warcs[0].read_bytes())
    damaged[len(damaged) // 2] ^= 1
    warcs[0].write_bytes(damaged)
    warcs[1].unlink()
    (bag / "data" / "extra").write_text("?")
    (bag / "bag-info.txt").write_text("changed")
    with pytest.raises(ArchiveError) as error:
        restore(bag, tmp_path / "data")
    for words in (
        f"data/warc/{warcs[0].name} is damaged",
        f"data/warc/{warcs[1].name} is missing",
        "data/extra is in no manifest",
        "bag-info.txt is damaged",
    ):
        assert words in str(error.value)
    assert not (tmp_path / "data").exists()


def test_a_damaged_zip_file_is_named_too(taken, tmp_path):
    whole = bytearray((taken / "bag.zip").read_bytes())
    whole[whole.index(b"commentary-snapshot/data/warc/") + 200] ^= 1
    (tmp_path / "bag.zip").write_bytes(whole)
    with pytest.raises(ArchiveError, match=r"data/warc/x-\S+ cannot be read"):
        restore(tmp_path / "bag.zip", tmp_path / "data")


def test_a_folder_that_holds_something_is_refused(taken, data):
    before = content_of(data)
    with pytest.raises(ArchiveError, match="is not empty"):
        restore(taken / "bag", data)
    assert content_of(data) == before


def test_what_a_killed_restore_left_does_not_hinder_the_next_one(taken, two_runs, tmp_path):
    (tmp_path / "data" / ".restoring" / "warc").mkdir(parents=True)
    (tmp_path / "data" / ".restoring" / "warc" / "half.warc.gz").write_bytes(b"half")
    restore(taken / "bag", tmp_path / "data")
    assert content_of(tmp_path / "data") == content_of(two_runs)
    assert not (tmp_path / "data" / ".restoring").exists()


def test_what_is_no_snapshot_is_refused_by_name(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").write_text("no zip")
    for name, words in (
        ("nowhere", "does not exist"),
        ("empty", "it has no bagit.txt"),
        ("text", "neither a folder"),
    ):
        with pytest.raises(ArchiveError, match=words):
            restore(tmp_path / name, tmp_path / "data")


def test_a_link_in_a_snapshot_is_refused(bag, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (bag / "data" / "sites" / "y.toml").symlink_to(tmp_path / "secret")
    with pytest.raises(ArchiveError, match=r"y\.toml is a link"):
        restore(bag, tmp_path / "data")


@pytest.mark.parametrize(
    "name", ["data/../../escape", "/etc/escape", "data/sites/..\\escape", "C:/escape", "data//x"]
)
def test_a_manifest_that_names_a_place_elsewhere_is_refused(bag, tmp_path, name):
    with (bag / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  {name}\n")
    with pytest.raises(ArchiveError, match="may lead elsewhere"):
        restore(bag, tmp_path / "data")


@pytest.mark.parametrize("name", ["s/../../escape", "/escape", "s/data/sites/../../../escape"])
def test_a_zip_file_that_would_be_unpacked_elsewhere_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as packed:
        packed.writestr("s/bagit.txt", "BagIt-Version: 1.0\n")
        packed.writestr(name, "evil")
    with pytest.raises(ArchiveError, match="may lead elsewhere"):
        restore(tmp_path / "evil.zip", tmp_path / "data")
    assert not (tmp_path / "escape").exists()


def test_a_zip_file_with_a_link_or_a_bomb_is_refused(tmp_path):
    link = zipfile.ZipInfo("s/data/sites/y.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as packed:
        packed.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("s/manifest-sha256.txt", "0" * 10_000_000)
    for name, words in (("link.zip", "is a link"), ("bomb.zip", "is compressed")):
        with pytest.raises(ArchiveError, match=words):
            restore(tmp_path / name, tmp_path / "data")


def test_a_database_with_a_strangers_trigger_is_not_used_and_a_replay_makes_it_anew(bag, two_runs, tmp_path):
    with closing(sqlite3.connect(bag / "data" / "commentary.db")) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON captures BEGIN DELETE FROM articles; END")
        db.commit()
    seal(bag)
    restored = restore(bag, tmp_path / "data")
    assert restored.database_problem == "its tables are not those of this release"
    assert not (tmp_path / "data" / "commentary.db").exists()
    replay(tmp_path / "data", SITES)
    assert content_of(tmp_path / "data") == content_of(two_runs)


def test_a_database_that_is_none_is_not_used(bag, tmp_path):
    (bag / "data" / "commentary.db").write_bytes(b"no database" * 100)
    seal(bag)
    restored = restore(bag, tmp_path / "data")
    assert restored.database_problem.startswith("it cannot be read")
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["sites", "warc"]


def test_a_disk_without_room_is_seen_before_anything_is_written(taken, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(ArchiveError, match="1,000 bytes free"):
        restore(taken / "bag", tmp_path / "data")
    assert not (tmp_path / "data").exists()
