"""Draws what stands around the bars or lines of a chart: title, axes, legend (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.web.charts.chart import Chart, Series, plain
from archive.web.charts.numbers import Axis, short, whole
from archive.web.charts.svg import (
    COLOURS,
    FONT,
    PAPER,
    Size,
    element,
    fit,
    line,
    mark,
    pattern,
    polyline,
    text,
    width_of,
)
from archive.web.charts.times import readable

_TOP, _BELOW, _RIGHT, _LEGEND_ROW = 26, 24, 12, 20
# A legend's swatch is so wide, and a name in it at most so wide.
_SWATCH, _MAX_NAME = 26, 240


@dataclass(frozen=True, kw_only=True)
class Plot:
    """The rectangle inside the axes, in units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width between the axes."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height between the axes."""
        return self.bottom - self.top


def plot_of(axis: Axis, size: Size) -> Plot:
    """Return the rectangle that the labels of a vertical axis leave."""
    left = max(width_of(short(tick)) for tick in axis.ticks) + 10
    return Plot(left=left, top=_TOP, right=size.width - _RIGHT, bottom=size.height - _BELOW)


def vertical_axis(axis: Axis, plot: Plot, name: str, size: Size) -> Markup:
    """Return the vertical axis with its lines and labels, and its name above; a zigzag marks one that is broken."""
    parts = Markup()
    for tick in axis.ticks:
        y = plot.bottom - axis.share(tick) * plot.height
        is_base = tick == (axis.low if axis.is_broken else 0)
        parts += line(plot.left, y, plot.right, y, strong=is_base)
        parts += text(plot.left - 6, y + FONT / 3, short(tick), anchor="end")
    words = f"{name} (the axis begins at {short(axis.low)})" if axis.is_broken else name
    parts += text(0, FONT, fit(words, size.width), quiet=False)
    if axis.is_broken:
        # Above the lowest label, and inside of the axis: outside the labels stand.
        zigzag = f"M{plot.left + 1:.1f},{plot.bottom - 21:.1f}l8,3l-8,3l8,3l-8,3"
        parts += element("path", d=zigzag, fill="none", stroke="#67615a", class_="base broken")
    return parts


def time_label(x: float, plot: Plot, words: str) -> Markup:
    """Return a label under the horizontal axis, moved inward where it would leave the picture."""
    half = width_of(words) / 2
    inside = min(max(x, half), plot.right + _RIGHT - half)
    return line(x, plot.bottom, x, plot.bottom + 4, strong=True) + text(
        inside, plot.bottom + FONT + 6, words, anchor="middle"
    )


def legend(series: Sequence[Series], size: Size, *, prefix: str, as_lines: bool) -> tuple[Markup, int]:
    """Return the names of the series with what each looks like, in rows below the picture, and their height."""
    if len(series) < 2 and not any(each.is_rounded for each in series):
        return Markup(), 0
    parts, x, y = Markup(), 0.0, float(size.height + FONT)
    for number, each in enumerate(series):
        name = fit(plain(each.name), min(_MAX_NAME, size.width - _SWATCH - 8))
        wide = _SWATCH + width_of(name) + 18
        if x and x + wide > size.width:
            x, y = 0.0, y + _LEGEND_ROW
        if as_lines:
            middle = y - FONT / 3
            ends = f"{x:.1f},{middle:.1f} {x + _SWATCH - 6:.1f},{middle:.1f}"
            parts += polyline(ends, number=number, is_rounded=each.is_rounded)
            parts += mark(x + (_SWATCH - 6) / 2, middle, number=number, is_rounded=each.is_rounded)
        else:
            parts += element("rect", x=x, y=y - FONT + 1, width=18, height=FONT, fill=f"url(#{prefix}-{number + 1})")
        parts += text(x + _SWATCH, y, name, quiet=False)
        x += wide
    return parts, int(y) - size.height + _LEGEND_ROW // 2


def picture(chart: Chart, content: Iterable[Markup], size: Size, *, prefix: str, bars: int = 0) -> Markup:
    """Return the SVG element of a chart of this size, with title and description; `bars` needs so many patterns."""
    head = element("title", plain(chart.title), id=f"{prefix}-title") + element(
        "desc", described(chart), id=f"{prefix}-desc"
    )
    patterns = Markup().join(pattern(number, prefix) for number in range(min(bars, len(COLOURS))))
    return element(
        "svg",
        head
        + (element("defs", patterns) if bars else "")
        + element("rect", x=-8, y=-8, width="100%", height="100%", fill=PAPER, class_="paper")
        + Markup().join(content),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawn {size.name}",
        viewBox=f"-8 -8 {size.width + 16} {size.height + 16}",
        width=size.width + 16,
        height=size.height + 16,
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family="system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
        font_size=FONT,
    )


def described(chart: Chart) -> str:
    """Return what a chart shows in words: its axes, its ends, its lowest and highest number, its series."""
    points = chart.points
    if not points:
        return "There is nothing to show."
    low, high = (pick(points, key=lambda point: point.y) for pick in (min, max))
    lowest, highest = (f"{whole(each.y)} ({readable(plain(each.x))})" for each in (low, high))
    ends = [readable(plain(x)) for x in (chart.places[0], chart.places[-1])]
    kind = {"bars": "Bars", "lines": "Lines"}[chart.kind]
    words = f"{kind}: {plain(chart.y)} by {plain(chart.x)}, from {ends[0]} to {ends[1]}."
    words += f" The highest is {highest}, the lowest {lowest}."
    if len(chart.series) > 1:
        words += f" Series: {', '.join(plain(each.name) for each in chart.series)}."
    return words
