import re

from hypothesis import given
from hypothesis import strategies as st

from extract.text.word_tables import all_words, any_pattern, any_word

TABLE = {"en": "next next_page", "de": "weiter"}


def test_the_words_of_all_languages_have_spaces_for_underscores():
    assert all_words(TABLE) == {"next", "next page", "weiter"}
    assert all_words({"en": "next, next page"}, separator=", ") == {"next", "next page"}


def test_a_pattern_matches_what_the_pattern_of_any_language_does():
    assert re.fullmatch(any_pattern({"en": "reads?", "de": "gelesen"}), "read")
    assert re.fullmatch(any_pattern({"en": "reads?", "de": "gelesen"}), "gelesen")


def test_of_words_that_begin_alike_the_longest_matches():
    assert re.match(any_word(["a.m", "a.m.", "a"]), "a.m. 5").group() == "a.m."


@given(st.lists(st.text("ab c.", min_size=1), min_size=1), st.text("ab c."))
def test_words_that_share_their_beginnings_match_as_when_each_is_tried_the_longest_first(words, text):
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    for behind in ("", "(?!a)"):
        found = re.finditer(f"(?:{any_word(words)}){behind}", text)
        expected = re.finditer(f"(?:{one_by_one}){behind}", text)
        assert [match.span() for match in found] == [match.span() for match in expected]
