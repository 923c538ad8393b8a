from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.listings.paging import next_page_url, with_query
from extract.listings.wordpress import modified_posts_url, post_total, rest_route_url

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
