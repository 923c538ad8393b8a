"""The table of speeds: which pages count, and both relations to trafilatura."""

from figures import BASELINE
from speed import ALL_PAGES, APART, ARTICLES, CONTAINER, UNKNOWN_SITE, ReaderSpeed, count_page
from tables import speed_table
from workers import PageTask


def task(kind):
    return PageTask(set="wcxb-dev", truth={"id": "1", "kind": kind, "url": "https://a.example/1"}, body=b"")


def test_a_few_pages_decide_the_relation_of_all_seconds_and_not_the_median():
    speed = ReaderSpeed(seconds=[0.1, 0.1, 0.1], trafilatura_seconds=[0.05, 0.05, 2.0])
    assert (round(speed.relative, 2), round(speed.median, 2), round(speed.milliseconds)) == (7.0, 0.5, 100)


def test_a_listing_counts_among_all_pages_and_not_among_articles():
    found = {
        (APART, pages, name): ReaderSpeed()
        for pages in (ARTICLES, ALL_PAGES)
        for name in (BASELINE, UNKNOWN_SITE, CONTAINER)
    }
    count_page(found, APART, task("article"), {BASELINE: 0.03, UNKNOWN_SITE: 0.02, CONTAINER: 0.01})
    count_page(found, APART, task("listing"), {BASELINE: 0.03, UNKNOWN_SITE: 0.06})
    assert found[APART, ARTICLES, UNKNOWN_SITE] == ReaderSpeed(seconds=[0.02], trafilatura_seconds=[0.03])
    assert found[APART, ALL_PAGES, UNKNOWN_SITE] == ReaderSpeed(
        seconds=[0.02, 0.06], trafilatura_seconds=[0.03, 0.03]
    )
    rows = speed_table(found).splitlines()
    assert "| a process each | articles | ours, unknown site | 1 | 20.0 | 1.50 | 1.50 |  |" in rows
    assert "| a process each | all pages | ours, unknown site | 2 | 40.0 | 0.75 | 1.00 |  |" in rows
    assert "| a process each | all pages | ours, with the profile's container | 1 | 10.0 | 3.00 | 3.00 |  |" in rows
