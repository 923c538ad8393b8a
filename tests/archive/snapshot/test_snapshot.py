"""A snapshot is a whole, dated and checksummed copy, with the same bytes for the same archive."""

import json
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import bagit
import frictionless
import pytest

from archive.schema import TABLES, add_cut_words, add_form_functions
from archive.snapshot import restore, write_snapshot
from archive.store import Archive
from contents import content_of
from extract.errors import ArchiveError
from test_replay import NOON, SITES, Crawl, X, html, replay

PROFILE = 'title = "X"\n'


@pytest.fixture
def profiles(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(PROFILE)
    return {"sites/x.toml": path}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_standards_own_tools_find_a_snapshot_valid(data, tmp_path, profiles):
    out = tmp_path / "snapshot"
    write_snapshot(data, out, profiles=profiles)
    assert bagit.Bag(str(out)).validate()
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        said = subprocess.run(["sha256sum", "--quiet", "-c", name], cwd=out, capture_output=True, check=False)
        assert (said.returncode, said.stdout) == (0, b"")
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])


def test_a_snapshot_has_all_files_of_the_archive_and_the_rows_of_its_tables(data, tmp_path, profiles):
    out = tmp_path / "snapshot"
    written = write_snapshot(data, out, profiles=profiles)
    kept = files_of(out / "data")
    for path in (data / "warc").iterdir():
        assert kept[f"warc/{path.name}"] == path.read_bytes()
    assert kept["sites/x.toml"] == PROFILE.encode()
    assert kept.keys() >= {f"tables/{name}.csv" for name in TABLES if name != "attempts"}
    shutil.copy(out / "data" / "commentary.db", tmp_path / "commentary.db")
    assert content_of(tmp_path) == content_of(data)
    assert (written.cut.captures, written.cut.articles, written.cut.running) == (20, 6, ())
    assert written.cut.state_at == "2026-03-02T12:00:07+00:00"


def test_the_readme_describes_each_table_and_column_as_the_schema_does(data, tmp_path):
    write_snapshot(data, tmp_path / "snapshot", profiles={})
    text = (tmp_path / "snapshot" / "README.md").read_text()
    for name, table in TABLES.items():
        assert f"### {name}\n\n{table.description}." in text
        for column, described in table.columns.items():
            cell = described.description.replace("|", "\\|")
            assert f"| `{column}` | {cell} |" in text
    assert "Sites, with their captures: x (19), y (1)." in text
    assert "20 responses" in text


def test_the_readmes_three_commands_write_the_record_of_a_capture(data, tmp_path):
    out = tmp_path / "snapshot"
    write_snapshot(data, out, profiles={})
    with closing(sqlite3.connect(out / "data" / "commentary.db")) as db:
        add_form_functions(db)
        query = 'SELECT warc, "offset", length, id, url FROM captures WHERE address LIKE ?'
        warc, offset, length, number, url = db.execute(query, ("%/long/2/",)).fetchone()
    command = f"tail -c +$(({offset} + 1)) data/warc/{warc} | head -c {length} | gzip -dc"
    record = subprocess.run(["sh", "-c", command], cwd=out, capture_output=True, check=True).stdout
    assert f"WARC-Record-ID: <{number}>" in record.decode()
    assert f"WARC-Target-URI: {url}" in record.decode()


@pytest.mark.parametrize("name", ["one", "one.zip"])
def test_the_same_archive_gives_the_same_bytes_again_after_a_reopening_and_after_a_replay(data, tmp_path, name):
    def take(place: str) -> object:
        out = tmp_path / place / name
        out.parent.mkdir()
        write_snapshot(data, out, profiles={})
        return out.read_bytes() if name.endswith(".zip") else files_of(out)

    first = take("a")
    assert take("b") == first
    with Archive.open(data):
        pass
    # Other row ids, other pages, other segments of the index: the same content.
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        add_cut_words(db)
        add_form_functions(db)
        db.execute("INSERT INTO articles_fts_words(articles_fts_words) VALUES ('rebuild')")
        db.commit()
        db.execute("VACUUM")
    assert take("c") == first
    for path in data.glob("commentary.db*"):
        path.unlink()
    replay(data, SITES)
    assert take("d") == first


def test_a_snapshot_of_a_running_crawl_ends_at_a_record_that_the_database_knows(data, tmp_path):
    out, back = tmp_path / "snapshot", tmp_path / "back"
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("e/", html("Epsilon"))
        known = crawl.run.warc.size
        # Stored in the WARC file, and not yet in the database.
        crawl.run.warc.write(
            url="https://x.example/f/",
            method="GET",
            request_headers=[],
            status=200,
            response_headers=[],
            body=html("Zeta"),
            fetched_at=crawl.now,
        )
        written = write_snapshot(data, out, profiles={})
        assert written.cut.running == (crawl.run.id,)
        assert (out / "data" / "warc" / crawl.run.warc.name).stat().st_size == known < crawl.run.warc.size
        assert f"Archive-Running-Run: {crawl.run.id}" in (out / "bag-info.txt").read_text()
        assert crawl.run.id in (out / "README.md").read_text()
        crawl.finish()
    restore(out, back)
    with Archive.open(back) as archive:
        assert archive.problems == ()
    before = content_of(back)
    replay(back, SITES)
    assert content_of(back) == before


