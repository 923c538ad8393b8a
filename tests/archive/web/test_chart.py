"""Counts over time as points of two lines: exact and rounded."""

from datetime import UTC, datetime, timedelta

from archive.web.plugins.chart import HEIGHT, WIDTH, Count, draw, known_counts

DAYS = [f"2026-03-{day:02}T09:00:00+00:00" for day in range(1, 31)]


def counts(*values):
    return [Count(DAYS[day], value) for day, value in enumerate(values)]


def test_one_count_is_no_line():
    assert draw([]) is None
    assert draw(counts(5)) is None


def test_a_line_rises_from_the_lowest_to_the_highest():
    chart = draw(counts(10, 20, 40))
    heights = [point.y for point in chart.points]
    assert (chart.lowest, chart.highest) == (10, 40)
    assert heights == sorted(heights, reverse=True)
    assert [point.label for point in chart.points] == ["2026-03-01: 10", "2026-03-02: 20", "2026-03-03: 40"]


def test_points_stand_by_time_and_inside_the_picture():
    chart = draw([Count(DAYS[0], 1), Count(DAYS[1], 2), Count(DAYS[29], 3)])
    xs = [point.x for point in chart.points]
    assert xs[1] - xs[0] < (xs[2] - xs[1]) / 20
    assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in chart.points)


def test_a_count_that_stays_is_nothing_to_see():
    assert draw(counts(7, 7)) is None


def test_counts_of_one_moment_do_not_divide_by_nothing():
    assert len(draw([Count(DAYS[0], 7), Count(DAYS[0], 9)]).points) == 2


def test_exact_and_rounded_counts_are_two_lines_with_marks_of_their_own():
    mixed = [Count(DAYS[day], value) for day, value in ((0, 980), (2, 1650))]
    mixed += [Count(DAYS[day], value, is_rounded=True) for day, value in ((1, 1600), (3, 1700))]
    mixed.sort()
    chart = draw(mixed)
    exact, rounded = (
        [f"{each.x},{each.y}" for each in chart.points if each.is_rounded is kind] for kind in (False, True)
    )
    assert (chart.exact, chart.rounded) == (" ".join(exact), " ".join(rounded))
    assert [point.label for point in chart.points][1:3] == [
        "2026-03-02: ≈ 1,600 (rounded by the page)",
        "2026-03-03: 1,650",
    ]
    assert chart.points[1].diamond.startswith("M")


def test_what_a_damaged_database_has_for_counts_is_left_out():
    rows = [(DAYS[0], 5, 0), ("no time", 6, 0), (DAYS[1], "many", 1), (DAYS[2], 7, "x"), (DAYS[3], 8, 1)]
    assert known_counts(rows) == [Count(DAYS[0], 5), Count(DAYS[2], 7), Count(DAYS[3], 8, is_rounded=True)]


def test_a_series_of_thousands_is_drawn_with_few_points_and_both_ends():
    start = datetime(2026, 3, 1, tzinfo=UTC)
    series = [Count((start + timedelta(hours=n)).isoformat(), n, is_rounded=n % 7 == 0) for n in range(5000)]
    chart = draw(series)
    assert len(chart.points) < 4 * WIDTH / 4 + 4
    assert (chart.points[0].label, chart.points[-1].label) == (
        "2026-03-01: ≈ 0 (rounded by the page)",
        "2026-09-25: 4,999",
    )
    assert (chart.lowest, chart.highest) == (0, 4999)
