"""Turns a chart into pictures, a table and the rows of a file (pure)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from archive.web.charts.bars import draw_bars, left_out_of_bars
from archive.web.charts.chart import Chart, plain
from archive.web.charts.lines import draw_lines, left_out_of_lines
from archive.web.charts.numbers import whole
from archive.web.charts.svg import COLOURS, NARROW, PAPER, WIDE, Size, element
from archive.web.charts.times import readable, unit_of

# Of the numbers under a chart, so many rows are in the page, fewer where there are many columns: the CSV has all.
MAX_TABLE_ROWS, MIN_TABLE_ROWS, MAX_CELLS = 400, 24, 800
SMALL = Size("small", 120, 24)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a page shows of a chart: a picture for each width, notes, and the numbers as a table.

    `rows` are an x with the address of its page, if it has one, and a number for each column after the first.
    """

    title: str
    wide: Markup
    narrow: Markup
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    rows_left: int


def draw(chart: Chart, size: Size, *, prefix: str) -> Markup:
    """Return a chart as an SVG element of about this size; its ids begin with `prefix`."""
    return (draw_bars if chart.kind == "bars" else draw_lines)(chart, size, prefix=prefix)


@lru_cache(maxsize=64)
def shown(chart: Chart) -> Shown:
    """Return what a page shows of a chart."""
    prefix = f"c{hashlib.sha256(repr(chart).encode('utf-8', 'replace')).hexdigest()[:10]}"
    left_out = (left_out_of_bars if chart.kind == "bars" else left_out_of_lines)(chart)
    rows = list(table_of(chart))
    most = max(MIN_TABLE_ROWS, min(MAX_TABLE_ROWS, MAX_CELLS // max(len(chart.series), 1)))
    # Of times the newest are shown, of names the first.
    kept = rows[-most:] if unit_of([x for x, _ in rows]) else rows[:most]
    return Shown(
        title=plain(chart.title),
        wide=draw(chart, WIDE, prefix=f"{prefix}w"),
        narrow=draw(chart, NARROW, prefix=f"{prefix}n"),
        notes=tuple(filter(None, [chart.note, left_out])),
        columns=header_of(chart),
        rows=tuple(
            (readable(x), chart.links.get(x, ""), tuple("" if value is None else whole(value) for value in values))
            for x, values in kept
        ),
        rows_left=len(rows) - len(kept),
    )


def header_of(chart: Chart) -> tuple[str, ...]:
    """Return the header of a table of the numbers: x, and the name of each series."""
    several = len(chart.series) > 1
    return (plain(chart.x), *(plain(each.name) if several else plain(chart.y) for each in chart.series))


def table_of(chart: Chart) -> Iterator[tuple[str, tuple[float | None, ...]]]:
    """Yield each x with the number of each series there; times in order, others as they come."""
    values: list[dict[str, float]] = []
    for each in chart.series:
        sums: dict[str, float] = {}
        for point in each.points:
            # Bars at one place are added up, and of a line the last number counts.
            sums[point.x] = point.y + (sums.get(point.x, 0) if chart.kind == "bars" else 0)
        values.append(sums)
    for x in chart.places:
        yield x, tuple(own.get(x) for own in values)


def stand_alone(chart: Chart, style: str) -> str:
    """Return a chart as an SVG document with a style sheet of its own; it needs no other file."""
    svg = draw(chart, WIDE, prefix="chart")
    begin, _, rest = str(svg).partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}><style>{style}</style>{rest}\n'


def draw_small(values: Sequence[float], words: str, *, most: float | None = None) -> Markup:
    """Return bars of a line's height without axes, such as shares by month; `words` say what they show.

    The height of `most` fills the picture, else that of the largest value.
    """
    top = most or max(values, default=0) or 1
    wide = SMALL.width / max(len(values), 1)
    bars = Markup().join(
        element(
            "rect",
            x=number * wide,
            y=SMALL.height - (high := max(0.5, min(1, max(0, value) / top) * SMALL.height)),
            width=max(wide * 0.85, 0.5),
            height=high,
            fill=COLOURS[0],
            class_="fill-1",
        )
        for number, value in enumerate(values)
    )
    return element(
        "svg",
        element("title", plain(words))
        + element("rect", width="100%", height="100%", fill=PAPER, class_="paper")
        + bars,
        xmlns="http://www.w3.org/2000/svg",
        class_="drawn small",
        viewBox=f"0 0 {SMALL.width} {SMALL.height}",
        width=SMALL.width,
        height=SMALL.height,
        role="img",
        aria_label=plain(words),
    )
