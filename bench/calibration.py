"""Compares confidences with the share of values that are right, in bins of confidence (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from measuring import ScoredPage
from scores import rights

FIELDS = ("title", "authors", "published", "body")
# Lower edges of the bins; the last bin includes 1.
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
SURE_CONFIDENCE = 0.9

# The plot: the side of its square, its margin, and a colour for each field.
SIDE_PIXELS, MARGIN_PIXELS = 320, 48
COLOURS = {"title": "#1b6ca8", "authors": "#c8553d", "published": "#3a7d44", "body": "#7b4b94"}


@dataclass(frozen=True, kw_only=True)
class Bin:
    """One bin: its lower edge, the number of values, their mean confidence, and how many are right."""

    edge: float
    values: int
    confidence: float
    right: int


def judged_values(pages: Sequence[ScoredPage]) -> dict[str, list[tuple[float, bool]]]:
    """Return, for each field, the confidence of each value and whether the value is right; articles only."""
    found: dict[str, list[tuple[float, bool]]] = {field: [] for field in FIELDS}
    for page in pages:
        if page.truth["kind"] != "article":
            continue
        for field, right in rights(page.truth, page.output).items():
            if field in page.output.confidence:
                found[field].append((page.output.confidence[field], right))
    return found


def bins_of(values: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the bins that are not empty, in order."""
    held: dict[float, list[tuple[float, bool]]] = {edge: [] for edge in EDGES}
    for confidence, right in values:
        held[max(edge for edge in EDGES if edge <= confidence)].append((confidence, right))
    return [
        Bin(
            edge=edge,
            values=len(inside),
            confidence=sum(confidence for confidence, _ in inside) / len(inside),
            right=sum(right for _, right in inside),
        )
        for edge, inside in held.items()
        if inside
    ]


def sure_of(values: Sequence[tuple[float, bool]]) -> tuple[int, int]:
    """Return how many values of at least SURE_CONFIDENCE are right, and their number."""
    sure = [right for confidence, right in values if confidence >= SURE_CONFIDENCE]
    return sum(sure), len(sure)


def summary_line(field: str, values: Sequence[tuple[float, bool]]) -> str:
    """Return one line on the values of a field that have a high confidence."""
    right, total = sure_of(values)
    share = f" ({right / total:.3f})" if total else ""
    return f"{field}: values with confidence ≥ {SURE_CONFIDENCE} are right in {right} of {total}{share}"


def plot(values: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """Return an SVG plot of the share right over confidence: a line a field, a dot a bin, larger with more values."""
    width, height = SIDE_PIXELS + 2 * MARGIN_PIXELS + 90, SIDE_PIXELS + 2 * MARGIN_PIXELS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        "<style>text { font-size: 12px }</style>",
        "<title>Share right over confidence</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_axes(),
    ]
    for row, field in enumerate(field for field in FIELDS if values.get(field)):
        parts += _line(field, bins_of(values[field]), row)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axes() -> list[str]:
    parts = [
        f'<rect x="{_x(0)}" y="{_y(1)}" width="{SIDE_PIXELS}" height="{SIDE_PIXELS}" fill="none" stroke="#999"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{_x(0.5)}" y="{_y(0) + 36}" text-anchor="middle">confidence</text>',
        f'<text x="{_x(0)}" y="{_y(1) - 12}" text-anchor="middle">share right</text>',
    ]
    for tenth in range(0, 11, 2):
        share = tenth / 10
        parts.append(f'<text x="{_x(share)}" y="{_y(0) + 18}" text-anchor="middle">{share}</text>')
        parts.append(f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share}</text>')
    return parts


def _line(field: str, bins: Sequence[Bin], row: int) -> list[str]:
    colour = COLOURS[field]
    largest = max(bin_.values for bin_ in bins)
    points = [
        (_x(bin_.confidence), _y(bin_.right / bin_.values), round(2 + 6 * (bin_.values / largest) ** 0.5, 1))
        for bin_ in bins
    ]
    way = " ".join(f"{x},{y}" for x, y, _ in points)
    legend = MARGIN_PIXELS + 16 + 18 * row
    return [
        f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-opacity=".5"/>',
        *(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" fill-opacity=".6"/>' for x, y, radius in points),
        f'<text x="{MARGIN_PIXELS + SIDE_PIXELS + 12}" y="{legend}" fill="{colour}">{escape(field)}</text>',
    ]


def _x(share: float) -> float:
    return round(MARGIN_PIXELS + SIDE_PIXELS * share, 1)


def _y(share: float) -> float:
    return round(MARGIN_PIXELS + SIDE_PIXELS * (1 - share), 1)
