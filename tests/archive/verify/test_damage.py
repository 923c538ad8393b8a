"""Every kind of damage is found, with its kind, file and byte."""

import pytest

from archive.verify import REMEDIES, Scope, verify
from damage import CASES
from sites import load_sites

FAST = [case for case in CASES if not (case.full or case.reads)]
SLOW = [case for case in CASES if case.full or case.reads]


def found(verified):
    return {(each.kind, each.file, each.offset) for each in verified.findings}


def check(verified, wanted):
    assert set(wanted) <= found(verified), found(verified)
    for finding in verified.findings:
        assert finding.kind in REMEDIES
        assert finding.problem.endswith("."), finding
        assert finding.remedy.endswith("."), finding


def test_a_healthy_archive_gives_no_finding(demo_archive):
    verified = verify(demo_archive, {})
    assert verified.findings == ()
    assert verified.counts["files"] == 3
    assert verified.counts["links of the chain"] == 2


@pytest.mark.parametrize("case", FAST, ids=lambda case: case.name)
def test_damage_is_found(copied, case):
    wanted = case.inflict(copied)
    before = {path: path.lstat().st_mtime_ns for path in (copied / "warc").iterdir()}
    check(verify(copied, {}), wanted)
    assert {path: path.lstat().st_mtime_ns for path in (copied / "warc").iterdir()} == before


@pytest.mark.slow
@pytest.mark.parametrize("case", SLOW, ids=lambda case: case.name)
def test_damage_that_only_reading_again_shows_is_found(copied, case):
    wanted = case.inflict(copied)
    scope = Scope(full=True) if case.full else Scope(sample=1000)
    check(verify(copied, load_sites(copied / "sites"), scope), wanted)


@pytest.mark.slow
def test_a_healthy_archive_gives_no_finding_when_all_is_derived_anew(demo_archive):
    verified = verify(demo_archive, load_sites(demo_archive / "sites"), Scope(full=True))
    assert verified.findings == ()
    assert verified.left_out == ()
    assert verified.counts["captures read again"] > 100


def test_there_are_more_than_forty_kinds_of_damage():
    assert len({case.name for case in CASES}) == len(CASES) > 40
