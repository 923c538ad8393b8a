"""Draws lines: numbers over time, over other numbers, or over names, each series with a mark and dash (pure)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from archive.web.charts.chart import Chart, Point, Series, is_drawable, largest, plain
from archive.web.charts.frame import Plot, legend, picture, plot_of, time_label, vertical_axis
from archive.web.charts.numbers import number_axis, short, whole
from archive.web.charts.svg import MAX_SERIES, NARROW, Size, mark, polyline, width_of
from archive.web.charts.times import Tick, place, readable, ticks_between, unit_of

_TICKS = 5
# A series with more points has no marks on its line, but titles; one with still more only its line.
MAX_MARKS, MAX_TITLES = 40, 150
# In units of the picture: of the points at one place the first, lowest, highest and last are drawn.
_PLACE = 4
_LETTER = 6.6


class _Along(NamedTuple):
    """The horizontal axis: where an x stands, and the ticks between two places for so many characters of labels."""

    at: Callable[[str], float]
    ticks: Callable[[float, float, int], Sequence[Tick]]


def draw_lines(chart: Chart, size: Size, *, prefix: str) -> Markup:
    """Return lines as an SVG element whose ids begin with `prefix`; a chart without points has nothing but its frame.

    The vertical axis begins at zero, or is marked as broken where that would leave nothing to see. Of more series
    than there are colours those with the largest numbers are drawn.
    """
    series, _ = largest(chart.series, MAX_SERIES, rest=None)
    chart = replace(chart, series=series)
    axis = number_axis([point.y for point in chart.points], most=_TICKS, may_break=True)
    plot = plot_of(axis, size)
    along = _along(chart)
    places = [along.at(point.x) for point in chart.points]
    first, last = min(places, default=0), max(places, default=0)
    span = last - first

    def x_of(at: float) -> float:
        # A single point stands in the middle.
        return plot.left + ((at - first) / span if span else 0.5) * plot.width

    parts = [vertical_axis(axis, plot, plain(chart.y), size)]
    for number, each in enumerate(chart.series):
        points = [
            _Place(x_of(along.at(point.x)), plot.bottom - axis.share(point.y) * plot.height, point)
            for point in sorted(each.points, key=lambda point: along.at(point.x))
        ]
        parts += _line(each, number, list(_thinned(points)), several=len(chart.series) > 1, size=size)
    if places:
        parts += [time_label(x_of(at), plot, label) for at, label in _labels(along, first, last, plot)]
    shown, high = legend(chart.series, size, prefix=prefix, as_lines=True)
    return picture(chart, [*parts, shown], size._replace(height=size.height + high), prefix=prefix)


def left_out_of_lines(chart: Chart) -> str:
    """Return what a picture of lines leaves out, in words; nothing for most."""
    _, others = largest(chart.series, MAX_SERIES, rest=None)
    return f"{others:,} more lines are left out; the table has them." if others else ""


class _Place(NamedTuple):
    x: float
    y: float
    point: Point


def _line(series: Series, number: int, points: Sequence[_Place], *, several: bool, size: Size) -> Iterator[Markup]:
    if len(points) > 1:
        line = " ".join(f"{round(each.x, 1):g},{round(each.y, 1):g}" for each in points)
        yield polyline(line, number=number, is_rounded=series.is_rounded)
    if len(points) > MAX_TITLES or (len(points) > MAX_MARKS and size.name == NARROW.name):
        return
    for each in points:
        title = f"{readable(plain(each.point.x))}: {'≈ ' if series.is_rounded else ''}{whole(each.point.y)}"
        title += f" {plain(series.name)}" if several else ""
        shown = mark(each.x, each.y, number=number, is_rounded=series.is_rounded, title=title)
        yield shown if len(points) <= MAX_MARKS else _unseen(shown)


def _unseen(shown: Markup) -> Markup:
    """Return a mark that shows only its title, where marks would stand on one another."""
    return Markup(shown.replace("<path ", '<path opacity="0" ', 1))  # noqa: S704 - of an element of ours


def _thinned(points: Sequence[_Place]) -> Iterator[_Place]:
    if len(points) <= MAX_TITLES:
        yield from points
        return
    for _, group in groupby(points, key=lambda each: int(each.x // _PLACE)):
        here = list(group)
        by_height = [min(here, key=lambda each: each.y), max(here, key=lambda each: each.y)]
        kept = {id(each) for each in (here[0], *by_height, here[-1])}
        yield from (each for each in here if id(each) in kept)


def _along(chart: Chart) -> _Along:
    texts = [point.x for point in chart.points]
    if unit := unit_of(texts):
        return _Along(
            lambda text: place(text, unit), lambda first, last, room: ticks_between(first, last, unit=unit, room=room)
        )
    numbers = {text: number for text in texts if (number := _number(text)) is not None}
    if len(numbers) < len(set(texts)):
        names = {name: number for number, name in enumerate(dict.fromkeys(texts))}
        return _Along(lambda text: float(names[text]), lambda _first, _last, room: list(_names(list(names), room)))
    return _Along(lambda text: numbers[text], _numbers)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if is_drawable(number) else None


def _numbers(first: float, last: float, room: int) -> list[Tick]:
    if first == last:
        return [Tick(first, short(first))]
    ticks = number_axis([first, last], most=max(2, room // 12), may_break=True).ticks
    return [Tick(at, short(at)) for at in ticks if first <= at <= last]


def _names(names: Sequence[str], room: int) -> Iterator[Tick]:
    every = max(1, -(-sum(min(len(name), 20) + 2 for name in names) // max(room, 1)))
    yield from (Tick(number, plain(names[number])[:20]) for number in range(0, len(names), every))


def _labels(along: _Along, first: float, last: float, plot: Plot) -> Iterator[Tick]:
    """Yield the ticks whose labels do not touch the one before."""
    free = float("-inf")
    span = last - first or 1
    for tick in along.ticks(first, last, int(plot.width / _LETTER)):
        begin = (tick.at - first) / span * plot.width - width_of(tick.label) / 2
        if begin >= free:
            yield tick
            free = begin + width_of(tick.label) + _LETTER
