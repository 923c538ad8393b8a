"""Draws charts as SVG on the server: bars and lines, with a table of the same numbers (pure).

rows → Chart (what it shows) → pictures for a wide and a narrow page, a table, an SVG file, a CSV file
"""

from archive.web.charts.chart import Chart, Point, Series, is_drawable, largest, plain, series_of
from archive.web.charts.counts import Count, chart_of_counts, known_counts
from archive.web.charts.rows import ChartSpec, chart_of_rows, parse_spec
from archive.web.charts.show import Shown, draw, draw_small, header_of, shown, stand_alone, table_of
from archive.web.charts.times import months_between

__all__ = [
    "Chart",
    "ChartSpec",
    "Count",
    "Point",
    "Series",
    "Shown",
    "chart_of_counts",
    "chart_of_rows",
    "draw",
    "draw_small",
    "header_of",
    "is_drawable",
    "known_counts",
    "largest",
    "months_between",
    "parse_spec",
    "plain",
    "series_of",
    "shown",
    "stand_alone",
    "table_of",
]
