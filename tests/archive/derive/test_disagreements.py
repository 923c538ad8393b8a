"""What REST and feeds state is compared with what the page says, whichever comes first."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from archive.store import Archive
from extract.listings import Link
from extract.site import Source

REST = Source(kind="wordpress", url="https://review.example/wp-json/wp/v2/posts")
FEED = Source(kind="feed", url="https://review.example/feed/")
AT = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def compared(tmp_path, monday, make_review):
    """Store an article and listings in an order, and return the rows of its disagreements by field."""

    def compare(*steps, name="data", **fields):
        article = make_review("grain", **{"published_precision": "second", "published_zone": "stated"} | fields)
        data = tmp_path / name
        with Archive.open(data) as archive:
            crawl = monday(archive)
            for step in steps:
                if step == "page":
                    crawl.read(article)
                else:
                    source, values = step
                    link = Link(**{"url": article.url} | values)
                    archive.tables.add_links([link], source, crawl.capture(source.url, source=source))
            crawl.finish()
            archive.tables.db.row_factory = sqlite3.Row
            rows = archive.tables.db.execute("SELECT * FROM disagreements ORDER BY field").fetchall()
        shown = ("archived", "json_ld", "meta", "visible", "rest", "feed")
        return {row["field"]: {name: row[name] for name in shown if row[name]} for row in rows}

    return compare


def test_listings_that_agree_leave_no_row(compared):
    same = {"title": "GRAIN", "authors": ("Ada Byron",), "published_at": AT + timedelta(seconds=20)}
    assert compared("page", (REST, same), (FEED, same)) == {}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_what_a_listing_states_otherwise_is_told_in_any_order(compared, order):
    steps = [
        "page",
        (REST, {"title": "Corn", "published_at": AT}),
        (FEED, {"title": "Grain", "authors": ("admin",), "published_at": AT - timedelta(days=3)}),
    ]
    assert compared(*(steps[at] for at in order), name=str(order)) == {
        "authors": {"archived": "Ada Byron", "feed": "admin"},
        "published_at": {
            "archived": "2026-01-05T08:30:00+00:00",
            "rest": "2026-01-05T08:30:00+00:00",
            "feed": "2026-01-02T08:30:00+00:00",
        },
        "title": {"archived": "Grain", "rest": "Corn", "feed": "Grain"},
    }


def test_what_the_page_itself_disagrees_on_stands_beside_it(compared):
    own = {"title": {"json_ld": "Corn", "visible": "Grain"}}
    assert compared("page", (REST, {"title": "Grain"}), disagreements=own) == {
        "title": {"archived": "Grain", "json_ld": "Corn", "visible": "Grain", "rest": "Grain"}
    }


def test_a_day_agrees_with_a_time_on_it_in_some_zone(compared):
    day = {"published_at": AT.replace(hour=0, minute=0), "published_precision": "day"}
    assert compared("page", (FEED, {"published_at": AT - timedelta(hours=9)}), **day) == {}
    assert "published_at" in compared("page", (FEED, {"published_at": AT - timedelta(days=2)}), name="b", **day)


def test_a_listing_of_another_state_of_the_article_is_not_compared(compared):
    later = {"title": "Corn", "modified_at": datetime(2026, 3, 5, tzinfo=UTC)}
    assert compared("page", (REST, later)) == {}
    changed = {"updated_at": datetime(2026, 3, 5, tzinfo=UTC), "updated_precision": "second"}
    assert compared((REST, {"title": "Corn"}), "page", name="b", **changed) == {}


def test_what_only_a_listing_states_is_no_disagreement(compared):
    assert compared("page", (REST, {"title": "Grain", "modified_at": AT})) == {}


def test_a_newer_listing_replaces_what_an_older_one_stated(compared):
    assert compared((REST, {"title": "Corn"}), "page", (REST, {"title": "Grain"})) == {}
    assert "title" in compared((REST, {"title": "Grain"}), "page", (REST, {"title": "Corn"}), name="b")
