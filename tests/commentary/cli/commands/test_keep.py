"""`snapshot` and `restore` as a person uses them, on the demo's archive."""

import pytest

from contents import content_of

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
