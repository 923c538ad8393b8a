"""When the first page of a site is due again, as a run says at its end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.store import Archive
from crawler.policy import DISALLOWED
from crawler.run_state import Frontier, QueuedRequest, first_due_at
from extract.site import LookAgain, Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUAY = Site(
    name="quay", title="The Quay", hosts=("quay.example",), timezone="UTC", delay=1.0, revision="r",
    look_again=(LookAgain(younger_than=None, every=6 * HOUR),),
)  # fmt: skip
URLS = tuple(f"https://quay.example/2026/{number}/" for number in range(6))


class Visits:
    """Runs of a site, and the frontier of the last one."""

    def __init__(self, archive):
        self.archive = archive
        self.frontier = Frontier.open(archive.data / "frontier.db", "quay")

    def run(self, at, statuses):
        run = self.archive.start_run(QUAY, started_at=at)
        for url, status in statuses.items():
            capture = run.warc.write(
                url=url, method="GET", request_headers=(), status=status, response_headers=(), body=b"",
                fetched_at=at,
            )  # fmt: skip
            self.archive.tables.add_capture(capture)
            self.archive.tables.add_refusal(capture, "no text", revision="r")
        self.last = run.id
        self.archive.finish_run(run, {"status": "finished"})

    def due(self, site=QUAY):
        return first_due_at(self.archive.tables.db, site, self.last, self.frontier, now=NOW)


@pytest.fixture
def visits(tmp_path):
    with Archive.open(tmp_path) as archive:
        made = Visits(archive)
        yield made
        made.frontier.close()


def test_the_pages_of_a_run_are_due_as_the_profile_says(visits):
    visits.run(NOW - HOUR, dict.fromkeys(URLS, 200))
    assert visits.due() == NOW + 5 * HOUR
    seldom = replace(QUAY, look_again=(LookAgain(younger_than=None, every=14 * DAY),))
    assert visits.due(seldom) == NOW - HOUR + 14 * DAY


def test_a_page_that_was_not_due_may_be_the_first(visits):
    visits.run(NOW - HOUR, dict.fromkeys(URLS[:3], 200))
    visits.frontier.add_not_due(URLS[3], "by its age and edits: every day", NOW + 2 * HOUR)
    visits.frontier.add_not_due(URLS[4], "by its age and edits: every day", NOW + DAY)
    visits.frontier.add_not_due(URLS[5], "it is gone")
    assert visits.due() == NOW + 2 * HOUR


def test_a_page_that_another_source_made_due_is_not_waited_for(visits):
    visits.run(NOW - HOUR, dict.fromkeys(URLS[:3], 200))
    visits.frontier.add_not_due(URLS[3], "by its age and edits: every day", NOW + HOUR)
    visits.frontier.add(QueuedRequest(url=URLS[3], reason="modified"))
    visits.frontier.mark_done(visits.frontier.find(URLS[3])["id"])
    assert visits.due() == NOW + 5 * HOUR


@pytest.mark.parametrize(("reason", "due"), [(DISALLOWED, NOW + 5 * HOUR), ("no response", NOW), (None, NOW)])
def test_what_was_left_to_the_next_run_is_due_now(visits, reason, due):
    visits.run(NOW - HOUR, dict.fromkeys(URLS[:3], 200))
    visits.frontier.add(QueuedRequest(url=URLS[3], reason="never captured"))
    if reason:
        visits.frontier.mark_skipped(visits.frontier.find(URLS[3])["id"], reason)
    assert visits.due() == due


def test_a_page_that_failed_is_due_now(visits):
    visits.run(NOW - HOUR, {URLS[0]: 200, URLS[1]: 503})
    assert visits.due() == NOW


def test_after_an_outage_all_pages_are_due_now(visits):
    visits.run(NOW - DAY, dict.fromkeys(URLS, 200))
    visits.run(NOW - HOUR, dict.fromkeys(URLS, 404))
    assert visits.due() == NOW


def test_of_nothing_nothing_is_due(visits):
    visits.run(NOW - HOUR, {})
    assert visits.due() is None
