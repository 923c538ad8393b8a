# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text.folding import fold_case, fold_name, fold_text, fold_words, split_words


@given(st.text())
def test_a_text_without_case_has_each_letter_where_it_was(text):
    folded = fold_case(text)
    assert len(folded) == len(text)
    assert folded == fold_case(folded)


def test_a_phrase_is_found_whatever_its_case_apostrophes_and_spaces():
    assert fold_text("  It’s\u00a0A   Wall… ") == "it's a wall..."


def test_two_texts_say_the_same_whatever_their_punctuation():
    assert fold_words("“Trees,” she said: why?") == fold_words("trees she said – WHY")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Why Trees?", ("why", "trees")),
        ("Ｗｉｄｅ ﬁre", ("wide", "fire")),
        ("渡轮 2026", ("渡", "轮", "2026")),
        ("ก ข", ("ก", "ข")),
        ("...", ()),
    ],
)
def test_a_text_is_split_at_words_or_at_letters_where_its_script_has_no_spaces(text, words):
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Pier", "thepier"),
        ("Sérgio Schüler", "sergioschuler"),
        ("ΦΕΒΡΟΥΑΡΊΟΥ", "φεβρουαριου"),
        ("DAKİKA", "dakika"),
        ("KASIM", "kasım"),
        ("σήµερα", "σημερα"),
        ("Sept.", "sept"),
        ("फ़र॰", "फ़र"),
        ("هـ", "ه"),
    ],
)
def test_two_spellings_of_a_name_are_the_same(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("ม.ค", "มี.ค"), ("से", "सा"), ("Pier 1", "Pier 2")])
def test_signs_of_vowels_and_digits_tell_names_apart(one, other):
    assert fold_name(one) != fold_name(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    for fold in (fold_text, fold_words):
        assert fold(fold(text)) == fold(text)
