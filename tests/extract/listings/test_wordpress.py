from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.listings.paging import next_page_url, with_query
from extract.listings.wordpress import (
    by_id_url,
    is_behind_last_page,
    modified_posts_url,
    pass_number,
    post_total,
    rest_route_url,
    smaller_pages_url,
)

API = "https://site.example/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (API, "https://site.example/?rest_route=/wp/v2/posts&per_page=100&_fields=link,modified_gmt"),
        ("https://site.example/blog/wp-json/wp/v2/posts/", "https://site.example/blog/?rest_route=/wp/v2/posts"),
        ("https://site.example/index.php/wp-json/wp/v2/posts", "https://site.example/?rest_route=/wp/v2/posts"),
        (f"{API}&page=2#x", "https://site.example/?rest_route=/wp/v2/posts&per_page=100&_fields=link,modified_gmt&page=2"),
        ("https://site.example/?rest_route=/wp/v2/posts", None),
        ("https://site.example/wp-json/", None),
        ("https://site.example/wp-json", None),
        ("https://site.example/feed/?x=/wp-json/wp/v2/posts", None),
    ],
)  # fmt: skip
def test_a_question_by_path_can_be_asked_by_query(url, expected):
    assert rest_route_url(url) == expected
    assert expected is None or rest_route_url(expected) is None


def test_the_posts_since_a_time_are_asked_in_utc_whatever_the_zone():
    at = datetime(2026, 2, 3, 10, 0, 0, 999, tzinfo=timezone(timedelta(hours=3)))
    asked = modified_posts_url(API, at)
    assert asked == f"{API}&modified_after=2026-02-03T07:00:00Z&orderby=modified&order=desc"
    assert modified_posts_url(asked, at.astimezone(UTC)) == asked
    assert next_page_url(rest_route_url(asked), "page").endswith(
        "&modified_after=2026-02-03T07:00:00Z&orderby=modified&order=desc&page=2"
    )


@pytest.mark.parametrize(
    ("said", "total"), [("241", 241), (" 0 ", 0), ("", None), ("-1", None), ("many", None), ("٣", None)]
)
def test_the_total_is_what_the_header_says(make_page, said, total):
    assert post_total(make_page("[]", x_wp_total=said).headers) == total
    assert post_total(make_page("[]").headers) is None


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=4), st.integers(1, 999))
def test_counting_on_keeps_every_other_parameter(parameters, page):
    others = {name: value for name, value in parameters.items() if name != "page"}
    url = with_query("https://site.example/x", **others, page=str(page))
    asked = parse_qs(urlsplit(next_page_url(url, "page")).query, keep_blank_values=True)
    assert asked == {name: [value] for name, value in others.items()} | {"page": [str(page + 1)]}


REFUSED = b'{"per_page":"per_page must be between 1 (inclusive) and 50 (inclusive)"}'


@pytest.mark.parametrize(
    ("url", "body", "smaller"),
    [
        (API, REFUSED, API.replace("per_page=100&", "") + "&per_page=50"),
        (API, b"<h1>Bad Request</h1>", API.replace("per_page=100&", "") + "&per_page=10"),
        (API.replace("100", "10"), b"", None),
        (API.replace("100", "50"), REFUSED, None),
        (API.replace("per_page=100&", ""), b"", None),
        (API, b"per_page must be between 1 (inclusive) and 0 (inclusive)", None),
    ],
)
def test_pages_that_a_site_refuses_are_asked_for_in_the_size_that_it_names(url, body, smaller):
    assert smaller_pages_url(url, body) == smaller


def test_a_list_is_read_again_from_its_first_page_by_id(make_page):
    for number in (2, 3):
        again = by_id_url(f"{API}&page=4", number)
        assert again == f"{API}&orderby=id&order={'desc' if number == 2 else 'asc'}"
        assert pass_number(next_page_url(again, "page")) == number
    assert pass_number(API) == pass_number(f"{API}&orderby=date&order=asc") == 1


def test_wordpress_says_that_a_page_is_behind_the_last_one():
    assert is_behind_last_page(b'<br />Notice\n{"code":"rest_post_invalid_page_number","message":"x"}')
    assert not is_behind_last_page(b'{"code":"rest_invalid_param"}')
    assert not is_behind_last_page(b"")
