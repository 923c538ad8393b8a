from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from extract.dates.calendars import hijri, jalali
from extract.dates.parse import DateContext, read_moment
from extract.words.months import OTHER_CALENDARS

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(text):
    return read_moment(text, DateContext(zone=UTC, fetched_at=NOW))


@given(st.integers(1, 12), st.integers(1, 29), st.sampled_from(OTHER_CALENDARS["jalali"]))
def test_a_persian_month_brings_its_year(month, day, names):
    assert read(f"{day} {names.split()[month - 1]} 1400").day == jalali(1400, month, day)


@given(st.integers(1, 12), st.integers(1, 29), st.sampled_from(OTHER_CALENDARS["hijri"]))
def test_an_islamic_month_brings_its_year_and_a_day_that_may_be_one_off(month, day, names):
    moment = read(f"{day} {names.split()[month - 1].replace('_', ' ')} 1440")
    assert moment.day == hijri(1440, month, day)
    assert moment.roughly
