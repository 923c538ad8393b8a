"""The filters of lists: each of Datasette's comparisons, as SQL and in words."""

import sqlite3
from contextlib import closing

import pytest
from datasette.filters import Filters

from archive.web.lists.operators import OPERATORS, Condition, chip, condition_of, sql_of, values_of


@pytest.mark.parametrize(
    ("argument", "value", "words"),
    [
        ("published_at__gte", "2025-01-01", "published since 2025"),
        ("published_at__gte", "2025", "published since 2025"),
        ("published_day__gte", "2025-03-01", "published since March 2025"),
        ("published_at__gte", "2025-03-02", "published since 2025-03-02"),
        ("published_at__lt", "2026-01-01", "published before 2026"),
        ("published_at__lte", "2025-12-31", "published until 2025"),
        ("published_at__lte", "2025-01-01", "published until 2025-01-01"),
        ("published_at__gt", "2025-01-01", "published after 2025-01-01"),
        ("captured_at__gte", "2026-03-02T09:01:00+00:00", "captured since 2026-03-02 09:01:00 UTC"),
        ("year", "2025", "published in 2025"),
        ("year__in", "2024,2025", "published in 2024 or 2025"),
        ("year__in", '["2023", "2024", "2025"]', "published in 2023, 2024 or 2025"),
        ("title__contains", "grain", "title contains “grain”"),
        ("title__startswith", "The", "title begins with “The”"),
        ("gone_at__isnull", "1", "still on the web"),
        ("gone_at__notnull", "1", "gone from the web"),
        ("views__isnull", "1", "without views"),
        ("views__notnull", "1", "with views"),
        ("published_at__isnull", "1", "without a date of publication"),
        ("views__gte", "100", "views at least 100"),
        ("authors__arraycontains", "Ada Byron", "by Ada Byron"),
        ("categories__arraycontains", "Trade", "in category Trade"),
        ("is_free", "1", "free to read"),
        ("is_free", "0", "not free to read"),
        ("site", "review", "site: review"),
        ("site__not", "review", "site is not review"),
        ("language__notin", "en,tr", "language is not en or tr"),
        ("reason", "", "reason is empty"),
    ],
)
def test_a_chip_says_what_is_filtered(argument, value, words):
    assert chip(condition_of(argument, value), "articles") == words


def test_every_comparison_of_datasette_is_known_and_has_words():
    assert set(OPERATORS) == {operator.key for operator in Filters._filters}
    for name in OPERATORS:
        words = chip(Condition("some_column", name, "7"))
        assert "some column" in words
        assert "{" not in words


def test_what_is_no_comparison_is_no_condition():
    assert condition_of("a__nothing", "1") is None
    assert condition_of("a__b__gte", "1") == Condition("a__b", "gte", "1")


@pytest.fixture(scope="module")
def db():
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE listed (name TEXT, number, many TEXT, at TEXT)")
        db.executemany(
            "INSERT INTO listed VALUES (?, ?, ?, ?)",
            [
                ("Grain", 5, '["a", "b"]', "2026-03-02T09:00:00+00:00"),
                ("harbour", 10, "[]", "2025-12-31T09:00:00+00:00"),
                (None, None, "{", None),
                ("", 7.5, '["c"]', "no date"),
            ],
        )
        yield db


@pytest.mark.parametrize(
    ("argument", "value", "found"),
    [
        ("name__exact", "Grain", 1),
        ("name__contains", "GRA", 1),
        ("name__endswith", "bour", 1),
        ("name__like", "%r%", 2),
        ("name__glob", "G*", 1),
        ("name__isblank", "1", 2),
        ("name__notblank", "1", 2),
        ("name__isnull", "1", 1),
        ("number__exact", "5", 1),
        ("number__gt", "5", 2),
        ("number__gte", "7.5", 2),
        ("number__lt", "10", 2),
        ("number__in", "5,10", 2),
        ("number__notin", "5,10", 1),
        ("number__not", "5", 2),
        ("many__arraycontains", "a", 1),
        ("many__arraynotcontains", "a", 3),
        ("at__date", "2026-03-02", 1),
        ("at__gte", "2026", 2),
        ("name__exact", "' OR 1=1 --", 0),
    ],
)
def test_a_comparison_finds_rows(db, argument, value, found):
    condition = condition_of(argument, value)
    sql, parameters = sql_of(condition, f'listed."{condition.column}"', 3)
    rows = db.execute(f"SELECT count(*) FROM listed WHERE {sql}", parameters).fetchone()  # noqa: S608 - our own SQL
    assert rows == (found,)
    assert all(name in sql for name in parameters)


def test_several_values_stand_between_commas_or_as_json():
    assert values_of("a, b") == values_of('["a", "b"]') == ["a", "b"]
    assert values_of("[a") == ["[a"]
