"""Makes each code listing of a page one `pre`, without line numbers and toolbars (pure).

tree | tables with a column of line numbers: a `pre` | in each `pre`: a line break for each line's element or `br`,
line numbers out | toolbars beside a `pre`: out

Highlighters lay out code as tables, lists and `div`s, which would be read as paragraphs and lists of numbers.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from lxml import etree
from lxml.html import HtmlElement

from extract.html.elements import UNSEEN
from extract.words import code_classes

# In characters: a longer element beside a listing is no toolbar.
MAX_TOOLBAR = 60
# In text nodes, and in characters of each: a column of more line numbers is not looked at to its end.
MAX_TEXTS, MAX_NUMBERS = 5000, 1000
# How many wrappers of a listing, and how many `pre` around another, are looked at.
MAX_WRAPPERS = 4
MAX_NESTED = 2

# Elements that hold a line of code, or several, within a `pre`; with any of LAYOUT it is no listing.
LINE_TAGS = frozenset({"div", "li", "ol", "tr", "table", "tbody", "td", "pre"})
LAYOUT = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "section", "figure", "form", "ul", "img")
CELLS = frozenset({"td", "th"})
TEXT_TAGS = frozenset({"p", "pre", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"})
DROPPED = UNSEEN | {"button"}

_GUTTER = re.compile(code_classes.GUTTER)
_LINE = re.compile(code_classes.LINE)
_TOOLBAR = re.compile(code_classes.TOOLBAR)
_WRAPPER = re.compile(code_classes.WRAPPER)
_NO_NUMBER = re.compile(r"[^\d\s|]")
_UNSELECTABLE = re.compile(r"user-select:\s*none")


def merge_code_listings(tree: HtmlElement, source: str) -> None:
    """Make each code listing of a tree one `pre`; `source` is the text of the page, in which a search is quicker."""
    # Only these are changed.
    if next(tree.iter("table", "pre"), None) is None or not any(hint in source for hint in code_classes.HINTS):
        return
    for table in list(tree.iter("table")):
        if _is_listing(table):
            _replace_by_pre(table)
    seen: set[HtmlElement] = set()
    within: set[HtmlElement] = set()
    for pre in list(tree.iter("pre")):
        if pre not in within and sum(1 for _ in pre.iterancestors("pre")) <= MAX_NESTED:
            _drop_toolbars(pre, seen)
            within.update(_tidy(pre))


def _class_of(element: HtmlElement) -> str:
    return (element.get("class") or "").lower()


def _is_listing(table: HtmlElement) -> bool:
    """Tell whether a table is a code listing: in each row, line numbers in all cells but the last."""
    if table.find(".//table") is not None:
        return False
    rows = [cells for row in table.iter("tr") if len(cells := _cells(row)) > 1]
    return (
        bool(rows)
        and all(all(map(_is_gutter_cell, cells[:-1])) for cells in rows)
        and (rows[0][-1].find(".//pre") is not None or any(map(_has_code_class, (table, *rows[0][-1].iter()))))
    )


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in CELLS]


def _has_code_class(element: HtmlElement) -> bool:
    return _WRAPPER.search(_class_of(element)) is not None


def _is_gutter_cell(cell: HtmlElement) -> bool:
    """Tell whether a cell holds line numbers alone: in a `pre`, or in an element whose class says so."""
    numbers = "".join(_with_br(cell)).split()
    if not all(number.isdigit() for number in numbers):
        return False
    if any(_GUTTER.search(_class_of(element)) for element in cell.iter() if isinstance(element.tag, str)):
        return True
    return bool(numbers) and cell.find(".//pre") is not None and _are_consecutive(numbers)


def _with_br(element: HtmlElement) -> Iterator[str]:
    """Yield the texts within an element, with a space where one of its elements ends."""
    for inner in element.iter():
        yield inner.text or ""
        yield " "
        yield (inner.tail or "") if inner is not element else ""


def _are_consecutive(numbers: list[str]) -> bool:
    # A line number has few digits; the first need not be 1.
    return all(len(number) < 8 for number in numbers) and all(
        int(after) == int(before) + 1 for before, after in pairwise(numbers)
    )


def _replace_by_pre(table: HtmlElement) -> None:
    """Put a `pre` with the code of a listing's last column in the place of the table and of a `pre` around it."""
    rows = [cells for row in table.iter("tr") if (cells := _cells(row))]
    lines = [_code_text(cells[-1]).removesuffix("\n") for cells in rows if len(cells) > 1]
    place = table
    while (parent := place.getparent()) is not None and parent.tag in {"code", "pre"} and len(parent) == 1:
        place = parent
    # A row of one cell has the name of the file.
    for cells in rows:
        if len(cells) == 1:
            caption = table.makeelement("div")
            caption.text = " ".join(cells[0].itertext())
            place.addprevious(caption)
    if (parent := place.getparent()) is not None:
        pre = table.makeelement("pre")
        pre.text = "\n".join(lines)
        pre.tail = place.tail
        parent.replace(place, pre)


