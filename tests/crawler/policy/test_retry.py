"""When to ask again: what passes by itself, after how long, and for whom the whole host is left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError

from crawler.policy.reasons import NotFetched
from crawler.policy.retry import PASSING, TRIES, Wait, read_retry_after, rest_of, wait_after

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def wait(outcome, tries=0, retry_after=None, chance=0.5):
    return wait_after(outcome, tries=tries, retry_after=retry_after, backoff=2.0, chance=chance)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), 0.0),
        ("Monday, 01-Jun-26 12:00:30 GMT", 30.0),
        ("9" * 400, 999_999_999.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("١٢", None),
    ],
)
def test_retry_after_is_read_in_both_forms(text, seconds):
    assert read_retry_after(text, now=NOW) == seconds


@given(st.text(max_size=50))
def test_no_text_makes_the_reader_of_retry_after_fail(text):
    seconds = read_retry_after(text, now=NOW)
    assert seconds is None or seconds >= 0


def test_each_wait_is_twice_as_long_as_the_one_before():
    assert [wait(500, tries).seconds for tries in range(TRIES - 1)] == [2.0, 4.0]
    assert wait(500, TRIES - 1) is None


@given(chance=st.floats(0, 1), tries=st.integers(0, TRIES - 2), status=st.sampled_from(sorted(PASSING)))
def test_chance_spreads_a_wait_and_never_makes_it_nothing(chance, tries, status):
    middle = 2.0 * 2**tries
    assert middle / 2 <= wait(status, tries, chance=chance).seconds <= middle * 1.5


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_host_is_left_alone_for_as_long_as_it_says(status):
    assert wait(status, retry_after=77.0) == Wait(seconds=77.0, of_host=True)
    assert wait(status) == Wait(seconds=2.0, of_host=True)
    # A moment that has passed is no invitation.
    assert wait(status, retry_after=0.0).seconds == 2.0
    assert rest_of(status, 77.0) == 77.0


def test_a_page_that_fails_does_not_hold_up_the_others():
    assert wait(500) == Wait(seconds=2.0, of_host=False)
    assert wait(502, retry_after=9.0) == Wait(seconds=9.0, of_host=False)
    assert wait(DownloadTimeoutError()) == Wait(seconds=2.0, of_host=False)
    assert rest_of(500, 77.0) == 0.0


@pytest.mark.parametrize(
    "outcome", [200, 304, 401, 403, 404, 410, 451, NotFetched("robots.txt disallows it"), DownloadCancelledError()]
)
def test_what_will_not_pass_is_not_asked_for_again(outcome):
    assert wait(outcome) is None
