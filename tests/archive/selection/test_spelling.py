"""A word that the index does not have leads to the nearest one that it has."""

import pytest

from archive.selection import can_be_corrected, name_like, nearest, one_change_away
from archive.selection.spelling import distance


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sancions", "sanctions"), ("tarriff", "tariff"), ("graim", "grain"), ("hte", "the"), ("climatechange", "climate change"), ("москвы", "москва")],
)  # fmt: skip
def test_a_word_with_one_change_is_among_what_is_looked_for(typed, meant):
    assert meant in one_change_away(typed)


def test_of_words_two_changes_away_the_nearest_and_most_frequent_is_taken():
    known = [("zelenski", 40), ("zelinka", 90), ("zero", 500), ("zelenskiy", 2)]
    assert nearest("zelinskiy", known) == "zelenski"
    assert nearest("zelinski", known) == "zelenski"
    assert nearest("econommies", [("economi", 9), ("ecologi", 20)]) == "economi"
    assert nearest("nothing", [("zebra", 4)]) is None
    # An ending of three letters and more is none of a word of six.
    assert nearest("tarrif", [("tab", 900), ("tariff", 3), ("tar", 50)]) == "tariff"


def test_distances_count_swaps_as_one_and_end_early():
    assert [distance("abcd", other) for other in ("abcd", "abdc", "abc", "axcy", "wxyz")] == [0, 1, 1, 2, 3]


def test_only_words_of_letters_with_an_alphabet_are_corrected():
    assert [can_be_corrected(word) for word in ("tariff", "b2b", "東京都庁", "ab", "x" * 40)] == [True, *[False] * 4]


def test_a_name_that_there_is_not_leads_to_one_in_other_case_or_that_begins_so_or_is_near():
    known = ["Security", "iOS", "en-US", "Economy", "Energy", "Europe & Asia", "en"]
    meant = {
        "economy": "Economy",
        "ios": "iOS",
        "Econmy": "Economy",
        "enrgy": "Energy",
        "sec": "Security",
        "Sport": None,
    }
    assert {name: name_like(name, known) for name in meant} == meant
    assert name_like("europe", known) == "Europe & Asia"
    # What there is needs no other, and of three letters none may be another.
    assert [name_like(name, known) for name in ("Economy", "en", "fr", "abc")] == [None] * 4