def _code_text(element: HtmlElement) -> str:
    """Return the code within an element: its text, each line's element as a line, without line numbers."""
    pieces: list[str] = []
    # Of each open element how many pieces there were before it if it is a line or holds lines, else -1.
    open_lines: list[int] = []
    lines_without_end = _lines_without_end(element)
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start":
            is_dropped = inner is not element and _is_dropped(inner)
            is_line = inner.tag in LINE_TAGS or inner in lines_without_end
            open_lines.append(len(pieces) if is_line and not is_dropped else -1)
            if is_dropped:
                walk.skip_subtree()
            elif inner.tag == "br":
                pieces.append("\n")
            else:
                _add(pieces, inner.text, among_lines=is_line and _holds_lines(inner))
        elif inner is not element:
            start = open_lines.pop()
            # Also an empty line has an end.
            if start >= 0 and (start == len(pieces) or not pieces[-1].endswith("\n")):
                pieces.append("\n")
            parent = inner.getparent()
            _add(pieces, inner.tail, among_lines=parent is not None and _holds_lines(parent))
    return "\n".join(line.rstrip() for line in "".join(pieces).replace("\xa0", " ").split("\n"))


def _add(pieces: list[str], text: str | None, *, among_lines: bool) -> None:
    if text and not (among_lines and text.isspace()):
        pieces.append(text)


def _holds_lines(element: HtmlElement) -> bool:
    """Tell whether an element's first child is a line: white space between lines is none of the code."""
    # lxml counts all children for `len(element)`.
    first = next(iter(element), None)
    return first is not None and first.tag in LINE_TAGS


def _lines_without_end(element: HtmlElement) -> frozenset[HtmlElement]:
    """Return the inline elements that are lines, as their class says, where no line break ends them."""
    found = [inner for inner in element.iter("span", "code") if _LINE.search(_class_of(inner))]
    if len(found) < 2 or "\n" in "".join(element.itertext()) or element.find(".//br") is not None:
        return frozenset()
    return frozenset(line for line in found if line.getparent() not in found)


def _is_dropped(element: HtmlElement) -> bool:
    """Tell whether an element in a listing is none of its code: line numbers, buttons, what is never shown."""
    if element.tag in DROPPED:
        return True
    classes, style = _class_of(element), element.get("style") or ""
    if not classes and not style:
        return False
    if _GUTTER.search(classes) or _UNSELECTABLE.search(style):
        return element.tag != "pre" and not any(
            _NO_NUMBER.search(text, 0, MAX_NUMBERS) for text in islice(element.itertext(), MAX_TEXTS)
        )
    return "copy" in classes and _TOOLBAR.search(classes) is not None and element.find(".//code") is None


def _tidy(pre: HtmlElement) -> list[HtmlElement]:
    """Give a `pre` a line break for each line's element and each `br`, and drop its line numbers.

    Return each `pre` within it that is no more in the tree.
    """
    if not len(pre) or next(pre.iter(*LAYOUT), None) is not None:
        return []
    if _is_made_of_lines(pre):
        merged = list(pre.iter("pre"))
        text, tail = _code_text(pre), pre.tail
        for child in list(pre):
            pre.remove(child)
        pre.text, pre.tail = text, tail
        return merged
    for line_break in list(pre.iter("br")):
        line_break.tag, line_break.text = "span", "\n"
    return []


def _is_made_of_lines(pre: HtmlElement) -> bool:
    inside = pre.iterdescendants()
    return any(inner.tag in LINE_TAGS or _is_dropped(inner) for inner in inside) or bool(_lines_without_end(pre))


def _drop_toolbars(pre: HtmlElement, seen: set[HtmlElement]) -> None:
    """Drop the toolbars in the elements around a listing whose class says that they are its wrappers."""
    inner = pre
    for _ in range(MAX_WRAPPERS):
        wrapper = inner.getparent()
        if wrapper is None or wrapper in seen or not _has_code_class(wrapper):
            return
        seen.add(wrapper)
        for child in list(wrapper):
            if child is not inner and _is_toolbar(child):
                child.drop_tree()
        inner = wrapper


def _is_toolbar(element: HtmlElement) -> bool:
    if element.tag == "button":
        return True
    named = f"{_class_of(element)} {element.tag!s}"
    is_named = _TOOLBAR.search(named) is not None or element.find(".//button") is not None
    if not is_named or element.tag in TEXT_TAGS or next(element.iter(*TEXT_TAGS), None) is not None:
        return False
    return len(" ".join("".join(element.itertext()).split())) <= MAX_TOOLBAR
