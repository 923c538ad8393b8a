"""A real archive is examined: what is wrong is found with what to do, and nothing is changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from archive.database import Lock
from archive.store import Archive
from archive.upkeep import DAMAGE
from archive.warc.files import warc_files
from commentary.cli.doctor import examine
from extract.site import Source
from test_replay import NOON, SITES, Crawl, html

pytestmark = pytest.mark.slow


@pytest.fixture
def data(small_archive, tmp_path):
    return shutil.copytree(small_archive, tmp_path / "data")


def found_in(data, *levels):
    """Pairs of kind and level; of all that is not fine if no level is given."""
    return {(each.kind, each.level) for each in examine(data) if each.level in (levels or ("error", "warning"))}


def sentence(data, kind):
    return next(str(each) for each in examine(data) if each.kind == kind and each.level != "fine")


def test_an_archive_that_is_well_is_fine_and_is_not_changed(data):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    found = list(examine(data))
    assert [each for each in found if each.level != "fine"] == []
    kinds = {"folder", "settings", "profiles", "notices", "robots.txt", "disk", "database", DAMAGE, "lock", "clock"}
    assert {each.kind for each in found} == kinds | {"schedule", "versions"}
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert {path: content for path, content in after.items() if not path.name.endswith(("-shm", "-wal"))} == {
        path: content for path, content in before.items() if not path.name.endswith(("-shm", "-wal"))
    }


def test_a_profile_that_is_broken_and_one_whose_host_another_has_are_told(data):
    profile = (data / "sites" / "demo.toml").read_text("utf-8")
    (data / "sites" / "twin.toml").write_text(profile, "utf-8")
    assert found_in(data) == {("profiles", "warning")}
    assert "The profiles demo, twin name the same host" in sentence(data, "profiles")
    (data / "sites" / "twin.toml").write_text("nonsense = 1", "utf-8")
    assert found_in(data) == {("profiles", "error")}
    (data / "sites" / "twin.toml").unlink()
    (data / "sites" / "demo.toml").unlink()
    assert "runs of demo, and there is no profile" in sentence(data, "profiles")


def test_an_example_that_is_read_otherwise_is_told_with_the_value(data):
    example = '\n[[examples]]\npage = "example.html"\ntitle = "Why cities need trees"\n'
    path = data / "sites" / "demo.toml"
    path.write_text(path.read_text("utf-8") + example, "utf-8")
    text = "".join(f"<p>Trees cool the streets of a city, and number {number} says why.</p>" for number in range(30))
    page = f"<html><head><title>Other</title></head><body><article><h1>Other</h1>{text}</article></body></html>"
    (data / "sites" / "example.html").write_text(page, "utf-8")
    assert "expected 'Why cities need trees'" in sentence(data, "profiles")


def test_a_database_that_is_damaged_missing_or_of_another_release_is_told(data):
    path = data / "commentary.db"
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1")
    assert ("database", "error") in found_in(data)
    assert "has the older schema 1" in sentence(data, "database")
    path.write_bytes(whole[: len(whole) // 2])
    assert ("database", "error") in found_in(data)
    path.unlink()
    assert found_in(data) == {("database", "error")}
    assert "does not exist" in sentence(data, "database")


def test_a_compaction_that_was_interrupted_is_told(data):
    (data / "compacting").mkdir()
    (data / "compacting" / "journal.json").write_text("{}")
    assert found_in(data) == {("folder", "warning")}
    assert "`commentary compact` was interrupted" in sentence(data, "folder")


def test_damage_of_a_warc_file_is_told(data):
    path = warc_files(data / "warc")[0]
    os.truncate(path, path.stat().st_size - 9)
    assert found_in(data) == {(DAMAGE, "error")}
    assert f"warc/{path.name} has" in sentence(data, DAMAGE)


def test_who_holds_the_lock_is_told_and_since_when(data):
    with Lock(data):
        (found,) = (each for each in examine(data) if each.kind == "lock")
        assert (found.level, f"The process {os.getpid()} (" in found.what) == ("fine", True)
        tomorrow = datetime.now(UTC) + timedelta(days=2)
        assert ("lock", "warning") in {(each.kind, each.level) for each in examine(data, tomorrow)}


def test_a_lock_that_a_child_of_an_ended_process_holds_is_told(data):
    script = (
        "import subprocess, sys; from pathlib import Path; from archive.database import Lock\n"
        "lock = Lock(Path(sys.argv[1])); import os; os.set_inheritable(lock._file, True)\n"
        "child = subprocess.Popen(['sleep', '60'], close_fds=False, stdout=-3, stderr=-3)\n"
        "print(child.pid, flush=True); os._exit(0)\n"
    )
    said = subprocess.run([sys.executable, "-c", script, str(data)], capture_output=True, text=True, check=True)
    try:
        assert "has ended: a process that it started goes on" in sentence(data, "lock")
    finally:
        os.kill(int(said.stdout), 9)


def test_settings_that_cannot_be_read_and_a_folder_open_to_all_are_told(data):
    (data / "settings.toml").write_text("contact = 3", "utf-8")
    data.chmod(0o777)
    assert found_in(data) == {("settings", "error"), ("folder", "warning")}
    assert f"chmod o-w {data}" in sentence(data, "folder")
    assert sentence(data, "settings").startswith(str(data))
    # Of a schedule that nobody can read nothing is known.
    assert "schedule" not in {each.kind for each in examine(data)}


@pytest.mark.parametrize("name", ["log", "metrics"])
def test_a_file_of_the_settings_whose_folder_is_gone_is_told(data, name):
    (data / "settings.toml").write_text(f'[notify]\n{name} = "{data / "nowhere" / "x"}"\n', "utf-8")
    assert found_in(data) == {("settings", "error")}
    assert f"the folder of `{name}` in settings.toml, cannot be written to" in sentence(data, "settings")


def test_a_robots_txt_that_disallows_what_is_crawled_is_told(tmp_path):
    (tmp_path / "sites").mkdir()
    profile = 'title = "X"\nhosts = ["x.example"]\ntimezone = "UTC"\n'
    (tmp_path / "sites" / "x.toml").write_text(profile, "utf-8")
    with Archive.open(tmp_path) as archive:
        crawl = Crawl(archive, SITES["x"], NOON)
        crawl.fetch("a/", html("Alpha"))
        source = Source(kind="robots", url="https://x.example/robots.txt")
        crawl.fetch("robots.txt", status=301, headers=[("Location", "/rules.txt")], source=source)
        crawl.fetch("rules.txt", b"User-agent: *\nDisallow: /a/\n", source=source)
        crawl.finish()
    assert "disallows 1 of the newest 1 articles of x" in sentence(tmp_path, "robots.txt")
    # A public site is crawled by nobody without a contact.
    assert "a crawl must say who is asking" in sentence(tmp_path, "settings").lower()


def test_a_profile_that_needs_a_browser_says_whether_there_is_one(data):
    path = data / "sites" / "demo.toml"
    path.write_text(f"render = true\n{path.read_text('utf-8')}", "utf-8")
    kinds = [each.kind for each in examine(data)]
    assert kinds.count("browser") == 1


def test_the_exit_code_tells_the_worst(commentary, data, tmp_path):
    said = commentary("doctor", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines()[-1].startswith("0 errors, 0 warnings, ")
    data.chmod(0o777)
    assert commentary("doctor", "--data", data).returncode == 3
    (data / "commentary.db").unlink()
    said = commentary("doctor", "--json", "--data", data)
    assert (said.returncode, '"level": "error"' in said.stdout) == (1, True)
    assert commentary("doctor", "--data", tmp_path / "nowhere").returncode == 1
