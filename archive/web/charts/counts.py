"""Counts over time that pages printed, exact or rounded, as a chart of two lines (pure)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from archive.web.charts.chart import Chart, Point, Series
from archive.web.charts.numbers import whole
from archive.web.plugins.values import number_of


class Count(NamedTuple):
    """A count at a time (ISO 8601), and whether the page printed it rounded."""

    at: str
    value: int
    is_rounded: bool = False

    @property
    def words(self) -> str:
        """The count as people read it: `≈ 1,600` if it is rounded."""
        return f"{'≈ ' if self.is_rounded else ''}{whole(self.value)}"


def known_counts(rows: Iterable[Any]) -> list[Count]:
    """Return the rows of time, count and whether it is rounded, without those of a damaged database."""
    return [
        Count(moment, int(value), bool(number_of(is_rounded)))
        for moment, value, is_rounded in map(tuple, rows)
        if number_of(value) is not None and _is(moment)
    ]


def _is(moment: object) -> bool:
    """Tell whether a value is a time that can be placed on a line."""
    try:
        datetime.fromisoformat(moment if isinstance(moment, str) else "").timestamp()
    except (ValueError, OverflowError):
        return False
    return True


def chart_of_counts(name: str, counts: Sequence[Count]) -> Chart | None:
    """Return the chart of counts in order of time, or None if all counts are the same.

    Exact and rounded counts are lines of their own, because a rounded one says nothing of small gains.
    """
    if len({count.value for count in counts}) < 2:
        return None
    series = [
        Series(
            name="rounded by the page" if is_rounded else "exact",
            points=tuple(Point(count.at, count.value) for count in counts if count.is_rounded == is_rounded),
            is_rounded=is_rounded,
        )
        for is_rounded in (False, True)
        if any(count.is_rounded == is_rounded for count in counts)
    ]
    return Chart(kind="lines", title=f"{name} over time", x="time (UTC)", y=name.lower(), series=tuple(series))
