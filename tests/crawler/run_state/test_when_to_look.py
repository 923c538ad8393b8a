"""When a crawl looks at a page again: as the profile says, and not because of a lastmod that always moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.store import Archive
from crawler.policy import MODIFIED, NEVER_CAPTURED
from crawler.run_state import Frontier, Plan, next_revisit
from extract.listings import Link
from extract.site import LookAgain, Site, Source

NOW = datetime.now(UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SITEMAP = Source(kind="sitemap", url="https://quay.example/sitemap.xml")
QUAY = Site(name="quay", title="The Quay", hosts=("quay.example",), timezone="UTC", delay=1.0, revision="r")
URLS = tuple(f"https://quay.example/2026/{number}/" for number in range(8))


class Runs:
    """Runs into one archive, each of which finds a sitemap and captures its pages."""

    def __init__(self, archive):
        self.archive = archive

    def capture(self, run, url, at, source=None):
        capture = run.warc.write(
            url=url, method="GET", request_headers=(), status=200, response_headers=(), body=b"", fetched_at=at,
            source=source,
        )  # fmt: skip
        self.archive.tables.add_capture(capture)
        return capture

    def run(self, at, lastmods):
        run = self.archive.start_run(QUAY, started_at=at)
        links = [Link(url=url, modified_at=modified_at) for url, modified_at in lastmods.items()]
        self.archive.tables.add_links(links, SITEMAP, self.capture(run, SITEMAP.url, at, SITEMAP))
        for url in lastmods:
            self.archive.tables.add_refusal(
                self.capture(run, url, at + timedelta(minutes=1)), "no text", revision="r"
            )
        self.archive.finish_run(run, {"status": "finished"})

    def reasons(self, lastmods, site=QUAY):
        """Return why each page would be requested by a run that begins now; None for those that are not due."""
        links = [Link(url=url, modified_at=modified_at) for url, modified_at in lastmods.items()]
        frontier = Frontier.open(self.archive.data / "frontier.db", "quay")
        plan = Plan(self.archive.tables.reads, frontier, site, "a run")
        previous = plan.previous_lastmods(links, SITEMAP)
        decisions = [plan.decide_link(link, SITEMAP, previous) for link in links]
        frontier.close()
        return [decision.reason if decision.due else None for decision in decisions]


@pytest.fixture
def runs(tmp_path):
    with Archive.open(tmp_path) as archive:
        yield Runs(archive)


def test_a_lastmod_that_is_always_now_is_believed_once_and_then_ignored(runs):
    assert set(runs.reasons(dict.fromkeys(URLS, NOW))) == {NEVER_CAPTURED}
    runs.run(NOW - 3 * HOUR, dict.fromkeys(URLS, NOW - 3 * HOUR))
    assert set(runs.reasons(dict.fromkeys(URLS, NOW))) == {MODIFIED}
    runs.run(NOW - HOUR, dict.fromkeys(URLS, NOW - HOUR))
    assert set(runs.reasons(dict.fromkeys(URLS, NOW))) == {None}
    # It is learned anew in each run: once the site mends its lastmod, an edit is announced again.
    assert runs.reasons(dict.fromkeys(URLS, NOW - 9 * DAY) | {URLS[2]: NOW})[2] == MODIFIED


def test_a_rebuild_of_a_site_that_moved_every_lastmod_once_hides_no_later_edit(runs):
    runs.run(NOW - 9 * HOUR, dict.fromkeys(URLS, NOW - 90 * DAY))
    runs.run(NOW - 5 * HOUR, rebuilt := dict.fromkeys(URLS, NOW - 6 * HOUR))
    assert runs.reasons(rebuilt | {URLS[3]: NOW - HOUR}) == [None, None, None, MODIFIED, None, None, None, None]


def test_a_profile_says_how_often_known_articles_are_looked_at(runs):
    runs.run(NOW - 7 * HOUR, lastmods := dict.fromkeys(URLS, NOW - 90 * DAY))
    assert set(runs.reasons(lastmods)) == {None}
    often = replace(QUAY, look_again=(LookAgain(younger_than=None, every=6 * HOUR),))
    assert set(runs.reasons(lastmods, often)) == {"by look_again in the profile: every 6 hours"}
    seldom = replace(QUAY, look_again=(LookAgain(younger_than=None, every=14 * DAY),))
    db = runs.archive.tables.db
    for site, due in ((QUAY, False), (often, True), (seldom, False)):
        assert next_revisit(db, site, URLS[0], now=NOW).due == due
    assert next_revisit(db, seldom, URLS[0], now=NOW).due_at.date() == (NOW - 7 * HOUR + 14 * DAY).date()
