"""Charts as pictures: what stands where, and that no value breaks one."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.web.charts import (
    Chart,
    Point,
    Series,
    draw,
    draw_small,
    header_of,
    largest,
    series_of,
    shown,
    stand_alone,
    table_of,
)
from archive.web.charts.numbers import number_axis, short, whole
from archive.web.charts.svg import COLOURS, NARROW, PAPER, WIDE, width_of
from archive.web.charts.times import ticks_between, unit_of

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)]


def chart(*series, kind="bars", **options):
    names = [Series(name=name, points=tuple(Point(*point) for point in points)) for name, points in series]
    return Chart(kind=kind, **{"title": "A chart", "x": "month", "y": "articles", **options}, series=tuple(names))


def tree_of(chart, size=WIDE):
    return etree.fromstring(str(draw(chart, size, prefix="c")))


def bars_of(tree):
    return [each for each in tree.iter(f"{SVG}rect") if each.find(f"{SVG}title") is not None]


def texts_of(tree):
    return [each.text for each in tree.iter(f"{SVG}text")]


def test_a_column_is_as_high_as_its_number():
    tree = tree_of(chart(("", [("2026-01", 10), ("2026-02", 20), ("2026-04", 40)])))
    bars = bars_of(tree)
    low, middle, high = (float(bar.get("height")) for bar in bars)
    assert (middle / low, high / low) == (pytest.approx(2, rel=0.01), pytest.approx(4, rel=0.01))
    assert [bar.find(f"{SVG}title").text for bar in bars] == ["2026-01: 10", "2026-02: 20", "2026-04: 40"]


def test_a_month_without_articles_has_its_place_among_the_columns():
    xs = [
        float(bar.get("x")) for bar in bars_of(tree_of(chart(("", [("2026-01", 1), ("2026-02", 1), ("2026-05", 1)]))))
    ]
    assert xs[2] - xs[1] == pytest.approx(3 * (xs[1] - xs[0]), rel=0.01)


def test_columns_of_several_series_stand_on_one_another():
    bars = bars_of(tree_of(chart(("a", [("2026", 3)]), ("b", [("2026", 1)]))))
    assert float(bars[1].get("y")) + float(bars[1].get("height")) == pytest.approx(float(bars[0].get("y")), abs=0.2)
    assert bars[0].get("fill") != bars[1].get("fill")


def test_negative_numbers_go_down_from_zero():
    up, down = bars_of(tree_of(chart(("", [("2026-01", 5), ("2026-02", -5)]))))
    assert float(down.get("y")) == pytest.approx(float(up.get("y")) + float(up.get("height")), abs=0.2)


def test_names_stand_beside_their_bars_and_above_them_on_a_phone():
    names = chart(("", [("Ada Byron", 12), ("山田太郎", 7), ("ليلى", 1)]), x="author")
    assert {"Ada Byron", "山田太郎", "ليلى", "12", "7"} <= set(texts_of(tree_of(names)))
    wide, narrow = tree_of(names), tree_of(names, NARROW)
    assert {"Ada Byron", "山田太郎", "ليلى"} <= set(texts_of(narrow))
    assert float(narrow.get("height")) > float(wide.get("height"))


def test_a_bar_of_a_millionth_is_seen():
    small = bars_of(tree_of(chart(("", [("a", 1), ("b", 1_000_000)]))))[0]
    assert float(small.get("width")) >= 0.8


def test_lines_that_change_little_have_an_axis_that_says_that_it_is_broken():
    views = chart(("", [("2026-01-01", 1000), ("2026-01-05", 1010)]), kind="lines", y="views")
    broken, whole_axis = (
        tree_of(views),
        tree_of(chart(("", [("2026-01-01", 10), ("2026-01-05", 1010)]), kind="lines")),
    )
    assert any("the axis begins at 1,000" in text for text in texts_of(broken))
    assert broken.xpath("//*[contains(@class, 'broken')]")
    assert "0" in texts_of(whole_axis)
    assert not whole_axis.xpath("//*[contains(@class, 'broken')]")


def test_bars_begin_at_zero_whatever_they_show():
    assert "0" in texts_of(tree_of(chart(("", [("2026-01", 1000), ("2026-02", 1010)]))))


def test_a_line_of_ten_thousand_points_is_small_and_keeps_its_highest():
    points = [
        ((date(2000, 1, 1) + timedelta(days=day)).isoformat(), day % 100 + 900 * (day == 5003)) for day in range(9000)
    ]
    picture = str(draw(chart(("", points), kind="lines"), WIDE, prefix="c"))
    assert len(picture) < 30_000
    heights = [float(pair.split(",")[1]) for pair in re.search(r'polyline points="([^"]*)"', picture)[1].split()]
    assert sum(height < 50 for height in heights) == 1


def test_of_thousands_of_bars_the_newest_or_first_are_drawn_and_the_chart_says_so():
    days = [((date(2000, 1, 1) + timedelta(days=day)).isoformat(), 1) for day in range(10_000)]
    drawn = shown(chart(("", days)))
    assert len(bars_of(etree.fromstring(str(drawn.wide)))) == 240
    assert drawn.notes == ("The newest 240 days are drawn; the table has more.",)
    names = shown(chart(("", [(f"author {number}", 10_000 - number) for number in range(10_000)])))
    assert len(bars_of(etree.fromstring(str(names.wide)))) == 30
    assert names.notes == ("The first 30 of 10,000 are drawn; the table has more.",)
    assert (len(names.rows), names.rows_left) == (400, 9600)


def test_more_series_than_colours_are_joined_for_bars_and_left_out_of_lines():
    many = [(f"site {number:02}", [("2026-01", number + 1), ("2026-02", 1)]) for number in range(20)]
    bars, lines = shown(chart(*many)), shown(chart(*many, kind="lines"))
    assert "other" in texts_of(etree.fromstring(str(bars.wide)))
    assert lines.notes == ("12 more lines are left out; the table has them.",)
    assert len(bars.columns) == 21
    kept, others = largest(chart(*many).series, 8, rest="other")
    assert sum(point.y for each in kept for point in each.points) == sum(range(1, 21)) + 20
    assert others == 13


def test_a_picture_has_a_title_and_a_description_for_who_cannot_see_it():
    tree = tree_of(chart(("", [("2026-01", 3), ("2026-02", 9)])))
    named = [tree.xpath(f"//*[@id='{each}']")[0].text for each in tree.get("aria-labelledby").split()]
    assert tree.get("role") == "img"
    assert named[0] == "A chart"
    assert "Bars: articles by month, from 2026-01 to 2026-02. The highest is 9 (2026-02), the lowest 3" in named[1]


@pytest.mark.parametrize("kind", ["bars", "lines"])
@pytest.mark.parametrize(
    "points",
    [
        [],
        [("2026-01", 0)],
        [("2026-01", 0), ("2026-02", 0)],
        [("2026-01", 1e299), ("2026-02", -1e299)],
        [("2026-01", 5e-324), ("2026-02", 0)],
        [("2026-01", 1e-9), ("2026-02", 1e12)],
        [("0001-01-01", 1), ("9999-12-31", 2)],
        [("2026-02-31", 1), ("2026-13", 2)],
        [("2026-01-01T00:00:00+00:00", 1)],
        [("2026-01-01T00:00:00+00:00", 1), ("2026-01-01T09:30:00+00:00", 2)],
        [("5", 1), ("1e308", 2)],
        [("nan", 1), ("inf", 2)],
        [("\x00\ud800<script>&\"'\u202e", 1), ("\u2066ليلى", 2)],
        [("x" * 100_000, 1), ("國" * 100_000, 2)],
        [("same", 1), ("same", 2)],
    ],
    ids=str,
)
def test_no_value_breaks_a_picture(kind, points):
    drawn = shown(chart(("a", points), ("b", points[:1]), kind=kind))
    for picture in (drawn.wide, drawn.narrow):
        tree = etree.fromstring(str(picture).encode())
        assert not re.search(r"\b(nan|inf)\b", re.sub("<(text|title|desc).*?</", "", str(picture)))
        assert not tree.xpath("//*[local-name()='script']")
    assert len(drawn.wide) < 60_000


@given(
    st.lists(
        st.tuples(
            st.one_of(st.dates().map(str), st.datetimes().map(str), st.text(max_size=9), st.integers().map(str)),
            st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e299, 1e299)),
        ),
        max_size=12,
    ),
    st.sampled_from(["bars", "lines"]),
)
def test_any_points_make_a_picture_whose_marks_lie_inside_it(points, kind):
    tree = etree.fromstring(str(draw(chart(("a", points), kind=kind), NARROW, prefix="c")).encode("utf-8", "replace"))
    left, top, width, height = map(float, tree.get("viewBox").split())
    for each in tree.iter(f"{SVG}rect"):
        if each.get("x") and each.getparent().tag != f"{SVG}pattern":
            assert left <= float(each.get("x")) <= left + width
            assert top - 1 <= float(each.get("y")) <= top + height
    for each in tree.iter(f"{SVG}polyline"):
        for pair in each.get("points").split():
            x, y = map(float, pair.split(","))
            assert left <= x <= left + width
            assert top <= y <= top + height


@given(st.lists(st.floats(-1e299, 1e299), min_size=1), st.booleans())
def test_an_axis_holds_its_values_and_has_few_ticks(values, may_break):
    axis = number_axis(values, most=5, may_break=may_break)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert list(axis.ticks) == sorted(axis.ticks)
    assert 2 <= len(axis.ticks) <= 8
    assert axis.is_broken or axis.low <= 0 <= axis.high


@given(st.dates(), st.dates(), st.sampled_from(["day", "month", "year", "moment"]), st.integers(10, 100))
def test_labels_of_a_time_axis_fit_and_stand_in_order(one, other, unit, room):
    first, last = sorted((one.toordinal(), other.toordinal()))
    ticks = ticks_between(first, last, unit=unit, room=room)
    assert ticks
    assert all(early.at < late.at for early, late in pairwise(ticks))
    assert len(ticks) == 1 or last - first < 2 or sum(len(tick.label) + 2 for tick in ticks) <= room


def test_labels_are_the_finest_that_fit():
    month = date(2026, 1, 1).toordinal(), date(2026, 3, 1).toordinal()
    assert [tick.label for tick in ticks_between(*month, unit="month", room=100)] == ["2026-01", "2026-02", "2026-03"]
    decades = date(1950, 1, 1).toordinal(), date(2026, 1, 1).toordinal()
    assert [tick.label for tick in ticks_between(*decades, unit="day", room=30)] == ["1960", "1980", "2000", "2020"]


def test_times_are_told_from_names():
    assert unit_of(["2026", "1999"]) == "year"
    assert unit_of(["2026-01-31", "2026-01-01T10:00"]) == "moment"
    assert [unit_of(texts) for texts in (["2026", "2026-01"], ["2026-02-30"], ["x"], [])] == [None] * 4


def test_numbers_are_short_on_an_axis_and_whole_in_a_table():
    assert [short(value) for value in (0, 950, 1200, 25_000, 1.5e6, 2e18, 0.25, -30_000)] == [
        *("0", "950", "1,200", "25k", "1.5M", "2e+18", "0.25", "\N{MINUS SIGN}30k")
    ]
    assert [whole(value) for value in (1_234_567, 12.345, -3, 0.1)] == [
        "1,234,567",
        "12.35",
        "\N{MINUS SIGN}3",
        "0.1",
    ]


def test_a_table_has_every_x_once_with_the_number_of_each_series():
    two = chart(("a", [("2026-01", 1), ("2026-02", 2)]), ("b", [("2026-02", 3), ("2026-02", 1)]))
    assert header_of(two) == ("month", "a", "b")
    assert list(table_of(two)) == [("2026-01", (1, None)), ("2026-02", (2, 4))]


def test_a_file_has_its_own_style_and_needs_nothing_else():
    text = stand_alone(chart(("", [("2026-01", 3)]), title="<&>"), ".ink { fill: red; }")
    tree = etree.fromstring(text.encode())
    assert tree.find(f"{SVG}style").text == ".ink { fill: red; }"
    assert tree.find(f"{SVG}title").text == "<&>"
    assert not re.search(r"href|url\((?!#)|src=", text)


def test_small_bars_stand_in_a_line_and_say_what_they_show():
    tree = etree.fromstring(str(draw_small([0.5, 1.0, 0], "views by month", most=1)))
    heights = [float(each.get("height")) for each in tree.iter(f"{SVG}rect") if each.get("x")]
    assert heights == [12, 24, 0.5]
    assert tree.get("aria-label") == "views by month"
    assert draw_small([], "nothing")


def test_series_keep_the_order_in_which_they_come():
    found = series_of([("b", "1", 1), ("a", "1", 2), ("b", "2", 3)])
    assert [(each.name, each.points) for each in found] == [("b", (("1", 1), ("2", 3))), ("a", (("1", 2),))]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def dark():
    from archive.web.entities.chart_files import _style  # noqa: PLC0415 - the file as it is served

    return dict(re.findall(r"\.drawn \.([\w-]+) \{ (?:fill|stroke): (#\w{6})", _style().partition("@media")[2]))


def test_every_colour_is_seen_on_a_light_and_on_a_dark_page(dark):
    assert [colour for colour in COLOURS if contrast(colour, PAPER) < 3] == []
    names = [f"{kind}-{number + 1}" for kind in ("fill", "stroke") for number in range(len(COLOURS))]
    assert [name for name in names if contrast(dark[name], dark["paper"]) < 3] == []
    assert [name for name in ("ink", "quiet") if contrast(dark[name], dark["paper"]) < 4.5] == []


def test_letters_of_east_asia_are_wide():
    assert width_of("國國") > width_of("abc")
