"""When to request an article again: every fact has its reason, and the interval stays within its bounds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ask.history import Known, Trust
from archive.due import PastRun, is_due
from archive.settings import Settings
from crawler.policy.revisit import (
    MAX_INTERVAL,
    MIN_INTERVAL,
    MODIFIED,
    NEVER_CAPTURED,
    TOLERANCE,
    TRUSTED_LASTMOD_INTERVAL,
    decide_revisit,
    is_lastmod_idle,
    is_lastmod_trusted,
    revisit_interval,
)
from extract.site import LookAgain

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone follows


EVERY_SIX_HOURS = (LookAgain(younger_than=None, every=DAY / 4),)
BY_AGE = (LookAgain(younger_than=2 * DAY, every=DAY / 8), LookAgain(younger_than=None, every=14 * DAY))


def known(days_ago=0.0, **values):
    return Known(captured_at=NOW - days_ago * DAY, **values)


@given(
    published=st.none() | TIMES,
    edited=st.none() | TIMES,
    edits=st.integers(0, 10**6),
    captured=TIMES,
    trusted=st.booleans(),
)
def test_no_article_is_requested_too_soon_or_too_late(published, edited, edits, captured, trusted):
    seen = Known(captured_at=captured, published_at=published, edited_at=edited, edits=edits)
    assert MIN_INTERVAL <= revisit_interval(seen, NOW) <= MAX_INTERVAL
    decision = decide_revisit(seen, now=NOW, modified_at=captured, trusted=trusted)
    if NOW - captured >= TRUSTED_LASTMOD_INTERVAL:
        assert decision.due
    if timedelta(0) <= NOW - captured < MIN_INTERVAL - TOLERANCE:
        assert not decision.due


@given(edits=st.integers(0, 1000), told=st.integers(0, 1000))
def test_trust_needs_evidence(edits, told):
    if is_lastmod_trusted(Trust(told=told, edits=edits)):
        assert edits >= 5
        assert told >= 0.9 * edits


@pytest.mark.parametrize(
    ("seen", "facts", "due", "reason"),
    [
        (Known(), {}, True, NEVER_CAPTURED),
        (known(failed=True), {}, True, "the last request failed"),
        (known(1, failed=True, failing_since=NOW - DAY), {}, True, "the last request failed"),
        (known(0.5, failed=True, failing_since=NOW - 3 * DAY), {}, False, "the last request failed: every 2.5 days"),
        (known(3, failed=True, failing_since=NOW - 5 * DAY), {}, True, "the last request failed: every 2 days"),
        (known(6, failed=True, failing_since=NOW - 99 * DAY), {}, False, "the last request failed: every 7 days"),
        (known(7, failed=True, failing_since=NOW - 99 * DAY), {}, True, "the last request failed: every 7 days"),
        (known(1, failed=True, failing_since=NOW - 9 * DAY), {"full": True}, True, "a full crawl (--full)"),
        (known(1, failed=True, failing_since=NOW - 9 * DAY), {"modified_at": NOW}, True, MODIFIED),
        (known(0.3), {"look_again": EVERY_SIX_HOURS}, True, "by look_again in the profile: every 6 hours"),
        (known(0.2), {"look_again": EVERY_SIX_HOURS}, False, "by look_again in the profile: every 6 hours"),
        (known(0.2), {"look_again": EVERY_SIX_HOURS, "modified_at": NOW}, True, MODIFIED),
        (
            known(1, published_at=NOW - DAY),
            {"look_again": BY_AGE, "trusted": True, "modified_at": NOW - 9 * DAY},
            True,
            "by look_again in the profile: every 3 hours",
        ),
        (
            known(13, edits=9, published_at=NOW - 99 * DAY),
            {"look_again": BY_AGE},
            False,
            "by look_again in the profile: every 14 days",
        ),
        (known(15), {"look_again": BY_AGE}, True, "by look_again in the profile: every 14 days"),
        # A date in the future, which a source repeats, would announce a change at every look until that day.
        (
            known(0.1),
            {"modified_at": NOW + DAY, "modified_before": NOW + DAY},
            False,
            "by its age and edits: every 30 days",
        ),
        (known(0.1), {"modified_at": NOW + DAY, "modified_before": NOW}, True, MODIFIED),
        (known(1), {"modified_at": NOW}, True, MODIFIED),
        (known(1), {"modified_at": NOW - 9 * DAY, "modified_before": NOW - 10 * DAY}, True, MODIFIED),
        (known(), {"left_sitemap": True}, True, "its sitemap lists it no longer"),
        (known(), {"full": True}, True, "a full crawl (--full)"),
        (known(20, published_at=NOW - 900 * DAY), {}, False, "by its age and edits: every 30 days"),
        (known(2, published_at=NOW - 3 * DAY), {}, True, "by its age and edits: every day"),
        (known(8, published_at=NOW - 60 * DAY), {}, True, "by its age and edits: every 7 days"),
    ],
)
def test_each_fact_has_its_reason(seen, facts, due, reason):
    decision = decide_revisit(seen, now=NOW, **facts)
    assert (decision.due, decision.reason) == (due, reason)


@pytest.mark.parametrize("minutes", [10, 15, 30, 45, 60, 90, 120, 360])
def test_a_page_is_looked_at_in_each_run_of_a_site_that_is_crawled_as_often(minutes):
    every = timedelta(minutes=minutes)
    settings = Settings(schedule={"x": every})
    began = NOW - every
    # The timer comes each minute, and the page was captured half a minute after its run began.
    past = [PastRun(started_at=began, status="finished")]
    starts = (began + timedelta(minutes=number) for number in range(1, 2 * minutes))
    start = next(now for now in starts if is_due("x", past, settings, now=now))
    seen = Known(captured_at=began + timedelta(seconds=30))
    again = (LookAgain(younger_than=None, every=every),)
    assert decide_revisit(seen, now=start, look_again=again).due
    assert not decide_revisit(seen, now=began + every * 0.8, look_again=again).due


def test_an_edit_shortens_the_interval():
    still = known(published_at=NOW - 900 * DAY)
    edited = known(published_at=NOW - 900 * DAY, edits=2, edited_at=NOW - 100 * DAY)
    assert revisit_interval(edited, NOW) < revisit_interval(still, NOW)
    assert revisit_interval(known(edits=1, edited_at=NOW - DAY), NOW) == MIN_INTERVAL


def test_an_article_that_a_trusted_lastmod_calls_unmodified_is_requested_later():
    seen = known(31, published_at=NOW - 900 * DAY)
    facts = {"now": NOW, "modified_at": NOW - 90 * DAY, "modified_before": NOW - 90 * DAY}
    assert decide_revisit(seen, **facts).due
    assert not decide_revisit(seen, **facts, trusted=True).due


@pytest.mark.parametrize(
    ("counts", "idle"),
    [
        # The time of the request, for every page at every look.
        ({"announced": 14, "told": 0, "compared": 14, "moved": 14}, True),
        ({"announced": 200, "told": 20, "compared": 500, "moved": 460}, True),
        # It announced what had changed.
        ({"announced": 14, "told": 2, "compared": 14, "moved": 14}, False),
        # A theme was changed once; now two articles are.
        ({"announced": 200, "told": 0, "compared": 200, "moved": 2}, False),
        ({"announced": 4, "told": 0, "compared": 4, "moved": 4}, False),
        ({"announced": 0, "told": 0, "compared": 900, "moved": 900}, False),
    ],
)
def test_a_lastmod_is_idle_once_it_announced_nothing_and_announces_all_again(counts, idle):
    assert is_lastmod_idle(**counts) == idle
