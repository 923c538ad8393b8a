"""Requests wait in a file: in order, each once, and still there after the process was killed."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.database import FRONTIER_NAME
from crawler.run_state.frontier import Frontier
from crawler.run_state.queued_request import QueuedRequest
from extract.errors import ArchiveError
from extract.site import Source

NOW = 1_800_000_000.0
MAP = Source(kind="sitemap", url="https://x.example/sitemap.xml")


@pytest.fixture
def path(tmp_path):
    return tmp_path / FRONTIER_NAME


@pytest.fixture
def frontier(path):
    opened = Frontier.open(path, "x")
    yield opened
    opened.close()


def page(number, **values):
    return QueuedRequest(url=f"https://x.example/{number}", reason="never captured", **values)


def urls(frontier, now=NOW, **how):
    handed = []
    while request := frontier.next_request(now, **how):
        handed.append(request.url.rpartition("/")[2])
    return handed


def as_given(request):
    return (request.url, request.reason, request.source, request.is_first, request.depth, request.referer)


def test_what_goes_first_comes_first_and_else_what_was_found_first(frontier):
    for number, priority in (("c", 0), ("a", 1), ("d", 0), ("b", 1)):
        assert frontier.add(page(number, priority=priority))
    assert urls(frontier) == ["a", "b", "c", "d"]


def test_a_page_is_asked_for_once_under_any_form_of_its_address(frontier):
    assert frontier.add(page("a"))
    assert not frontier.add(page("a?utm_source=feed#top"))
    assert urls(frontier) == ["a"]
    assert not frontier.add(page("a"))


def test_everything_that_was_asked_for_comes_back_as_it_was(frontier):
    requests = [
        page("a", depth=2, referer="https://x.example/feed/"),
        QueuedRequest(url=MAP.url, reason="a sitemap lists pages", source=MAP, is_first=True, priority=10),
    ]
    for request in requests:
        frontier.add(request)
    handed = [frontier.next_request(NOW), frontier.next_request(NOW)]
    assert [as_given(request) for request in handed] == [as_given(request) for request in reversed(requests)]


def test_one_listing_is_asked_for_once_by_each_source(frontier):
    other = Source(kind="sitemap", url="https://x.example/other.xml")
    part = "https://x.example/part.xml"
    assert frontier.add(QueuedRequest(url=part, reason="", source=MAP))
    assert frontier.add(QueuedRequest(url=part, reason="", source=other))
    assert not frontier.add(QueuedRequest(url=part, reason="", source=MAP))


def test_what_was_put_off_is_asked_for_when_another_source_says_that_it_changed(frontier):
    frontier.add_not_due("https://x.example/a", "not due")
    assert frontier.count("not_due") == 1
    assert urls(frontier) == []
    assert frontier.add(page("a"))
    assert frontier.count("not_due") == 0
    frontier.add_not_due("https://x.example/a", "not due")
    assert urls(frontier) == ["a"]


def test_what_is_to_be_tried_again_comes_when_it_is_time(frontier):
    frontier.add(page("a"))
    first = frontier.next_request(NOW)
    frontier.requeue(first.id, not_before=NOW + 10)
    assert frontier.has_queued()
    assert frontier.next_retry_at() == NOW + 10
    assert frontier.next_request(NOW + 9) is None
    assert frontier.next_request(NOW + 10).tries == 1


def test_what_was_handed_out_and_never_sent_is_no_try(frontier):
    frontier.add(page("a"))
    frontier.requeue_unsent(frontier.next_request(NOW).id)
    assert frontier.next_request(NOW).tries == 0


def test_without_pages_only_listings_are_handed_out(frontier):
    frontier.add(page("a"))
    frontier.add(QueuedRequest(url=MAP.url, reason="", source=MAP))
    assert urls(frontier, pages=False) == ["sitemap.xml"]
    assert not frontier.has_queued(pages=False)
    assert [request.url for request in frontier.queued_pages()] == ["https://x.example/a"]


def test_the_end_of_a_redirect_belongs_to_whoever_came_first(frontier):
    frontier.add(page("old"))
    frontier.add(page("there"))
    old = frontier.next_request(NOW)
    assert not frontier.claim_redirect_target("https://x.example/there", old.id)
    assert frontier.claim_redirect_target("https://x.example/new", old.id)
    # The same page on its second try.
    assert frontier.claim_redirect_target("https://x.example/new", old.id)
    there = frontier.next_request(NOW)
    frontier.add_not_due("https://x.example/known", "not due")
    assert not frontier.claim_redirect_target("https://x.example/known", there.id)
    assert not frontier.claim_redirect_target("https://x.example/new", there.id)
    assert not frontier.add(page("new"))


def test_a_source_lists_an_address_once(frontier):
    assert frontier.mark_listed(MAP, "https://x.example/a")
    assert not frontier.mark_listed(MAP, "https://x.example/a")
    assert frontier.mark_listed(Source(kind="feed", url=MAP.url), "https://x.example/a")


def test_what_was_not_fetched_is_told_with_its_reason(frontier):
    for number in "abcd":
        frontier.add(page(number))
    done, skipped, _sent = frontier.next_request(NOW), frontier.next_request(NOW), frontier.next_request(NOW)
    frontier.mark_done(done.id)
    frontier.mark_skipped(skipped.id, "robots.txt disallows it")
    frontier.add_not_due("https://x.example/w", "not due")
    assert list(frontier.unfetched("the run was interrupted")) == [
        ("https://x.example/b", "robots.txt disallows it"),
        ("https://x.example/c", "the run was interrupted"),
        ("https://x.example/d", "the run was interrupted"),
    ]


def test_the_next_run_goes_on_with_what_a_dead_one_has_left(path, frontier):
    for number in "abc":
        frontier.add(page(number))
    frontier.add(QueuedRequest(url=MAP.url, reason="", source=MAP))
    frontier.add_not_due("https://x.example/w", "not due")
    frontier.mark_listed(MAP, "https://x.example/a")
    frontier.mark_done(frontier.next_request(NOW).id)
    frontier.requeue(frontier.next_request(NOW).id, not_before=NOW + 1000)
    # Another connection, as after a kill: nothing was closed.
    after = Frontier.open(path, "x")
    # What is queued goes on, what was on its way as well; sources are asked anew.
    assert urls(after) == ["b", "c"]
    assert after.count("not_due") == 0
    assert after.mark_listed(MAP, "https://x.example/a")
    after.close()


def test_a_run_that_starts_beside_another_leaves_what_that_one_has_listed(path, frontier):
    frontier.mark_listed(MAP, "https://x.example/a")
    beside = Frontier.open(path, "y")
    assert beside.mark_listed(MAP, "https://x.example/a")
    assert not frontier.mark_listed(MAP, "https://x.example/a")
    beside.close()


def test_sites_do_not_see_each_other(path, frontier):
    frontier.add(page("a"))
    other = Frontier.open(path, "y")
    assert not other.has_queued()
    other.clear()
    other.close()
    assert frontier.has_queued()
    frontier.clear()
    assert not frontier.has_queued()


@given(damage=st.binary(min_size=1, max_size=4000))
def test_a_file_that_is_damaged_or_foreign_is_begun_anew(tmp_path_factory, damage):
    path = tmp_path_factory.mktemp("damaged") / FRONTIER_NAME
    path.write_bytes(damage)
    frontier = Frontier.open(path, "x")
    assert frontier.add(page("a"))
    frontier.close()


def test_a_file_of_another_version_is_begun_anew(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE requests (other)")
        db.execute("PRAGMA user_version = 99")
    frontier = Frontier.open(path, "x")
    assert frontier.add(page("a"))
    frontier.close()


def test_a_file_that_cannot_be_made_is_named(tmp_path):
    with pytest.raises(ArchiveError, match="nowhere"):
        Frontier.open(tmp_path / "nowhere" / FRONTIER_NAME, "x")
