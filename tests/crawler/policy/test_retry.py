"""Retries: which failures, after how long, and when nothing at all may be sent to the host."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.policy.retry import MAX_TRIES, RETRY_STATUSES, RetryDelay, host_pause, read_retry_after, retry_delay

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def delay(status, tries=0, retry_after=None, jitter=0.5):
    return retry_delay(status, tries=tries, retry_after=retry_after, backoff=2.0, jitter=jitter)


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


def test_each_delay_is_twice_as_long_as_the_one_before():
    assert [delay(500, tries).seconds for tries in range(MAX_TRIES - 1)] == [2.0, 4.0]
    assert delay(500, MAX_TRIES - 1) is None


@given(jitter=st.floats(0, 1), tries=st.integers(0, MAX_TRIES - 2), status=st.sampled_from(sorted(RETRY_STATUSES)))
def test_jitter_spreads_a_delay_and_never_makes_it_nothing(jitter, tries, status):
    middle = 2.0 * 2**tries
    assert middle / 2 <= delay(status, tries, jitter=jitter).seconds <= middle * 1.5


@pytest.mark.parametrize("status", [429, 503])
def test_nothing_is_sent_to_an_overloaded_host_for_as_long_as_it_says(status):
    assert delay(status, retry_after=77.0) == RetryDelay(seconds=77.0, pauses_host=True)
    assert delay(status) == RetryDelay(seconds=2.0, pauses_host=True)
    # A Retry-After in the past allows no request at once.
    assert delay(status, retry_after=0.0).seconds == 2.0
    assert host_pause(status, 77.0) == 77.0


def test_a_page_that_fails_does_not_hold_up_the_others():
    assert delay(500) == RetryDelay(seconds=2.0, pauses_host=False)
    assert delay(502, retry_after=9.0) == RetryDelay(seconds=9.0, pauses_host=False)
    # No response came.
    assert delay(None) == RetryDelay(seconds=2.0, pauses_host=False)
    assert host_pause(500, 77.0) == 0.0


@pytest.mark.parametrize("status", [200, 304, 401, 403, 404, 410, 451])
def test_a_status_that_will_not_change_is_not_retried(status):
    assert delay(status) is None
