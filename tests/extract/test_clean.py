from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clean import clean_text, clean_visible, to_datetime, to_names

ISTANBUL = ZoneInfo("Europe/Istanbul")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def moment(text, language=None, zone=ISTANBUL):
    at = to_datetime(text, zone=zone, fetched_at=NOW, language=language)
    return None if at is None else at.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-13T22:13:00+03:00", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13T22:13:00Z", "2024-10-13T22:13:00+00:00"),
        ("2024-10-13T22:13:00.123Z", "2024-10-13T22:13:00.123000+00:00"),
        ("2024-10-13 22:13:00 +0300", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13T22:13", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13", "2024-10-12T21:00:00+00:00"),
        ("Last updated: October 13, 2024 10:13 pm", "2024-10-13T19:13:00+00:00"),
        ("Published October 13, 2024", "2024-10-12T21:00:00+00:00"),
        ("Oct. 13, 2024", "2024-10-12T21:00:00+00:00"),
        ("13 October 2024 at 12:05 am", "2024-10-12T21:05:00+00:00"),
        ("13 Ekim 2024 22:13", "2024-10-13T19:13:00+00:00"),
        ("1er", None),
        ("13. Oktober 2024", "2024-10-12T21:00:00+00:00"),
        ("le 13 octobre 2024", "2024-10-12T21:00:00+00:00"),
        ("13 de octubre de 2024", "2024-10-12T21:00:00+00:00"),
        ("October 13th, 2024", "2024-10-12T21:00:00+00:00"),
        ("25.08.2015 22:30", "2015-08-25T19:30:00+00:00"),
        ("2020年2月19日", "2020-02-18T21:00:00+00:00"),
        ("2024/10/13", "2024-10-12T21:00:00+00:00"),
        ("Sun, 13 Oct 2024 19:13:00 +0000", "2024-10-13T19:13:00+00:00"),
        ("2 hours ago", "2026-03-01T10:00:00+00:00"),
        ("an hour ago", "2026-03-01T11:00:00+00:00"),
    ],
)
def test_a_stated_time_is_read_in_the_zone_that_it_or_the_profile_names(text, expected):
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12/03/2025", "en-US", "2025-12-03"),
        ("12/03/2025", "en-GB", "2025-03-12"),
        ("12/03/2025", "tr", "2025-03-12"),
        ("12/03/2025", "en", None),
        ("12/03/2025", None, None),
        ("25/03/2025", None, "2025-03-25"),
        ("03/25/2025", None, "2025-03-25"),
        ("12.03.2025", None, "2025-03-12"),
    ],
)
def test_numbers_alone_are_a_date_only_where_the_language_says_which(text, language, expected):
    at = moment(text, language, zone=UTC)
    assert (at and at[:10]) == expected


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2024", "2026-03-01T12:00:01Z", "2099-01-01", "0001-01-01", "2024-02-30", "February 30, 2024",
     "99 October 2024", "10:13 pm", "May 2024", "2024-13-01", "9999-12-31T23:59:59-23:59"],
)  # fmt: skip
def test_what_is_no_date_or_lies_after_the_capture_gives_none(text):
    assert moment(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("October 13, 2024 10:13 pm EST", "2024-10-14T03:13:00+00:00"),
        ("Sun, 13 Oct 2024 22:13:00 GMT", "2024-10-13T22:13:00+00:00"),
        ("13 Oct 2024 22:13 +0300 (TRT)", "2024-10-13T19:13:00+00:00"),
        # Which of several meanings an abbreviation has, nobody can tell: the profile's zone decides.
        ("October 13, 2024 10:13 pm IST", "2024-10-13T19:13:00+00:00"),
    ],
)
def test_a_zone_that_has_one_meaning_is_believed(text, expected):
    assert moment(text) == expected


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_of_dates_fail(text):
    at = to_datetime(text, zone=ISTANBUL, fetched_at=NOW)
    assert at is None or at <= NOW


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2026, 2, 1)))  # noqa: DTZ001 - in the profile's zone
def test_every_date_that_a_theme_prints_is_read_back(at):
    printed = at.strftime("%B %d, %Y %I:%M %p")
    expected = at.replace(second=0, microsecond=0, tzinfo=ISTANBUL).astimezone(UTC)
    assert to_datetime(printed, zone=ISTANBUL, fetched_at=NOW) == expected


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
