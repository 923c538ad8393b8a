import pytest

from crawler.policy.reasons import DISALLOWED, PERMANENT_REASONS


@pytest.mark.parametrize(
    "text",
    [
        "its host is a private machine",
        "redirects to what is no web address",
        "redirects to a page of this run",
        "larger than the largest page that is fetched",
        "not an HTTP address",
    ],
)
def test_a_reason_that_an_archive_of_an_earlier_release_holds_is_still_permanent(text):
    assert text in PERMANENT_REASONS


@pytest.mark.parametrize("text", [DISALLOWED, "redirects off the site", "too many redirects"])
def test_what_the_next_run_could_not_fetch_either_is_permanent(text):
    assert text in PERMANENT_REASONS


@pytest.mark.parametrize(
    "text", ["its budget of 10 pages was spent", "no answer in time", "robots.txt could not be read (status 503)"]
)
def test_what_the_next_run_may_fetch_is_not(text):
    assert text not in PERMANENT_REASONS
