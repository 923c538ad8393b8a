"""The site's day of an article follows its date, and is no part of its version."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import content
from extract.article import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEW_YEAR = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
URL = "https://x.example/a/"


@pytest.fixture
def tables():
    tables = Tables(Path(":memory:"), Path())
    yield tables
    content(tables.db)
    tables.close()


def store(tables: Tables, hours: int, *, url: str = URL, outcome: str = "article", revision: str = "r", **values):
    capture = Capture(
        id=f"urn:uuid:{hours:04}", run="", site="x", url=url, captured_at=NOON + timedelta(hours=hours), status=200,
        content_type="text/html", bytes=1, payload_digest="d", warc="x.warc.gz", offset=hours, length=1,
    )  # fmt: skip
    article = Article(url=url, canonical_url=url, **{"title": "Title", "body_text": "One text."} | values)
    tables.add_capture(capture)
    tables.add_reading(Reading(capture=capture, revision=revision, outcome=outcome, article=article))


def dated(day: str, offset: str | None, at: datetime = NEW_YEAR, **values):
    known = {"published_at": at, "published_day": day, "published_offset": offset, "published_precision": "minute"}
    return known | values


def row(tables: Tables) -> tuple:
    query = "SELECT published_day, published_offset, updated_day, updated_offset, year, versions FROM articles"
    return tuple(tables.db.execute(query).fetchone())


def test_the_year_of_an_article_is_that_of_its_day_at_the_site(tables):
    store(tables, 0, **dated("2026-01-01", "+03:00"))
    assert row(tables) == ("2026-01-01", "+03:00", None, None, 2026, 1)


def test_another_zone_of_the_profile_moves_the_day_and_makes_no_edit(tables):
    store(tables, 0, **dated("2025-12-31", "+00:00"))
    store(tables, 1, **dated("2026-01-01", "+03:00"))
    assert row(tables) == ("2026-01-01", "+03:00", None, None, 2026, 1)
    assert tables.db.execute("SELECT count(*) FROM history").fetchone()[0] == 0
    assert tables.db.execute("SELECT count(*) FROM versions").fetchone()[0] == 1


def test_the_day_of_an_update_is_that_of_the_newest_look(tables):
    updated = {"updated_at": NOON, "updated_day": "2026-03-01", "updated_offset": "+03:00"}
    store(tables, 0, **dated("2026-01-01", "+03:00"))
    store(tables, 1, **dated("2026-01-01", "+03:00", **updated))
    assert row(tables)[2:4] == ("2026-03-01", "+03:00")


def test_an_article_whose_page_counts_back_has_the_day_of_the_look_that_dates_it(tables):
    back = {"published_from": NOON - timedelta(hours=4), "published_until": NOON, "published_text": "3 hours ago"}
    store(tables, 0, **dated("2026-03-01", "+09:00", NOON - timedelta(hours=3), **back))
    later = {"published_from": NOON - timedelta(hours=4), "published_until": NOON, "published_text": "a day ago"}
    store(tables, 24, **dated("2026-02-28", None, NOON - timedelta(hours=2), **later))
    assert row(tables) == ("2026-03-01", "+09:00", None, None, 2026, 1)


def test_a_joined_text_has_the_day_of_the_look_that_gives_its_date(tables):
    first = {"next_page_url": f"{URL}2/"}
    store(tables, 0, **first, **dated("2026-01-01", "+03:00"))
    store(tables, 1, url=f"{URL}2/", outcome="part", page_number=2, body_text="Page two.")
    # Read by other rules, which find another date; the second page is still that of the first ones.
    store(tables, 2, revision="s", **first, **dated("2025-11-11", "+03:00", datetime(2025, 11, 11, 9, tzinfo=UTC)))
    store(tables, 3 * 24, url=f"{URL}2/", outcome="part", page_number=2, body_text="Page two, edited.")
    query = "SELECT published_at, published_day FROM articles"
    assert tuple(tables.db.execute(query).fetchone()) == (NEW_YEAR.isoformat(), "2026-01-01")
