"""Charts of the rows of a query, as its header says, and of counts over time."""

import pytest

from archive.web.canned import parse_query
from archive.web.charts import Count, Point, chart_of_counts, chart_of_rows, known_counts, parse_spec
from extract.errors import ArchiveError

HEADER = "-- title: T\n-- section: Articles\n-- description: D.\n"
DAYS = [f"2026-03-{day:02}T09:00:00+00:00" for day in range(1, 31)]


def test_a_header_names_the_columns_of_a_chart():
    query = parse_query("pace.sql", f"{HEADER}-- chart: bars x=month y=articles by=category\nselect 1")
    assert query["chart"] == {"kind": "bars", "x": "month", "y": "articles", "by": "category"}
    assert "chart" not in parse_query("pace.sql", f"{HEADER}select 1")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("pie x=a y=b", "expected 'bars"),
        ("bars x=a", "it has no y"),
        ("bars x=a y=b z=c", "'z' is none of x, y, by"),
        ("bars x=a y=b,c by=d", "series already"),
        ("bars x a", "expected 'bars"),
    ],
)
def test_a_header_that_names_no_chart_is_an_error_with_the_file(words, problem):
    with pytest.raises(ArchiveError, match=rf"queries/pace\.sql: its chart: .*{problem}"):
        parse_query("pace.sql", f"{HEADER}-- chart: {words}\nselect 1")


def test_rows_become_series():
    spec = parse_spec("bars x=month y=articles by=site")
    rows = [("2026-01", "b", 2), ("2026-01", "a", 1), ("2026-02", "b", 4)]
    chart = chart_of_rows(spec, "Pace", ("month", "site", "articles"), rows)
    assert [(each.name, each.points) for each in chart.series] == [
        ("b", (Point("2026-01", 2), Point("2026-02", 4))),
        ("a", (Point("2026-01", 1),)),
    ]
    assert (chart.title, chart.x, chart.y, chart.note) == ("Pace", "month", "articles", "")


def test_names_stand_in_the_order_of_the_rows_and_numbers_in_their_own():
    spec = parse_spec("bars x=x y=n by=by")
    named = chart_of_rows(spec, "T", ("by", "x", "n"), [("a", "z", 1), ("b", "y", 1), ("a", "x", 1)])
    assert named.places == ("z", "y", "x")
    hours = chart_of_rows(spec, "T", ("by", "x", "n"), [("a", 10, 1), ("a", 2, 1), ("b", 9, 1)])
    assert hours.places == ("2", "9", "10")


def test_series_stand_in_the_order_of_their_names_if_the_rows_of_each_place_do():
    spec = parse_spec("bars x=hour y=articles by=weekday")
    rows = [(7, "2 Tuesday", 1), (7, "5 Friday", 1), (9, "1 Monday", 1), (9, "2 Tuesday", 3)]
    chart = chart_of_rows(spec, "A", ("hour", "weekday", "articles"), rows)
    assert [each.name for each in chart.series] == ["1 Monday", "2 Tuesday", "5 Friday"]
    assert chart.order == ("7", "9")
    by_number = chart_of_rows(spec, "A", ("hour", "weekday", "articles"), [(7, "b", 2), (7, "a", 1)])
    assert [each.name for each in by_number.series] == ["b", "a"]


def test_several_columns_are_a_series_each():
    spec = parse_spec("lines x=day y=new_articles,changed")
    chart = chart_of_rows(
        spec, "Runs", ("day", "new_articles", "changed"), [("2026-01-01", 1, None), ("2026-01-02", 2, 3)]
    )
    assert [(each.name, len(each.points)) for each in chart.series] == [("new articles", 2), ("changed", 1)]


def test_rows_without_a_number_are_left_out_and_counted():
    rows = [("a", 1), ("b", None), (None, 2), ("c", "many"), ("d", b"\xff"), ("e", float("inf")), ("f", True)]
    chart = chart_of_rows(parse_spec("bars x=x y=y"), "T", ("x", "y"), rows)
    assert chart.points == (Point("a", 1),)
    assert chart.note == "6 rows without a number or a place are left out."
    assert chart_of_rows(parse_spec("bars x=x y=y"), "T", ("x", "y"), rows[1:]) is None


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no column 'when'"):
        chart_of_rows(parse_spec("bars x=when y=y"), "T", ("x", "y"), [])


def counts(*values):
    return [Count(DAYS[day], value) for day, value in enumerate(values)]


def test_counts_that_stay_are_nothing_to_see():
    assert [chart_of_counts("Views", each) for each in ([], counts(5), counts(7, 7))] == [None] * 3


def test_exact_and_rounded_counts_are_two_lines():
    mixed = [Count(DAYS[0], 980), Count(DAYS[1], 1600, is_rounded=True), Count(DAYS[2], 1650)]
    chart = chart_of_counts("Views", mixed)
    assert [(each.name, each.is_rounded, [point.y for point in each.points]) for each in chart.series] == [
        ("exact", False, [980, 1650]),
        ("rounded by the page", True, [1600]),
    ]
    assert chart.title == "Views over time"


def test_what_a_damaged_database_has_for_counts_is_left_out():
    rows = [(DAYS[0], 5, 0), ("no time", 6, 0), (DAYS[1], "many", 1), (DAYS[2], 7, "x"), (DAYS[3], 8, 1)]
    assert known_counts(rows) == [Count(DAYS[0], 5), Count(DAYS[2], 7), Count(DAYS[3], 8, is_rounded=True)]
