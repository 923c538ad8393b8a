"""What the examinations decide by facts that are given to them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.upkeep import Finding
from commentary.cli.doctor.clock import ServerDate, clock_findings, zone_findings
from commentary.cli.doctor.profiles import shared_hosts
from commentary.cli.doctor.robots import Captured, disallowed
from commentary.cli.doctor.schedule import schedule_findings
from commentary.cli.doctor.versions import _libraries
from commentary.cli.show.doctor import doctor_json, doctor_text, worst
from crawler.policy import RobotsTxt
from extract.site import Site, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SITE = Site(
    name="x",
    title="X",
    hosts=("x.example",),
    timezone="UTC",
    delay=1.0,
    revision="r",
    sources=(Source(kind="feed", url="https://x.example/feed/"),),
)
ARTICLES = [f"https://x.example/2026/{number}/" for number in range(9)]


def rules(text: str, status: int = 200) -> Captured:
    read = RobotsTxt.from_response(status, text.encode(), "CommentaryArchive")
    return Captured("https://x.example", read, "2026-03-01")


def told(found) -> list[tuple[str, str]]:
    return [(each.level, each.what) for each in found]


def test_a_host_of_two_profiles_is_named_once_with_both():
    others = [
        replace(SITE, name="y", hosts=("y.example", "x.example", "x.example")),
        replace(SITE, name="z", hosts=()),
    ]
    (found,) = shared_hosts([SITE, *others])
    assert (found.subject, found.level) == ("x.example", "warning")
    assert "x, y name the same host x.example" in found.what
    assert list(shared_hosts([SITE])) == []


def test_what_robots_txt_disallows_of_a_site_is_counted():
    found = list(disallowed(SITE, [rules("User-agent: *\nDisallow: /feed/\nDisallow: /2026/3/\n")], ARTICLES))
    assert told(found) == [
        (
            "warning",
            (
                "robots.txt of https://x.example, as captured on 2026-03-01, disallows the source"
                " https://x.example/feed/ of x."
            ),
        ),
        (
            "warning",
            (
                "robots.txt of https://x.example, as captured on 2026-03-01, disallows 1 of the newest 9 articles"
                " of x, such as https://x.example/2026/3/."
            ),
        ),
    ]


def test_rules_for_others_or_of_another_host_disallow_nothing():
    for captured in (rules("User-agent: Other\nDisallow: /\n"), rules("", 404), rules("Disallow: /")):
        assert [level for level, _ in told(disallowed(SITE, [captured], ARTICLES))] == ["fine"]
    elsewhere = rules("User-agent: *\nDisallow: /\n")._replace(origin="http://x.example")
    assert [level for level, _ in told(disallowed(SITE, [elsewhere], ARTICLES))] == ["fine"]
    assert list(disallowed(SITE, [], ARTICLES)) == []


def test_a_robots_txt_that_could_not_be_read_disallows_all():
    found = list(disallowed(SITE, [rules("", 503)], ARTICLES))
    assert "disallows 9 of the newest 9 articles" in found[1].what


def dates(*minutes: float | None, at: datetime = NOON) -> list[ServerDate]:
    return [ServerDate(at, None if each is None else at - each * MINUTE) for each in minutes]


@pytest.mark.parametrize(
    ("minutes", "level", "words"),
    [
        ((0, 1, -1), "fine", "agrees"),
        ((9, 9, 9, 0), "warning", "9 minutes ahead of"),
        ((-60, -60, -61), "warning", "60 minutes behind"),
        # One server's clock is wrong, or its page is an old one.
        ((0, 0, 600), "fine", "agrees"),
        ((None, 0, 0, 0), "fine", "agrees"),
    ],
)
def test_the_clock_is_compared_with_those_of_servers(minutes, level, words):
    (found,) = clock_findings(dates(*minutes), NOON)
    assert (found.level, words in found.what) == (level, True)


def test_few_servers_tell_nothing_of_the_clock():
    assert list(clock_findings(dates(90, 90, None), NOON)) == []
    assert list(clock_findings([], NOON)) == []


def test_a_clock_that_was_set_back_behind_the_newest_capture_is_an_error():
    (found,) = clock_findings(dates(0, 0, 0, at=NOON + 6 * MINUTE), NOON)
    assert (found.level, "2026-03-01 12:00" in found.what) == ("error", True)


def test_a_time_zone_that_the_machine_does_not_know_is_named():
    (found,) = zone_findings([SITE, replace(SITE, name="y", timezone="Mars/Olympus")])
    assert (found.subject, "Mars/Olympus" in found.what) == ("y", True)


def test_the_schedule_is_compared_with_profiles_and_crawls():
    hour = timedelta(hours=1)
    every = {"x": hour, "y": hour, "new": hour, "gone": hour}
    started = {"x": NOON - hour, "y": NOON - 4 * hour, "gone": NOON}

    def found(every, timers=("cron",)):
        found = schedule_findings(every, {"x", "y", "new"}, started, timers, NOON)
        return [(each.kind, each.level, each.subject) for each in found]

    gone, late, new = ("schedule", "error", "gone"), ("late", "warning", "y"), ("schedule", "warning", "new")
    assert found(every) == [gone, late, new]
    assert found(every, ()) == [gone, late, new, ("schedule", "warning", "")]
    # Without a timer of ours something else crawls it in time.
    assert found({"x": hour}, ()) == found({}) == [("schedule", "fine", "")]


def test_libraries_that_are_missing_or_of_another_release_are_named():
    found = list(_libraries(["click>=99", "click>=8", "no-such-library>=1", "never; extra == 'export'"]))
    assert [(each.level, each.subject) for each in found] == [("warning", "click"), ("error", "no-such-library")]
    assert ">=99" in found[0].what


@given(st.lists(st.sampled_from(["fine", "warning", "error"])))
def test_the_worst_level_decides_and_stands_first(levels):
    found = [Finding(kind="k", level=level, what=f"{level} {number}.") for number, level in enumerate(levels)]
    assert worst(found) == ("error" if "error" in levels else "warning" if "warning" in levels else "fine")
    lines = doctor_text(found).splitlines()
    assert len(lines) == len(levels) + 1
    if levels:
        assert lines[0].startswith(worst(found))
    assert doctor_json(found)["level"] == worst(found)


def test_what_to_do_stands_below_what_was_found_and_nothing_acts_on_the_terminal():
    found = Finding(kind="disk", level="error", what="Full\x1b[2J.", do="Free some.")
    assert doctor_text([found]) == "error    disk: Full\\x1b[2J.\n         → Free some.\n1 error, 0 warnings, 0 fine"
