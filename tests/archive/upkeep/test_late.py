from datetime import timedelta

from archive.upkeep import last_starts, late_findings
from test_replay import NOON

HOURS = timedelta(hours=1)
EVERY = {"x": 6 * HOURS, "y": 2 * 24 * HOURS, "z": HOURS / 2, "new": HOURS}


def late(after: timedelta) -> list[str]:
    started = dict.fromkeys("xyz", NOON)
    return [each.subject for each in late_findings(EVERY, started, NOON + after)]


def test_a_site_is_late_when_two_crawls_and_an_hour_have_passed():
    assert late(2 * HOURS) == []
    assert late(2 * HOURS + HOURS / 60) == ["z"]
    assert late(13 * HOURS) == ["z"]
    assert late(14 * HOURS) == ["x", "z"]
    assert late(98 * HOURS) == ["x", "y", "z"]


def test_what_is_late_is_told_with_its_interval_and_its_last_crawl():
    (found,) = late_findings({"x": 48 * HOURS}, {"x": NOON}, NOON + 99 * HOURS)
    assert found.what == "The site x is to be crawled every 2d, and was last crawled at 2026-03-01 12:00 UTC."
    assert (found.kind, found.level) == ("late", "warning")
    assert "systemctl list-timers" in found.do


def test_an_interval_is_told_as_it_is_typed():
    (found,) = late_findings({"x": 90 * HOURS / 60}, {"x": NOON}, NOON + 9 * HOURS)
    assert "to be crawled every 90m, and" in found.what


def test_the_last_crawl_of_each_site_is_that_of_the_archive(two_runs):
    assert last_starts(two_runs) == {"x": NOON + timedelta(days=1), "y": NOON + timedelta(minutes=1)}
