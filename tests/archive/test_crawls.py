from datetime import timedelta

import pytest

from archive.crawls import RUNS_OF_A_SITE, past_runs
from archive.due import PastRun
from archive.store import Archive
from numbered import NOON, SITE

NOTHING = {"pages": 0, "listings": 0}


@pytest.mark.parametrize(
    ("summary", "status"),
    [
        ({"pages": 3, "listings": 1}, "finished"),
        ({"pages": 0, "listings": 1}, "finished"),
        ({}, "finished"),
        (
            NOTHING | {"sources": {"https://a.example/feed/": "robots.txt could not be read (no response)"}},
            "unreachable",
        ),
        (NOTHING | {"sources": {"https://a.example/feed/": "status 503"}}, "unreachable"),
        (NOTHING | {"sources": {"https://a.example/feed/": "robots.txt disallows it"}}, "finished"),
        (NOTHING | {"status": "blocked"}, "blocked"),
    ],
)
def test_a_run_that_was_answered_nothing_is_not_one_that_finished(tmp_path, summary, status):
    with Archive.open(tmp_path) as archive:
        archive.finish_run(archive.start_run(SITE, started_at=NOON), summary)
        found = past_runs(archive.tables.db, [SITE.name])
    assert found == {SITE.name: [PastRun(started_at=NOON, status=status)]}


def test_the_newest_runs_are_told_newest_first_and_what_a_damaged_database_has_lost_is_not(tmp_path):
    starts = [NOON + timedelta(hours=hours) for hours in range(RUNS_OF_A_SITE + 2)]
    with Archive.open(tmp_path) as archive:
        archive.tables.db.executemany(
            "INSERT INTO runs (id, site, started_at, status, summary) VALUES (?, 'a', ?, 'finished', '{')",
            [(f"a-{number}", start.isoformat()) for number, start in enumerate(starts)],
        )
        archive.tables.db.execute("UPDATE runs SET started_at = 'x' WHERE id = 'a-30'")
        found = [run.started_at for run in past_runs(archive.tables.db, ["a"])["a"]]
    assert found == [start for start in reversed(starts[2:]) if start != starts[30]]
