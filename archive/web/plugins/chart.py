"""Draws counts over time as SVG lines: exact and rounded counts are two series, with marks of their own (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from archive.web.plugins.values import number_of

WIDTH, HEIGHT = 600, 120
_MARGIN = 6
_MARK = 4
# Of a longer series, in units of the picture, only two counts of each kind are drawn at one place.
MAX_POINTS, _PLACE = 300, 4


class Count(NamedTuple):
    """A count at a time (ISO 8601), and whether the page printed it rounded."""

    at: str
    value: int
    is_rounded: bool = False

    @property
    def words(self) -> str:
        """The count as people read it: `≈ 1,600` if it is rounded."""
        return f"{'≈ ' if self.is_rounded else ''}{self.value:,}"


class Point(NamedTuple):
    """A count in the picture."""

    x: float
    y: float
    label: str
    is_rounded: bool

    @property
    def diamond(self) -> str:
        """The mark of a rounded count, as the path of an SVG element."""
        x, y = self.x, self.y
        return f"M{x - _MARK},{y}L{x},{y - _MARK}L{x + _MARK},{y}L{x},{y + _MARK}Z"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The points of two series, scaled to WIDTH by HEIGHT, with the lowest and highest count."""

    points: tuple[Point, ...]
    lowest: int
    highest: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def exact(self) -> str:
        """The exact counts in the format of an SVG polyline."""
        return self._line(is_rounded=False)

    @property
    def rounded(self) -> str:
        """The rounded counts in the format of an SVG polyline."""
        return self._line(is_rounded=True)

    def _line(self, *, is_rounded: bool) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points if point.is_rounded == is_rounded)


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


def draw(counts: Sequence[Count]) -> Chart | None:
    """Return the chart of counts in order of time, or None if all counts are the same."""
    values = [count.value for count in counts]
    if len(set(values)) < 2:
        return None
    times = [datetime.fromisoformat(count.at).timestamp() for count in counts]
    first, span = min(times), max(max(times) - min(times), 1)
    lowest, highest = min(values), max(values)
    points = tuple(
        Point(
            x=round(_MARGIN + (moment - first) / span * (WIDTH - 2 * _MARGIN), 1),
            y=round(HEIGHT - _MARGIN - (count.value - lowest) / (highest - lowest) * (HEIGHT - 2 * _MARGIN), 1),
            label=f"{count.at[:10]}: {count.words}{' (rounded by the page)' if count.is_rounded else ''}",
            is_rounded=count.is_rounded,
        )
        for moment, count in zip(times, counts, strict=True)
    )
    return Chart(points=tuple(_thinned(points)), lowest=lowest, highest=highest)


def _thinned(points: Sequence[Point]) -> Iterator[Point]:
    """Leave out points of a long series between the first and the last of their kind at one place."""
    if len(points) <= MAX_POINTS:
        yield from points
        return
    for _, group in groupby(points, key=lambda point: int(point.x // _PLACE)):
        here = list(group)
        ends = {place for kind in (False, True) for place in _ends(here, is_rounded=kind)}
        yield from (here[place] for place in sorted(ends))


def _ends(points: Sequence[Point], *, is_rounded: bool) -> tuple[int, ...]:
    own = [place for place, point in enumerate(points) if point.is_rounded == is_rounded]
    return (own[0], own[-1]) if own else ()
