"""Counts over time as points of a line."""

from archive.web.plugins.chart import HEIGHT, WIDTH, draw

DAYS = [f"2026-03-{day:02}T09:00:00+00:00" for day in range(1, 31)]


def test_one_count_is_no_line():
    assert draw([]) is None
    assert draw([(DAYS[0], 5)]) is None


def test_a_line_rises_from_the_lowest_to_the_highest():
    chart = draw([(DAYS[0], 10), (DAYS[1], 20), (DAYS[2], 40)])
    heights = [y for _, y, _ in chart.points]
    assert (chart.lowest, chart.highest) == (10, 40)
    assert heights == sorted(heights, reverse=True)
    assert [label for _, _, label in chart.points] == ["2026-03-01: 10", "2026-03-02: 20", "2026-03-03: 40"]


def test_points_stand_by_time_and_inside_the_picture():
    chart = draw([(DAYS[0], 1), (DAYS[1], 2), (DAYS[29], 3)])
    xs = [x for x, _, _ in chart.points]
    assert xs[1] - xs[0] < (xs[2] - xs[1]) / 20
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y, _ in chart.points)


def test_a_count_that_stays_is_nothing_to_see():
    assert draw([(DAYS[0], 7), (DAYS[1], 7)]) is None


def test_counts_of_one_moment_do_not_divide_by_nothing():
    assert len(draw([(DAYS[0], 7), (DAYS[0], 9)]).points) == 2
