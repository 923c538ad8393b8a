import re

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
