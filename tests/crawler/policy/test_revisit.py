"""When to look again: every fact has its reason, and no article stays unseen for longer than the bounds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ask.history import Known, Trust
from crawler.policy.revisit import LATEST, MODIFIED, NEW, SLACK, SOONEST, TRUSTED, decide, interval, is_trusted

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
def test_nothing_is_looked_at_too_soon_or_too_late(published, edited, edits, captured, trusted):
    seen = Known(captured_at=captured, published_at=published, edited_at=edited, edits=edits)
    assert SOONEST <= interval(seen, NOW) <= LATEST
    decision = decide(seen, now=NOW, modified_at=captured, trusted=trusted)
    if NOW - captured >= TRUSTED:
        assert decision.due
    if timedelta(0) <= NOW - captured < SOONEST - SLACK:
        assert not decision.due


@given(edits=st.integers(0, 1000), told=st.integers(0, 1000))
def test_trust_needs_evidence(edits, told):
    if is_trusted(Trust(told=told, edits=edits)):
        assert edits >= 5
        assert told >= 0.9 * edits


@pytest.mark.parametrize(
    ("seen", "facts", "due", "reason"),
    [
        (Known(), {}, True, NEW),
        (known(failed=True), {}, True, "the last request failed"),
        (known(1), {"modified_at": NOW}, True, MODIFIED),
        (known(1), {"modified_at": NOW - 9 * DAY, "modified_before": NOW - 10 * DAY}, True, MODIFIED),
        (known(), {"withdrawn": True}, True, "its sitemap lists it no longer"),
        (known(), {"full": True}, True, "everything is looked at"),
        (known(20, published_at=NOW - 900 * DAY), {}, False, "by its age and edits: every 30 days"),
        (known(2, published_at=NOW - 3 * DAY), {}, True, "by its age and edits: every day"),
        (known(8, published_at=NOW - 60 * DAY), {}, True, "by its age and edits: every 7 days"),
    ],
)
def test_each_fact_has_its_reason(seen, facts, due, reason):
    decision = decide(seen, now=NOW, **facts)
    assert (decision.due, decision.reason) == (due, reason)


def test_an_edit_brings_the_next_look_nearer():
    still = known(published_at=NOW - 900 * DAY)
    edited = known(published_at=NOW - 900 * DAY, edits=2, edited_at=NOW - 100 * DAY)
    assert interval(edited, NOW) < interval(still, NOW)
    assert interval(known(edits=1, edited_at=NOW - DAY), NOW) == SOONEST


def test_a_trusted_site_that_tells_of_no_change_is_left_alone_longer():
    seen = known(31, published_at=NOW - 900 * DAY)
    facts = {"now": NOW, "modified_at": NOW - 90 * DAY, "modified_before": NOW - 90 * DAY}
    assert decide(seen, **facts).due
    assert not decide(seen, **facts, trusted=True).due
