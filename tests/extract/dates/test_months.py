import pytest

from extract.dates.months import MONTH_SPELLINGS, month_of


@pytest.mark.parametrize(
    ("word", "language", "month"),
    [
        ("Sept.", "en", ("gregorian", 9)),
        ("listopada", "hr", ("gregorian", 10)),
        ("listopada", "pl", ("gregorian", 11)),
        ("listopada", None, ("gregorian", 11)),
        ("lis", "hr-HR", ("gregorian", 10)),
        ("lis", None, None),
        ("ΙΑΝΟΥΑΡΊΟΥ", "el", ("gregorian", 1)),
        ("มี.ค.", "th", ("gregorian", 3)),
        ("ม.ค.", "th", ("gregorian", 1)),
        ("رمضان", "ar", ("hijri", 9)),
        ("monday", "en", None),
    ],
)
def test_a_month_is_known_in_its_language_and_elsewhere_where_no_other_word_is_like_it(word, language, month):
    assert month_of(word, language) == month


def test_months_are_spelled_with_accents_and_without():
    assert {"février", "fevrier", "tháng một"} <= MONTH_SPELLINGS
    assert "out" not in MONTH_SPELLINGS
