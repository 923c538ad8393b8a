"""Archives that are as they should be give no finding, whatever happened to them before."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.store import Archive
from archive.verify import Scope, verify
from archive.warc.files import run_of_name, warc_files
from archive.warc.records import digest
from extract.errors import ArchiveError
from later import LATER, clock
from test_replay import NOON, SITES, Crawl, X, html

RELEASED = Path(__file__).parents[1] / "database" / "released"
SCHEMAS = sorted(path.name for path in RELEASED.glob("schema_*.db.gz"))


def verified(data, sites=SITES, **scope):
    clock(data)
    return verify(data, sites, Scope(**scope), now=LATER)


def check(data, sites=SITES, **scope):
    found = verified(data, sites, **scope)
    assert found.findings == ()
    return found


def kill(data, at=NOON + timedelta(days=9)):
    """Make a run that wrote two pages, and ended as if it was killed."""
    archive = Archive.open(data)
    crawl = Crawl(archive, X, at)
    for name in ("a", "b"):
        crawl.fetch(f"{name}/", html(name))
    crawl.run.warc.close()
    archive.close()
    return crawl.run.warc.path


@pytest.mark.slow
def test_two_sites_with_all_that_can_happen(two_runs, tmp_path):
    data = shutil.copytree(two_runs, tmp_path / "data")
    found = check(data, full=True)
    assert found.left_out == ()
    assert found.counts["captures"] == 20


def test_an_archive_whose_pages_need_not_be_read_again(filled, tmp_path):
    check(shutil.copytree(filled, tmp_path / "data"), {})


def test_a_run_that_was_killed_is_told_until_it_is_recovered(data):
    path = kill(data)
    assert [(each.kind, each.file) for each in verified(data, {}).findings] == [
        ("unfinished-run", f"warc/{path.name}")
    ]
    Archive.open(data).close()
    check(data, {})


def test_a_torn_record_is_told_until_it_is_recovered(data):
    path = kill(data)
    path.write_bytes(path.read_bytes()[:-9])
    told = {(each.kind, each.file) for each in verified(data, {}).findings}
    assert told == {("unfinished-run", f"warc/{path.name}"), ("torn-tail", f"warc/{path.name}")}
    Archive.open(data).close()
    check(data, {})


def test_a_run_in_many_files(data):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=9))
        crawl.run.warc.rotate_at = 100
        for name in "abc":
            crawl.fetch(f"{name}/", html(name))
        crawl.finish()
    assert len(list((data / "warc").glob(f"{crawl.run.id}-*"))) > 3
    check(data, {})


# Tools do not agree on whether the chunks belong to the payload.
@pytest.mark.parametrize("payload", [b"Hello", b"5\r\nHello\r\n0\r\n\r\n"])
def test_a_file_of_another_tool(data, payload):
    block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:f>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"WARC-Payload-Digest: {digest(payload)}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Target-URI: https://y.example/foreign/\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    (data / "warc" / "wget.warc.gz").write_bytes(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    with Archive.open(data) as archive:
        list(archive.read_unread(SITES))
    check(data, {})
    (data / "warc" / "wget.warc.gz").write_bytes(
        gzip.compress(
            head.encode().replace(b"Payload-Digest: sha1:", b"Payload-Digest: sha1:A") + block + b"\r\n\r\n"
        )
    )
    assert "digest-mismatch" in {each.kind for each in verified(data, {}).findings}


def test_the_clock_was_set_back_between_two_runs(data):
    with Archive.open(data) as archive:
        for days in (9, 4):
            crawl = Crawl(archive, X, NOON + timedelta(days=days))
            crawl.fetch("a/", html("a"))
            crawl.finish()
    check(data, {})


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_database_of_a_former_release_is_told_until_it_is_migrated(name, tmp_path):
    shutil.copytree(RELEASED / "warc", tmp_path / "warc")
    (tmp_path / "commentary.db").write_bytes(gzip.decompress((RELEASED / name).read_bytes()))
    assert [each.kind for each in verified(tmp_path, {}).findings] == ["schema-version"]
    Archive.open(tmp_path).close()
    check(tmp_path, {})


def test_a_crawl_that_goes_on_is_left_out_and_told(data):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=9))
        crawl.fetch("a/", html("a"))
        found = check(data, {})
        assert found.counts["files"] == 3
        assert any("the files of the run that goes on were not looked at" in each for each in found.left_out)
        assert any("A process is writing" in each for each in check(data, {}, full=True).left_out)
        crawl.finish()
    assert check(data, {}).counts["files"] == 4


@pytest.mark.slow
def test_what_was_forgotten_leaves_a_chain_that_is_whole(demo_archive, tmp_path, commentary):
    data = shutil.copytree(demo_archive, tmp_path / "data")
    with Archive.open(data) as archive:
        (url,) = archive.tables.db.execute("SELECT url FROM articles ORDER BY url LIMIT 1").fetchone()
    said = commentary("forget", url, "--reason", "a request", "--yes", "--data", data)
    assert said.returncode == 0, said.stderr
    found = verify(data, {})
    assert found.findings == ()
    assert found.counts["links of the chain"] == 2


@pytest.mark.slow
def test_an_archive_into_which_another_one_was_merged(data, demo_archive, commentary):
    said = commentary("import", demo_archive, "--data", data)
    assert len(warc_files(data / "warc")) == 6, said.stderr
    check(data, {})


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255), number=st.integers(0, 2))
def test_whichever_byte_of_a_file_changes_it_is_found(data, share, mask, number):
    path = warc_files(data / "warc")[number]
    whole = path.read_bytes()
    at = int(share * len(whole))
    try:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :])
        found = verified(data, {})
        assert [each for each in found.findings if each.file == f"warc/{path.name}"]
        # Also if the database is gone: each run but the last has one after it that names its digest. Runs of the same
        # second have names in any order.
        if run_of_name(path.name) != last_run(data):
            hidden = data / "commentary.db"
            hidden.rename(data / "hidden")
            try:
                alone = {each.file for each in verified(data, {}).findings}
            finally:
                (data / "hidden").rename(hidden)
            assert f"warc/{path.name}" in alone
    finally:
        path.write_bytes(whole)


def last_run(data) -> str:
    """Return the run that no other one names."""
    query = "SELECT id FROM runs WHERE id NOT IN (SELECT previous_run FROM runs WHERE previous_run IS NOT NULL)"
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        ((run,),) = db.execute(query).fetchall()
    return run


def test_a_lock_whose_owner_has_ended_is_told(data):
    program = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (data / "lock").write_text(f"{ended.pid}\n")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        told = [(each.kind, each.file) for each in verified(data, {}).findings]
        (data / "lock").write_text(f"{holder.pid}\n")
        alive = verified(data, {}).findings
        holder.communicate(b"\n")
    assert told == [("stale-lock", "lock")]
    assert alive == ()
    # A lock file that nobody holds is harmless.
    check(data, {})


def test_one_site_is_verified_and_one_that_is_not_there_is_an_error(data):
    assert check(data, {}, site="x").counts["files"] == 2
    with pytest.raises(ArchiveError, match="There is no site 'xx' in"):
        verified(data, {}, site="xx")
    for path in data.glob("commentary.db*"):
        path.unlink()
    assert {each.kind for each in verified(data, {}, site="x").findings} == {"database-missing"}
    with pytest.raises(ArchiveError, match="There is no site 'xx' in"):
        verified(data, {}, site="xx")


def test_a_clock_before_the_newest_capture_is_told(data):
    clock(data)
    at = NOON + timedelta(days=1, seconds=-400)
    kinds = [each.kind for each in verify(data, {}, now=at).findings if each.kind == "clock"]
    assert kinds == ["clock"]
    assert "clock" not in {each.kind for each in verify(data, {}, now=NOON + timedelta(days=1)).findings}


def test_times_of_files_that_cannot_be_are_told(data):
    clock(data)
    first = warc_files(data / "warc")[0]
    os.utime(first, (LATER.timestamp() + 99_999,) * 2)
    (found,) = verify(data, {}, now=LATER).findings
    assert (found.kind, found.file) == ("file-time", f"warc/{first.name}")
    assert verify(data, {}, now=datetime(2031, 1, 1, tzinfo=UTC)).findings == ()


def test_a_replay_that_was_ended_is_left_out_and_told(data):
    with Archive.open(data) as archive, archive.new_database(SITES) as rebuild:
        assert list(rebuild.read())
    found = check(data)
    assert any(each.startswith("commentary.db.new was not looked at") for each in found.left_out)
