"""Whether a confidence means what it says: the share right among values of about the same confidence (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from measuring import Scored
from scores import rights

FIELDS = ("title", "authors", "published", "body")
# Where the bins begin; the last one holds 1.
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
SURE = 0.9

# What the plot is drawn with: the side of its square, the room around it, a colour for each field.
SIDE, ROOM = 320, 48
COLOURS = {"title": "#1b6ca8", "authors": "#c8553d", "published": "#3a7d44", "body": "#7b4b94"}


@dataclass(frozen=True, kw_only=True)
class Bin:
    """The values of about one confidence: the lower edge, how many, their mean confidence, how many are right."""

    edge: float
    values: int
    confidence: float
    right: int


def verdicts(pages: Sequence[Scored]) -> dict[str, list[tuple[float, bool]]]:
    """Return, for each field, the confidence of each value of an article, and whether the value is right."""
    found: dict[str, list[tuple[float, bool]]] = {field: [] for field in FIELDS}
    for page in pages:
        if page.truth["kind"] != "article":
            continue
        for field, right in rights(page.truth, page.answer).items():
            if field in page.answer.confidence:
                found[field].append((page.answer.confidence[field], right))
    return found


def bins_of(values: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the bins that hold something, in order."""
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
    """Return how many of the values that are called sure are right, and how many there are."""
    sure = [right for confidence, right in values if confidence >= SURE]
    return sum(sure), len(sure)


def sentence(field: str, values: Sequence[tuple[float, bool]]) -> str:
    """Say in one line how far a field's confidence can be relied on."""
    right, total = sure_of(values)
    share = f" ({right / total:.3f})" if total else ""
    return f"{field}: values with confidence ≥ {SURE} are right in {right} of {total}{share}"


def plot(values: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """Draw the share right over the confidence as SVG: a line a field, a dot a bin, its area by its values."""
    width, height = SIDE + 2 * ROOM + 90, SIDE + 2 * ROOM
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
        f'<rect x="{ROOM}" y="{ROOM}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
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
    largest = max(one.values for one in bins)
    points = [
        (_x(one.confidence), _y(one.right / one.values), round(2 + 6 * (one.values / largest) ** 0.5, 1))
        for one in bins
    ]
    way = " ".join(f"{x},{y}" for x, y, _ in points)
    legend = ROOM + 16 + 18 * row
    return [
        f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-opacity=".5"/>',
        *(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" fill-opacity=".6"/>' for x, y, radius in points),
        f'<text x="{ROOM + SIDE + 12}" y="{legend}" fill="{colour}">{escape(field)}</text>',
    ]


def _x(share: float) -> float:
    return round(ROOM + SIDE * share, 1)


def _y(share: float) -> float:
    return round(ROOM + SIDE * (1 - share), 1)
