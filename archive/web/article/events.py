"""Places what happened to an article on a line of time: first seen, edited, gone, back, renamed, last seen (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

WIDTH, HEIGHT = 600, 28
MARK = 6
# Of changes so many are marked; the page of the history has all.
MAX_MARKS = 200
# What the marks say, and the changes that end or begin a time on the web.
WORDS = {
    "new": "first seen",
    "edit": "edited",
    "gone": "gone",
    "back": "back",
    "renamed": "renamed",
    "seen": "last seen",
}


class Mark(NamedTuple):
    """One event at `x` in the picture's units."""

    x: float
    kind: str
    label: str


class Span(NamedTuple):
    """A time in which the article was on the web, or gone, from `start` to `end` in the picture's units."""

    start: float
    end: float
    is_gone: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """The line of time between the first and the last event (ISO 8601)."""

    first_at: str
    last_at: str
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    width: int = WIDTH
    height: int = HEIGHT
    mark: int = MARK


def draw_course(changes: Sequence[Mapping[str, Any]], last_captured_at: str | None) -> Course | None:
    """Return the line of time of changes (change, changed_at) in any order; None if all are of one moment."""
    given = [(str(each["change"]), each["changed_at"]) for each in changes][:MAX_MARKS]
    placed = [
        (moment, kind, str(at))
        for kind, at in [*given, ("seen", last_captured_at)]
        if kind in WORDS and (moment := _seconds(at)) is not None
    ]
    placed.sort(key=lambda each: each[0])
    if len(placed) < 2 or placed[0][0] == placed[-1][0]:
        return None
    first, last = placed[0][0], placed[-1][0]

    def x(moment: float) -> float:
        return round((moment - first) / (last - first) * (WIDTH - MARK), 1)

    busy = {moment for moment, kind, _ in placed if kind != "seen"}
    marks = tuple(
        Mark(x(moment), kind, f"{at[:19].replace('T', ' ')} UTC: {WORDS[kind]}")
        for moment, kind, at in placed
        # It would hide what happened at the same moment.
        if kind != "seen" or moment not in busy
    )
    spans, start, is_gone = [], 0.0, False
    for moment, kind, _ in placed:
        if (kind == "gone" and not is_gone) or (kind == "back" and is_gone):
            spans.append(Span(start, x(moment), is_gone))
            start, is_gone = x(moment), not is_gone
    spans.append(Span(start, WIDTH - MARK, is_gone))
    return Course(first_at=placed[0][2], last_at=placed[-1][2], marks=marks, spans=tuple(spans))


def _seconds(at: Any) -> float | None:
    try:
        return datetime.fromisoformat(at if isinstance(at, str) else "").timestamp()
    except (ValueError, OverflowError):
        return None
