"""The demo site's REST interface, over HTTP."""

import json
from datetime import UTC, datetime

import pytest

from commentary.demo.days import site_on_day
from commentary.demo.site_texts import tag

POSTS = site_on_day(1).posts
NUMBERS = [post.id for post in POSTS]


def ask(site, fetch, target):
    reply = fetch(f"{site.url}/wp-json{target}")
    return reply, json.loads(reply.body)


def numbers(answer):
    return [one["id"] for one in answer[1]]


def test_the_root_names_the_site_and_its_zone(first_day, fetch):
    _, root = ask(first_day, fetch, "/")
    assert root["name"] == "Meridian | Harbour Centre for Policy"
    assert (root["timezone_string"], root["gmt_offset"], root["url"]) == ("Europe/Istanbul", "3", first_day.url)
    assert {"wp/v2", "post-views-counter"} <= set(root["namespaces"])


def test_posts_come_in_pages_with_totals(first_day, fetch):
    reply, first = ask(first_day, fetch, "/wp/v2/posts?per_page=100")
    _, second = ask(first_day, fetch, "/wp/v2/posts?per_page=100&page=2")
    assert (reply.headers["x-wp-total"], reply.headers["x-wp-totalpages"]) == (str(len(POSTS)), "2")
    assert 'rel="next"' in reply.headers["link"]
    assert [one["id"] for one in first + second] == NUMBERS


def test_a_page_past_the_last_is_an_error_with_a_code(first_day, fetch):
    reply, error = ask(first_day, fetch, "/wp/v2/posts?per_page=100&page=3")
    assert (reply.status, error["code"]) == (400, "rest_post_invalid_page_number")


@pytest.mark.parametrize(
    "query", ["per_page=101", "per_page=0", "page=0", "page=x", "orderby=luck", "modified_after=soon"]
)
def test_a_wrong_parameter_is_an_error_with_a_code(first_day, fetch, query):
    reply, error = ask(first_day, fetch, f"/wp/v2/posts?{query}")
    assert (reply.status, error["code"]) == (400, "rest_invalid_param")


def test_only_the_fields_asked_for_are_sent(first_day, fetch):
    _, found = ask(first_day, fetch, "/wp/v2/posts?_fields=id,link,title.rendered&per_page=1")
    newest = POSTS[0]
    assert found == [{"id": newest.id, "link": first_day.url + newest.path, "title": {"rendered": newest.title_html}}]


def test_a_post_says_when_it_was_written_here_and_in_utc(first_day, fetch):
    _, post = ask(first_day, fetch, "/wp/v2/posts/2000")
    assert (post["date"], post["date_gmt"]) == ("2024-10-13T22:13:00", "2024-10-13T19:13:00")
    assert post["link"].endswith("/2024/10/the-harbour-pact-shared-umbrellas-and-the-call-for-an-eastern-league/")


def test_a_protected_post_keeps_its_text(first_day, fetch):
    number = next(post.id for post in POSTS if post.kind == "password")
    reply, post = ask(first_day, fetch, f"/wp/v2/posts/{number}")
    assert post["content"] == {"rendered": "", "protected": True}
    assert "quillwort" not in reply.text


def test_modified_after_leaves_what_was_edited_since(first_day, fetch):
    limit = datetime(2026, 1, 1, tzinfo=UTC)
    expected = [post.id for post in sorted(POSTS, key=lambda p: (p.updated_at, p.id)) if post.updated_at > limit]
    query = "modified_after=2026-01-01T00:00:00Z&orderby=modified&order=asc&per_page=100"
    assert numbers(ask(first_day, fetch, f"/wp/v2/posts?{query}")) == expected


def test_a_time_without_an_offset_is_the_sites_own(first_day, fetch):
    exact = "2024-10-13T22:13:00"
    found = numbers(ask(first_day, fetch, f"/wp/v2/posts?before={exact}&orderby=date&per_page=1"))
    assert found[0] != 2000
    assert numbers(ask(first_day, fetch, "/wp/v2/posts?before=2024-10-13T22:13:01&per_page=1")) == [2000]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("include=2000,2741", {2000, 2741}),
        ("slug=letter-to-a-young-analyst", {p.id for p in POSTS if p.slug == "letter-to-a-young-analyst"}),
        ("categories=6&per_page=100", {p.id for p in POSTS if "Energy" in p.categories}),
        (f"tags={tag('海洋').id}", {p.id for p in POSTS if "海洋" in p.tags}),
        ("author=6&per_page=100", {p.id for p in POSTS if p.authors[0] == "Selin Akbaykuş"}),
    ],
)
def test_posts_can_be_chosen(first_day, fetch, query, wanted):
    assert wanted
    assert set(numbers(ask(first_day, fetch, f"/wp/v2/posts?{query}"))) == wanted


def test_terms_are_embedded_on_request(first_day, fetch):
    _, found = ask(first_day, fetch, "/wp/v2/posts?include=2000&_embed")
    assert [term["name"] for term in found[0]["_embedded"]["wp:term"][0]] == [
        "Commentary",
        "Geopolitics",
        "Indo-Pacific",
    ]
    assert found[0]["_embedded"]["author"][0]["name"] == "MERIDIAN | Harbour Centre for Policy"


@pytest.mark.parametrize("route", ["categories", "tags", "users"])
def test_terms_have_listings_with_counts(first_day, fetch, route):
    reply, terms = ask(first_day, fetch, f"/wp/v2/{route}?per_page=100")
    assert len(terms) == int(reply.headers["x-wp-total"])
    assert sum(term["count"] for term in terms) > 50


def test_the_same_answers_by_query(first_day, fetch):
    plain = fetch(first_day.url + "/?rest_route=/wp/v2/posts&per_page=5")
    assert plain.body == fetch(first_day.url + "/wp-json/wp/v2/posts?per_page=5").body


def test_views_are_exact_and_a_list_is_their_sum(first_day, fetch):
    by_id = {post.id: post.views for post in POSTS}
    route = "/post-views-counter/get-post-views/"
    assert ask(first_day, fetch, f"{route}2000")[1] == 1600
    assert ask(first_day, fetch, f"{route}2000,2741")[1] == by_id[2000] + by_id[2741]


@pytest.mark.parametrize(
    ("route", "code"), [("/wp/v2/nope", "rest_no_route"), ("/wp/v2/posts/9", "rest_post_invalid_id")]
)
def test_what_is_not_there_is_404_with_a_code(first_day, fetch, route, code):
    reply, error = ask(first_day, fetch, route)
    assert (reply.status, error["code"]) == (404, code)
