"""Short keys of articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schema import article_id, article_key, article_of_key

IDS = st.integers(min_value=0, max_value=2**52 - 1)


def test_a_key_is_a_letter_and_eleven_digits_of_base32():
    assert article_key(0) == "a00000000000"
    assert article_key(2**52 - 1) == "a3zzzzzzzzzz"
    assert article_key(article_id("https://review.example/2026/grain/")) == "a130vj9v6n69"


@given(IDS)
def test_an_article_is_found_by_its_key_in_either_case(article):
    key = article_key(article)
    assert article_of_key(key) == article_of_key(f" {key.upper()}\n") == article
    assert not key.isdigit()


@given(IDS, IDS)
def test_keys_stand_in_the_order_of_the_ids(one, other):
    assert (article_key(one) < article_key(other)) == (one < other)


def test_digits_that_people_confuse_are_one():
    assert article_of_key("a0O0I0L00000") == article_of_key("a00010100000")


@pytest.mark.parametrize(
    "text", ["", "a", "a0000000000", "a000000000000", "b00000000000", "aU0000000000", "azzzzzzzzzzz"]
)
def test_what_is_no_key_leads_to_no_article(text):
    assert article_of_key(text) is None
