from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates.parse import DateContext, moments_in, read_moment, to_datetime
from extract.words.months import MONTH_NAMES

ISTANBUL = ZoneInfo("Europe/Istanbul")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def moment(text, language=None, zone=ISTANBUL):
    at = to_datetime(text, zone=zone, fetched_at=NOW, language=language)
    return None if at is None else at.isoformat()


def test_a_text_that_is_read_again_states_the_same_in_each_zone():
    context = DateContext(zone=UTC, fetched_at=NOW)
    elsewhere = replace(context, zone=ISTANBUL)
    for _ in range(2):
        assert [each.at.hour for each in moments_in("1 May 2024 10:00, 2 May 2024 11:00", context)] == [10, 11]
        assert [each.at.hour for each in moments_in("1 May 2024 10:00, 2 May 2024 11:00", elsewhere)] == [7, 8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-13T22:13:00+03:00", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13T22:13:00Z", "2024-10-13T22:13:00+00:00"),
        ("2024-10-13T22:13:00.123Z", "2024-10-13T22:13:00.123000+00:00"),
        ("2024-10-13 22:13:00 +0300", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13T22:13", "2024-10-13T19:13:00+00:00"),
        ("2024-10-13", "2024-10-13T00:00:00+00:00"),
        ("Last updated: October 13, 2024 10:13 pm", "2024-10-13T19:13:00+00:00"),
        ("Published October 13, 2024", "2024-10-13T00:00:00+00:00"),
        ("Oct. 13, 2024", "2024-10-13T00:00:00+00:00"),
        ("13 October 2024 at 12:05 am", "2024-10-12T21:05:00+00:00"),
        ("13 Ekim 2024 22:13", "2024-10-13T19:13:00+00:00"),
        ("1er", None),
        ("13. Oktober 2024", "2024-10-13T00:00:00+00:00"),
        ("le 13 octobre 2024", "2024-10-13T00:00:00+00:00"),
        ("13 de octubre de 2024", "2024-10-13T00:00:00+00:00"),
        ("October 13th, 2024", "2024-10-13T00:00:00+00:00"),
        ("25.08.2015 22:30", "2015-08-25T19:30:00+00:00"),
        ("2020年2月19日", "2020-02-19T00:00:00+00:00"),
        ("2024/10/13", "2024-10-13T00:00:00+00:00"),
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
        ("0001-01-01", None, None),
        ("0001-01-01T00:00:00", "en-US", None),
        ("01-01-01", None, "2001-01-01"),
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


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2026, 2, 1)))  # noqa: DTZ001 - in the profile's zone
def test_every_date_that_a_theme_prints_is_read_back(at):
    printed = at.strftime("%B %d, %Y %I:%M %p")
    expected = at.replace(second=0, microsecond=0, fold=0, tzinfo=ISTANBUL).astimezone(UTC)
    assert to_datetime(printed, zone=ISTANBUL, fetched_at=NOW) == expected


