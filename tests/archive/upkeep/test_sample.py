"""Damage of WARC files that is found without reading every byte: sizes, ends, and other records each day."""

import os
from datetime import timedelta

import pytest

from archive.store import Archive
from archive.upkeep import DAMAGE, warc_findings
from archive.warc.files import warc_files
from damage import captures, flip
from test_replay import NOON, Crawl, X

DAYS = [NOON + timedelta(days=day) for day in range(60)]


def test_nothing_is_found_in_a_whole_archive_and_nothing_is_changed(data):
    before = {path: path.read_bytes() for path in sorted((data / "warc").iterdir())}
    assert warc_findings(data, now=NOON, count=500) == []
    assert {path: path.read_bytes() for path in sorted((data / "warc").iterdir())} == before


def test_a_file_that_is_missing_or_shorter_is_found_at_once(data):
    first, second, third = warc_files(data / "warc")
    first.unlink()
    os.truncate(second, second.stat().st_size - 9)
    found = warc_findings(data, now=NOON, count=0)
    assert [(each.kind, each.level, each.subject) for each in found] == [
        (DAMAGE, "error", first.name),
        (DAMAGE, "error", second.name),
    ]
    assert "is missing" in found[0].what
    assert third.name not in str(found)


def test_damage_behind_the_last_capture_is_found_at_once(data):
    path = warc_files(data / "warc")[0]
    last = captures(path)[-1].capture
    flip(path, last.offset + last.length + 30)
    (found,) = warc_findings(data, now=NOON, count=0)
    assert (found.subject, "byte" in found.what) == (path.name, True)


def test_damage_in_a_record_is_found_within_days_since_others_are_read_each_day(data):
    path = warc_files(data / "warc")[0]
    capture = captures(path)[3].capture
    flip(path, capture.offset + capture.length // 2)
    days = [bool(warc_findings(data, now=day, count=3)) for day in DAYS]
    assert any(days)
    assert not all(days)
    # The same day the same records.
    assert days[:9] == [bool(warc_findings(data, now=day, count=3)) for day in DAYS[:9]]
    # What was found is not mended because another day's sample does not meet it.
    assert all(warc_findings(data, now=day, count=0, again=[path.name]) for day in DAYS[:3])
    (found,) = warc_findings(data, now=NOON, count=500)
    assert f"byte {capture.offset}, the capture of {capture.url}" in found.what


def test_a_file_that_was_mended_or_removed_from_the_archive_is_found_no_longer(data):
    path = warc_files(data / "warc")[0]
    capture = captures(path)[3].capture
    flip(path, capture.offset + capture.length // 2)
    flip(path, capture.offset + capture.length // 2)
    assert warc_findings(data, now=NOON, count=0, again=[path.name, "no-such-file.warc.gz"]) == []


@pytest.mark.parametrize("torn", [b"\x1f\x8b\x08torn", b""])
def test_what_a_killed_crawl_left_is_no_damage(data, torn):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=5))
        crawl.fetch("e/", b"killed after this")
        crawl.run.warc.close()
    with crawl.run.warc.path.open("ab") as file:
        file.write(torn)
    assert warc_findings(data, now=NOON, count=500) == []
