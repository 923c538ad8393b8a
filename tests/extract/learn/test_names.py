import pytest

from extract.learn.names import is_lasting, lasting_start, name_cost


@pytest.mark.parametrize(
    "name",
    [
        "entry-title", "s-title", "byline", "gh-article-meta-date", "wp-block-post-content", "field--name-body",
        "node__content", "postTitle", "PostHeader", "article-body", "h1", "mainContent", "e-ct-outer", "meta-author",
        "title-2", "single-standard-8",
    ],
)  # fmt: skip
def test_a_name_that_a_person_wrote_lasts(name):
    assert is_lasting(name)


@pytest.mark.parametrize(
    "name",
    [
        "css-1x2y3z", "sc-bdVaJa", "hQfRkT", "post-123", "postid-55", "jsx-3012834", "svelte-1tky8bj", "title-X77sOw",
        "subtitle-HEEcLo", "link-LIBpto", "meta-EgzBVA", "byline-wrapper-kyZPL2", "Article_title__x3Kd9", "e1h9rw200",
        "_1a2b3c", "bcdfg", "md:flex", "w-1/2", "", "x", "entry\ttitle", "a" * 80, "1st",
    ],
)  # fmt: skip
def test_a_name_that_a_build_or_one_page_made_does_not(name):
    assert not is_lasting(name)


def test_of_a_css_module_the_part_that_a_person_wrote_lasts():
    assert lasting_start("Article_title__x3Kd9") == "Article_title__"
    assert lasting_start("styles-module--title--1Ab2c") == "styles-module--title--"
    assert lasting_start("Byline_day__ab1Cd") == "Byline_day__"
    assert lasting_start("entry-title") is None
    assert lasting_start("hQfRkT") is None


def test_a_name_of_the_field_costs_less_than_another_and_looks_cost_most():
    costs = [name_cost(name, "title") for name in ("post-title", "post-header", "lemon", "text-large")]
    assert costs == sorted(costs)
    assert name_cost("byline", "authors") < name_cost("byline", "title")
