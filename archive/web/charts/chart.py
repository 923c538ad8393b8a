"""The values of a chart: what it shows, as numbers, before anything is drawn (values only)."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from archive.web.charts.times import place, unit_of

Kind = Literal["bars", "lines"]

# A label is one line; a name that is longer is cut where it is drawn, and whole in the table.
MAX_LABEL = 300
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
# What XML 1.0 (2.2 Characters) does not allow, and what turns the direction of writing of all that follows.
_NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Point(NamedTuple):
    """A number `y` at `x`: a time in ISO 8601 (a year, a month, a day, a moment), a number as text, or a name."""

    x: str
    y: float


@dataclass(frozen=True, kw_only=True)
class Series:
    """Points of one name. `is_rounded` tells that a page printed them rounded, such as 1.6k."""

    name: str
    points: tuple[Point, ...]
    is_rounded: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What a chart shows: `x` and `y` name what stands along its axes, `y` with the unit.

    Bars of several series are stacked. `note` says what is left out, `links` leads from an x to the page of its own,
    `order` has names along the axis in an order that the points of the series do not have.
    """

    kind: Kind
    title: str
    x: str
    y: str
    series: tuple[Series, ...]
    note: str = ""
    order: tuple[str, ...] = ()
    # Charts that show the same have one hash; a mapping has none.
    links: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all series."""
        return tuple(point for each in self.series for point in each.points)

    @property
    def places(self) -> tuple[str, ...]:
        """Every x once: times and whole numbers in their order, other names in `order`, and then as they come."""
        used = {point.x for point in self.points}
        found = tuple(x for x in dict.fromkeys([*self.order, *(point.x for point in self.points)]) if x in used)
        if unit := unit_of(found):
            return tuple(sorted(found, key=lambda x: place(x, unit)))
        return tuple(sorted(found, key=int)) if all(map(_WHOLE.fullmatch, found)) else found


def plain(text: object) -> str:
    """Return a label as one line that any picture can hold: without control characters, cut at MAX_LABEL."""
    words = _NOT_PLAIN.sub("\ufffd", " ".join(str(text).split()))
    return words if len(words) <= MAX_LABEL else f"{words[:MAX_LABEL]}…"


def is_drawable(value: object) -> bool:
    """Tell whether a value is a finite number whose differences are finite too."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300 and value == value  # noqa: PLR0124 - NaN is not itself


def series_of(rows: Iterable[tuple[str, str, float]]) -> tuple[Series, ...]:
    """Return the series of rows of name, x and y, each in the order in which it first comes."""
    found: dict[str, list[Point]] = {}
    for name, x, y in rows:
        found.setdefault(name, []).append(Point(x, y))
    return tuple(Series(name=name, points=tuple(points)) for name, points in found.items())


def largest(series: Sequence[Series], most: int, *, rest: str | None) -> tuple[tuple[Series, ...], int]:
    """Return at most so many series, those with the largest sums first, and how many were left out.

    With a name for the `rest` those become one series of their sums, which comes last.
    """
    if len(series) <= most:
        return tuple(series), 0
    kept = most - (rest is not None)
    by_sum = sorted(series, key=lambda each: (-math.fsum(abs(point.y) for point in each.points), each.name))
    chosen, others = by_sum[:kept], by_sum[kept:]
    if rest is not None:
        sums: dict[str, float] = {}
        for point in (point for each in others for point in each.points):
            sums[point.x] = sums.get(point.x, 0) + point.y
        chosen.append(Series(name=rest, points=tuple(Point(x, y) for x, y in sorted(sums.items()))))
    return tuple(chosen), len(others)
