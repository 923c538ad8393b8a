"""The plain word for the last runs of a site, with its reason."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.web.entities.health import OUTAGE, health_of
from archive.web.entities.runs import Told

NEWEST = datetime(2026, 3, 30, 4, tzinfo=UTC)


def run(days_ago, status="finished", **values):
    at = NEWEST - timedelta(days=days_ago)
    known = {"doubtful": 0, "failed": 0, "captures": 100, "imported_at": None, "why": "", "alarms": []}
    return {"started_at": at.isoformat(), "status": status, **known, **values}


def health(*runs):
    return health_of(runs, newest_at=NEWEST.isoformat())


def test_a_site_that_was_visited_as_usual_is_fine():
    found = health(run(0), run(1), run(2), run(3))
    assert (found.word, found.reason) == ("fine", "")


@pytest.mark.parametrize("status", ["failed", "blocked", "unreachable", "interrupted"])
def test_a_run_that_did_not_end_well_has_failed_with_its_reason(status):
    found = health(run(0, status, why="Ten responses in a row were blocked."), run(1))
    assert (found.word, found.words, found.reason) == ("failed", status, "Ten responses in a row were blocked.")
    assert health(run(0, status)).reason == f"The run was {status}."


def test_an_outage_is_a_failure():
    found = health(run(0, doubtful=1))
    assert (found.word, found.words, found.reason) == ("failed", "outage", OUTAGE)


def test_an_alarm_is_to_be_looked_at():
    found = health(run(0, alarms=[Told("150 pages show one text", "2026-03-01"), Told("A source lists nothing.")]))
    assert found.words == "look at it"
    assert found.reason == "150 pages show one text (since 2026-03-01). A source lists nothing."


def test_a_site_is_late_when_it_was_not_visited_for_twice_its_usual_interval():
    weekly = [run(days) for days in (30, 37, 44, 51)]
    assert (health(*weekly).word, health(*weekly).reason) == ("late", "It is usually visited every 7 days.")
    assert health(run(10), run(17), run(24)).word == "fine"


def test_with_two_runs_nobody_knows_how_often_a_site_is_visited():
    assert health(run(30), run(31)).word == "fine"


def test_an_import_says_nothing_of_how_often_a_site_is_visited():
    assert (
        health(run(30), run(31, imported_at="x"), run(32, imported_at="x"), run(33, imported_at="x")).word == "fine"
    )


def test_a_limit_that_was_reached_is_no_failure():
    partial = health(run(0, "partial", why="The budget of 10 pages was spent."))
    assert (partial.word, partial.words) == ("incomplete", "partial")
    assert health(run(0, "running")).word == "running"


def test_pages_without_a_response_are_counted():
    assert (health(run(0, failed=1)).word, health(run(0, failed=1)).reason) == ("fine", "1 page gave no response.")
    assert health(run(0, failed=50)).word == "incomplete"


def test_times_of_a_damaged_database_break_nothing():
    damaged = [run(0, started_at=at) for at in ("soon", None, "9999-99-99")]
    assert health_of(damaged, newest_at="soon").word == "fine"
