"""Draws bars: columns along a line of time, or rows with names beside them; several series are stacked (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from archive.web.charts.chart import Chart, largest, plain
from archive.web.charts.frame import legend, picture, plot_of, time_label, vertical_axis
from archive.web.charts.numbers import number_axis, whole
from archive.web.charts.svg import FONT, MAX_SERIES, NARROW, Box, Size, bar, fit, line, shape, text, width_of
from archive.web.charts.times import Unit, name_of_step, step_of, ticks_between, unit_of

# More columns would be thinner than a pixel of a phone, and more rows a page of their own: the table has them all.
MAX_COLUMNS, MAX_ROWS = 240, 30
# With more bars than this none has a title of its own, so that the picture stays small.
MAX_TITLES = 400
REST = "other"
_TICKS = 5
# Of the room between two columns, so much is empty; a single column is no wall.
_GAP, _MAX_WIDTH = 0.2, 60
_ROW, _BAR, _NAME_SHARE = 24, 15, 0.36
# On a narrow screen a name stands above its bar.
_NARROW_ROW = 38
# In units of width for each character of a label.
_LETTER = 6.6
_STEPS: Mapping[str, Unit] = {"year": "year", "month": "month", "day": "day"}


class Part(NamedTuple):
    """A series' part of a stack: its number, its lower and upper end, and what it says."""

    number: int
    low: float
    high: float
    words: str


def draw_bars(chart: Chart, size: Size, *, prefix: str) -> Markup:
    """Return bars as an SVG element whose ids begin with `prefix`; a chart without points has nothing but its frame.

    Years, months or days stand in order with those between them, the newest MAX_COLUMNS; names in the order given,
    the first MAX_ROWS. Of more series than there are colours the smallest are one.
    """
    series, _ = largest(chart.series, MAX_SERIES, rest=REST)
    chart = replace(chart, series=series)
    unit = _unit(chart)
    return _columns(chart, size, unit, prefix) if unit else _rows(chart, size, prefix)


def left_out_of_bars(chart: Chart) -> str:
    """Return what a picture of bars leaves out, in words; nothing for most."""
    texts = list(dict.fromkeys(point.x for point in chart.points))
    if unit := _unit(chart):
        steps = [step_of(text, unit) for text in texts]
        is_long = max(steps) - min(steps) >= MAX_COLUMNS
        return f"The newest {MAX_COLUMNS} {unit}s are drawn; the table has more." if is_long else ""
    return f"The first {MAX_ROWS} of {len(texts):,} are drawn; the table has more." if len(texts) > MAX_ROWS else ""


def _unit(chart: Chart) -> Unit | None:
    return _STEPS.get(unit_of([point.x for point in chart.points]) or "")


def _columns(chart: Chart, size: Size, unit: Unit, prefix: str) -> Markup:
    last = max(step_of(point.x, unit) for point in chart.points)
    first = max(min(step_of(point.x, unit) for point in chart.points), last - MAX_COLUMNS + 1)
    names = {step: name_of_step(step, unit) for step in range(first, last + 1)}
    stacks = _stacks(chart, list(names.values()))
    axis = number_axis(_ends(stacks), most=_TICKS)
    plot = plot_of(axis, size)
    wide = plot.width / len(names)
    thick = min(wide * (1 - _GAP), _MAX_WIDTH)
    parts = [vertical_axis(axis, plot, plain(chart.y), size)]
    boxes: dict[int, list[Box]] = {}
    for (step, name), stack in zip(names.items(), stacks, strict=True):
        x = plot.left + (step - first + 0.5) * wide - thick / 2
        for part in stack:
            top, bottom = (plot.bottom - axis.share(value) * plot.height for value in (part.high, part.low))
            title = f"{name}: {part.words}" if size.name != NARROW.name else ""
            boxes.setdefault(part.number, []).append(Box(x, top, thick, bottom - top, title))
    parts += _drawn(boxes, prefix)
    room = int(plot.width / _LETTER)
    for tick in ticks_between(_day(names[first], unit), _day(names[last], unit), unit=unit, room=room):
        step = step_of(date.fromordinal(int(tick.at)).isoformat(), unit)
        parts.append(time_label(plot.left + (step - first + 0.5) * wide, plot, tick.label))
    shown, high = legend(chart.series, size, prefix=prefix, as_lines=False)
    size = size._replace(height=size.height + high)
    return picture(chart, [*parts, shown], size, prefix=prefix, bars=len(chart.series))


