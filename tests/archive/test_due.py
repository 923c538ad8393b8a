from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.due import AT_ONCE, CUT_SHORT, KILLED, PastRun, due_at, is_due
from archive.settings import Settings

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
EVERY = timedelta(hours=6)
SETTINGS = Settings(schedule={"demo": EVERY})


def runs(*hours_and_statuses: tuple[float, str]) -> list[PastRun]:
    return [PastRun(started_at=NOW - timedelta(hours=hours), status=status) for hours, status in hours_and_statuses]


def due_in(*hours_and_statuses: tuple[float, str]) -> timedelta:
    moment = due_at("demo", runs(*hours_and_statuses), SETTINGS, now=NOW)
    assert moment is not None
    return moment - NOW


def test_a_site_that_is_not_scheduled_is_never_due():
    assert due_at("other", runs((100, "finished")), SETTINGS, now=NOW) is None
    assert not is_due("other", [], SETTINGS, now=NOW)


def test_a_site_that_was_never_crawled_is_due_at_once():
    assert due_at("demo", [], SETTINGS, now=NOW) == AT_ONCE
    assert is_due("demo", [], SETTINGS, now=NOW)


@pytest.mark.parametrize("status", ["finished", "partial", "blocked"])
def test_the_interval_counts_from_the_beginning_of_the_last_run(status):
    assert due_in((1, status), (9, "finished")) == timedelta(hours=5)
    assert due_in((9, "finished"), (1, status)) == timedelta(hours=5)


@pytest.mark.parametrize("status", sorted(KILLED))
def test_what_was_killed_goes_on_with_the_next_start_and_at_growing_intervals_if_it_is_killed_again(status):
    assert due_in((0, status), (6, "finished")) == due_in((0, status)) == timedelta()
    assert is_due("demo", runs((0, status), (6, "finished")), SETTINGS, now=NOW)
    assert due_in((0, status), (1, status), (6, "finished")) == timedelta(minutes=10)
    assert due_in((0, status), (1, status), (2, "failed")) == timedelta(minutes=20)
    # What worked for longer than that is due again at once.
    assert is_due("demo", runs((1, status), (8, status), (30, status)), SETTINGS, now=NOW)
    assert due_in(*((hours, status) for hours in range(100))) == EVERY


@pytest.mark.parametrize("status", sorted(CUT_SHORT - KILLED))
def test_what_was_cut_short_goes_on_soon_and_then_at_growing_intervals(status):
    assert due_in((0, status), (6, "finished")) == timedelta(minutes=10)
    assert due_in((0, status), (1, status), (6, "finished")) == timedelta(minutes=20)
    assert due_in((0, status), (1, status), (2, status)) == timedelta(minutes=40)
    assert due_in(*((hours, status) for hours in range(100))) == EVERY
    assert due_in((0, "finished"), (1, status)) == EVERY


def test_a_run_that_began_in_the_future_was_started_by_a_wrong_clock():
    assert due_in((-1000, "finished"), (2, "finished")) == timedelta(hours=4)
    assert due_at("demo", runs((-1000, "finished")), SETTINGS, now=NOW) == AT_ONCE


def test_a_clock_that_is_set_back_makes_a_site_due_once():
    """The clock was ten years ahead; set right, it is due, and after that run no more."""
    ahead = [PastRun(started_at=NOW + timedelta(days=3652), status="finished"), *runs((9, "finished"))]
    assert is_due("demo", ahead, SETTINGS, now=NOW)
    assert not is_due("demo", [*ahead, *runs((0, "finished"))], SETTINGS, now=NOW + timedelta(hours=1))


def test_a_start_some_seconds_early_counts():
    assert is_due("demo", runs((5.95, "finished")), SETTINGS, now=NOW)
    assert not is_due("demo", runs((5.9, "finished")), SETTINGS, now=NOW)


@given(
    every=st.timedeltas(timedelta(minutes=10), timedelta(days=366)),
    shift=st.timedeltas(timedelta(), timedelta(minutes=10)),
    late=st.lists(st.timedeltas(timedelta(), timedelta(seconds=20)), min_size=200, max_size=200),
)
def test_a_site_is_crawled_once_an_interval_by_a_timer_that_ticks_every_ten_minutes(every, shift, late):
    """Each start is a multiple of ten minutes, shifted, and up to twenty seconds late: no drift, no run too early."""
    settings, began = Settings(schedule={"demo": every}), list[datetime]()
    for tick, seconds in enumerate(late):
        now = NOW + shift + tick * timedelta(minutes=10) + seconds
        if is_due("demo", [PastRun(started_at=at, status="finished") for at in began[-1:]], settings, now=now):
            began.append(now)
    for before, after in pairwise(began):
        assert every * 0.9 <= after - before <= every + timedelta(minutes=10, seconds=20)
