"""Writes elements of SVG 1.1, and the colours, patterns and marks by which series are told apart (pure).

The colours of a light page stand in the elements, so that a file shows them in any program; `static/charts.css`
replaces them on a dark page. A series has beside its colour a pattern or a dash and a mark of its own, because one in
twelve men does not tell all colours apart, and a printer none.
"""

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

# In units of the picture, which is as wide as its place on the page.
FONT = 12
_CHARACTER, _WIDE_CHARACTER = 7.2, 12.5
INK, QUIET, LINE, PAPER = "#1d1b19", "#67615a", "#e2ddd5", "#ffffff"
# Each has a contrast of 3:1 with PAPER (WCAG 2.2, 1.4.11), and its neighbours are lighter or darker.
COLOURS = ("#0b62a4", "#d2691e", "#00674a", "#b05fa0", "#6b5300", "#2a8fc7", "#8f1d1d", "#77716a")
_PATTERNS = (
    "",
    "M-2,2l4,-4M0,8l8,-8M6,10l4,-4",
    "M0,4h8",
    "M4,0v8",
    "M-2,6l4,4M0,0l8,8M6,-2l4,4",
    "M2,2h2v2h-2zM6,6h2v2h-2z",
    "M0,4h8M4,0v8",
    "M0,0l8,8M0,8l8,-8",
)
_DASHES = ("", "6 3", "2 3", "9 3 2 3", "12 4", "4 2 1 2 1 2", "1 2", "3 6")
# For each mark the path of a series with that number, around its middle, with a radius of 4.
_MARKS = (
    "m-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0z",
    "m-3.2,-3.2h6.4v6.4h-6.4z",
    "m0,-4.2l4.2,7.4h-8.4z",
    "m0,-4.5l4.5,4.5l-4.5,4.5l-4.5,-4.5z",
    "m0,4.2l4.2,-7.4h-8.4z",
    "m-4,-1.2h2.8v-2.8h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8z",
    "m-4.5,-2.2h9v4.4h-9z",
    "m-2.2,-4.5h4.4v9h-4.4z",
)
_DIAMOND = _MARKS[3]
MAX_SERIES = len(COLOURS)


class Size(NamedTuple):
    """A width and height of a picture; `name` tells two pictures of one chart apart."""

    name: str
    width: int
    height: int


WIDE, NARROW = Size("wide", 720, 280), Size("narrow", 350, 240)


def element(name: str, content: object = "", **attributes: object) -> Markup:
    """Return an element; `_` in an attribute's name stands for `-`, and one that is None is left out.

    What is no Markup is escaped.
    """
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    shown = Markup().join(Markup(' {}="{}"').format(key, _written(value)) for key, value in pairs)
    return Markup("<{0}{1}>{2}</{0}>").format(name, shown, content)


def _written(value: object) -> object:
    return f"{round(value, 1):g}" if isinstance(value, float) else value


def text(x: float, y: float, words: str, *, anchor: str = "start", quiet: bool = True) -> Markup:
    """Return a line of text at a place."""
    return element(
        "text",
        words,
        x=float(x),
        y=float(y),
        text_anchor=anchor,
        fill=QUIET if quiet else INK,
        class_="quiet" if quiet else "ink",
    )


def line(x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> Markup:
    """Return a line of the grid, or a strong one for the base."""
    return element(
        "line",
        x1=float(x1),
        y1=float(y1),
        x2=float(x2),
        y2=float(y2),
        stroke=QUIET if strong else LINE,
        class_="base" if strong else "grid",
    )


def width_of(words: str) -> float:
    """Return about how wide a text is; letters of East Asia are twice as wide as those of Europe."""
    return sum(_WIDE_CHARACTER if east_asian_width(each) in "WF" else _CHARACTER for each in words)


def fit(words: str, width: float) -> str:
    """Return a text that is about so wide at most, cut with an ellipsis."""
    if width_of(words) <= width:
        return words
    while words and width_of(words) + _CHARACTER > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def pattern(number: int, prefix: str) -> Markup:
    """Return the pattern of the bars of series `number` (from 0), whose id begins with `prefix`."""
    parts = element("rect", width=8, height=8, fill=COLOURS[number], class_=f"fill-{number + 1}")
    if _PATTERNS[number]:
        parts += element("path", d=_PATTERNS[number], stroke=PAPER, stroke_width=1.4, fill="none", class_="hatch")
    return element("pattern", parts, id=f"{prefix}-{number + 1}", width=8, height=8, patternUnits="userSpaceOnUse")


class Box(NamedTuple):
    """A bar's place in the picture, and what it says."""

    x: float
    y: float
    width: float
    height: float
    title: str = ""


def shape(boxes: Sequence[Box], *, number: int, prefix: str) -> Markup:
    """Return many bars of series `number` as one shape."""
    path = "".join(
        f"M{box.x:.1f},{box.y:.1f}h{max(box.width, 0.8):.1f}v{max(box.height, 0.8):.1f}h-{max(box.width, 0.8):.1f}z"
        for box in boxes
    )
    return element("path", d=path, fill=f"url(#{prefix}-{number + 1})")


def bar(  # noqa: PLR0913 - a rectangle and its look
    x: float, y: float, width: float, height: float, title: str, *, number: int, prefix: str
) -> Markup:
    """Return a bar of series `number`, with a thin gap to its neighbours; it is never too thin to be seen."""
    return element(
        "rect",
        element("title", title) if title else "",
        x=float(x),
        y=float(y),
        width=float(max(width, 0.8)),
        height=float(max(height, 0.8)),
        fill=f"url(#{prefix}-{number + 1})",
    )


def polyline(points: str, *, number: int, is_rounded: bool) -> Markup:
    """Return the line of series `number`, dashed in its own way; that of rounded numbers always dashed."""
    return element(
        "polyline",
        points=points,
        fill="none",
        stroke=COLOURS[number],
        stroke_width=2,
        stroke_dasharray="5 4" if is_rounded else _DASHES[number] or None,
        class_=f"stroke-{number + 1}",
    )


def mark(x: float, y: float, *, number: int, is_rounded: bool, title: str = "") -> Markup:
    """Return the mark of a point of series `number`; that of a rounded number is an open diamond."""
    return element(
        "path",
        element("title", title) if title else "",
        d=f"M{round(x, 1):g},{round(y, 1):g}{_DIAMOND if is_rounded else _MARKS[number]}",
        fill=PAPER if is_rounded else COLOURS[number],
        stroke=COLOURS[number],
        stroke_width=1.5 if is_rounded else None,
        class_=f"stroke-{number + 1} {'paper' if is_rounded else f'fill-{number + 1}'}",
    )