def read(text, language=None, page_text=""):
    return read_moment(text, DateContext(zone=UTC, fetched_at=NOW, language=language, page_text=page_text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3:15 pm, Sunday, 1st of February, 2026"),
        ("en", "Feb 1, '26 3.15 p.m."),
        ("de", "Stand: 01.02.26, 15.15 Uhr"),
        ("de", "1. Februar 2026 | 15:15 Uhr"),
        ("fr", "le 1er février 2026 à 15h15"),
        ("fr", "01/02/2026 à 15 h 15"),
        ("es", "1 de febrero de 2026 - 15:15 hs"),
        ("pt", "1º de fevereiro de 2026 às 15h15"),
        ("it", "1 febbraio 2026, ore 15:15"),
        ("nl", "1 februari 2026 om 15:15"),
        ("pl", "1 lutego 2026, 15:15"),
        ("ru", "1 февраля 2026 г., 15:15"),
        ("uk", "1 лютого 2026 р. 15:15"),
        ("tr", "1 Şubat 2026 Pazar 15:15"),
        ("tr", "1 ŞUBAT 2026 15:15"),
        ("ar", "الأحد ١ فبراير/شباط ٢٠٢٦ - ١٥:١٥"),
        ("ar", "13 شعبان 1447هـ - 3:15 م"),
        ("fa", "۱۲ بهمن ۱۴۰۴ - ۱۵:۱۵"),
        ("fa", "۱۴۰۴/۱۱/۱۲ ۱۵:۱۵"),
        ("he", "1 בפברואר 2026, 15:15"),
        ("hi", "१ फ़रवरी २०२६, 03:15 PM"),
        ("id", "Minggu, 1 Februari 2026 15:15"),
        ("vi", "Chủ nhật, ngày 1 tháng 2 năm 2026 15:15"),
        ("vi", "Tháng Hai 1, 2026 15:15"),
        ("zh", "2026年2月1日 下午3:15"),
        ("ja", "令和8年2月1日(日) 15時15分"),
        ("ko", "2026년 2월 1일 오후 3:15"),
        ("ko", "입력 2026.02.01. 15:15"),
        ("th", "1 กุมภาพันธ์ 2569 เวลา 15:15 น."),
        ("th", "1 ก.พ. 69 | 15:15 น."),
        ("el", "1 ΦΕΒΡΟΥΑΡΙΟΥ 2026, 15:15"),
        ("sv", "Publicerad 1 februari 2026 kl 15.15"),
        ("da", "1. februar 2026 kl. 15:15"),
        ("nb", "1. feb. 2026 kl. 15.15"),
        ("fi", "1.2.2026 klo 15.15"),
        ("cs", "1. 2. 2026 15:15"),
        ("ro", "1 februarie 2026, 15:15"),
        ("is", "1. febrúar 2026 kl. 15:15"),
        ("is", "1. feb. 2026 | 3:15 e.h."),
        ("lv", "2026. gada 1. februārī, 15:15"),
        ("lt", "2026 m. vasario 1 d. 15:15"),
        ("ca", "1 de febrer del 2026, 15:15"),
        ("hr", "1. velj 2026. 15:15"),
        ("et", "1. veebr 2026 15:15"),
        ("he", "1 בפבר׳ 2026, 15:15"),
        ("tr", "1 Şubat 2026 ÖS 3:15"),
        ("uk", "1 лют. 2026 р., 3:15 пп"),
        ("ms", "1 Feb 2026, 3:15 PTG"),
        ("hu", "2026. február 1., vasárnap 15:15"),
        (None, "Sun Feb 1 15:15:00 +0000 2026"),
        (None, "1769958900"),
        (None, "1769958900000"),
        (None, "20260201T151500Z"),
    ],
)
def test_day_and_time_are_read_as_each_language_writes_them(language, text):
    moment = read(text, language)
    assert moment.at == datetime(2026, 2, 1, 15, 15, tzinfo=UTC)
    assert moment.precision in {"minute", "second"}


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2025, 12, 31)), st.data())
def test_every_day_in_the_months_of_every_language_is_read_back(day, data):
    language = data.draw(st.sampled_from(sorted(MONTH_NAMES)))
    line = data.draw(st.sampled_from(MONTH_NAMES[language]))
    month = line.split()[day.month - 1].replace("_", " ")
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.year}. {month} {day.day}.",
    ):
        assert read(text, language).day == day, text


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2025, 12, 31)),
    st.sampled_from(["٠", "۰", "०", "๐", "\uff10"]),
)
def test_every_day_in_numbers_is_read_back_in_the_digits_of_each_script(day, zero):
    digits = {ord("0") + number: chr(ord(zero) + number) for number in range(10)}
    for text in (f"{day:%d.%m.%Y}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d}"):
        assert read(text.translate(digits), "de").day == day


@pytest.mark.parametrize(
    "text",
    ["What we learned 5 years ago", "10 years ago today", "© 2024", "iPhone 15 Pro 2024", "192.168.1.2024", "version 1.2.2024.5", "2 comments on 5 May",
     "1 January 1970", "1969-12-31T19:00:00-05:00", "0", "Mar 12 at 10:30", "March 2026", "5 of 12 in 2024", "1447/9/12"],
)  # fmt: skip
def test_numbers_beside_words_are_no_date(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "precision", "zone"),
    [
        ("2026-02-01", "day", "assumed"),
        ("2026-02-01T00:00:00+01:00", "day", "stated"),
        ("2026-02-01T10:00", "minute", "assumed"),
        ("2026-02-01T10:00:01Z", "second", "stated"),
        ("1 February 2026", "day", "assumed"),
        ("1 February 2026, 10:00 CET", "minute", "stated"),
        ("February 1, 2026 at 5:00 p.m. ET", "minute", "stated"),
    ],
)
def test_a_time_is_as_precise_as_it_is_written(text, precision, zone):
    moment = read(text)
    assert (moment.precision, moment.zone) == (precision, zone)


def test_a_day_that_may_be_two_is_ambiguous_unless_the_page_tells_elsewhere():
    unclear = read("12/03/2025", "en")
    assert (unclear.at, unclear.day, unclear.precision) == (None, None, "ambiguous")
    assert read("12/03/2025", "en", 'content="2025-03-12T10:00:00Z"').day == date(2025, 3, 12)
    assert read("12/03/2025", "en", "/2025/12/03/").day == date(2025, 12, 3)
    assert read("12/03/2025", "en", "on 25/03/2025 and 31/03/2025").day == date(2025, 3, 12)
    assert read("12/03/2025", "en", "on 03/25/2025").day == date(2025, 12, 3)
    assert read("12/03/2025", "en", "on 03/25/2025 or 25/03/2025").day is None


def test_all_dates_of_a_line_are_read_in_order():
    text = "Published 1 January 2025, 10:15 | Updated Feb 3, 2025"
    date_context = DateContext(zone=UTC, fetched_at=NOW)
    assert [text[one.start : one.end] for one in moments_in(text, date_context)] == [
        "1 January 2025, 10:15",
        "Feb 3, 2025",
    ]


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text", ["1 " * 5000, "1 a " * 5000, "1." * 5000, "May 1 " * 5000, "(" * 5000, "9" * 5000, "a" * 5000]
)
def test_no_long_text_takes_long(text):
    started = process_time()
    list(moments_in(text, DateContext(zone=UTC, fetched_at=NOW)))
    assert process_time() - started < 0.05
