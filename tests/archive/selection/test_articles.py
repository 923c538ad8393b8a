"""Filters of articles, asked of a real archive."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from archive.schema import article_id
from archive.selection import ArticleFilter, conditions

GRAIN = article_id("https://review.example/2026/grain/")


def slugs(data, **fields):
    condition, parameters = conditions(ArticleFilter(**fields))
    query = f"SELECT url FROM articles WHERE {condition} ORDER BY url"  # noqa: S608 - our own condition
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return [url.rstrip("/").rsplit("/", 1)[1] for (url,) in db.execute(query, parameters)]


def test_a_filter_that_asks_for_nothing_excludes_nothing():
    assert conditions(ArticleFilter()) == ("TRUE", {})
    assert not ArticleFilter()
    assert ArticleFilter(gone=False)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"sites": ("gazette",)}, ["copied", "own"]),
        ({"sites": ("gazette", "nobody"), "authors": ("Ada Byron",)}, ["copied"]),
        ({"authors": ("Émile Noël", "山田太郎")}, ["own", "strait"]),
        ({"categories": ("Trade",)}, ["copied", "grain"]),
        ({"tags": ("a;b",)}, ["cited"]),
        ({"languages": ("tr", "ja")}, ["strait", "taxes"]),
        ({"years": (2024,)}, ["own"]),
        ({"since": date(2024, 1, 1), "until": date(2024, 6, 1)}, ["own"]),
        ({"since": date(2025, 11, 30), "until": date(2025, 11, 30)}, ["taxes"]),
        ({"edited": True}, ["grain", "harbour", "taxes"]),
        ({"gone": True}, ["deleted", "withdrawn"]),
        ({"gone": False, "edited": False, "sites": ("gazette",)}, ["copied", "own"]),
        ({"cites": ("imf.example",)}, ["cited"]),
        ({"cites": ("data.imf.example", "nobody.example")}, ["cited"]),
        ({"articles": (GRAIN, 1)}, ["grain"]),
        ({"search": "bold here"}, ["poison"]),
        ({"search": 'bold" OR nothing*'}, []),
        ({"search": " \0 "}, []),
        ({"changed_since": datetime(2026, 3, 3, tzinfo=UTC)}, ["deleted", "grain", "harbour", "taxes", "withdrawn"]),
    ],
)
def test_a_filter_chooses_the_articles_of_which_all_is_so(filled, fields, found):
    assert sorted(slugs(filled, **fields)) == found
