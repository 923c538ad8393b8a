"""A repair mends what it says that it mends, and never loses a capture that could be read."""

import hashlib
import sqlite3
from contextlib import closing

import pytest

from archive.verify import Scope, carry_out, plan_repairs, verify
from archive.verify.mend import rename_back
from archive.warc.files import warc_files, why_unreadable
from archive.warc.records import Recorded
from archive.warc.writer import read_records
from contents import content_of
from damage import CASES
from sites import load_sites

pytestmark = pytest.mark.slow


def readable(data):
    """The captures that can be read from the WARC files, with their digests."""
    return {
        (entry.capture.id, entry.capture.payload_digest)
        for path in warc_files(data / "warc")
        if why_unreadable(path) is None
        for entry in read_records(path)
        if isinstance(entry, Recorded)
    }


def stored(data):
    """The captures in the table; none if the database cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'commentary.db'}?mode=ro", uri=True)) as db:
            return {row[0] for row in db.execute("SELECT id FROM captures")}
    except sqlite3.DatabaseError:
        return set()


def hashes(data):
    """The SHA-256 of all that lies in the folder, but for the database and the lock."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("warc", "removed", "sites")
        for path in (data / folder).rglob("*")
        if path.is_file()
    }


def repair(data, scope=None):
    """Repair as after `verify`; without a scope no page is read again, since most damage is found without."""
    sites = load_sites(data / "sites")

    def look():
        found.append(verify(data, {}) if scope is None else verify(data, sites, scope))
        return found[-1]

    found = []
    done = list(carry_out(data, sites, look(), look))
    return found[-1], done


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_repair_mends_what_it_can_and_loses_nothing(demo_archive, copied, case):
    before = content_of(demo_archive)
    case.inflict(copied)
    captured, known, kept = readable(copied), stored(copied), hashes(copied)
    verified, done = repair(copied, Scope(full=True) if case.full or case.reads else None)
    assert captured <= readable(copied)
    assert known <= stored(copied)
    if case.mended:
        assert verified.findings == (), (done, verified.findings)
        assert done
        assert all(error is None for _, error in done)
        if "killed" not in case.name:
            assert content_of(copied) == before
    else:
        assert verified.findings
    # Of what was there, nothing but a tail that was cut is other than it was, and that is in removed/.
    assert len(kept - hashes(copied)) <= ("follow" in case.name)


def test_a_healthy_archive_needs_no_repair(demo_archive):
    sites = load_sites(demo_archive / "sites")
    assert plan_repairs(demo_archive, sites, verify(demo_archive, sites)) == ([], [])


def test_what_is_being_renamed_when_a_repair_ends_is_found_and_renamed_by_the_next(demo_archive, copied):
    before = content_of(demo_archive)
    path = warc_files(copied / "warc")[1]
    path.rename(path.with_name("old.warc.gz"))
    path.mkdir()
    kept = readable(copied)
    with pytest.raises(OSError, match=path.name):
        rename_back(copied, {"old.warc.gz": path.name})
    assert readable(copied) == kept
    path.rmdir()
    verified, _ = repair(copied)
    assert not verified.findings
    assert content_of(copied) == before
