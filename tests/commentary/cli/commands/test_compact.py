"""`commentary compact` as a person or a scheduler runs it."""

import re
import shutil

import pytest

from archive.database import Lock
from archive.warc.files import warc_files
from contents import content_of

pytestmark = pytest.mark.slow


@pytest.fixture
def data(repeated, tmp_path):
    return shutil.copytree(repeated, tmp_path / "data")


def test_what_would_be_freed_is_told_and_nothing_is_changed(commentary, data):
    before = {path: path.read_bytes() for path in warc_files(data / "warc")}
    (data / "commentary.db.new").write_bytes(b"x" * 5000)
    said = commentary("compact", "--dry-run", "--min-saving", "0", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    assert re.search(r"^commentary\.db\.new +5\.0 KB, would be removed$", said.stdout, re.MULTILINE)
    assert said.stdout.splitlines()[-1].startswith("would free")
    assert {path: path.read_bytes() for path in warc_files(data / "warc")} == before
    assert (data / "commentary.db.new").exists()


def test_an_archive_is_compacted_verified_and_crawled_on(commentary, data):
    before = content_of(data)
    (data / "commentary.db.new").write_bytes(b"x" * 5000)
    (data / "removed").mkdir()
    (data / "removed" / "torn").write_bytes(b"x" * 2000)
    said = commentary("compact", "--min-saving", "0", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    last = said.stdout.splitlines()[-1].split()
    assert (last[0], said.stdout.count(" → ") > 4) == ("freed", True)
    assert "10 revisit records in place of repeated payloads" in said.stdout
    assert "2.0 KB in removed/, which a repair moved away" in said.stdout
    assert (data / "removed" / "torn").exists()
    assert not (data / "commentary.db.new").exists()
    but = {"captures", "runs", "warcs"}
    after = content_of(data)
    assert {name: after[name] for name in after.keys() - but} == {name: before[name] for name in before.keys() - but}
    assert commentary("verify", "--data", data).returncode == 0
    said = commentary("compact", "--min-saving", "0", "--data", data)
    assert "0 written anew" in said.stdout


def test_a_folder_without_an_archive_is_told(commentary, tmp_path):
    for arguments in ([], ["--dry-run"]):
        said = commentary("compact", *arguments, "--data", tmp_path)
        assert (said.returncode, said.stdout) == (1, "")
        assert "is not an archive" in said.stderr
    assert not list(tmp_path.iterdir())
    assert commentary("compact", "--min-saving", "101", "--data", tmp_path).returncode == 2


def test_what_another_command_works_on_is_not_told_as_left(commentary, data):
    (data / "commentary.db.new").write_bytes(b"x" * 5000)
    with Lock(data):
        said = commentary("compact", "--dry-run", "--data", data)
        assert commentary("compact", "--data", data).returncode == 1
    assert (said.returncode, said.stderr) == (0, "")
    assert "commentary.db.new" not in said.stdout
    assert (data / "commentary.db.new").exists()
