"""Draws counts over time as an SVG line (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.web.plugins.values import number_of

WIDTH, HEIGHT = 600, 120
_MARGIN = 6


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Points (x, y, label) of a line, scaled to WIDTH by HEIGHT, with the lowest and highest count."""

    points: tuple[tuple[float, float, str], ...]
    lowest: int
    highest: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points in the format of an SVG polyline."""
        return " ".join(f"{x},{y}" for x, y, _ in self.points)


def known_counts(rows: Iterable[Any]) -> list[tuple[str, int]]:
    """Return the rows of time and count that are both, without those of a damaged database."""
    return [
        (moment, int(views)) for moment, views in map(tuple, rows) if number_of(views) is not None and _is(moment)
    ]


def _is(moment: object) -> bool:
    """Tell whether a value is a time that can be placed on a line."""
    try:
        datetime.fromisoformat(moment if isinstance(moment, str) else "").timestamp()
    except (ValueError, OverflowError):
        return False
    return True


def draw(counts: Sequence[tuple[str, int]]) -> Chart | None:
    """Return the chart of counts at times (ISO 8601, ascending), or None if all counts are the same."""
    values = [value for _, value in counts]
    if len(set(values)) < 2:
        return None
    times = [datetime.fromisoformat(moment).timestamp() for moment, _ in counts]
    span = max(times[-1] - times[0], 1)
    lowest, highest = min(values), max(values)
    points = tuple(
        (
            round(_MARGIN + (moment - times[0]) / span * (WIDTH - 2 * _MARGIN), 1),
            round(HEIGHT - _MARGIN - (value - lowest) / (highest - lowest) * (HEIGHT - 2 * _MARGIN), 1),
            f"{counts[place][0][:10]}: {value:,}",
        )
        for place, (moment, value) in enumerate(zip(times, values, strict=True))
    )
    return Chart(points=points, lowest=lowest, highest=highest)
