"""Pages that count back from the capture: what only aged is no edit, and what was dated anew is."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from archive.ask.lookup import settled_date
from archive.deletions import forget_beyond_end
from archive.derive.relative_dates import Shown, settle_dates
from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import content
from extract.article import Article
from extract.dates import DateContext, read_moment

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# (days after NOON at which the page was captured, the date as it is printed, or None)
Looks = list[tuple[float, str | None]]


def capture_at(day: float) -> Capture:
    at = NOON + timedelta(days=day)
    number = f"urn:uuid:{at.isoformat()}"
    place = {"warc": "x.warc.gz", "offset": round(day * 1000), "length": 1, "bytes": 1, "payload_digest": "d"}
    url = "https://x.example/a/"
    return Capture(
        id=number, run=f"x-{day}", site="x", url=url, captured_at=at, status=200, content_type="text/html", **place
    )


def reading_at(day: float, printed: str | None, **values) -> Reading:
    capture = capture_at(day)
    dated = {}
    if printed is not None:
        moment = read_moment(printed, DateContext(zone=UTC, fetched_at=capture.captured_at))
        dated = {"published_at": moment.at, "published_text": printed, "published_precision": moment.precision}
        dated |= {"published_zone": moment.zone, "published_from": moment.earliest, "published_until": moment.latest}
    defaults = {"url": capture.url, "canonical_url": capture.url, "title": "Title", "body_text": "One text."}
    article = Article(**defaults | dated | values)
    return Reading(capture=capture, revision="r", outcome="article", article=article)


def store(tables: Tables, *readings: Reading) -> None:
    for reading in readings:
        tables.add_capture(reading.capture)
        tables.add_reading(reading)


@pytest.fixture
def tables():
    tables = Tables(Path(":memory:"), Path())
    yield tables
    content(tables.db)
    tables.close()


def edits(tables: Tables) -> list[tuple[float, str]]:
    """Return day and changed fields of each edit."""
    found = tables.db.execute("SELECT captured_at, changed FROM history ORDER BY captured_at").fetchall()
    days = timedelta(days=1)
    return [((datetime.fromisoformat(row["captured_at"]) - NOON) / days, row["changed"]) for row in found]


def published(tables: Tables) -> tuple[str | None, ...]:
    query = "SELECT published_at, published_text, published_precision, versions FROM articles"
    return tuple(tables.db.execute(query).fetchone())


MINUTE, HOUR = 1 / 1440, 1 / 24

AGED: dict[str, Looks] = {
    "a minute later": [(0, "3 hours ago"), (MINUTE, "3 hours ago")],
    "hours that pass": [(0, "3 hours ago"), (HOUR, "4 hours ago"), (5 * HOUR, "8 hours ago")],
    "hours become days": [(0, "20 hours ago"), (1, "2 days ago"), (6, "1 week ago"), (13, "2 weeks ago")],
    "rounded and not cut off": [(0, "3 weeks ago"), (3, "3 weeks ago"), (4, "4 weeks ago")],
    "minutes become an hour": [(0, "20 minutes ago"), (HOUR, "1 hour ago"), (2 * HOUR, "2 hours ago")],
    "words that are not read between": [(0, "20 hours ago"), (0.3, None), (1, "2 days ago")],
    "words that are not read at first": [(0, None), (HOUR, "1 hour ago"), (2, "2 days ago")],
    "months, which are not read": [(0, "4 weeks ago"), (7, None), (40, None)],
    "a cached page an hour old": [(0, "20 minutes ago"), (HOUR, "25 minutes ago")],
    "a static page": [(0, "2 hours ago"), (9, "2 hours ago"), (30, "2 hours ago")],
    "another language": [(0, "2 weeks ago"), (1, "vor 2 Wochen")],
}


@pytest.mark.parametrize("what", AGED)
def test_words_that_only_aged_are_no_edit_and_the_first_date_stands(tables, what):
    looks = AGED[what]
    store(tables, *(reading_at(*look) for look in looks))
    assert edits(tables) == []
    day, printed = next(look for look in looks if look[1])
    moment = reading_at(day, printed).article
    assert published(tables) == (moment.published_at.isoformat(), printed, moment.published_precision, 1)


ANEW: dict[str, tuple[Looks, float]] = {
    "hours after weeks": ([(0, "3 weeks ago"), (7, "2 hours ago")], 7),
    "a day after weeks, at once": ([(0, "3 weeks ago"), (MINUTE, "1 day ago")], MINUTE),
    "hours after days": ([(0, "5 days ago"), (1, "6 days ago"), (2, "3 hours ago"), (3, "1 day ago")], 2),
    "weeks that narrow": ([(0, "1 week ago"), (1, "9 days ago"), (2, "7 days ago")], 2),
    "after words that are not read": ([(0, None), (30, "2 hours ago")], 30),
    "an older date": ([(0, "2 hours ago"), (1, "3 weeks ago")], 1),
    "a stated date that does not fit": ([(0, "2 hours ago"), (1, "1 January 2026")], 1),
    "words that do not fit a stated date": ([(0, "1 January 2026"), (1, "2 hours ago")], 1),
}


@pytest.mark.parametrize("what", ANEW)
def test_words_that_do_not_fit_are_an_edit_of_the_date(tables, what):
    looks, day = ANEW[what]
    store(tables, *(reading_at(*look) for look in looks))
    ((edited, changed),) = edits(tables)
    assert edited == pytest.approx(day)
    assert "published_at" in json.loads(changed)
    at = next(look for look in looks if look[0] == day)
    assert published(tables)[0] == reading_at(*at).article.published_at.isoformat()


def test_a_date_that_the_page_states_later_is_no_edit_and_is_the_better_one(tables):
    readings = [reading_at(0, "2 weeks ago"), reading_at(7, "3 weeks ago"), reading_at(30, "14 February 2026, 09:30")]
    store(tables, *readings)
    assert edits(tables) == []
    assert published(tables) == ("2026-02-14T09:30:00+00:00", "14 February 2026, 09:30", "minute", 1)


def test_words_that_fit_the_date_that_the_page_stated_before_are_no_edit(tables):
    store(tables, reading_at(0, "14 February 2026"), reading_at(1, "2 weeks ago"), reading_at(9, "3 weeks ago"))
    assert edits(tables) == []
    assert published(tables) == ("2026-02-14T00:00:00+00:00", "14 February 2026", "day", 1)


@pytest.mark.parametrize(
    "looks", [[(0, "1 January 2026"), (1, "2 January 2026")], [(0, "1 January 2026"), (1, None)]]
)
def test_dates_that_a_page_states_are_compared_as_ever(tables, looks):
    store(tables, *(reading_at(*look) for look in looks))
    assert len(edits(tables)) == 1


def test_an_edit_of_the_text_keeps_the_date(tables):
    store(tables, reading_at(0, "2 weeks ago"), reading_at(7, "3 weeks ago", body_text="Another text."))
    assert edits(tables) == [(7, '["body_text"]')]
    assert published(tables)[:2] == ("2026-02-15T00:00:00+00:00", "2 weeks ago")


def test_readings_by_another_revision_settle_their_own_date(tables):
    first, second = reading_at(0, "2 weeks ago"), reading_at(8, "3 weeks ago")
    store(tables, first, Reading(capture=second.capture, revision="s", outcome="article", article=second.article))
    assert edits(tables) == []
    assert published(tables)[1] == "3 weeks ago"


def test_a_reading_keeps_what_its_own_page_printed_and_names_the_one_that_dates_it(tables):
    store(tables, reading_at(0, "2 weeks ago"), reading_at(7, "3 weeks ago"))
    query = """SELECT shown_text, shown_at, published_from, published_until, published_precision, dated_by
    FROM readings ORDER BY captured_at DESC LIMIT 1"""
    assert tuple(tables.db.execute(query).fetchone()) == (
        "3 weeks ago",
        "2026-02-15T00:00:00+00:00",
        "2026-02-08T12:00:00+00:00",
        "2026-02-22T12:00:00+00:00",
        "week",
        capture_at(0).id,
    )


def test_an_explanation_names_the_words_that_date_the_article(tables):
    store(tables, reading_at(0, "2 weeks ago"))
    assert settled_date(tables.db, "https://x.example/a/") is None
    store(tables, reading_at(7, "3 weeks ago"))
    assert settled_date(tables.db, "https://x.example/a/") == (
        "2026-02-15T00:00:00+00:00",
        "2 weeks ago",
        NOON.isoformat(),
    )


def test_any_order_of_storing_settles_the_same_date():
    looks = [(0, None), (0.1, "2 days ago"), (7, "1 week ago"), (8, "3 hours ago"), (40, "9 March 2026, 09:00")]
    readings = [reading_at(*look) for look in looks]
    found = []
    for order in permutations(readings):
        tables = Tables(Path(":memory:"), Path())
        store(tables, *order)
        found.append(content(tables.db))
        assert edits(tables) == [(8, '["published_at","published_text"]')]
        tables.close()
    for each in found:
        assert each == found[0]


def test_a_reading_that_goes_away_takes_its_date_with_it(tables, tmp_path):
    readings = [reading_at(0, "2 weeks ago"), reading_at(7, "3 weeks ago")]
    store(tables, *readings)
    tables.db.execute("UPDATE captures SET warc = 'lost.warc' WHERE id = ?", (capture_at(0).id,))
    (tmp_path / "lost.warc").write_bytes(b"")
    forget_beyond_end(tables, tmp_path / "lost.warc")
    store(tables, *(readings[1] for _ in tables.reads.unread()))
    assert published(tables)[1] == "3 weeks ago"
    assert tables.db.execute("SELECT count(*) FROM versions").fetchone()[0] == 2


def shown(day: float, at: str | None, **values) -> Shown:
    moment = (NOON + timedelta(days=day)).isoformat()
    return Shown(capture=f"c{day}", captured_at=moment, revision="r", at=at, text=at, **values)


def test_a_date_whose_day_and_month_are_ambiguous_is_not_taken_for_a_missing_one():
    ambiguous = shown(0, None, precision="ambiguous")
    back = shown(1, NOON.isoformat(), earliest=NOON.isoformat(), latest=NOON.isoformat(), precision="minute")
    assert settle_dates([ambiguous, back]) == {back.capture: back}
    assert settle_dates([shown(0, None), shown(1, None)]) == {}
