"""`commentary verify` and `commentary repair`, as a person or a scheduler runs them."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def copied(small_archive, tmp_path):
    return shutil.copytree(small_archive, tmp_path / "data")


def test_a_whole_archive_is_verified_with_exit_code_0(commentary, small_archive):
    said = commentary("verify", "--data", small_archive)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines()[-1].startswith("nothing found; looked at ")


def test_damage_gives_exit_code_3_and_json_names_it(commentary, copied):
    (path, *_) = sorted((copied / "warc").iterdir())
    whole = bytearray(path.read_bytes())
    whole[60] ^= 1
    path.write_bytes(whole)
    said = commentary("verify", "--json", "--data", copied)
    assert said.returncode == 3
    told = json.loads(said.stdout)
    assert ("record-damaged", f"warc/{path.name}", 0) in {
        (each["kind"], each["file"], each["offset"]) for each in told["findings"]
    }
    assert told["looked_at"]["files"] == 2
    # What only a copy can mend is not touched.
    said = commentary("repair", "--yes", "--data", copied)
    assert (said.returncode, path.read_bytes()) == (3, bytes(whole))
    assert "to be decided by a person" in said.stdout


def test_a_repair_is_shown_first_and_done_after_yes(commentary, copied):
    with closing(sqlite3.connect(copied / "commentary.db")) as db:
        db.execute("DROP TABLE articles_fts_words")
        db.commit()
    shown = commentary("repair", "--data", copied)
    assert shown.returncode == 3
    assert "safe: Make the full-text index anew." in shown.stdout
    assert "Nothing was changed." in shown.stdout
    done = commentary("repair", "--yes", "--data", copied)
    assert done.returncode == 0, done.stdout
    assert "done: Make the full-text index anew." in done.stdout
    assert commentary("repair", "--data", copied).returncode == 0


def test_a_folder_without_an_archive_and_two_wishes_at_once_are_errors(commentary, tmp_path):
    said = commentary("verify", "--data", tmp_path)
    assert (said.returncode, said.stdout) == (1, "")
    assert "is not an archive" in said.stderr
    assert commentary("verify", "--full", "--sample", "9", "--data", tmp_path).returncode == 2
