"""Two pages that only quote what was requested have one hash; two texts that say different things do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text.fingerprint import slug_of, text_hash

HERE, THERE = "https://a.example/2026/03/why-trees-need-water/", "https://a.example/2026/04/how-rivers-run-dry/"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We'll be back SOON.", "We\u2019ll be back\n\nsoon."),
        (f"There is no {HERE} here.", f"There is no {THERE} here."),
        ("There is no /2026/03/why-trees-need-water/ here.", "There is no /2026/04/how-rivers-run-dry/ here."),
        ("Nothing found for why trees need water.", "Nothing found for how rivers run dry."),
        ("You looked for “Trees” in vain.", "You looked for “Rivers” in vain."),
        ("Error 7f3a9c at 10:12:03 today.", "Error 99b01e at 10:15:44 today."),
    ],
)
def test_what_a_page_says_of_the_request_does_not_count(one, other):
    assert text_hash(one, HERE) == text_hash(other, THERE) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trees need water.", "Trees need light."), ("A mill.", "A mill and a weir."), ("", "A mill.")],
)
def test_other_words_are_another_text(one, other):
    assert text_hash(one, HERE) != text_hash(other, THERE)


@pytest.mark.parametrize("text", ["", "12 / 34", "…", "https://a.example/x"])
def test_a_text_without_words_has_no_hash(text):
    assert not text_hash(text, HERE)


def test_a_long_text_that_names_its_own_subject_keeps_it():
    text = "Why trees need water is a long story. " * 20
    assert text_hash(text, HERE) == text_hash(text, THERE)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://a.example/2026/Why-Trees/", "why-trees"),
        ("https://a.example/why-trees/amp/", "why-trees"),
        ("https://a.example/why-trees.html", "why-trees"),
        ("https://a.example/?p=12", "p=12"),
        ("https://a.example/article.php?id=7", "article id=7"),
        ("https://a.example/", ""),
        ("http://[x", "http://[x"),
    ],
)
def test_a_slug_names_the_page_in_its_url(url, slug):
    assert slug_of(url) == slug


@given(st.text(), st.text())
def test_any_text_and_url_have_a_hash(text, url):
    assert text_hash(text, url) == text_hash(text, url)
    assert len(text_hash(text, url)) in {0, 16}


@given(st.text(alphabet="ab1٣/\\@. \n\u00a0\u2028\u3000\x1c", max_size=60))
def test_a_token_counts_only_without_a_digit_a_slash_and_an_at_sign(text):
    kept = [token for token in text.split() if not any(each.isdecimal() or each in "/\\@" for each in token)]
    assert text_hash(text, "https://a.example/") == text_hash(" ".join(kept), "https://a.example/")
