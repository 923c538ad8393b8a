# ruff: noqa: RUF001 - digits and marks as pages print them

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text.counts import to_count


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
        ("1,6 Tsd. Aufrufe", (1600, True)),
        ("1,2 Mio. Aufrufe", (1_200_000, True)),
        ("12 тыс. просмотров", (12_000, True)),
        ("1,5 млн", (1_500_000, True)),
        ("1,6 þús. lesendur", (1600, True)),
        ("5 mil visitas", (5000, True)),
        ("1,2 mil visualizações", (1200, True)),
        ("阅读16万次", (160_000, True)),
        ("1.6萬", (16_000, True)),
        ("1万2千回", (12_000, True)),
        ("1만 2345회", (12_345, False)),
        ("조회 3천", (3000, True)),
        ("2만", (20_000, True)),
        ("1,234億", (123_400_000_000, True)),
        ("浏览：1234", (1234, False)),
        ("١٬٦٠٠ مشاهدة", (1600, False)),
        ("۱۲۳ بازدید", (123, False)),
        ("١٫٦ ألف", (1600, True)),
        ("1 600 vues", (1600, False)),
        ("1\u2009600 vues", (1600, False)),
        ("1'600", (1600, False)),
        ("1’600", (1600, False)),
        ("1.234.567", (1_234_567, False)),
        ("1,23,456 views", (123_456, False)),
        ("12,34,567", (1_234_567, False)),
        ("1.5 lakh views", (150_000, True)),
        ("२.५ लाख", (250_000, True)),
        ("1.2K+", (1200, True)),
        ("500+ views", (500, True)),
        (">1000", (1000, True)),
        ("1.1 tis. zobrazení", (1100, True)),
        ("1,2 rb dilihat", (1200, True)),
        ("3 ล้านครั้ง", (3_000_000, True)),
        ("3 minutes", (3, False)),
        ("10000000000000000", None),
        ("9" * 4999, None),
        ("²", None),
    ],
)
def test_a_count_is_read_with_whether_it_is_rounded(text, expected):
    assert to_count(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12 B görüntülenme", "tr", (12_000, True)),
        ("12 B", "tr-TR", (12_000, True)),
        ("12 B", "en", (12_000_000_000, True)),
        ("1.2 mil", "en-US", (1_200_000, True)),
        ("1,2 mil", "pt_BR", (1200, True)),
        ("1,2 mi", "pt-BR", (1_200_000, True)),
        ("1,2 N lượt xem", "vi", (1200, True)),
        ("12 N", "en", (12, False)),
        ("1.2 N", None, None),
        ("5 BİN görüntülenme", "tr", (5000, True)),
        ("1,2 MİLYON görüntülenme", "tr", (1_200_000, True)),
    ],
)
def test_a_unit_means_what_it_means_in_the_pages_language(text, language, expected):
    assert to_count(text, language) == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_every_count_that_a_page_prints_is_read_back(number):
    assert to_count(f"{number:,} Views") == to_count(f"{number} Views") == (number, False)


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_of_counts_fail(text):
    found = to_count(text)
    assert found is None or found[0] >= 0
