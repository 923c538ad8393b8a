"""A run that may cost only so much: it ends politely, says so, and the next one goes on where it stopped."""

import pytest

from crawler.policy.budget import Budget


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        (Budget(), None),
        (Budget(pages=11, minutes=2.1, mb=1.6), None),
        (Budget(pages=10), "its budget of 10 pages was spent"),
        (Budget(minutes=2), "its budget of 2 minutes was spent"),
        (Budget(mb=1.5), "its budget of 1.5 MB was spent"),
    ],
)
def test_a_budget_is_spent_when_one_of_its_parts_is(budget, told):
    assert budget.spent(pages=10, seconds=120, received=1_500_000) == told


@pytest.mark.slow
def test_a_run_ends_when_its_pages_are_spent_and_the_next_goes_on(few):
    first = few.crawl("--max-pages", 4, code=3)
    assert len(first) == 4
    left = set(few.paths) - {request.path for request in first}
    assert "few: partial, because its budget of 4 pages was spent" in few.said.stdout
    assert few.summary["status"] == "partial"
    reasons = few.rows("SELECT url, reason FROM unfetched ORDER BY url")
    assert reasons == sorted((few.demo.url + path, "its budget of 4 pages was spent") for path in left)
    second = few.crawl()
    assert {request.path for request in second} == left
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]
    assert few.crawl() == []


@pytest.mark.slow
def test_a_budget_that_is_not_needed_changes_nothing(few):
    assert len(few.crawl("--max-pages", len(few.paths), "--max-mb", 100, "--max-minutes", 10)) == len(few.paths)
    assert few.summary["status"] == "finished"


@pytest.mark.slow
def test_bytes_end_a_run_as_well(few):
    assert len(few.crawl("--max-mb", 0.02, code=3)) < len(few.paths)
    assert few.summary["why"] == "its budget of 0.02 MB was spent"


@pytest.mark.slow
def test_minutes_end_a_run_as_well(few):
    assert len(few.crawl("--max-minutes", 0.00001, code=3)) == 0
    assert few.summary["why"] == "its budget of 1e-05 minutes was spent"
