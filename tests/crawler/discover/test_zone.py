"""The zone of a site from what it states, and from the offsets of its times."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discover.found import NOTHING, Fact
from crawler.discover.zone import ZONES, find_zone, is_zone, with_offset

MONTHS = [datetime(2025, month, 10, 12, tzinfo=UTC) for month in range(1, 13)]


def times_in(zone, moments=MONTHS):
    """Return moments as a site in that zone writes them: with a bare offset."""
    local = (moment.astimezone(ZoneInfo(zone)) for moment in moments)
    return [time.replace(tzinfo=timezone(time.utcoffset())) for time in local]


def zone_of(times, *, language="", host="review.example"):
    return find_zone((), {"the feed": times}, language=language, host=host).value


def test_a_stated_zone_goes_before_offsets_and_an_offset_is_no_name_of_a_zone():
    stated = [Fact(value="+03:00", why="x"), Fact(value="Europe/Istanbul", why="the interface")]
    assert find_zone(stated, {"the feed": times_in("Asia/Tokyo")}, language="", host="").value == "Europe/Istanbul"
    assert not is_zone("+03:00")
    assert not is_zone("../etc/passwd")


@pytest.mark.parametrize(
    ("zone", "language", "host"),
    [
        ("Europe/Berlin", "de", "blatt.example"),
        ("Europe/Rome", "it-IT", "giornale.example"),
        ("Europe/London", "en", "review.example"),
        ("America/New_York", "en-US", "memo.example"),
        ("Europe/Vienna", "de", "blatt.at"),
        ("Europe/London", "en", "paper.co.uk"),
        ("Asia/Kolkata", "en", "daily.in:8080"),
        ("Australia/Sydney", "en", "paper.example"),
    ],
)
def test_a_zone_is_found_by_its_offsets_in_the_country_of_host_or_language(zone, language, host):
    assert zone_of(times_in(zone), language=language, host=host) == zone


@given(st.sampled_from([name for name, _ in ZONES]), st.lists(st.sampled_from(MONTHS), min_size=1, max_size=6))
def test_the_zone_that_is_found_has_every_offset_that_was_seen(zone, moments):
    times = times_in(zone, moments)
    found = zone_of(times)
    if any(time.utcoffset() for time in times):
        assert all(time.astimezone(ZoneInfo(found)).utcoffset() == time.utcoffset() for time in times)
    else:
        assert found == "UTC"


def test_times_in_utc_tell_nothing_where_others_have_an_offset():
    observed = {"the feed": MONTHS, "the articles": times_in("Europe/Istanbul")}
    assert find_zone((), observed, language="tr", host="dergi.example").value == "Europe/Istanbul"
    alone = find_zone((), {"the feed": MONTHS}, language="tr", host="dergi.example")
    assert (alone.value, "need not be" in alone.why) == ("UTC", True)
    assert find_zone((), {}, language="tr", host="dergi.example") == NOTHING


def test_an_offset_that_no_common_zone_has_becomes_a_zone_without_a_place():
    odd = timezone(timedelta(hours=-12))
    assert zone_of([datetime(2026, 3, 1, tzinfo=odd)]) == "Etc/GMT+12"
    mixed = [datetime(2026, 3, 1, tzinfo=timezone(timedelta(minutes=minutes))) for minutes in (17, 34)]
    assert zone_of(mixed) == "UTC"


def test_the_offset_of_a_post_is_that_between_its_two_times():
    local, utc = map(datetime.fromisoformat, ("2026-03-01T12:30:00", "2026-03-01T07:00:00"))
    assert with_offset(local, utc).utcoffset() == timedelta(hours=5, minutes=30)
