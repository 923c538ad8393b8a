from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.durations import duration_text, parse_duration, parse_interval


@pytest.mark.parametrize(
    ("text", "hours"),
    [("90m", 1.5), ("6h", 6), ("6 hours", 6), ("2 days", 48), ("1w", 168), ("1 week", 168), (" 0.5D ", 12)],
)
def test_a_duration_is_a_number_and_a_unit(text, hours):
    assert parse_duration(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "6", "h", "0h", "-1h", "6 months", "6h30m", "1e3h", "123456h"])
def test_anything_else_is_none(text):
    with pytest.raises(ValueError, match="not a duration"):
        parse_duration(text)


@pytest.mark.parametrize(("hours", "text"), [(6, "6h"), (24, "1d"), (336, "2w"), (1.5, "90m"), (36, "36h")])
def test_a_duration_is_written_in_the_largest_unit(hours, text):
    assert duration_text(timedelta(hours=hours)) == text


@given(st.integers(1, 99_999).map(lambda minutes: timedelta(minutes=minutes)))
def test_what_is_written_is_read_as_the_same(duration):
    assert parse_duration(duration_text(duration)) == duration


@pytest.mark.parametrize("text", ["9m", "367d", "53w"])
def test_an_interval_is_neither_shorter_than_ten_minutes_nor_longer_than_a_year(text):
    assert [parse_interval("10m"), parse_interval("366d")] == [timedelta(minutes=10), timedelta(days=366)]
    with pytest.raises(ValueError, match="out of range; write an interval between 10 minutes and 366 days"):
        parse_interval(text)
