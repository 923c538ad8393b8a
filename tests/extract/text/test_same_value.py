"""Titles, names and times are the same however two places write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import StatedTime, is_same_names, is_same_time, is_same_title

ISTANBUL = ZoneInfo("Europe/Istanbul")


def at(text, *, is_assumed=False):
    moment = datetime.fromisoformat(text)
    return StatedTime(day=moment.date(), at=moment.astimezone(UTC), is_assumed=is_assumed)


def on(text):
    return StatedTime(day=date.fromisoformat(text))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("The Quiet Coast", "the  quiet coast", True),
        ("Who Keeps the “Inner Strait” Open?", 'Who keeps the "Inner Strait" open', True),
        ("Grain | The Review", "Grain", True),
        ("Opinion: Grain and ports", "Grain and ports", True),
        ("Grain and ports", "Grain", False),
        ("Top 10 apps", "Top 12 apps", False),
        ("海峡の防衛", "海峡の防衛と日本", False),
        ("?!", "!?", False),
        ("", "", True),
    ],
)
def test_titles(one, other, is_same):
    assert is_same_title(one, other) is is_same_title(other, one) is is_same


@pytest.mark.parametrize(
    ("some", "others", "is_same"),
    [
        (["Dr. Ana Díaz"], ["Ana Diaz, PhD"], True),
        (["A. Byron", "B. Lee"], ["B. Lee", "A. Byron"], True),
        (["Ada Byron", "Bo Lee"], ["Ada Byron, Bo Lee"], True),
        (["Ada Byron"], ["Ada Byron", "Bo Lee"], False),
        (["admin"], ["Ada Byron"], False),
    ],
)
def test_names(some, others, is_same):
    assert is_same_names(some, others) is is_same_names(others, some) is is_same


@pytest.mark.parametrize(
    ("one", "other", "zone", "is_same"),
    [
        (at("2026-03-01T23:30:00+00:00"), at("2026-03-02T02:30:00+03:00"), ISTANBUL, True),
        (at("2026-03-01T10:00:00+00:00"), at("2026-03-01T10:00:45+00:00"), ISTANBUL, True),
        (at("2026-03-01T10:00:00+00:00"), at("2026-03-01T11:00:00+00:00"), ISTANBUL, False),
        # A time without a zone shows the same minutes in another one.
        (at("2026-03-01T10:00:00+00:00"), at("2026-03-01T13:00:00+00:00", is_assumed=True), UTC, True),
        (at("2026-03-01T10:00:00+00:00"), at("2026-03-01T13:07:00+00:00", is_assumed=True), UTC, False),
        (at("2026-03-01T10:00:00+00:00"), at("2026-03-03T10:00:00+00:00", is_assumed=True), UTC, False),
        # In Istanbul it is the 2nd by then.
        (at("2026-03-01T23:30:00+00:00"), on("2026-03-02"), ISTANBUL, True),
        (at("2026-03-01T23:30:00+00:00"), on("2026-03-01"), ISTANBUL, True),
        (at("2026-03-01T10:00:00+00:00"), on("2026-03-02"), ISTANBUL, False),
        # Without the site's zone, on that day somewhere.
        (at("2026-03-01T23:30:00+00:00"), on("2026-03-02"), None, True),
        (at("2026-03-01T23:30:00+00:00"), on("2026-03-03"), None, False),
        (on("2026-03-01"), on("2026-03-01"), None, True),
        (on("2026-03-01"), on("2026-03-02"), None, False),
    ],
)
def test_times(one, other, zone, is_same):
    assert is_same_time(one, other, zone) is is_same_time(other, one, zone) is is_same


@given(
    moment=st.datetimes(timezones=st.just(UTC), min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),  # noqa: DTZ001 - hypothesis adds the zone
    minutes=st.integers(-14 * 60, 14 * 60),
    zone=st.sampled_from([None, UTC, ISTANBUL]),
)
def test_one_time_in_two_zones_is_the_same_and_on_its_day(moment, minutes, zone):
    there = moment.astimezone(timezone(timedelta(minutes=minutes)))
    one, other = StatedTime(day=moment.date(), at=moment), StatedTime(day=there.date(), at=moment)
    assert is_same_time(one, other, zone)
    assert is_same_time(other, StatedTime(day=there.date()), zone)


@given(st.text(), st.text())
def test_any_titles_and_names_are_compared_either_way_alike(one, other):
    assert is_same_title(one, one)
    assert is_same_title(one, other) == is_same_title(other, one)
    assert is_same_names([one], [other]) == is_same_names([other], [one])
