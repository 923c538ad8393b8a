"""WordPress's REST interface: an edit of any age is found by one request, also where its path is shut."""

import pytest

from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow

SOURCE = """
[[sources]]
kind = "wordpress"
url = "{url}/wp-json/wp/v2/posts?per_page=10&_fields=link,modified_gmt"
"""


@pytest.fixture
def rest(few):
    """A site of which only the REST interface is known."""
    profile = few.data / "sites" / "few.toml"
    head, _, _ = profile.read_text("utf-8").partition("\n[[sources]]")
    profile.write_text(head + SOURCE.format(url=few.demo.url), "utf-8")
    return few


def posts(asked):
    return {request.path for request in asked if not request.path.startswith(("/wp-json", "/?rest_route"))}


def listings(asked):
    return [request.path for request in asked if request.path.startswith(("/wp-json", "/?rest_route"))]


def test_a_second_run_asks_once_for_what_was_modified_and_finds_old_edits(rest):
    first = rest.crawl()
    assert posts(first) == set(rest.paths)
    assert len(listings(first)) == -(-len(rest.demo.posts()) // 10)
    before = {post.id: post for post in rest.demo.posts()}
    rest.demo.day = 2
    after = {post.id: post for post in rest.demo.posts()}
    second = rest.crawl()
    edited = {
        post.path
        for number, post in after.items()
        if post.path in rest.paths and number in before and post.updated_at != before[number].updated_at
    }
    assert edited
    assert edited <= posts(second)
    # The newest posts, and what was modified as far as that brings news.
    assert ["modified_after=" in path for path in listings(second)].count(False) == 1
    assert len(listings(second)) <= 3


@pytest.mark.parametrize("fault", [Fault.status(404), Fault.text("<html>This is no list.</html>")])
def test_where_the_path_is_shut_the_query_is_asked(rest, fault):
    rest.demo.faults["/wp-json/*"] = fault
    asked = rest.crawl()
    assert posts(asked) == set(rest.paths)
    assert [path.startswith("/?rest_route=") for path in listings(asked)][:2] == [False, True]
    assert rest.summary["sources"] == {}


def test_who_forbids_the_path_is_not_asked_by_the_query(rest):
    rest.demo.faults["/wp-json/*"] = Fault.status(403)
    assert len(listings(rest.crawl(code=3))) == 1


def test_a_site_that_takes_no_date_has_told_of_its_newest_posts_all_the_same(rest):
    rest.crawl()
    rest.demo.faults["/wp-json/*[?]*modified_after*"] = Fault.status(400)
    assert [request.status for request in rest.crawl()] == [200, 400]
    assert rest.summary["sources"] == {}


def test_where_the_path_is_shut_what_was_modified_is_asked_by_the_query_too(rest):
    rest.demo.faults["/wp-json/*"] = Fault.status(404)
    rest.crawl()
    asked = [(request.status, "modified_after=" in request.path) for request in rest.crawl()]
    assert sorted(asked) == [(200, False), (200, True), (404, False), (404, True)]
