"""What a former release stored of a date tells its day at the site, as well as it can be known."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.database.connect import open_for_writing
from archive.database.site_days import stored_day
from contents import content_of
from extract.dates import DateContext, read_moment, site_day
from shelf import NOON, Shelf, draw

CAPTURED = datetime(2026, 3, 1, 12, tzinfo=UTC)
zones = st.sampled_from(sorted(available_timezones() - {"localtime"})).map(ZoneInfo)
moments = st.datetimes(datetime(1970, 2, 1), datetime(2026, 2, 27)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


def both(text: str, zone: ZoneInfo) -> tuple:
    """Return the day by the page and its site's zone, and that by what is stored of it."""
    moment = read_moment(text, DateContext(zone=zone, fetched_at=CAPTURED))
    assert moment is not None, text
    assert moment.at is not None
    kept = {"precision": moment.precision, "zone": moment.zone, "captured_at": CAPTURED.isoformat(), "language": None}
    return site_day(moment, zone), stored_day(moment.at.isoformat(), text, **kept)


@given(at=moments, zone=zones)
def test_a_time_that_the_site_writes_is_on_the_day_that_a_replay_finds(at, zone):
    local = at.astimezone(zone)
    for text in (local.isoformat(timespec="minutes"), f"{local:%d %B %Y, %H:%M}", f"{local:%d %B %Y}"):
        found, known = both(text, zone)
        assert known == found, text


@given(day=st.dates(date(1901, 1, 1), date(2026, 2, 27)), minutes=st.integers(-12 * 60, 14 * 60))
def test_a_midnight_with_a_zone_is_that_day(day, minutes):
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(minutes=minutes)))
    if abs(midnight - datetime(1970, 1, 1, tzinfo=UTC)) > timedelta(days=2):
        found, known = both(midnight.isoformat(), ZoneInfo("Europe/Istanbul"))
        assert known == found == (day.isoformat(), None)


@pytest.mark.parametrize(
    ("stored", "text", "precision", "zone", "expected"),
    [
        (None, None, None, None, (None, None)),
        (None, "03/04/2025", "ambiguous", None, (None, None)),
        ("2026-02-16T00:00:00+00:00", "2 weeks ago", "week", "assumed", ("2026-02-16", None)),
        # Nothing tells the zone any more.
        ("2026-03-01T10:00:00+00:00", "2 hours ago", "hour", "assumed", ("2026-03-01", "+00:00")),
        ("2026-02-16T21:30:00+00:00", "2026-02-16T21:30Z", "minute", "stated", ("2026-02-16", "+00:00")),
        ("2026-02-16T21:00:00+00:00", None, "day", "stated", ("2026-02-17", None)),
        # On the day of the capture the clock of the site is ahead.
        ("2026-03-01T11:30:00+00:00", "1 March 2026, 20:30", "minute", "assumed", ("2026-03-01", "+09:00")),
        # A page that told its own zone by two dates.
        ("2020-02-25T02:25:00+00:00", "February 24, 2020, 9:25 pm", "minute", "assumed", ("2020-02-24", "-05:00")),
        ("damaged", "text", "minute", "assumed", (None, None)),
        ("0001-01-01T00:00:00+00:00", "x", "day", "stated", ("0001-01-01", None)),
    ],
)
def test_the_day_of_a_stored_date(stored, text, precision, zone, expected):
    kept = {"precision": precision, "zone": zone, "captured_at": CAPTURED.isoformat(), "language": "en-GB"}
    assert stored_day(stored, text, **kept) == expected


def test_a_database_from_before_the_days_gets_them_when_it_is_opened(tmp_path):
    path = tmp_path / "commentary.db"
    shelf = Shelf(path)
    at = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    shelf.read(
        "x", "a", draw(1), published_at=at, published_text="2026-01-01T01:30+03:00", published_precision="minute",
        published_zone="stated", published_day="2026-01-01", published_offset="+03:00",
        updated_at=NOON, updated_text="1 March 2026, 15:00", updated_precision="minute",
        updated_zone="assumed", updated_day="2026-03-01", updated_offset="+03:00",
    )  # fmt: skip
    shelf.read("x", "b", draw(2))
    expected = content_of(tmp_path)
    query = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%published_day%'"
    for (name,) in map(tuple, shelf.tables.db.execute(query).fetchall()):
        shelf.tables.db.execute(f"DROP INDEX {name}")
    for table in ("articles", "readings"):
        for name in ("published_day", "published_offset", "updated_day", "updated_offset"):
            shelf.tables.db.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    shelf.tables.db.execute("UPDATE articles SET year = 2025 WHERE year IS NOT NULL")
    shelf.tables.db.execute("PRAGMA user_version = 7")
    shelf.tables.close()
    open_for_writing(path).close()
    assert content_of(tmp_path) == expected
