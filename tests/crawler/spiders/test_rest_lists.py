"""A list of posts that changes while it is read: every post is there in the end, or the run says what it lacks."""

import json

import pytest

from own_site import Answer

pytestmark = pytest.mark.slow

POSTS = ("wordpress", "/wp-json/wp/v2/posts?per_page=5")
ALL = {f"post-{number}" for number in range(1, 18)}


def lists(site):
    return [target for target in site.asked if "/wp-json/" in target]


def test_a_list_that_does_not_change_is_read_once(rest_list):
    site = rest_list.site
    site.crawl(POSTS)
    assert site.articles == ALL
    assert len(lists(site)) == 4


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_post_that_slides_over_a_border_because_one_is_deleted_is_there(rest_list, page):
    site = rest_list.site
    rest_list.changes[page] = lambda: rest_list.delete(17)
    site.crawl(POSTS)
    # The deleted one may have been captured before.
    assert site.articles | {"post-17"} == ALL
    assert site.summary["sources"] == {}


def test_a_post_that_slides_because_one_is_back_dated_is_there(rest_list):
    rest_list.changes[1] = lambda: rest_list.dates.update({16: 0})
    rest_list.site.crawl(POSTS)
    assert rest_list.site.articles == ALL


def test_a_post_that_is_dated_forward_to_a_page_that_was_read_is_there(rest_list):
    rest_list.changes[2] = lambda: rest_list.dates.update({2: 99})
    rest_list.site.crawl(POSTS)
    assert rest_list.site.articles == ALL


def test_a_post_that_is_published_meanwhile_is_there_by_one_request_more(rest_list):
    rest_list.changes[2] = lambda: rest_list.publish(18)
    rest_list.site.crawl(POSTS)
    assert rest_list.site.articles == ALL | {"post-18"}
    assert len(lists(rest_list.site)) == 5


def test_a_deletion_that_a_new_post_hides_is_found_by_the_page_that_is_gone(rest_list):
    """The claim stays 17, and so many were listed: but one of them is gone, and another is missing."""

    def change():
        rest_list.delete(16)
        rest_list.publish(18, date=1)

    rest_list.changes[1] = change
    rest_list.site.crawl(POSTS)
    assert rest_list.site.articles == ALL - {"post-16"} | {"post-18"}


def test_a_deletion_is_found_where_no_header_claims_anything(rest_list):
    rest_list.has_headers = False
    rest_list.changes[1] = lambda: rest_list.delete(17)
    rest_list.site.crawl(POSTS)
    assert rest_list.site.articles == ALL - {"post-17"}


def test_a_list_that_never_rests_is_read_three_times_and_the_run_says_so(rest_list):
    for request in range(1, 40):
        rest_list.changes[request] = lambda: rest_list.delete(max(rest_list.dates))
    rest_list.cap = 2
    for number in range(18, 60):
        rest_list.publish(number)
    said = rest_list.site.crawl(POSTS, code=3)
    assert "the list changed while it was read, so that posts may be missing" in said


@pytest.mark.parametrize(("has_headers", "code", "most"), [(True, 3, 6), (False, 0, 2)])
def test_a_list_that_gives_the_same_posts_on_every_page_has_an_end(rest_list, has_headers, code, most):
    site, answer = rest_list.site, rest_list.answer
    rest_list.has_headers = has_headers
    first = {"page": "1", "orderby": "date", "order": "desc"}
    site.lists["/wp-json/wp/v2/posts"] = lambda query: answer(query | first)
    site.crawl(POSTS, code=code)
    assert len(lists(site)) == most
    assert len(site.articles) == 5


def test_a_list_that_claims_pages_without_end_and_gives_empty_ones_has_an_end(rest_list):
    site, answer = rest_list.site, rest_list.answer
    headers = {"X-WP-Total": 9999, "X-WP-TotalPages": 999}
    site.lists["/wp-json/wp/v2/posts"] = lambda query: (
        answer(query) if "page" not in query else Answer("[]", 200, "application/json", headers)
    )
    site.crawl(POSTS, code=3)
    assert len(lists(site)) <= 15


@pytest.mark.parametrize("has_headers", [True, False])
@pytest.mark.parametrize("size", [5, 20])
def test_a_site_that_caps_its_pages_gives_all_posts(rest_list, has_headers, size):
    rest_list.has_headers = has_headers
    rest_list.site.crawl(("wordpress", f"/wp-json/wp/v2/posts?per_page={size}"))
    assert rest_list.site.articles == ALL


def test_a_site_that_refuses_large_pages_is_asked_for_small_ones(rest_list):
    site, answer = rest_list.site, rest_list.answer
    stated = "per_page must be between 1 (inclusive) and 5 (inclusive)"
    problem = json.dumps({"code": "rest_invalid_param", "data": {"params": {"per_page": stated}}})

    def refuse(query):
        small = int(query["per_page"]) <= 5
        return answer(query) if small else Answer(problem, 400, "application/json")

    site.lists["/wp-json/wp/v2/posts"] = refuse
    site.crawl(("wordpress", "/wp-json/wp/v2/posts?per_page=100"))
    assert site.articles == ALL
    # What was modified since is asked for in small pages too.
    site.crawl(("wordpress", "/wp-json/wp/v2/posts?per_page=100"))


def test_posts_that_the_site_withholds_are_counted_and_told_every_time_without_reading_all_again(rest_list):
    rest_list.withheld = frozenset({3, 4, 9})
    site = rest_list.site
    for most_lists in (4, 2):
        said = site.crawl(POSTS, code=3)
        assert "claims 3 posts more than it lists" in said
        assert len(lists(site)) <= most_lists
        assert site.summary["unlisted"] == {f"{site.url}{POSTS[1]}": 3}
    assert site.articles == ALL - {"post-3", "post-4", "post-9"}
    rest_list.withheld = frozenset()
    site.crawl(POSTS, arguments=["--full"])
    assert site.articles == ALL


def test_a_hole_of_an_earlier_run_is_told_by_the_claim_and_filled_by_the_next_run(rest_list):
    site = rest_list.site
    site.crawl(POSTS)
    # A post of an old date, which the site did not list as modified.
    rest_list.publish(18, date=1)
    said = site.crawl(POSTS, code=3)
    assert "claims 1 posts more than it has listed" in said
    site.crawl(POSTS)
    assert site.articles == ALL | {"post-18"}
    assert len(lists(site)) == 4
    site.crawl(POSTS)
    assert len(lists(site)) <= 2


def test_a_post_that_was_deleted_between_two_runs_is_no_hole(rest_list):
    site = rest_list.site
    site.crawl(POSTS)
    rest_list.delete(9)
    site.crawl(POSTS)
    assert site.summary["sources"] == {}


def test_a_page_of_the_list_that_is_withheld_by_an_error_is_named(rest_list):
    site, answer = rest_list.site, rest_list.answer
    site.lists["/wp-json/wp/v2/posts"] = lambda query: (
        Answer("no", 404) if query.get("page") == "2" else answer(query)
    )
    said = site.crawl(POSTS, code=3)
    assert "page=2: status 404" in said