def _drawn(boxes: Mapping[int, Sequence[Box]], prefix: str) -> Iterator[Markup]:
    """Yield the boxes of each series: each with its title, or as one shape where there are very many."""
    for number, own in sorted(boxes.items()):
        if sum(map(len, boxes.values())) > MAX_TITLES:
            yield shape(own, number=number, prefix=prefix)
        else:
            yield from (bar(*box, number=number, prefix=prefix) for box in own)


def _day(name: str, unit: Unit) -> int:
    return date.fromisoformat({"year": f"{name}-01-01", "month": f"{name}-01"}.get(unit, name)).toordinal()


def _rows(chart: Chart, size: Size, prefix: str) -> Markup:
    names = chart.places[:MAX_ROWS]
    stacks = _stacks(chart, names)
    axis = number_axis(_ends(stacks), most=_TICKS)
    sums = [
        whole(sum(part.high - part.low if part.high > 0 else part.low - part.high for part in stack))
        for stack in stacks
    ]
    is_narrow = size.name == NARROW.name
    high = _NARROW_ROW if is_narrow else _ROW
    widest = max((width_of(plain(name)) for name in names), default=0)
    left = 0.0 if is_narrow else min(widest, size.width * _NAME_SHARE) + 10
    right = size.width - max(map(width_of, sums), default=0) - 10
    parts = [text(0, FONT, plain(chart.y), quiet=False)]
    zero = left + axis.share(0) * (right - left)
    for place, (name, stack, total) in enumerate(zip(names, stacks, sums, strict=True)):
        top = 24.0 + place * high
        if is_narrow:
            parts.append(text(0, top + FONT, fit(plain(name), size.width), quiet=False))
            top += high - _ROW + 2
        else:
            parts.append(text(left - 8, top + FONT, fit(plain(name), left - 8), anchor="end", quiet=False))
        end = zero
        for part in stack:
            begin, stop = (left + axis.share(value) * (right - left) for value in (part.low, part.high))
            end = max(end, stop)
            title = "" if is_narrow else f"{plain(name)}: {part.words}"
            parts.append(bar(begin, top, stop - begin, _BAR, title, number=part.number, prefix=prefix))
        parts.append(text(end + 6, top + FONT, total))
    bottom = 24.0 + len(names) * high
    parts.append(line(zero, 20, zero, bottom, strong=True))
    size = size._replace(height=int(bottom) + 4)
    shown, more = legend(chart.series, size, prefix=prefix, as_lines=False)
    size = size._replace(height=size.height + more)
    return picture(chart, [*parts, shown], size, prefix=prefix, bars=len(chart.series))


def _stacks(chart: Chart, names: Sequence[str]) -> list[list[Part]]:
    """Return the parts of the stack at each x; what a series has twice at one x is added up."""
    values: list[dict[str, float]] = []
    for series in chart.series:
        sums: dict[str, float] = {}
        for point in series.points:
            sums[point.x] = sums.get(point.x, 0) + point.y
        values.append(sums)
    labels = [plain(series.name) for series in chart.series] if len(chart.series) > 1 else [""]
    return [list(_stack(labels, [own.get(name, 0) for own in values])) for name in names]


def _stack(labels: Sequence[str], values: Sequence[float]) -> Iterator[Part]:
    """Yield what is no zero: positive numbers upward from zero, negative ones downward."""
    above = below = 0.0
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        words = f"{whole(value)} {label}".strip()
        if value > 0:
            yield Part(number, above, above + value, words)
            above += value
        elif value < 0:
            yield Part(number, below + value, below, words)
            below += value


def _ends(stacks: Sequence[Sequence[Part]]) -> list[float]:
    return [end for stack in stacks for part in stack for end in (part.low, part.high)]
