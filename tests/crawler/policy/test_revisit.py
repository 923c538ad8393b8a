"""When to request an article again: every fact has its reason, and the interval stays within its bounds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ask.history import Known, Trust
from crawler.policy.revisit import (
    MAX_INTERVAL,
    MIN_INTERVAL,
    MODIFIED,
    NEVER_CAPTURED,
    TOLERANCE,
    TRUSTED_LASTMOD_INTERVAL,
    decide_revisit,
    is_lastmod_trusted,
    revisit_interval,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone follows


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