def test_a_run_that_has_stored_nothing_yet_is_in_a_snapshot_too(data, tmp_path):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        write_snapshot(data, tmp_path / "snapshot", profiles={})
        crawl.finish()
    restore(tmp_path / "snapshot", tmp_path / "back")
    before = content_of(tmp_path / "back")
    with Archive.open(tmp_path / "back"):
        pass
    assert {row for row in content_of(tmp_path / "back")["runs"]} ^ set(before["runs"])  # noqa: C416 - two states
    replay(tmp_path / "back", SITES)
    assert len(content_of(tmp_path / "back")["runs"]) == len(before["runs"]) == 4


def test_a_file_that_a_killed_run_left_empty_is_in_a_snapshot_too(data, tmp_path):
    # Its name is all that a replay has of its run.
    (data / "warc" / "x-20260303000000-ffffff-00000.warc.gz").write_bytes(b"")
    with Archive.open(data):
        pass
    write_snapshot(data, tmp_path / "snapshot", profiles={})
    restore(tmp_path / "snapshot", tmp_path / "back")
    with Archive.open(tmp_path / "back") as archive:
        assert archive.problems == ()
    replay(tmp_path / "back", SITES)
    assert content_of(tmp_path / "back") == content_of(data)


def test_a_file_that_the_database_does_not_know_is_left_out_and_named(data, tmp_path):
    known = next((data / "warc").iterdir())
    shutil.copy(known, data / "warc" / "foreign.warc.gz")
    written = write_snapshot(data, tmp_path / "snapshot", profiles={})
    assert written.cut.left_out == ("foreign.warc.gz",)
    assert not (tmp_path / "snapshot" / "data" / "warc" / "foreign.warc.gz").exists()


def test_an_archive_that_lacks_a_file_gives_no_snapshot(data, tmp_path):
    missing = min((data / "warc").iterdir())
    missing.unlink()
    with pytest.raises(ArchiveError, match=f"{missing} is missing"):
        write_snapshot(data, tmp_path / "snapshot", profiles={})
    assert not list(tmp_path.glob("*snapshot*"))


@pytest.mark.parametrize("name", ["snapshot", "snapshot.zip"])
def test_a_snapshot_overwrites_nothing_and_an_interrupted_one_leaves_nothing(data, tmp_path, name, profiles):
    out = tmp_path / name
    out.mkdir()
    with pytest.raises(ArchiveError, match="exists already"):
        write_snapshot(data, out, profiles=profiles)
    out.rmdir()

    def interrupt(what: str, _done: int, _total: int) -> None:
        if what.startswith("warc/"):
            raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_snapshot(data, out, profiles=profiles, progress=interrupt)
    assert sorted(tmp_path.iterdir()) == before


def test_a_zip_file_holds_the_same_bag_as_a_folder(data, tmp_path, profiles):
    write_snapshot(data, tmp_path / "a", profiles=profiles)
    write_snapshot(data, tmp_path / "a.zip", profiles=profiles)
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path / "unpacked")
    assert files_of(tmp_path / "unpacked" / "commentary-snapshot") == files_of(tmp_path / "a")


def test_the_data_package_names_each_file_of_the_payload_with_its_size_and_digest(data, tmp_path, profiles):
    out = tmp_path / "snapshot"
    write_snapshot(data, out, profiles=profiles)
    package = json.loads((out / "datapackage.json").read_text())
    manifest = dict(line.split("  ", 1)[::-1] for line in (out / "manifest-sha256.txt").read_text().splitlines())
    named = {each["path"]: (each["bytes"], each["hash"]) for each in package["resources"]}
    assert named == {path: ((out / path).stat().st_size, f"sha256:{digest}") for path, digest in manifest.items()}
    assert package["created"] == "2026-03-02T12:00:07+00:00"


@pytest.mark.parametrize("name", ["../secret.warc.gz", "x/../../secret.warc.gz"])
def test_a_name_in_the_database_that_leads_out_of_the_folder_is_refused(data, tmp_path, name):
    (data / "secret.warc.gz").write_bytes(b"what the archive has no part in")
    with closing(sqlite3.connect(data / "commentary.db")) as db, db:
        db.execute("INSERT INTO warcs (name, bytes) VALUES (?, 10)", (name,))
    with pytest.raises(ArchiveError, match="is not the name of a WARC file"):
        write_snapshot(data, tmp_path / "out", profiles={})
