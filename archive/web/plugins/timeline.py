"""Draws the captures of an article on a line of time, a lane for each kind (pure).

Captures that would stand on one another are one mark that counts them, so that a picture of thousands stays small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from archive.ask import ArticleCapture

WIDTH, HEIGHT = 600, 14
MARK = 4
# In seconds: within four days, two of the three labels may be the same day.
SHORT = 4 * 86_400
# Of a mark's label, so many reasons.
MAX_REASONS = 3
# The lanes in order, and what they are called; the first has captures that showed another text than the one before.
LANES = {
    "version": "shown, new text",
    "shown": "shown, same text",
    "unchanged": "unchanged (304)",
    "page": "later page",
    "redirect": "redirect",
    "gone": "gone",
    "held": "held",
    "refused": "refused",
    "other": "another article",
    "failed": "failed",
    "unread": "not read yet",
}


class Mark(NamedTuple):
    """Captures at one place of a lane: `x` and `width` in the picture's units."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A kind of captures with its marks from left to right."""

    kind: str
    name: str
    captures: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Lanes between two times (ISO 8601), with the time in the middle; short if two of these may be on one day."""

    first_at: str
    middle_at: str
    last_at: str
    lanes: tuple[Lane, ...]
    width: int = WIDTH
    height: int = HEIGHT
    is_short: bool = False


def draw_timeline(captures: Sequence[ArticleCapture]) -> Timeline | None:
    """Return the timeline of captures in order of time; None if none has a time that can be read."""
    placed = [(moment, kind, capture) for kind, capture in _with_lanes(captures) if (moment := _seconds(capture))]
    if not placed:
        return None
    first, last = (pick(moment for moment, _, _ in placed) for pick in (min, max))
    scale = (WIDTH - MARK) / max(last - first, 1)
    lanes = []
    for kind, name in LANES.items():
        own = [(round((moment - first) * scale, 1), capture) for moment, lane, capture in placed if lane == kind]
        if own:
            lanes.append(Lane(kind=kind, name=name, captures=len(own), marks=tuple(_marks(own))))
    first_at, middle_at, last_at = map(_iso, (first, (first + last) / 2, last))
    is_short = last - first < SHORT
    return Timeline(first_at=first_at, middle_at=middle_at, last_at=last_at, lanes=tuple(lanes), is_short=is_short)


def _with_lanes(captures: Sequence[ArticleCapture]) -> Iterator[tuple[str, ArticleCapture]]:
    before: str | None = None
    for capture in captures:
        is_another = capture.kind == "shown" and capture.version is not None and capture.version != before
        yield ("version" if is_another else capture.kind), capture
        before = capture.version if is_another else before


def _marks(placed: Sequence[tuple[float, ArticleCapture]]) -> Iterator[Mark]:
    for _, group in groupby(placed, key=lambda each: int(each[0] // MARK)):
        here = list(group)
        width = round(here[-1][0] - here[0][0] + MARK, 1)
        yield Mark(here[0][0], width, _label([capture for _, capture in here]))


def _label(captures: Sequence[ArticleCapture]) -> str:
    first, last = captures[0].captured_at[:19].replace("T", " "), captures[-1].captured_at[:19].replace("T", " ")
    when = f"{first} UTC" if len(captures) == 1 else f"{len(captures)} captures, {first} to {last} UTC"
    reasons = list(dict.fromkeys(capture.reason for capture in captures if capture.reason))
    told = "; ".join(reasons[:MAX_REASONS]) + (" …" if len(reasons) > MAX_REASONS else "")
    return f"{when}: {told}" if told else when


def _seconds(capture: ArticleCapture) -> float | None:
    try:
        return datetime.fromisoformat(capture.captured_at).timestamp()
    except (ValueError, OverflowError, TypeError):
        return None


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
