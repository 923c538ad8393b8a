"""The day of an article is that of its site: in every zone, at every change of the clock, before 1970, at midnight."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.dates import DateContext, Moment, read_moment, site_day
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from sites import load_defaults

CAPTURED = datetime(2099, 1, 1, tzinfo=UTC)
# Programs write these days where they have no date, and they are not read.
PLACEHOLDERS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC))
ZONES = sorted(available_timezones() - {"localtime"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(1900, 1, 3), datetime(2098, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TEXT = "The harbour town has raised its tariffs on grain, and its neighbours ask what comes next. " * 5


def is_read(at: datetime) -> bool:
    return all(abs(at - placeholder) > timedelta(days=3) for placeholder in PLACEHOLDERS)


def moment_of(text: str, zone: ZoneInfo | timezone = UTC) -> Moment:
    moment = read_moment(text, DateContext(zone=zone, fetched_at=CAPTURED, language="en-GB"))
    assert moment is not None, text
    return moment


@given(at=moments, written=offsets, zone=zones)
@example(datetime(2026, 6, 15, 21, 30, 1, tzinfo=UTC), UTC, ZoneInfo("Europe/Istanbul"))
@example(datetime(2011, 12, 30, 9, 59, 59, tzinfo=UTC), UTC, ZoneInfo("Pacific/Apia"))
@example(datetime(1937, 6, 30, 23, 40, 28, tzinfo=UTC), UTC, ZoneInfo("Europe/Amsterdam"))
@example(datetime(2025, 10, 26, 0, 59, 59, tzinfo=UTC), timezone(timedelta(hours=-11)), ZoneInfo("Europe/London"))
def test_a_moment_is_on_the_day_of_the_site_in_whatever_zone_it_is_written(at, written, zone):
    local = at.astimezone(written).replace(microsecond=0)
    # To the second, midnight stands for the day.
    if not is_read(at) or local.time() == time():
        return
    day, offset = site_day(moment_of(local.isoformat()), zone)
    expected = at.replace(microsecond=0).astimezone(zone)
    assert day == expected.date().isoformat()
    assert datetime.fromisoformat(f"{day}T{expected:%H:%M:%S}{offset}") == at.replace(microsecond=0)


@given(at=moments, zone=zones)
@example(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ZoneInfo("Europe/London"))
@example(datetime(2018, 11, 4, 0, 10, tzinfo=UTC), ZoneInfo("America/Sao_Paulo"))
def test_a_time_without_a_zone_is_on_the_day_that_is_written(at, zone):
    wall = at.replace(tzinfo=None, microsecond=0)
    stored = wall.replace(tzinfo=zone).astimezone(UTC)
    # A time that the clocks left out is read as the hour after it, and some islands left out whole days.
    is_on_the_clock = stored.astimezone(zone).replace(tzinfo=None) == wall
    if not is_read(at) or not is_on_the_clock or wall.time() == time():
        return
    moment = moment_of(wall.isoformat(), zone)
    day, offset = site_day(moment, zone)
    assert day == wall.date().isoformat()
    assert datetime.fromisoformat(f"{wall.isoformat()}{offset}") == moment.at


@given(day=st.dates(date(1900, 1, 8), date(2098, 12, 31)), written=offsets, zone=zones)
@example(date(2026, 6, 16), timezone(timedelta(hours=3)), ZoneInfo("Europe/Istanbul"))
@example(date(1969, 12, 25), UTC, ZoneInfo("Pacific/Honolulu"))
def test_a_day_stays_that_day_in_every_zone(day, written, zone):
    midnight = datetime.combine(day, time(), written)
    if not is_read(midnight):
        return
    for text in (day.isoformat(), f"{day:%d %B %Y}", midnight.isoformat()):
        assert site_day(moment_of(text, zone), zone) == (day.isoformat(), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 hours ago", ("2026-03-02", "+03:00")),
        ("3 days ago", ("2026-02-27", None)),
        ("2 weeks ago", ("2026-02-16", None)),
        ("yesterday, 23:50", ("2026-03-01", "+03:00")),
        ("03/04/2025", (None, None)),
    ],
)
def test_words_that_count_back_are_on_the_day_of_the_site(text, expected):
    istanbul = ZoneInfo("Europe/Istanbul")
    # There it is 02:30 of the second of March.
    captured = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    moment = read_moment(text, DateContext(zone=istanbul, fetched_at=captured))
    assert moment is not None
    assert site_day(moment, istanbul) == expected


def article_with(head: str, zone: str, byline: str = ""):
    text = f'title = "X"\nhosts = ["x.example"]\ntimezone = "{zone}"\n'
    site = parse_site("x", text, defaults=load_defaults())
    html = (
        f"<html><head><title>Grain</title>{head}</head><body><article><h1>Grain</h1>{byline}<p>{TEXT}</p></article>"
    )
    page = Page(
        url="https://x.example/a/",
        fetched_at=datetime(2026, 7, 1, tzinfo=UTC),
        content_type="text/html; charset=utf-8",
        body=html.encode(),
    )
    return read_article(page, site)


def test_an_article_has_the_day_and_offset_of_both_of_its_dates():
    head = """<meta property="article:published_time" content="2025-12-31T22:30:05+00:00">
        <meta property="article:modified_time" content="2026-06-15T21:15:05Z">"""
    article = article_with(head, "Europe/Berlin")
    assert (article.published_day, article.published_offset) == ("2025-12-31", "+01:00")
    assert (article.updated_day, article.updated_offset) == ("2026-06-15", "+02:00")
    article = article_with(head, "Europe/Istanbul")
    assert (article.published_day, article.published_offset) == ("2026-01-01", "+03:00")
    assert (article.updated_day, article.updated_offset) == ("2026-06-16", "+03:00")


def test_a_page_that_shows_its_own_zone_has_the_day_that_its_readers_see():
    head = '<meta property="article:published_time" content="2020-02-25T02:25:54Z">'
    article = article_with(head, "UTC", "<p><time>February 24, 2020, 9:25 pm</time></p>")
    assert (article.published_day, article.published_offset) == ("2020-02-24", "-05:00")


def test_an_article_without_a_date_has_no_day():
    article = article_with("", "Europe/Berlin")
    assert (article.published_at, article.published_day, article.published_offset) == (None, None, None)
