"""`snapshot`, `restore` and `forget` as a person uses them, on the demo's archive."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import bagit
import pytest

from archive.forget import carry_out, plan_of_url, scan
from archive.schema import add_form_functions
from archive.store import Archive
from archive.warc import make_id
from commentary.demo.server import DemoSite
from contents import content_of
from forget_tools import everything_in
from sites import load_sites

pytestmark = pytest.mark.slow


def test_an_archive_is_kept_and_restored(small_archive, commentary, tmp_path):
    said = commentary("snapshot", tmp_path / "kept.zip", "--data", small_archive)
    assert (said.returncode, said.stderr) == (0, "")
    assert "manifest  sha256:" in said.stdout
    said = commentary("restore", tmp_path / "kept.zip", "--data", tmp_path / "data")
    assert (said.returncode, said.stderr) == (0, "")
    assert content_of(tmp_path / "data") == content_of(small_archive)
    assert (tmp_path / "data" / "sites" / "demo.toml").exists()
    said = commentary("replay", "--data", tmp_path / "data")
    assert said.returncode == 0, said.stderr
    assert content_of(tmp_path / "data") == content_of(small_archive)


def test_what_exists_is_not_overwritten(small_archive, commentary, tmp_path):
    said = commentary("snapshot", tmp_path, "--data", small_archive)
    assert said.returncode == 1
    assert said.stderr.startswith(f"commentary: {tmp_path} exists already.")
    said = commentary("restore", tmp_path, "--data", small_archive)
    assert said.returncode == 1
    assert "is not empty" in said.stderr


def test_an_article_is_forgotten_and_no_replay_brings_it_back(small_archive, commentary, tmp_path):
    data = shutil.copytree(small_archive, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        query = (
            "SELECT url, body_text"
            " FROM articles JOIN article_texts USING (id, url) WHERE versions > 1 AND word_count > 60"
            " ORDER BY url LIMIT 1"
        )
        url, text = db.execute(query).fetchone()
    words = max(text.split("\n\n"), key=len).split(".")[0].encode()
    assert words in everything_in(data)
    said = commentary("forget", url, "--dry-run", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    assert content_of(data) == content_of(small_archive)
    said = commentary("forget", url, "--reason", "a court", "--data", data)
    assert said.returncode == 2
    assert "give --yes" in said.stderr
    said = commentary("forget", url, "--reason", "a court", "--by", "Ada", "--yes", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    assert "made before still hold it" in said.stdout
    assert words not in everything_in(data)
    before = content_of(data)
    for path in data.glob("commentary.db*"):
        path.unlink()
    assert commentary("replay", "--data", data).returncode == 0
    after = content_of(data)
    assert {name: after[name] == rows for name, rows in before.items()} == dict.fromkeys(before, True)
    said = commentary("forget", "--list", "--data", data)
    assert "by Ada  a court" in said.stdout
    assert url not in said.stdout


def test_what_is_finished_says_which_pages_have_no_profile_and_makes_no_archive(data, commentary, tmp_path):
    with Archive.open(data) as archive:
        url, tombstone = "https://x.example/b/", make_id()
        plan = plan_of_url(archive.tables.db, archive.tables.warc_folder, url, archive.tables.tombstones)
        found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone=tombstone)
        carry_out(archive.tables, plan, found, tombstone=tombstone, reason="r", by="b", leftovers=())
    said = commentary("forget", "--finish", "--data", data)
    assert (said.returncode, said.stdout) == (3, "")
    assert "could not be read again: their site has no profile" in said.stderr
    said = commentary("forget", "--finish", "--data", tmp_path / "nowhere")
    assert said.returncode == 1
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("arguments", [[], ["https://x.example/a/"], ["nobody", "--reason", "r", "--yes"]])
def test_what_is_missing_to_forget_something_is_said(arguments, small_archive, commentary):
    said = commentary("forget", *arguments, "--data", small_archive)
    assert said.returncode == (1 if "nobody" in arguments else 2)
    assert len(said.stderr.splitlines()) <= 4


def test_a_snapshot_of_a_crawl_that_goes_on_is_whole(commentary, tmp_path):
    data, clean = tmp_path / "data", {name: value for name, value in os.environ.items() if "COMMENTARY" not in name}
    with DemoSite(essays=20) as demo:
        (data / "sites").mkdir(parents=True)
        (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        command = [sys.executable, "-m", "commentary", "crawl", "demo", "--data", str(data)]
        with subprocess.Popen(command, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as crawl:
            # Before that the crawl has made no database, or one without tables.
            while crawl.poll() is None and commentary("status", "--data", data).returncode:
                time.sleep(0.05)
            taken = []
            while crawl.poll() is None:
                said = commentary("snapshot", tmp_path / f"{len(taken)}", "--data", data)
                assert (said.returncode, said.stderr) == (0, "")
                taken.append("running" in said.stdout)
    assert any(taken)
    last = max(number for number, is_running in enumerate(taken) if is_running)
    assert bagit.Bag(str(tmp_path / str(last))).validate()
    assert commentary("restore", tmp_path / str(last), "--data", tmp_path / "back").returncode == 0
    with Archive.open(tmp_path / "back") as archive:
        assert archive.problems == ()
        for _ in archive.read_unread(load_sites(tmp_path / "back" / "sites")):
            pass
    before = content_of(tmp_path / "back")
    assert commentary("replay", "--data", tmp_path / "back").returncode == 0
    assert content_of(tmp_path / "back") == before
