from datetime import UTC, date, datetime, timedelta

import pytest

from extract.dates.parse import DateContext, read_moment

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(text):
    return read_moment(text, DateContext(zone=UTC, fetched_at=NOW))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 hours ago", 120), ("vor 2 Stunden", 120), ("il y a 2 heures", 120), ("hace 2 horas", 120), ("há 5 minutos", 5),
        ("2 ore fa", 120), ("2 uur geleden", 120), ("2 godziny temu", 120), ("2 часа назад", 120), ("2 години тому", 120),
        ("2 saat önce", 120), ("منذ ساعتين", 120), ("قبل ٣ ساعات", 180), ("۲ ساعت پیش", 120), ("לפני שעתיים", 120),
        ("2 घंटे पहले", 120), ("2 jam lalu", 120), ("2 giờ trước", 120), ("2小时前", 120), ("2時間前", 120), ("2시간 전", 120),
        ("2 ชั่วโมงที่แล้ว", 120), ("πριν από 2 ώρες", 120), ("för 2 timmar sedan", 120), ("for 2 timer siden", 120),
        ("2 tuntia sitten", 120), ("před 2 hodinami", 120), ("acum 2 ore", 120), ("2 órája ezelőtt", 120),
        ("fyrir 2 klukkustundum", 120), ("преди 2 часа", 120), ("prije 2 sata", 120), ("pred 2 urama", 120),
        ("pirms 2 stundām", 120), ("prieš 2 valandas", 120), ("2 tundi tagasi", 120), ("fa 2 hores", 120), ("3个小时前", 180),
    ],
)  # fmt: skip
def test_a_time_that_counts_back_is_reckoned_from_the_capture(text, minutes):
    moment = read(text)
    assert moment.at == NOW - timedelta(minutes=minutes)
    assert (moment.precision, moment.zone) == ("minute" if minutes < 60 else "hour", "stated")


@pytest.mark.parametrize(
    "text", ["yesterday", "Gestern, 10:15", "hier à 10h15", "вчера в 10:15", "昨天 10:15", "어제"]
)
def test_yesterday_is_the_day_before_the_capture(text):
    assert read(text).day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5 DAKİKA ÖNCE", 5),
        ("2 SAAT ÖNCE", 120),
        ("vor 2 ſtunden", 120),
        ("πριν 2 λεπτά", 2),
        ("πριν 2 δευτερόλεπτα", 1 / 30),
        ("ΠΡΙΝ ΑΠΟ 2 ΩΡΕΣ", 120),
    ],
)
def test_a_time_that_counts_back_is_read_in_capitals_and_letters_that_look_alike(text, minutes):
    assert read(text).at == NOW - timedelta(minutes=minutes)
    assert read("σήµερα 10:15").day == read("ΣΗΜΕΡΑ 10:15").day == date(2026, 3, 1)


def test_the_language_of_the_page_tells_which_unit_a_word_means():
    context = DateContext(zone=UTC, fetched_at=NOW, language="ms-MY")
    assert read_moment("2 saat lalu", context).at == NOW - timedelta(seconds=2)
    assert read("2 saat önce").at == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "precision", "span", "unit"),
    [
        ("20 minutes ago", "minute", timedelta(minutes=20), timedelta(minutes=1)),
        ("30 seconds ago", "minute", timedelta(seconds=30), timedelta(seconds=1)),
        ("an hour ago", "hour", timedelta(hours=1), timedelta(hours=1)),
        ("5 days ago", "day", timedelta(days=5), timedelta(days=1)),
        ("3 weeks ago", "week", timedelta(weeks=3), timedelta(weeks=1)),
        ("vor 2 Wochen", "week", timedelta(weeks=2), timedelta(weeks=1)),
        ("yesterday", "day", timedelta(days=1), timedelta(days=1)),
        ("Published yesterday", "day", timedelta(days=1), timedelta(days=1)),
        ("By Jane Doe, yesterday", "day", timedelta(days=1), timedelta(days=1)),
        ("1 month ago", "month", timedelta(days=30), timedelta(days=30)),
        ("a month ago", "month", timedelta(days=30), timedelta(days=30)),
        ("Published about 5 months ago", "month", timedelta(days=150), timedelta(days=30)),
        ("By Jane Doe | 2 years ago", "year", timedelta(days=730), timedelta(days=365)),
        ("vor einem Jahr", "year", timedelta(days=365), timedelta(days=365)),
        ("il y a 3 mois", "month", timedelta(days=90), timedelta(days=30)),
        ("Hace 2 meses", "month", timedelta(days=60), timedelta(days=30)),
        ("2 года назад", "year", timedelta(days=730), timedelta(days=365)),
        ("3個月前", "month", timedelta(days=90), timedelta(days=30)),
        ("2年前", "year", timedelta(days=730), timedelta(days=365)),
        ("قبل شهرين", "month", timedelta(days=60), timedelta(days=30)),
        ("2 ay önce", "month", timedelta(days=60), timedelta(days=30)),
    ],
)
def test_words_that_count_back_are_as_precise_as_their_unit_and_allow_one_of_it_either_way(
    text, precision, span, unit
):
    moment = read(text)
    assert moment.precision == precision
    assert (moment.earliest, moment.latest) == (NOW - span - unit, NOW - span + unit)


@pytest.mark.parametrize(
    "text",
    ["just now", "Just now", "Published just now", "a few seconds ago", "à l’instant", "soeben", "刚刚", "방금 전"],
)
def test_this_moment_is_the_time_of_the_capture(text):
    moment = read(text)
    assert (moment.at, moment.precision) == (NOW, "minute")
    assert (moment.earliest, moment.latest) == (NOW - timedelta(minutes=1), NOW)


@pytest.mark.parametrize(
    "text",
    [
        "today",
        "hier",
        "last week",
        "Today in history",
        "The bridge that fell 3 months ago",
        "A year ago we met",
        "2 ans",
    ],
)
def test_words_of_a_heading_are_no_time(text):
    assert read(text) is None


def test_a_day_that_stands_beside_is_surer_than_what_counts_back():
    moment = read("Updated 2 hours ago | 27 February 2026")
    assert (moment.day, moment.latest) == (date(2026, 2, 27), None)


def test_words_allow_no_time_after_the_capture():
    assert read("10 seconds ago").latest == NOW - timedelta(seconds=9)
    assert read("0 minutes ago").latest == NOW


@pytest.mark.parametrize("text", ["1 March 2026", "2026-02-27T10:15:00Z", "12/03/2026"])
def test_a_date_that_is_stated_allows_no_other(text):
    moment = read(text)
    assert moment is None or (moment.earliest, moment.latest) == (None, None)


def test_a_named_day_with_a_time_of_day_is_precise_to_the_minute():
    moment = read("yesterday, 10:15")
    assert (moment.at, moment.precision) == (datetime(2026, 2, 28, 10, 15, tzinfo=UTC), "minute")
    assert (moment.earliest, moment.latest) == (moment.at - timedelta(minutes=1), moment.at + timedelta(minutes=1))
