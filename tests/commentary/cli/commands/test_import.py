"""`commentary import` and the exports for other web archives, as a person calls them."""

import random
import subprocess
import sys

import pytest

from foreign import PROFILE, one_member_each, page, record, sha1

X = "https://x.example/alpha/"


@pytest.fixture
def data(tmp_path):
    """A data folder with the profile of x.example."""
    folder = tmp_path / "data"
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "x.toml").write_text(PROFILE, "utf-8")
    return folder


def put(tmp_path, content: bytes):
    (tmp_path / "theirs.warc.gz").write_bytes(content)
    return tmp_path / "theirs.warc.gz"


@pytest.mark.slow
def test_what_was_taken_is_summed_up_and_what_was_not_is_named(commentary, data, tmp_path):
    bad = record("response", X, b"HTTP/1.1 200 OK\r\n\r\n", WARC_Payload_Digest=sha1(b"other"))
    other = record("response", "https://cdn.example/a.js", b"HTTP/1.1 200 OK\r\n\r\n")
    path = put(tmp_path, one_member_each(page("/beta/"), bad, other))
    said = commentary("import", path, "--site", "x", "--data", data)
    assert said.returncode == 3
    assert f"{path}, byte " in said.stderr
    assert f"{X}: its WARC-Payload-Digest is not that of its payload" in said.stderr
    lines = said.stdout.splitlines()
    assert lines[0] == "captures   1 taken in 1 run"
    assert "read       1 x article" in lines
    assert "elsewhere  1 response of cdn.example, which the profile does not name" in lines
    status = commentary("status", "--data", data)
    assert "2024-03-01 12:00  partial" in status.stdout
    assert commentary("audit", "x", "--data", data).returncode == 0
    again = commentary("import", path, "--site", "x", "--data", data)
    assert (again.returncode, again.stdout.splitlines()[0]) == (3, "captures   0 taken in 0 runs, 1 known")


@pytest.mark.slow
def test_what_is_wrong_with_the_call_is_said(commentary, data, tmp_path):
    path = put(tmp_path, one_member_each(page("/beta/")))
    missing = commentary("import", path, "--data", data)
    told = f"{path} was written by another tool: say with --site NAME to which profile its captures belong."
    assert (missing.returncode, missing.stderr) == (1, f"commentary: {told}\n")
    unknown = commentary("import", path, "--site", "y", "--data", data)
    assert (unknown.returncode, "no such site" in unknown.stderr) == (1, True)
    assert commentary("import", tmp_path / "nothing.warc", "--data", data).returncode == 2
    assert not (data / "import.tmp").exists()


@pytest.mark.slow
def test_captures_are_exported_to_a_file_that_is_whole_or_not_there(commentary, data, tmp_path):
    commentary("import", put(tmp_path, one_member_each(page("/beta/"))), "--site", "x", "--data", data)
    out = tmp_path / "out.wacz"
    said = commentary("export", "--format", "wacz", "-o", out, "--data", data)
    assert (said.returncode, said.stderr) == (0, f"1 captures of 1 WARC files in {out}\n")
    index = commentary("export", "--format", "cdxj", "--data", data)
    assert index.stdout.startswith(
        'example,x)/beta 20240301120000 {"url": "https://x.example/beta/", "mime": "text/html"'
    )
    for words in (["-o", out, "--table", "runs"], ["-o", out, "--since", "2026-01-01"], []):
        assert commentary("export", "--format", "wacz", *words, "--data", data).returncode == 2
    (path,) = (data / "warc").iterdir()
    path.rename(tmp_path / path.name)
    gone = commentary("export", "--format", "wacz", "-o", tmp_path / "other.wacz", "--data", data)
    assert (gone.returncode, path.name in gone.stderr) == (1, True)
    assert sorted(each.name for each in tmp_path.glob("*.wacz*")) == ["out.wacz"]


@pytest.mark.slow
def test_a_full_disk_loses_nothing_and_leaves_nothing(commentary, data, tmp_path):
    """A limit on the size of files stands for a full disk: the kernel refuses the write in the same way."""
    noise = random.Random(1).randbytes(4_000_000).hex()
    path = put(tmp_path, one_member_each(page("/alpha/"), page("/large/", noise)))
    words = f"-m commentary import '{path}' --site x --data '{data}'"
    command = f"ulimit -f 3000; trap '' XFSZ; exec '{sys.executable}' {words}"
    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert said.returncode == 1, said.stdout
    assert "cannot be written: File too large" in said.stderr
    assert list((data / "warc").iterdir()) == []
    assert not (data / "import.tmp").exists()
