import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clean import clean_text, clean_visible, to_count, to_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("999", (999, False)),
        ("1k", (1000, True)),
        ("1.1k Views", (1100, True)),
        ("10k", (10_000, True)),
        ("1,000k", (1_000_000, True)),
        ("1.23M", (1_230_000, True)),
        ("1.50M Views", (1_500_000, True)),
        ("1 View", (1, False)),
        ("1,600", (1600, False)),
        ("1.600 Aufrufe", (1600, False)),
        ("Post Views: 1,234,567", (1_234_567, False)),
        ("1\u202f600 vues", (1600, False)),
        ("5 Min Read", (5, False)),
        ("no views", None),
        ("", None),
        ("3.7 of 5", None),
    ],
)
def test_a_count_is_read_with_whether_it_is_rounded(text, expected):
    assert to_count(text) == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_every_count_that_a_page_prints_is_read_back(number):
    assert to_count(f"{number:,} Views") == to_count(f"{number} Views") == (number, False)


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_of_counts_fail(text):
    found = to_count(text)
    assert found is None or found[0] >= 0


def test_a_name_keeps_the_marks_within_it_and_stands_once():
    names = ["GEOPOLIST | Istanbul Center for Geopolitics", "By A. B. Ng, ", "Smith & Sons (ed.)", "A. B. Ng"]
    assert to_names(names) == ("GEOPOLIST | Istanbul Center for Geopolitics", "A. B. Ng", "Smith & Sons (ed.)")


@pytest.mark.parametrize("text", ["", "a@b.example", "https://b.example/ann", "2024-10-13", "—", "x" * 151])
def test_what_is_no_name_is_left_out(text):
    assert to_names([text]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Middle East &amp;amp; Africa", "Middle East & Africa"),
        ("GEOPOLIST &amp;#124; Istanbul", "GEOPOLIST | Istanbul"),
        ("The <em>slow</em> sea", "The slow sea"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        (" a\u00a0b\n c\u200b\ud800 ", "a b c"),
    ],
)
def test_text_of_attributes_and_json_loses_mark_up_and_entities(text, expected):
    assert clean_text(text) == expected


def test_visible_text_keeps_what_only_looks_like_a_tag():
    assert clean_visible("<b>  & Söhne") == "<b> & Söhne"
