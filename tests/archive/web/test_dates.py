"""A date of publication is the site's day everywhere; other times are in UTC, to the second where that tells more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.plugins.dates import ZONES, bare_moment, day_in_site, needs_seconds, site_day

EVENING = {
    "published_at": "2026-06-15T22:30:00+00:00",
    "published_day": "2026-06-16",
    "published_offset": "+03:00",
    "published_precision": "minute",
}


def test_a_date_is_the_sites_day_and_tells_its_zone():
    assert str(site_day(EVENING)) == (
        '<time datetime="2026-06-16" title="2026-06-16 01:30 +03:00, 2026-06-15 22:30 UTC">2026-06-16</time>'
    )


def test_zones_stand_beside_the_day_where_they_are_asked_for():
    token = ZONES.set(True)
    try:
        html = str(site_day(EVENING))
    finally:
        ZONES.reset(token)
    assert html.endswith('<small class="zone">01:30 +03:00, 2026-06-15 22:30 UTC</small>')


def test_a_date_of_day_precision_has_no_zone_and_keeps_its_day():
    row = {"published_at": "2026-02-28T21:00:00+00:00", "published_precision": "day"}
    assert str(site_day(row)) == '<time datetime="2026-03-01">2026-03-01</time>'
    assert str(site_day({**row, "published_day": "2026-03-01", "published_offset": ""})) == str(site_day(row))


def test_without_the_sites_day_it_is_that_of_the_offset_or_of_utc():
    assert ">2026-06-16<" in day_in_site("", "+03:00", EVENING["published_at"], "minute")
    assert ">2026-06-15<" in site_day({"published_at": EVENING["published_at"]})


def test_the_other_date_of_a_row_is_shown_in_the_same_way():
    assert ">2026-01-02<" in site_day(
        {"updated_day": "2026-01-02", "updated_at": "2026-01-01T23:00:00+00:00"}, "updated"
    )


@pytest.mark.parametrize("row", [None, {}, {"published_at": None, "published_day": None}])
def test_a_row_without_a_date_shows_none(row):
    assert site_day(row) == ""


@pytest.mark.parametrize("value", ["<soon>", b"\xff", 5, "9999-99-99", "9999-12-31T23:59:59+00:00"])
def test_what_is_no_date_is_shown_as_it_is_and_escaped(value):
    html = str(site_day({"published_at": value, "published_day": value, "published_offset": value}))
    assert "<soon>" not in html


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_any_moment_at_any_offset_has_a_day_near_that_of_utc(moment, minutes):
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    html = str(
        day_in_site("", f"{sign}{hours:02}:{rest:02}", f"{moment.replace(microsecond=0).isoformat()}+00:00", "minute")
    )
    assert re.search(r"\d{4}-\d\d-\d\d", html)


def test_seconds_are_shown_where_two_times_lie_in_one_minute():
    assert needs_seconds(["2026-03-02T09:01:00+00:00", "2026-03-02T09:01:30+00:00", None, 5, "x"])
    assert not needs_seconds(["2026-03-02T09:01:00+00:00", "2026-03-02T09:01:00+00:00", "2026-03-02T09:02:00+00:00"])
    assert "><span>2026-03-02</span> <span>09:01:30</span><" in bare_moment("2026-03-02T09:01:30+00:00", seconds=True)
    assert "><span>2026-03-02</span> <span>09:01</span><" in bare_moment("2026-03-02T09:01:30+00:00", seconds=False)
